"""A member's report: against its own months, never without limitations; and the cluster's report out of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from tests.clusters import (
    CONFERENCE,
    DAY,
    FIGURES,
    FILING,
    LIMIT,
    Seven,
    entry,
    kwargs,
    own,
    refused,
    seven,
)
from tests.factories import World, at, world
from thidua.actions.cluster import (
    YearPlan,
    edition_open,
)
from thidua.actions.cluster_consolidated import cluster_consolidate, cluster_issue, moved_since
from thidua.actions.cluster_own import own_numbers
from thidua.actions.cluster_report import (
    ReportEntry,
    limitation_settle,
    limitation_unlike,
    member_report_file,
    member_report_keep,
    member_report_return,
)
from thidua.core.cluster import LimitText
from thidua.core.figure import FigureValue
from thidua.core.problem import Refused
from thidua.store.models import (
    Figure,
    Limitation,
    MemberReport,
    Notice,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


@pytest.fixture
def year(scene: World) -> Seven:
    return seven(scene)


# --- Reports ----------------------------------------------------------------------------------------------


def test_own_numbers_are_the_months_up_to_the_cut_off(year: Seven):
    third = year.units[2]
    Figure.objects.create(
        figure=FIGURES[0], unit=third, period="2025-12", numerator=99_000, cut_off=date(2025, 12, 3),
        recorded_by=year.heads[third.code], recorded_at=FILING,
    )  # fmt: skip
    Figure.objects.filter(unit=third, period="2025-04", figure=FIGURES[1]).delete()
    found = own_numbers(year.edition, third)
    assert found[FIGURES[0]].total == own(third)[FIGURES[0]]
    assert found[FIGURES[1]].absent == ("2025-04",)
    assert found[FIGURES[1]].total == FigureValue(numerator=230_000, denominator=300_000)


def test_a_report_without_limitations_is_refused_and_the_lead_sees_why(year: Seven):
    third = year.units[2]
    given = {"by": year.head(third), "at": FILING, "edition": year.edition, "unit": third}
    assert refused("cluster.report-refused", member_report_file, **given, entry=entry(third, limits=())) == [
        ("cluster.limits-missing", "limit-text-1")
    ]
    report = MemberReport.objects.get(edition=year.edition, unit=third)
    assert (report.state, report.refused_at, report.faults) == (
        "draft",
        FILING,
        [["cluster.limits-missing", {}]],
    )
    assert report.figures.count() == 2  # nothing typed is lost
    told = Notice.objects.get(kind="cluster-report-refused", to=year.secretaries[year.lead.code])
    assert "Chưa nêu hạn chế" in told.sentence


def test_a_report_that_does_not_add_up_is_refused_figure_by_figure(year: Seven):
    third = year.units[2]
    wrong = {"buoi_tuyen_truyen": FigureValue(numerator=40_000), "ho_so_dung_han": None}
    found = refused(
        "cluster.report-refused", member_report_file, by=year.head(third), at=FILING, edition=year.edition, unit=third,
        entry=entry(third, **wrong),
    )  # fmt: skip
    assert found == [
        ("cluster.figure-differs", "figure-buoi-tuyen-truyen"),
        ("cluster.figure-left-out", "figure-ho-so-dung-han"),
    ]


def test_a_number_that_cannot_be_is_not_even_kept(year: Seven):
    third = year.units[2]
    wrong = entry(third, ho_so_dung_han=FigureValue(numerator=9_000, denominator=8_000))
    given = {"by": year.head(third), "at": FILING, "edition": year.edition, "unit": third, "entry": wrong}
    refused("cluster.refused", member_report_keep, **given)
    refused("cluster.report-refused", member_report_file, **given)
    assert not MemberReport.objects.filter(edition=year.edition, unit=third, figures__isnull=False).exists()


def test_a_filed_report_keeps_the_months_it_rests_on_and_changes_only_when_given_back(year: Seven):
    third = year.units[2]
    year.file(third, FILING)
    report = MemberReport.objects.get(edition=year.edition, unit=third)
    first = report.figures.first()
    assert [month["period"] for month in first.months] == [f"2025-{n:02d}" for n in range(1, 12)]
    given = {
        "by": year.head(third),
        "at": FILING,
        "edition": year.edition,
        "unit": third,
        "entry": entry(third),
    }
    refused("cluster.filed-already", member_report_file, **given)
    back = {"by": year.secretary(), "at": FILING, "edition": year.edition, "report": report}
    assert refused("cluster.refused", member_report_return, **back, reason=" ") == [
        ("report.reason-missing", "reason")
    ]
    member_report_return(**back, reason="Nói rõ nguyên nhân")
    member_report_file(**given)
    report.refresh_from_db()
    assert (report.state, report.returned_reason) == ("filed", "")


def test_nobody_else_writes_for_a_member(year: Seven, scene: World):
    third, fourth = year.units[2:4]
    given = {"at": FILING, "edition": year.edition, "unit": third, "entry": entry(third)}
    refused("cluster.not-the-member", member_report_file, by=year.head(fourth), **given)
    refused("cluster.not-the-member", member_report_file, by=year.secretary(), **given)
    with pytest.raises(Http404):
        member_report_file(by=year.head(third), **given | {"unit": scene.other_province})


def test_a_limitation_is_settled_by_its_member(year: Seven):
    third = year.units[2]
    year.file(third, FILING)
    row = Limitation.objects.get(report__unit=third)
    given = {"at": DAY, "limitation": row, "on": CONFERENCE, "how": "Đã bổ sung người trực ở cả ba xã."}
    refused("cluster.not-the-member", limitation_settle, by=year.head(year.units[3]), **given)
    bad = given | {"by": year.head(third), "how": "", "on": date(2026, 1, 1)}
    assert refused("cluster.refused", limitation_settle, **bad) == [
        ("cluster.how-missing", "how"), ("weakness.in-the-future", "on"),
    ]  # fmt: skip
    assert limitation_settle(by=year.head(third), **given).settled_on == CONFERENCE
    refused("cluster.settled-already", limitation_settle, by=year.head(third), **given)


# --- The consolidated report ------------------------------------------------------------------------------


def test_members_add_up_to_the_cluster_or_nothing_is_issued(year: Seven):
    refused("cluster.nobody-reported", cluster_issue, **kwargs(year))
    for unit in year.units[:6]:
        year.file(unit, FILING)
    assert refused("cluster.incomplete", cluster_issue, **kwargs(year)) == [("cluster.silent", "reason")]
    year.file(year.units[6], FILING)
    issued = cluster_issue(**kwargs(year))
    line = issued.content["lines"][0]
    assert line["total"][1] == sum(number[1] for number in line["numbers"].values()) == 11_000 * 28
    assert (issued.version, issued.reason, line["silent"]) == (1, "", [])


def test_a_silent_member_is_named_with_the_reason_and_is_no_zero(year: Seven):
    for unit in year.units[:6]:
        year.file(unit, FILING)
    issued = cluster_issue(**kwargs(year, reason="Cơ sở dữ liệu của đơn vị đang sửa"))
    line = issued.content["lines"][0]
    assert (line["silent"], line["total"][1]) == (["ca-7"], 11_000 * 21)
    assert issued.reason.startswith("Cơ sở")


def test_what_moved_after_the_issue_is_told(year: Seven):
    year.file_all()
    issued = cluster_issue(**kwargs(year))
    assert moved_since(issued, cluster_consolidate(year.edition, DAY)) == ()
    third = year.units[2]
    report = MemberReport.objects.get(edition=year.edition, unit=third)
    member_report_return(**kwargs(year, report=report, reason="Tháng 4 sửa"))
    Figure.objects.filter(unit=third, period="2025-04", figure=FIGURES[0]).update(numerator=9_000)
    year.file(third, DAY, buoi_tuyen_truyen=FigureValue(numerator=39_000))
    assert moved_since(issued, cluster_consolidate(year.edition, DAY)) == (FIGURES[0],)
    assert cluster_issue(**kwargs(year)).version == 2


def test_a_limitation_said_again_is_marked(year: Seven):
    year.file_all()
    made = edition_open(
        by="Bộ", at=DAY, code="cum-mau-2026", title="Cụm mẫu 2026", series="cum-mau", year=2026, owner=year.ministry,
        roles=dict.fromkeys(year.units, "member") | {year.units[0]: "lead"}, previous=year.edition,
        plan=YearPlan(cut_off=date(2026, 11, 30), figures=FIGURES),
    )  # fmt: skip
    third = year.units[2]
    again = LimitText(
        "Hồ sơ vẫn trả chậm ở ba xã biên giới", "Chưa bố trí người", "Phòng Tham mưu", date(2027, 1, 31)
    )
    when = at(date(2026, 12, 1))
    empty = dict.fromkeys(FIGURES)
    report = member_report_file(
        by=year.head(third, when.date()),
        at=when,
        edition=made,
        unit=third,
        entry=ReportEntry(empty, [again, LIMIT]),
    )
    first = Limitation.objects.get(report__edition=year.edition, report__unit=third)
    assert [row.repeats for row in report.limitations.all()] == [first, first]
    limitation_unlike(
        by=year.head(third, when.date()), at=when, limitation=report.limitations.first(), why="Tuyến khác"
    )
    MemberReport.objects.filter(pk=report.pk).update(state="returned", returned_reason="Thiếu số liệu")
    filed = member_report_file(
        by=year.head(third, when.date()),
        at=when,
        edition=made,
        unit=third,
        entry=ReportEntry(empty, [again, LIMIT]),
    )
    assert [(row.repeats, row.unlike) for row in filed.limitations.all()] == [
        (None, "Tuyến khác"),
        (first, ""),
    ]
    with pytest.raises(Refused) as caught:
        limitation_unlike(
            by=year.head(third, when.date()), at=when, limitation=filed.limitations.first(), why="Nữa"
        )
    assert caught.value.code == "cluster.not-repeated"
