"""The season of awards: chosen from a closed standing, what is next, what was cancelled; and in the morning."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.clusters import DAY as CLUSTER_DAY
from tests.clusters import confer, seven
from tests.factories import DAY, PASSWORD, World, at, decision, period, person, world
from thidua.actions.award import award_import, award_record
from thidua.actions.award_revoke import award_cancel, reliance_decide
from thidua.actions.cluster_conference import cluster_item_add
from thidua.actions.dossier.open import Nomination, dossiers_open
from thidua.actions.dossier.step import dossier_publish
from thidua.actions.export import register_export
from thidua.actions.period import period_close
from thidua.core.award import AwardRow, Category
from thidua.core.problem import Refused, errors
from thidua.core.unit import Role
from thidua.office.awards_file import read_awards
from thidua.office.workbook import csv_file
from thidua.store.models import AuditLine, Award, Close, ClusterItem, Dossier
from thidua.web.today.block import made

pytestmark = pytest.mark.django_db
WEEKS = ("2025-W10", "2025-W11", "2025-W12", "2025-W13")
TODAY = date(2025, 4, 10)
GK, CSTT = "giay-khen", "chien-si-tien-tien"


@pytest.fixture(autouse=True)
def _april(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return at(TODAY)

    for module in ("door", "dossier.choose", "dossier.views", "decision.views", "award.life"):
        monkeypatch.setattr(f"thidua.web.{module}.now", now)


@pytest.fixture
def scene() -> World:
    return world()


@pytest.fixture
def close(scene: World) -> Close:
    """March, closed from its weeks."""
    for week in WEEKS:
        if week != scene.week.code:
            period(scene.movement, week)
        scene.fill(week)
    for week in WEEKS:
        period_close(by=scene.see(scene.dung, TODAY), at=at(TODAY), movement=scene.movement, period=week)
    period(scene.movement, "2025-03")
    period_close(by=scene.see(scene.dung, TODAY), at=at(TODAY), movement=scene.movement, period="2025-03")
    return Close.objects.get(period__code="2025-03")


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def test_a_nomination_keeps_the_close_it_was_chosen_from(scene: World, close: Close) -> None:
    dung = enter("dung")
    board = dung.get(reverse("season"), {"nam": 2025})
    (way,) = board.context["ways"]
    choose = next(step["url"] for step in way["steps"] if step["title"] == "Đề nghị")
    assert f"ket-qua={close.pk}" in choose
    page = dung.get(choose + "&hinh-thuc=don-vi-tien-tien")
    lines = {line["subject"].code: line["stood"] for line in page.context["lines"]}
    assert lines[scene.hoa_mo.code].startswith("hạng 1/2, ")
    assert lines[scene.province.code] == ""
    dung.post(
        choose + "&hinh-thuc=don-vi-tien-tien",
        {"ghi": "1", "chon": [scene.hoa_mo.code], f"ly-do-{scene.hoa_mo.code}": "Dẫn đầu khối"},
    )
    award = Award.objects.get()
    assert award.close == close
    where = f'href="{reverse("standing", args=[scene.movement.code, "2025-03"])}?ban=1"'
    for name in ("dossier", "award"):
        assert where in dung.get(reverse(name, args=[award.code])).content.decode()
    said = AuditLine.objects.get(action="award-record").sentence
    assert "từ kết quả chốt “Vì an ninh Tổ quốc năm 2025” kỳ 2025-03 (lần 1)" in said


def test_what_the_reader_may_not_open_is_named_and_not_linked(scene: World, close: Close) -> None:
    """Chi may read the register, and finds no standing of another province behind it."""
    row = AwardRow(
        "gk-1", GK, Category.COLLECTIVE, scene.hoa_mo.code, 2025, "Dẫn đầu khối", decision_number="7/QĐ",
        decided_on=TODAY, decided_by="Giám đốc", standing=close.ref,
    )  # fmt: skip
    award_record(by=scene.see(scene.dung, TODAY), at=at(TODAY), row=row)
    page = enter("chi").get(reverse("award", args=["gk-1"])).content.decode()
    assert "Vì an ninh Tổ quốc năm 2025" in page
    assert reverse("standing", args=[scene.movement.code, "2025-03"]) not in page


def test_the_register_goes_out_and_comes_back_with_it(scene: World, close: Close) -> None:
    dung = scene.see(scene.dung, TODAY)
    row = AwardRow(
        "gk-1", GK, Category.COLLECTIVE, scene.hoa_mo.code, 2025, "Dẫn đầu khối", decision_number="7/QĐ",
        decided_on=TODAY, decided_by="Giám đốc", standing=close.ref,
    )  # fmt: skip
    award_record(by=dung, at=at(TODAY), row=row)
    rows, problems = read_awards(csv_file(register_export()), "so.csv", {GK: "Giấy khen"})
    assert (problems, [one.standing for one in rows]) == ([], [close.ref])
    Award.objects.all().delete()
    assert [award.close for award in award_import(by=dung, at=at(TODAY), rows=rows)] == [close]
    with pytest.raises(Refused) as refused:
        award_record(by=dung, at=at(TODAY), row=AwardRow(
            "gk-2", GK, Category.COLLECTIVE, scene.hoa_mo.code, 2025, "x", decision_number="8/QĐ", decided_on=TODAY,
            decided_by="Giám đốc", standing="khong-co/2025/1",
        ))  # fmt: skip
    assert [fault.code for fault in errors(refused.value.problems)] == ["award.close-unknown"]


def decided(scene: World, who, number: int, money: int | None = 710_000) -> Award:
    return Award.objects.create(
        code=f"cstt-{number}", register_number=number, form=CSTT, level="unit", category="individual", state="decided",
        person=who, subject_name=who.name, search="x", reason="Giúp dân", year=2024, money=money,
        decision=decision(f"{number}/QĐ"),
    )  # fmt: skip


def cancel(scene: World, award: Award) -> Award:
    return award_cancel(
        by=scene.see(scene.dung), at=at(DAY), award=award, number="9/QĐ", on=DAY, authority="Giám đốc",
        reason="Kê khai không đúng",
    )  # fmt: skip


def test_what_was_cancelled_stays_on_the_board_until_nothing_rests_on_it(scene: World) -> None:
    award = cancel(scene, decided(scene, scene.clerk, 1))
    assert "710.000" in enter("dung").get(reverse("season"), {"nam": 2025}).content.decode()
    seen = enter("an").get(reverse("season"), {"nam": 2025}).context["revoked"]
    assert ([line["award"] for line in seen["lines"]], seen["open"], seen["money"]) == ([award], 1, 710_000)
    assert enter("chi").get(reverse("season"), {"nam": 2025}).context["revoked"] is None
    row = award.reliances.get()
    reliance_decide(
        by=scene.see(scene.dung), at=at(DAY), reliance=row, outcome="recovered", reason="Phiếu thu 12"
    )
    dung = enter("dung")
    assert dung.get(reverse("season"), {"nam": 2025}).context["revoked"] is None
    old = dung.get(reverse("season"), {"nam": 2024}).context["revoked"]
    assert (old["open"], old["money"], [line["settled"] for line in old["lines"]]) == (0, 0, [1])


def test_the_way_says_which_step_is_next(scene: World) -> None:
    def now(client: Client) -> str:
        (way,) = client.get(reverse("season"), {"nam": 2025}).context["ways"]
        return next(step["title"] for step in way["steps"] if step["now"])

    an = enter("an")
    assert now(an) == "Xếp loại"
    for who in ("an", "binh", "lan"):
        by = "dung" if who == "an" else "an"
        enter(by).post(
            reverse("merit-ratings", args=[scene.lim_xanh.code]) + "?nam=2025",
            {f"xep-{who}": "HTTNV", "paper": "TB 12", "paper_on": "05/04/2025"},
        )
    assert now(an) == "Rà soát"


def test_the_board_asks_as_often_for_three_cancelled_as_for_one(scene: World) -> None:
    dung = enter("dung")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert dung.get(reverse("season"), {"nam": 2025}).status_code == 200
        return len(asked)

    cancel(scene, decided(scene, scene.clerk, 1))
    questions()
    before = questions()
    for number in (2, 3):
        cancel(
            scene,
            decided(
                scene, person(f"cs-{number}", f"Chiến sĩ {number}", scene.lim_xanh, Role.OFFICER), number
            ),
        )
    assert questions() == before


# --- The first page ----------------------------------------------------------------------------------------------


def blocks(viewer) -> dict[str, dict]:
    held = [block for kind in made(viewer).values() for block in kind]
    return {block["template"].removeprefix("today/").removesuffix(".html"): block["data"] for block in held}


def named(scene: World, *people, day: date = DAY) -> list[Dossier]:
    return dossiers_open(
        by=scene.see(scene.an, day), at=at(day), unit=scene.lim_xanh, form=CSTT, year=2025,
        chosen=[Nomination(who, "Giúp dân sau lũ") for who in people],
    )  # fmt: skip


def test_an_officer_of_the_season_reads_what_waits_and_by_when(scene: World) -> None:
    one, other = named(scene, scene.clerk, scene.binh)
    Dossier.objects.filter(pk=one.pk).update(state="collecting", consent="given")
    one.refresh_from_db()
    open_until = dossier_publish(by=scene.see(scene.an), at=at(DAY), dossier=one).published_until
    rows = {row["title"]: row for row in blocks(scene.see(scene.an))["dossiers"]["rows"]}
    assert rows["Chờ hết thời gian lấy ý kiến"]["due"] == open_until
    assert rows["Hỏi ý kiến người được đề nghị"]["names"] == other.award.subject_name
    late = scene.see(scene.an, open_until + timedelta(days=40))
    assert "dossiers" in blocks(late)
    assert "dossiers" not in blocks(scene.see(scene.dung))  # nothing lies at the province's desk
    assert {"dossiers", "handing-over", "resting"} & set(blocks(scene.see(scene.chi))) == set()


def test_what_is_decided_and_not_handed_over_is_named_until_it_is(scene: World) -> None:
    award = decided(scene, scene.clerk, 1)
    award.decision.unit = scene.province
    award.decision.save()
    (row,) = blocks(scene.see(scene.dung))["handing-over"]["rows"]
    assert (row, row.waiting) == (award.decision, 1)
    assert "handing-over" not in blocks(scene.see(scene.an))
    Award.objects.update(state="presented", presented_on=DAY)
    assert "handing-over" not in blocks(scene.see(scene.dung))


def test_money_to_recover_is_asked_for_in_the_morning(scene: World) -> None:
    cancel(scene, decided(scene, scene.clerk, 1))
    held = blocks(scene.see(scene.an))["resting"]
    assert (held["count"], held["money"]) == (1, 710_000)


def test_a_morning_of_many_dossiers_asks_as_often_as_one_of_one(scene: World) -> None:
    an = scene.see(scene.an)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            blocks(an)
        return len(asked)

    named(scene, scene.clerk)
    questions()
    before = questions()
    named(
        scene,
        scene.binh,
        *(person(f"cs-{n}", f"Chiến sĩ {n}", scene.lim_xanh, Role.OFFICER) for n in range(3)),
    )
    assert questions() == before


AFTER = date(2025, 12, 3)  # the cut-off is past, the conference nine days off


def test_a_member_reads_that_its_report_is_due_refused_or_returned(scene: World) -> None:
    year = seven(scene)
    member = year.units[2]

    def line() -> dict | None:
        held = blocks(year.head(member, AFTER)).get("cluster-reports")
        return held["rows"][0] if held else None

    assert blocks(year.head(member, date(2025, 11, 3))).get("cluster-reports") is None
    due = line()
    assert (due["kind"], due["unit"], due["left"]) == ("due", member, 9)
    with pytest.raises(Refused):
        year.file(member, at(AFTER), limits=())
    assert (line()["kind"], line()["faults"]) == ("refused", 1)
    year.file(member, at(AFTER))
    assert line() is None


def test_the_lead_reads_who_is_silent_and_nobody_else_does(scene: World) -> None:
    year = seven(scene)
    for member in year.units[:5]:
        year.file(member, at(AFTER))
    (line,) = blocks(year.secretary(AFTER))["cluster-reports"]["rows"]
    assert (line["kind"], line["count"], line["of"]) == ("silent", 2, 7)
    assert [name in line["names"] for name in ("Suối Đá", "Trăng Non", "Bản Mây")] == [True, True, False]
    assert "cluster-reports" not in blocks(year.head(year.units[1], AFTER))
    assert "cluster-reports" not in blocks(scene.see(scene.chi, AFTER))


def test_what_a_member_promised_waits_until_it_is_done(scene: World) -> None:
    year = seven(scene)
    confer(year)
    owner = year.units[4]
    item = cluster_item_add(
        by=year.secretary(), at=CLUSTER_DAY, edition=year.edition, speaker="Đại diện Bộ", said="",
        task="Họp giao ban biên giới", owner=owner, due=date(2026, 3, 31),
    )  # fmt: skip
    (line,) = blocks(year.head(owner, date(2026, 4, 2)))["cluster-items"]["rows"]
    assert (line["item"], line["late"], line["days"]) == (item, True, 2)
    assert "cluster-items" not in blocks(year.head(year.units[3], date(2026, 4, 2)))
    ClusterItem.objects.update(done_on=date(2026, 4, 1), outcome="Đã họp")
    assert "cluster-items" not in blocks(year.head(owner, date(2026, 4, 2)))
