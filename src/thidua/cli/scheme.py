"""`thidua scheme new|compare|list`: begin a regulation by answering questions, compare two, list what there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from thidua.cli import screen
from thidua.cli.frame import NEW_FILE, Day, Group, OnDisk, argument, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both, language, say
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import Scheme, SubjectKind

scheme = Group("scheme", said=Both("Quy chế chấm điểm: soạn mới, so sánh, liệt kê.", "Scoring regulations."))


@command(
    "new",
    Both(
        "Soạn một quy chế bằng cách trả lời vài câu hỏi, hoặc từ bảng điểm Excel, Word; ghi ra một tệp YAML.",
        "Begin a regulation by answering a few questions, or from a point table; writes a YAML file.",
    ),
)
@argument("file", Both("Tệp .yaml sẽ ghi.", "The .yaml file to write."), metavar="FILE", type=NEW_FILE)
@option("--title", said=Both("Tên quy chế.", "Title."), metavar="TEXT")
@option("--issuer", said=Both("Nơi ban hành.", "Who issues it."), metavar="TEXT")
@option(
    "--subject",
    said=Both(
        "Chấm ai: unit, officer hoặc cluster-member.", "Who is scored: unit, officer or cluster-member."
    ),
    type=click.Choice([kind.value for kind in SubjectKind]),
)
@option(
    "--period",
    said=Both("Chấm theo kỳ nào.", "The period."),
    type=click.Choice([kind.value for kind in PeriodKind]),
)
@option("--first-day", said=Both("Ngày có hiệu lực.", "First day in force."), type=Day(), metavar="DATE")
@option(
    "--group",
    "groups",
    said=Both(
        "Một nhóm và điểm tối đa, như “Phục vụ nhân dân: 60”; ghi được nhiều lần.",
        "A group and its maximum, like “Service: 60”; may be given several times.",
    ),
    metavar="TEXT",
    multiple=True,
)
@option(
    "--table",
    said=Both(
        "Lấy các nhóm, tiêu chí từ bảng điểm .xlsx, .csv, .docx.", "Take groups and criteria from a table."
    ),
    metavar="FILE",
    type=OnDisk(Both("tệp", "file"), exists=True, dir_okay=False),
)
def new(
    file: Path,
    title: str | None,
    issuer: str | None,
    subject: str | None,
    period: str | None,
    first_day: date | None,
    groups: tuple[str, ...],
    table: Path | None,
) -> None:
    from thidua.actions.scheme_file import scheme_begin
    from thidua.office.scheme_word import choices
    from thidua.rules.scheme.start import Start, code_of

    if file.exists():
        raise click.ClickException(say(Both("{file}: đã có.", "{file}: exists already."), file=file))
    named = title or click.prompt(say(Both("Tên quy chế", "Title")))
    by = issuer or click.prompt(say(Both("Nơi ban hành", "Issued by")))
    who = subject or _ask(Both("Chấm ai", "Who is scored"), choices(SubjectKind, language()), "unit")
    every = period or _ask(Both("Chấm theo kỳ nào", "Which period"), choices(PeriodKind, language()), "month")
    first = first_day or click.prompt(say(Both("Có hiệu lực từ ngày", "First day in force")), type=Day())
    lines = groups or (() if table else _ask_groups())
    start = Start(code_of(file.stem), named, by, "", SubjectKind(who), PeriodKind(every), first, ())
    made = scheme_begin(start, lines, table)
    file.write_text(made.text, encoding="utf-8", newline="\n")
    screen.print_problems(made.problems, error=False)
    screen.tell(
        Both(
            "Đã ghi {file}: {groups} nhóm, {criteria} tiêu chí, {total} điểm. Soát bằng: thidua check-rules {file}",
            "{file} written: {groups} groups, {criteria} criteria, {total} points. Check: thidua check-rules {file}",
        ),
        style="green",
        file=file,
        groups=made.groups,
        criteria=made.criteria,
        total=made.total,
    )


@command(
    "compare",
    Both(
        "So sánh hai quy chế (tệp .yaml hoặc mã kèm theo phần mềm), nói khác nhau bằng lời.",
        "Compare two regulations (.yaml files or packaged codes) in words.",
    ),
)
@argument("before", Both("Bản trước.", "The earlier one."), metavar="BEFORE")
@argument("after", Both("Bản sau.", "The later one."), metavar="AFTER")
def compare(before: str, after: str) -> None:
    from thidua.actions.score import scheme_named
    from thidua.core.scheme_change import compare as compare_schemes
    from thidua.office.scheme_change import changes_told

    old: Scheme = scheme_named(before)
    new_one: Scheme = scheme_named(after)
    told = changes_told(compare_schemes(old, new_one), old, new_one, language())
    place = ""
    for change in told:
        if change.place != place:
            place = change.place
            screen.tell(Both("{place}", "{place}"), style="bold", place=place)
        screen.tell(Both("  {sentence}", "  {sentence}"), sentence=change.sentence)
    screen.tell(Both("{count} thay đổi.", "{count} changes."), count=len(told))


@command(
    "list",
    Both(
        "Liệt kê quy chế kèm theo phần mềm và các bản của thư mục dữ liệu.",
        "List packaged regulations and the versions of a home.",
    ),
)
@home_option()
def list_(home: Path) -> None:
    open_home(home)
    from thidua.actions.scheme import schemes_listed

    for row in schemes_listed():
        screen.tell(Both("{code}  {title} ({what})", "{code}  {title} ({what})"), **row)


def _ask(question: Both, known: tuple[tuple[str, str], ...], default: str) -> str:
    """One of a closed list, with what each word means."""
    for value, told in known:
        screen.tell(Both("  {value}: {told}", "  {value}: {told}"), value=value, told=told)
    answer: str = click.prompt(
        say(question), type=click.Choice([value for value, _ in known]), default=default
    )
    return answer


def _ask_groups() -> tuple[str, ...]:
    """One group a line, until an empty one."""
    screen.tell(
        Both(
            "Các nhóm và điểm tối đa, mỗi dòng một nhóm như “Phục vụ nhân dân: 60”; dòng trống là hết.",
            "Groups and their maxima, one a line like “Service: 60”; an empty line ends.",
        )
    )
    found: list[str] = []
    while line := click.prompt(say(Both("Nhóm", "Group")), default="", show_default=False).strip():
        found.append(line)
    return tuple(found)


for each in (new, compare, list_):
    scheme.add_command(each)
