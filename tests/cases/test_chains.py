"""Results that pass from one regulation to another: officers to their collective, the collective to its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.cases.sentences import packaged
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.score.engine import score
from thidua.core.score.feed import fed_rows
from thidua.core.score.rows import FORM, FigureRow, Written, to_table
from thidua.core.score.scheme import Scheme
from thidua.core.standing import StandingRow, stand, standing_rows

YEAR = Period.parse("2025")
Related = Mapping[str, Mapping[str, Sequence[str]]]


def shipped(code: str) -> Scheme:
    scheme = packaged(code).scheme
    assert scheme is not None
    return scheme


def figure(subject: str, code: str, number: int, of: int = 1) -> FigureRow:
    kind = Written.RATIO if of != 1 else Written.NUMBER
    return FigureRow(subject, code, YEAR.code, numerator=number * MILLI, denominator=of * MILLI, written=kind)


def yes(subject: str, code: str, said: bool = True) -> FigureRow:
    return FigureRow(subject, code, YEAR.code, numerator=MILLI * said, written=Written.YES_NO)


def form(subject: str, code: str) -> FigureRow:
    return FigureRow(subject, FORM, YEAR.code, text=code)


def standing(code: str, rows: Sequence[FigureRow]) -> dict[str, StandingRow]:
    scheme = shipped(code)
    table, problems = to_table(rows, scheme, YEAR)
    assert problems == []
    done = stand(scheme, score(scheme, table), table)
    return {row.subject: row for row in standing_rows(scheme, done)}


def fed(code: str, figure_code: str, source: Mapping[str, StandingRow], related: Mapping[str, Sequence[str]]):
    use = next(use for use in shipped(code).figures if use.code == figure_code)
    assert use.feed is not None
    return fed_rows(use, shipped(use.feed.scheme), source.values(), related, YEAR)


def trained(subject: str, passed: int) -> list[FigureRow]:
    """Somebody who did everything, and `passed` of three practical subjects."""
    return [
        form(subject, "can-bo"),
        figure(subject, "noi-dung", 6, 6),
        figure(subject, "thoi-gian", 20, 20),
        yes(subject, "ly-thuyet"),
        figure(subject, "thuc-hanh", passed, 3),
    ]


def collective_of(passing: int, failing: int) -> tuple[dict[str, StandingRow], dict[str, StandingRow]]:
    members = [f"can-bo-{number:02d}" for number in range(passing + failing)]
    rows = [
        row
        for number, name in enumerate(members)
        for row in trained(name, 2 if number < passing else 1)
    ]  # fmt: skip
    people = standing("tt-27-2020-ca-nhan", rows)
    shares, problems = fed("tt-27-2020-tap-the", "nguoi-dat", people, {"to-1": members})
    assert problems == []
    return people, standing("tt-27-2020-tap-the", [yes("to-1", "to-chuc"), *shares])


def head_of(people: Mapping[str, StandingRow], collective: Mapping[str, StandingRow]) -> str:
    """An heads the collective and was trained with it."""
    own, _ = fed(
        "tt-27-2020-chi-huy", "ban-than", {"an": replace(people["can-bo-00"], subject="an")}, {"an": ["an"]}
    )
    whole, _ = fed("tt-27-2020-chi-huy", "tap-the", collective, {"an": ["to-1"]})
    return standing("tt-27-2020-chi-huy", [form("an", "nguoi-dung-dau"), *own, *whole])["an"].class_code


def test_nine_of_ten_trained_officers_carry_their_collective_and_its_head():
    people, collective = collective_of(9, 1)
    assert [row.class_code for row in people.values()] == ["dat"] * 9 + ["khong-dat"]
    assert collective["to-1"].class_code == "dat"
    assert head_of(people, collective) == "khong-ha"


def test_eight_of_nine_are_not_enough_and_the_head_answers_for_it():
    people, collective = collective_of(8, 1)
    assert collective["to-1"].class_code == "khong-dat"
    assert head_of(people, collective) == "ha-1-bac"


def test_while_one_member_has_no_result_the_collective_has_none():
    rows = [*trained("an", 3), *trained("binh", 3)[:-1]]
    people = standing("tt-27-2020-ca-nhan", rows)
    assert not people["binh"].complete
    shares, problems = fed("tt-27-2020-tap-the", "nguoi-dat", people, {"to-1": ["an", "binh"]})
    assert [(p.code, p.values["lacking"]) for p in problems] == [("feed.result-missing", "binh")]
    assert not standing("tt-27-2020-tap-the", [yes("to-1", "to-chuc"), *shares])["to-1"].complete


def acts(subject: str, group: int) -> list[FigureRow]:
    """Somebody with one act of a group (0 is none), without circumstances."""
    named = [figure(subject, f"hanh-vi-{number}", int(number == group)) for number in range(1, 7)]
    return [*named, figure(subject, "tang-nang", 0), figure(subject, "giam-nhe", 0)]


def liable(groups: Sequence[int], violations: tuple[int, int], *said: str) -> str:
    """What the head answers for, from the acts of the officers and the unit's own violations."""
    members = [f"can-bo-{number}" for number in range(len(groups))]
    people = standing(
        "tt-02-2021-can-bo",
        [row for name, group in zip(members, groups, strict=True) for row in acts(name, group)],
    )
    unit = standing(
        "tt-02-2021-don-vi",
        [
            figure("doi-1", "luot-vi-pham", *violations),
            figure("doi-1", "tang-nang", 0),
            figure("doi-1", "giam-nhe", 0),
        ],
    )
    rows, _ = fed("tt-02-2021-lien-doi", "don-vi", unit, {"an": ["doi-1"]})
    for code in ("can-bo-ha-bac", "can-bo-khong-xet", "can-bo-ky-luat"):
        more, problems = fed("tt-02-2021-lien-doi", code, people, {"an": members})
        assert problems == []
        rows += more
    return standing("tt-02-2021-lien-doi", [*rows, *(yes("an", code) for code in said)])["an"].class_code


def test_joint_liability_follows_what_officers_and_unit_were_given():
    assert liable([0, 0, 1], (0, 60)) == "khong-lien-doi"
    assert liable([0, 0, 2], (0, 60)) == "phe-binh"
    assert liable([0, 3, 2], (0, 60)) == "ha-bac"
    assert liable([5, 0, 0], (0, 60)) == "khong-xet"
    assert liable([0, 0, 0], (6, 60)) == "phe-binh"
    assert liable([0, 0, 0], (12, 60)) == "ha-bac"


def test_who_reminded_in_writing_and_reported_upwards_is_not_liable():
    assert liable([0, 3, 0], (0, 60), "da-nhac-nho", "da-bao-cao") == "khong-lien-doi"
    assert liable([0, 3, 0], (0, 60), "da-nhac-nho") == "ha-bac"
