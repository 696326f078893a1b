"""English is complete: every source string has it, with the same places to fill in; the compiled file is current."""

from __future__ import annotations

import re

from tests.language.catalogue import MO, PO, compiled, messages, read

CATALOGUE = [message for message in read() if message.id]
PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
AGAIN = "run: uv run python -m tests.language.catalogue"


def english(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_message_of_the_sources_stands_in_the_catalogue_and_no_other():
    held = {(message.context or "", message.id) for message in CATALOGUE}
    wanted = {(context, message) for context, message in messages()}
    assert {"missing": wanted - held, "gone": held - wanted} == {"missing": set(), "gone": set()}, AGAIN


def test_every_message_has_english():
    assert [message.id for message in CATALOGUE if not all(english(message))] == []


def test_english_fills_in_the_same_places():
    def places(text: str) -> list[str]:
        return sorted(match[0] for match in PLACE.finditer(text))

    wrong = {
        message.id: said
        for message in CATALOGUE
        for said in english(message)[-1:]
        if places(said) != places(message.id if isinstance(message.id, str) else message.id[-1])
    }
    assert wrong == {}


def test_english_keeps_the_markup_of_its_source():
    def tags(text: str) -> list[str]:
        return sorted(re.findall(r"</?\w+", text))

    wrong = {
        message.id: message.string
        for message in CATALOGUE
        if isinstance(message.id, str) and tags(message.string) != tags(message.id)
    }
    assert wrong == {}


def test_no_vietnamese_is_left_in_english_but_for_names_and_examples():
    """Quoted examples are what people type, in Vietnamese."""
    quoted = re.compile(r"“[^”]*”|\"[^\"]*\"|'[^']*'|<code>.*?</code>|\([^)]*\)")
    letters = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]")
    left = {m.id: m.string for m in CATALOGUE for said in english(m) if letters.search(quoted.sub("", said))}
    # names and samples of letters
    names = ("Thi Đua", "Việt Nam", "Tiếng Việt", "Cốc Cốc", "Rừng Sến", "Đồi Chè", "Nguyễn, Trưởng")
    assert {k: v for k, v in left.items() if not any(name in str(v) for name in names)} == {}


def test_the_compiled_catalogue_is_that_of_the_text():
    assert PO.exists()
    assert MO.read_bytes() == compiled(read()), AGAIN
