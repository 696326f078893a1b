"""`thidua score SCHEME FIGURES --on DATE`: points with their lines in words, without a database."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thidua.cli import screen
from thidua.cli.frame import FILE, Day, argument, command, option
from thidua.cli.language import Both, language, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from thidua.actions.score import FileScored, PeriodScored
    from thidua.core.score.explain import Reason
    from thidua.core.standing import StandingRow

FEW = 5  # subjects of a file that are told unasked what would have changed their result


class Feed(click.ParamType):
    """ "tt-27-2020-ca-nhan=figures.csv"."""

    name = "feed"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        if isinstance(value, tuple):
            return value
        code, given, path = value.partition("=")
        if not (given and code and Path(path).exists()):
            text = Both(
                "“{value}” không phải là QUY-CHẾ=ĐƯỜNG-DẪN của một tệp hay gói đang có.",
                "“{value}” is not SCHEME=PATH of a file or bundle that is there.",
            )
            raise click.BadParameter(say(text, value=value), ctx, param)
        return code, Path(path)


@command(
    "score",
    Both(
        "Chấm điểm một tệp số liệu theo một quy chế, không cần cơ sở dữ liệu; mỗi điểm kèm căn cứ bằng lời.",
        "Score a file of figures by a regulation, without a database; every point with its working in words.",
    ),
)
@argument(
    "scheme",
    Both(
        "Mã quy chế có sẵn (như e29-thang) hoặc đường dẫn tệp .yaml.",
        "Code of a shipped regulation (such as e29-thang), or a .yaml path.",
    ),
    metavar="SCHEME",
)
@argument(
    "figures",
    Both(
        "Tệp .csv hoặc .xlsx: subject, figure, period, value [, numerator, denominator, target, evidence].",
        ".csv or .xlsx file: subject, figure, period, value [, numerator, denominator, target, evidence].",
    ),
    metavar="FIGURES",
    type=FILE,
)
@option(
    "--on",
    said=Both("Ngày áp dụng quy chế.", "Day on which the regulation is asked."),
    metavar="DATE",
    type=Day(),
    required=True,
)
@option(
    "--feed",
    "feeds",
    said=Both(
        "Kết quả của quy chế khác mà quy chế này lấy làm số liệu: tệp số liệu của quy chế ấy hoặc thư mục gói đã chốt."
        " Cột “group” nói ai thuộc tập thể nào.",
        "Results of another regulation that this one reads: its file of figures, or the folder of a bundle."
        " The “group” rows say who belongs to which collective.",
    ),
    metavar="SCHEME=PATH",
    type=Feed(),
    multiple=True,
)
@option(
    "--why",
    "asked",
    said=Both(
        "Nói thêm điều gì đã có thể đổi kết quả của đối tượng này;"
        f" không ghi thì chỉ nói khi có từ {FEW} đối tượng trở xuống.",
        f"Also say what would have changed this subject's result; without it, only for {FEW} subjects or fewer.",
    ),
    metavar="SUBJECT",
    multiple=True,
)
@option("--json", "as_json", said=Both("In kết quả dạng JSON.", "Print JSON."), is_flag=True)
def score(
    scheme: str,
    figures: Path,
    on: date,
    feeds: tuple[tuple[str, Path], ...],
    asked: tuple[str, ...],
    as_json: bool,
) -> None:
    from thidua.actions.score import score_file

    done = score_file(scheme=scheme, figures=figures, on=on, feeds=dict(feeds))
    _refuse_unknown(done, asked)
    if as_json:
        sys.stdout.write(json.dumps(_plain(done, asked), ensure_ascii=False, indent=2) + "\n")
        return
    screen.line(done.scheme.title, style="bold")
    for period in done.periods:
        _print_period(done, period, asked)
    screen.print_problems(done.problems)


def _refuse_unknown(done: FileScored, asked: Collection[str]) -> None:
    known = {subject for period in done.periods for subject in period.standing.scored.subjects}
    if unknown := [subject for subject in asked if subject not in known]:
        text = Both("Tệp không có đối tượng “{who}”.", "The file has no subject “{who}”.")
        raise click.BadParameter(say(text, who=", ".join(unknown)), param_hint="--why")


def _changes(done: FileScored, period: PeriodScored, subject: str, asked: Collection[str]) -> tuple[str, ...]:
    """What would have changed the result, smallest effort first; nothing where it was not asked for."""
    from thidua.actions.score import changes
    from thidua.core.nudge.longer import Longer
    from thidua.office import nudge, nudge_longer

    if subject not in asked and (asked or len(period.standing.scored.subjects) > FEW):
        return ()
    found = changes(done, period, subject)
    if isinstance(found, Longer):
        return nudge_longer.sentences(found, done.scheme, period.standing.scored.period.kind, language())
    return nudge.sentences(found, done.scheme, language())


def _print_period(done: FileScored, period: PeriodScored, asked: Collection[str]) -> None:
    from thidua.core.standing import standing_rows
    from thidua.office.reason import sentences

    scored = period.standing.scored
    of = f" ({len(period.parts)}/{period.parts_due})" if period.parts_due else ""
    screen.tell(
        Both("\n── Kỳ {code}{of} ──", "\n── Period {code}{of} ──"),
        style="bold cyan",
        code=scored.period.code,
        of=of,
    )
    for row, working in zip(standing_rows(done.scheme, period.standing), period.workings, strict=True):
        screen.line(_headline(done, row), style="bold")
        for text in sentences(working, language(), _titles(done)):
            screen.line(f"    {text}")
        if told := _changes(done, period, row.subject, asked):
            screen.tell(
                Both("    Điều gì đã có thể đổi kết quả?", "    What would have changed the result?"),
                style="bold",
            )
            for text in told:
                screen.line(f"      {text}")
    for quota in period.standing.quotas:
        _print_quota(quota, _titles(done))
    for given in period.standing.distinctions:
        if given.subjects:
            screen.tell(
                Both("Đề xuất {what}: {who}", "Proposed {what}: {who}"),
                what=given.distinction,
                who=", ".join(given.subjects),
            )


def _titles(done: FileScored) -> dict[str, str]:
    """Class code → its title, for readers."""
    return {name.code: name.title for name in done.scheme.classes}


def _headline(done: FileScored, row: StandingRow) -> str:
    from thidua.office.format import points

    titles = _titles(done)
    if not row.complete:
        return f"{row.subject}: " + say(Both("chưa đủ số liệu", "figures are missing"))
    parts = [f"{row.subject}:"]
    if done.scheme.form(done.scheme.forms[0].code).criteria:
        parts.append(say(Both("{points} điểm", "{points} points"), points=points(row.total)))
    if row.class_code:
        parts.append(f"· {titles[row.class_code]}")
    if row.place:
        parts.append(say(Both("· hạng {place}", "· place {place}"), place=row.place))
        if row.tied:
            parts.append(say(Both("(đồng hạng)", "(tied)")))
    return " ".join(parts)


def _print_quota(quota: Any, titles: Mapping[str, str]) -> None:
    if quota.exempt:
        text = Both(
            "{group} · {quota}: không áp dụng hạn mức.",
            "{group} · {quota}: exempt, the quota is not applied.",
        )
        screen.tell(text, group=quota.group or "–", quota=quota.quota)
    if quota.steps:
        told = "; ".join(f"{name} {amount}" for name, amount in quota.steps)
        screen.line(f"{quota.group or '–'} · {quota.quota}: {told}")
    for limit in quota.limits:
        screen.tell(
            Both(
                "{group} · {quota} · {code}: có {actual}, được nhiều nhất {allowed}{over}",
                "{group} · {quota} · {code}: {actual}, at most {allowed}{over}",
            ),
            style="yellow" if limit.over else "",
            group=quota.group or "–",
            quota=quota.quota,
            code=titles.get(limit.class_code, limit.class_code),
            actual=limit.actual,
            allowed=limit.allowed,
            over=say(Both(" (vượt {n})", " ({n} over)"), n=limit.over) if limit.over else "",
        )


_LINE = (
    "kind",
    "code",
    "title",
    "clause",
    "maximum",
    "minimum",
    "raw",
    "points",
    "numerator",
    "denominator",
    "target",
)


def _plain(done: FileScored, asked: Collection[str]) -> dict[str, Any]:
    """The result as JSON values; points and figures in thousandths, as everywhere."""
    from thidua.core.standing import standing_rows
    from thidua.office.reason import sentences

    return {
        "scheme": done.scheme.code,
        "unit": "milli",
        "periods": [
            {
                "period": period.standing.scored.period.code,
                "parts": list(period.parts),
                "subjects": [
                    {
                        **asdict(row),
                        "lines": [_line(one) for one in (working.total, working.outcome) if one],
                        "words": list(sentences(working, language(), _titles(done))),
                        "changes": list(_changes(done, period, row.subject, asked)),
                    }
                    for row, working in zip(
                        standing_rows(done.scheme, period.standing), period.workings, strict=True
                    )
                ],
                "quotas": [asdict(quota) for quota in period.standing.quotas],
                "distinctions": [asdict(given) for given in period.standing.distinctions],
            }
            for period in done.periods
        ],
        "problems": [
            {"code": p.code, "values": dict(p.values), "where": asdict(p.where)} for p in done.problems
        ],
    }


def _line(reason: Reason) -> dict[str, Any]:
    """One line of the working and what it rests on."""
    return {
        **{name: getattr(reason, name) for name in _LINE},
        "state": reason.state.name.lower().replace("_", "-"),
        "flags": [flag.name.lower().replace("_", "-") for flag in reason.flags if flag.name],
        "lines": [_line(child) for child in reason.children],
    }
