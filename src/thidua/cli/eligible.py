"""`thidua eligible FACTS --title … --on …`: what the law makes of a file of facts; no database is needed."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.cli import screen
from thidua.cli.frame import FILE, Day, argument, command, option
from thidua.cli.language import Both, language, say
from thidua.core.law.verdict import Outcome

if TYPE_CHECKING:
    from thidua.office.law import Line, Speaker

_STYLE = {
    "eligible": "bold green",
    "council-chooses": "bold blue",
    "facts-missing": "bold yellow",
    "on-hold": "bold yellow",
    "not-eligible": "bold red",
}
_SIGN = {Outcome.ELIGIBLE: "✓", Outcome.NOT_ELIGIBLE: "✗", None: "·"}


@command(
    "eligible",
    Both(
        "Xét điều kiện một danh hiệu, hình thức theo hồ sơ: kết luận, từng căn cứ kèm điều luật, điều còn thiếu.",
        "Whether a title or form is due on these facts: verdict, every ground with its article, what is lacking.",
    ),
)
@argument(
    "facts",
    Both("Tệp hồ sơ .yaml của một người hoặc một đơn vị.", ".yaml file of facts of one person or unit."),
    metavar="FACTS",
    type=FILE,
)
@option(
    "--title",
    said=Both(
        "Mã danh hiệu, hình thức, như chien-si-thi-dua-co-so.",
        "Code of a title or form, such as chien-si-thi-dua-co-so.",
    ),
    metavar="TITLE",
    required=True,
)
@option(
    "--on",
    said=Both("Ngày xét; quyết định thời kỳ pháp luật.", "Day of consideration; it picks the regime."),
    metavar="DATE",
    type=Day(),
    required=True,
)
@option(
    "--year",
    said=Both("Năm xét, khi không phải năm của --on.", "Evaluation year, when not the year of --on."),
    metavar="YEAR",
    type=click.IntRange(1945, 2999),
)
@option(
    "--overlay",
    "overlays",
    said=Both(
        "Quy định riêng: mã kèm theo phần mềm hoặc tệp .yaml; ghi nhiều lần được.",
        "A local rule: a packaged code or a .yaml file; may be given several times.",
    ),
    metavar="OVERLAY",
    multiple=True,
)
@option("--json", "as_json", said=Both("In kết quả dạng JSON.", "Print JSON."), is_flag=True)
def eligible(
    facts: Path, title: str, on: date, year: int | None, overlays: tuple[str, ...], as_json: bool
) -> None:
    from thidua.actions.law import file_eligible
    from thidua.office.law import Speaker, as_data, missing_sentence, outline
    from thidua.rules.catalogue import award_forms

    verdict = file_eligible(path=facts, title=title, on=on, year=year, overlays=overlays)
    speaker = Speaker(award_forms(), language())
    if as_json:
        sys.stdout.write(json.dumps(as_data(verdict, speaker), ensure_ascii=False, indent=2) + "\n")
        return
    screen.line(
        f"{speaker.word(title)} · {verdict.year}: {speaker.outcome(verdict.outcome)}",
        style=_STYLE[verdict.outcome.value],
    )
    for line in outline(verdict.grounds):
        _print(line, speaker)
    if way := missing_sentence(verdict, award_forms(), language()):
        screen.line(way, style="bold")
    if verdict.unverified:
        screen.tell(
            Both(
                "Kết luận dựa vào {count} quy định chưa kiểm chứng hoặc suy luận: phải đối chiếu văn bản gốc.",
                "The verdict rests on {count} provisions that are unverified or inferred: check them first.",
            ),
            style="yellow",
            count=len(verdict.unverified),
        )


def _print(line: Line, speaker: Speaker) -> None:
    inset = "  " * (line.depth + 1)
    if line.ground is None:
        heading = Both("cách {way}", "way {way}") if line.way else Both("một trong các cách:", "one of:")
        screen.line(inset + say(heading, way=line.way), style="dim")
        return
    ground = line.ground
    screen.line(f"{inset}{_SIGN.get(ground.outcome, '?')} {speaker.ground(ground)}")
    if provision := ground.provision:
        mark = speaker.sureness(provision.sureness)
        cited = " · ".join(part for part in (provision.clause, provision.overlay, mark) if part)
        screen.line(f"{inset}    {cited}", style="dim")
    for read in ground.facts:
        screen.line(f"{inset}    ↳ {speaker.read(read)}", style="dim")
