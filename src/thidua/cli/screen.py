"""What a command prints: tables, progress bars and sentences, readable on any terminal."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from collections.abc import Iterable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from thidua.cli.language import Both, language, say
from thidua.core.problem import Problem, Refused, Severity
from thidua.office import wording

_PLAIN = {
    "đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "→": "->",
    "≥": ">=", "≤": "<=", "×": "x", "·": "*", "•": "*", "−": "-", "\u00a0": " ", "✓": "v", "✗": "x", "Δ": "D",
}  # fmt: skip
_PLAIN_ERRORS, _PLAIN_ASCII = "thidua-plain", "thidua-ascii"
_WIDTH_OF_A_FILE = 150  # columns when the output is not a terminal

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.RESOLVED: "green"}


def make_streams_safe() -> None:
    """Let a stream that is not UTF-8 print letters without accents instead of stopping with an error."""
    codecs.register_error(_PLAIN_ERRORS, _without_accents)
    codecs.register(_find_plain)
    for stream in (sys.stdout, sys.stderr):
        name = (getattr(stream, "encoding", "") or "utf-8").lower().replace("_", "-")
        if name in {"utf-8", "utf8", _PLAIN_ASCII} or not hasattr(stream, "reconfigure"):
            continue
        # click takes plain ASCII for a mistake and writes UTF-8 over it; under another name it does not.
        ascii_only = codecs.lookup(name).name == "ascii"
        stream.reconfigure(encoding=_PLAIN_ASCII if ascii_only else name, errors=_PLAIN_ERRORS)


class _PlainEncoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:
        return text.encode("ascii", _PLAIN_ERRORS)


def _find_plain(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _PLAIN_ASCII:
        return None
    plain = codecs.lookup("ascii")
    return codecs.CodecInfo(
        name=_PLAIN_ASCII,
        encode=lambda text, errors="strict": (text.encode("ascii", _PLAIN_ERRORS), len(text)),
        decode=plain.decode,
        incrementalencoder=_PlainEncoder,
        incrementaldecoder=plain.incrementaldecoder,
    )


def _without_accents(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    said = []
    for letter in error.object[error.start : error.end]:
        bare = _PLAIN.get(letter) or "".join(c for c in unicodedata.normalize("NFD", letter) if c.isascii())
        said.append(bare or "?")
    return "".join(said), error.end


def console(*, error: bool = False) -> Console:
    """A console on today's stdout or stderr; files get a fixed width so that lines are not cut."""
    made = Console(stderr=error, highlight=False, soft_wrap=False)
    return made if made.is_terminal else Console(stderr=error, highlight=False, width=_WIDTH_OF_A_FILE)


def tell(text: Both, style: str = "", **values: object) -> None:
    """Print one line of our own words."""
    console().print(say(text, **values), style=style or None, markup=False, soft_wrap=True)


def line(text: str, style: str = "") -> None:
    console().print(text, style=style or None, markup=False, soft_wrap=True)


def table(*columns: tuple[str, str]) -> Table:
    """An empty table; each column is (heading, "left" or "right")."""
    made = Table(header_style="bold")
    for heading, side in columns:
        made.add_column(heading, justify="right" if side == "right" else "left")
    return made


def show(made: Table) -> None:
    console().print(made)


def progress(*, error: bool = False) -> Progress:
    """Progress bars; on a file they print once, at the end."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console(error=error),
    )


def place(problem: Problem) -> str:
    """Where a reader should look: "file.yaml:12", "B7" or a field."""
    where = problem.where
    spot = where.cell or (str(where.line) if where.line else "")
    return ":".join(part for part in (where.source, spot) if part) or where.field


def print_problems(problems: Iterable[Problem], *, error: bool = True) -> None:
    """One line per problem: place, severity, sentence."""
    out = console(error=error)
    for found in problems:
        spot = place(found)
        out.print(f"{spot}: " if spot else "", end="", markup=False, soft_wrap=True)
        out.print(wording.severity(found, language()), style=_STYLE[found.severity], end=": ", soft_wrap=True)
        out.print(wording.sentence(found, language()), markup=False, soft_wrap=True)


def print_refused(refused: Refused) -> None:
    """The sentence of a refusal, then its details."""
    whole = Problem(refused.code, values=refused.values)
    console(error=True).print(
        wording.sentence(whole, language()), style="bold red", markup=False, soft_wrap=True
    )
    print_problems(refused.problems)
