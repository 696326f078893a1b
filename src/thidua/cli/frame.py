"""The frame of every command: help in two languages, `--lang`, and errors as sentences with an exit code.

Exit codes: 0 done; 1 the data has problems or the request is refused; 2 the command line is wrong;
70 a fault of the program itself (its details go to a file that the message names).
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from thidua.cli import screen
from thidua.cli.language import LANGUAGES, Both, choose, say
from thidua.core.problem import Refused

FAULT = 70
LANG_HELP = Both("Ngôn ngữ của lệnh: vi hoặc en.", "Language of the command: vi or en.")


class _Speaks:
    """`help` answers in the language chosen at that moment, not at import."""

    said: Both | str | None = None

    @property
    def help(self) -> str | None:
        return say(self.said) if isinstance(self.said, Both) else self.said

    @help.setter
    def help(self, said: Both | str | None) -> None:
        self.said = said


class Option(_Speaks, click.Option):
    def __init__(self, *args: Any, said: Both | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = said


class Argument(_Speaks, click.Argument):
    def __init__(self, *args: Any, said: Both | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = said


class _Name(str):
    """click writes the kind of place as a title; Vietnamese capitalises one letter only."""

    __slots__ = ()

    def title(self) -> str:
        return self.capitalize()


class OnDisk(click.Path):
    """A place on disk, named in messages in the chosen language."""

    def __init__(self, said: Both, **kwargs: Any) -> None:
        super().__init__(path_type=Path, **kwargs)
        self.said = said

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        self.name = _Name(say(self.said))
        return super().convert(value, param, ctx)


_FOLDER = Both("thư mục", "directory")
FILE = OnDisk(Both("tệp", "file"), exists=True, dir_okay=False)
NEW_FILE = OnDisk(Both("tệp", "file"), dir_okay=False)
FOLDER = OnDisk(_FOLDER, file_okay=False)
OLD_FOLDER = OnDisk(_FOLDER, file_okay=False, exists=True)
EXISTING = OnDisk(Both("đường dẫn", "path"), exists=True)


class Day(click.ParamType):
    """A day as "2025-03-31" or "31/03/2025"."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        form = "%d/%m/%Y" if "/" in value else "%Y-%m-%d"
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            text = Both(
                "“{value}” không phải là ngày; ghi như 31/03/2025 hoặc 2025-03-31.",
                "“{value}” is not a day; write it like 2025-03-31 or 31/03/2025.",
            )
            raise click.BadParameter(say(text, value=value), ctx, param) from None


def _lang_option() -> Option:
    return Option(
        ["--lang"], said=LANG_HELP, type=click.Choice(LANGUAGES), envvar="THIDUA_LANG", expose_value=False
    )


_METAVARS = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [THAM SỐ]..."}


class _Listed(_Speaks):
    """What commands and groups share: usage in the chosen language, and a list entry that is not cut short."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return self.help or ""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [say(Both(_METAVARS.get(piece, piece), piece)) for piece in pieces]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_in_our_words(super().get_help_option(ctx))  # type: ignore[misc]


class Command(_Listed, click.Command):
    def __init__(self, *args: Any, said: Both, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = said
        self.params.append(_lang_option())

    def invoke(self, ctx: click.Context) -> Any:
        return _guarded(ctx, lambda: super(Command, self).invoke(ctx))


class Group(_Listed, click.Group):
    def __init__(self, *args: Any, said: Both, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = said
        self.params.append(_lang_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order of use, not of the alphabet

    def main(self, args: Sequence[str] | None = None, *rest: Any, **kwargs: Any) -> Any:

        given = list(sys.argv[1:] if args is None else args)
        choose(given)
        screen.make_streams_safe()
        return super().main(given, *rest, **kwargs)


def command(name: str, said: Both, **kwargs: Any) -> Callable[[Callable[..., Any]], Command]:
    """`click.command` whose help exists in both languages."""
    return click.command(name, cls=Command, said=said, **kwargs)


def option(*names: str, said: Both, **kwargs: Any) -> Callable[[Any], Any]:
    return click.option(*names, cls=Option, said=said, **kwargs)


def argument(name: str, said: Both, **kwargs: Any) -> Callable[[Any], Any]:
    return click.argument(name, cls=Argument, said=said, **kwargs)


def _help_in_our_words(option: click.Option | None) -> click.Option | None:
    if option is not None:  # click caches it, with the words of the language of the first call
        option.help = say(Both("In hướng dẫn này rồi thoát.", "Show this message and exit."))
    return option


def _guarded(ctx: click.Context, work: Callable[[], Any]) -> Any:
    """Run a command; what goes wrong becomes a sentence and an exit code, never a traceback."""
    try:
        return work()
    except Refused as refused:
        screen.print_refused(refused)
        ctx.exit(1)
    except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt):
        raise
    except OSError as wrong:
        name = f"{wrong.filename}: " if wrong.filename else ""
        raise click.ClickException(f"{name}{_reason(wrong)}") from wrong
    except Exception as wrong:
        if os.environ.get("THIDUA_DEBUG") == "1":
            raise
        _report_fault(wrong)
        ctx.exit(FAULT)


def _reason(wrong: OSError) -> str:
    known = {
        FileNotFoundError: Both("không có tệp hoặc thư mục này", "no such file or folder"),
        PermissionError: Both("không có quyền đọc hoặc ghi", "no permission to read or write"),
        IsADirectoryError: Both("là thư mục, cần một tệp", "is a folder, a file is needed"),
        NotADirectoryError: Both("không phải thư mục", "is not a folder"),
        FileExistsError: Both("đã có", "exists already"),
    }
    text = known.get(type(wrong))
    return say(text) if text else (wrong.strerror or str(wrong))


def _report_fault(wrong: Exception) -> None:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="thidua-", suffix=".log", delete=False
    ) as log:
        traceback.print_exception(wrong, file=log)
    text = Both(
        "Chương trình gặp lỗi của chính nó ({kind}), dữ liệu không bị ghi dở. Chi tiết: {log}",
        "The program met a fault of its own ({kind}); nothing is half-written. Details: {log}",
    )
    screen.console(error=True).print(
        say(text, kind=type(wrong).__name__, log=log.name), style="bold red", markup=False, soft_wrap=True
    )
