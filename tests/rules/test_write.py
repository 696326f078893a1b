"""Rules written again say the same, word for word."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load
from thidua.rules.text import read
from thidua.rules.write import at, dump, has_inner_comments, head_of, plain, put, take


def tree_of(text: str):
    node, problems = read(text)
    assert problems == ()
    return plain(node)


def without_lines(value):
    """The same value as if it had no place in a file."""
    if dataclasses.is_dataclass(value):
        held = {
            f.name: without_lines(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.name not in ("line", "lines")
        }
        return dataclasses.replace(value, **held, **({"line": 0} if hasattr(value, "line") else {}))
    return tuple(without_lines(one) for one in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("code", scheme_codes())
def test_packaged_scheme_written_again_is_the_same_scheme(code: str):
    text = scheme_text(code)
    again = dump(tree_of(text), head_of(text))
    assert tree_of(again) == tree_of(text)
    before, after = load(text), load(again)
    assert without_lines(after.scheme) == without_lines(before.scheme)
    assert sorted((p.code, p.where.field) for p in after.problems) == sorted(
        (p.code, p.where.field) for p in before.problems
    )
    assert dump(tree_of(again), head_of(again)) == again


@pytest.mark.parametrize("code", scheme_codes())
def test_packaged_scheme_is_written_in_lines_one_can_read(code: str):
    written = dump(tree_of(scheme_text(code)))
    assert max(len(line) for line in written.splitlines()) <= 118


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=140).map(
    lambda text: text.strip()
)
KEYS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_any_tree_written_and_read_is_the_same_tree(tree):
    import unicodedata

    def composed(value):
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value).strip()
        if isinstance(value, list):
            return [composed(one) for one in value]
        return {key: composed(one) for key, one in value.items()}

    tree = composed(tree)
    node, problems = read(dump(tree))
    assert problems == ()
    assert plain(node) == tree


def test_comments_above_the_first_key_are_kept():
    text = "# Nguồn: Quy chế 01.\nscheme: a\ntitle: Quy chế\n"
    assert dump(tree_of(text), head_of(text)) == text
    assert not has_inner_comments(text)
    assert has_inner_comments("scheme: a\n# vì sao\ntitle: b\n")
    assert has_inner_comments("scheme: a # vì sao\n")
    assert not has_inner_comments("notes: [Điều 3 #2]\n")


def test_places_are_named_by_dotted_paths():
    tree = tree_of("forms: {chung: {class: [{class: tot}, {class: dat}]}}\n")
    assert at(tree, "forms.chung.class.2.class") == "dat"
    assert at(tree, "forms.chung.class.3") is None
    put(tree, "forms.chung.class.2.class", "kha")
    put(tree, "forms.chung.max", "100")
    take(tree, "forms.chung.class.1")
    assert tree == {"forms": {"chung": {"class": [{"class": "kha"}], "max": "100"}}}
    put(tree, "forms.chung.max", "")
    assert tree == {"forms": {"chung": {"class": [{"class": "kha"}]}}}
    with pytest.raises(KeyError):
        put(tree, "forms.khac.max", "1")
    with pytest.raises(KeyError):
        take(tree, "forms.chung.class.7")
