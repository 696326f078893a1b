"""The English catalogue: `uv run python -m tests.language.catalogue` brings it up to date with the sources.

Source strings are Vietnamese, in templates and views; English stands in src/thidua/locale/en/LC_MESSAGES/django.po and,
compiled, in django.mo beside it. Both are committed, so that nobody needs gettext installed. The command adds strings
that are new with an empty translation, drops those that are gone, and compiles.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

import thidua

PACKAGE = Path(thidua.__file__).parent
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None, "say": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2),
    "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
HEADER = "# English of Thi Đua. Source strings are Vietnamese; see tests/language/catalogue.py."
DAY = datetime(2026, 1, 1, tzinfo=UTC)  # the file says what, git says when
Found = tuple[str, str | tuple[str, ...]]  # context, message (or singular and plural)


def sources() -> Iterator[tuple[str, str]]:
    """(path, Python text) of everything that speaks to people on pages."""
    for path in sorted((PACKAGE / "web").rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted((PACKAGE / "web" / "templates").rglob("*.html")):
        name = path.relative_to(PACKAGE).as_posix()
        text = templatize(path.read_text(encoding="utf-8"), origin=name)
        yield (
            name,
            "\n".join(line.strip() for line in text.splitlines()),
        )  # markup's indentation is nobody's block


def messages() -> dict[Found, set[str]]:
    """Every message of the sources, with the files it stands in."""
    found: dict[Found, set[str]] = {}
    for name, text in sources():
        for _, function, message, _ in extract_python(io.BytesIO(text.encode()), list(KEYWORDS), [], {}):
            held = message if isinstance(message, tuple) else (message,)
            context = ""
            if function.startswith(("pgettext", "npgettext")):
                context, *rest = held
                held = tuple(rest)
            strings = tuple(part for part in held if part is not None)
            wanted = 2 if function.startswith(("n", "np")) and function != "gettext_noop" else 1
            strings = strings[:wanted] if wanted == 2 else strings[:1]
            if strings:
                found.setdefault((context or "", strings if wanted == 2 else strings[0]), set()).add(name)
    for context, message in [key for key in found if not isinstance(key[1], str)]:
        # Said without a number elsewhere: this entry serves both.
        found[context, message] |= found.pop((context, message[0]), set())
    return found


def read() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def updated(old: Catalog, found: dict[Found, set[str]]) -> Catalog:
    """The catalogue of what is said now, with the English that is known."""
    new = Catalog(
        locale="en", charset="utf-8", header_comment=HEADER, project="Thi Đua", fuzzy=False,
        creation_date=DAY, revision_date=DAY, last_translator="Thi Đua", language_team="en",
    )  # fmt: skip
    for (context, message), places in sorted(
        found.items(), key=lambda item: (sorted(item[1])[0], str(item[0]))
    ):
        known = old.get(message if isinstance(message, str) else message[0], context or None)
        string = known.string if known is not None else ""
        if not isinstance(message, str) and isinstance(string, str):
            string = ("", "")
        new.add(message, string, locations=[(place, 0) for place in sorted(places)], context=context or None)
    return new


def write(catalogue: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False, omit_header=False, sort_output=False)
    MO.write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    held = io.BytesIO()
    write_mo(held, catalogue)
    return held.getvalue()


if __name__ == "__main__":
    catalogue = updated(read(), messages())
    write(catalogue)
    empty = sum(not (m.string if isinstance(m.string, str) else all(m.string)) for m in catalogue if m.id)
    print(f"{len(catalogue)} messages, {empty} without English")
    sys.exit(bool(empty))
