"""What comes after an issue is out: corrections, weak points carried on, the public page, and who finds what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import DAY, World, at, period, person, unit
from tests.web.bulletins import (
    FEBRUARY,
    MONTH,
    SHARE,
    draft,
    editor,
    enter,
    february,
    forward,
    page,
)
from thidua.actions.bulletin import bulletin_advance, bulletin_draw
from thidua.actions.figure import figure_correct
from thidua.actions.period import period_close, period_reopen
from thidua.actions.weakness import weakness_close, weakness_open
from thidua.core.bulletin import Check, Stage
from thidua.core.figure import FigureValue
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store.access import viewer_of
from thidua.store.models import (
    Bulletin,
    BulletinCorrection,
    BulletinVersion,
    Figure,
    Person,
    Publication,
    Weakness,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world: World, settings) -> World:
    return february(world, settings)


# --- Corrections ------------------------------------------------------------------------------------------


def mend(world: World) -> None:
    """Seven dossiers had been forgotten in one week; week and month are closed anew."""
    dung = world.see(world.dung)
    period_reopen(
        by=dung, at=at(hour=10), movement=world.movement, period="2025-W07", reason="Bỏ sót 7 hồ sơ"
    )
    record = Figure.objects.get(unit=world.lim_xanh, figure="ho-so-dung-han", period="2025-W07")
    figure_correct(
        by=world.see(world.an), at=at(hour=10), record=record, value=FigureValue(numerator=31_000, denominator=31_000),
        reason="Bỏ sót 7 hồ sơ",
    )  # fmt: skip
    for code in ("2025-W07", MONTH):
        period_close(by=dung, at=at(hour=11), movement=world.movement, period=code)


def test_a_published_issue_keeps_its_text_and_gets_a_dated_correction(closed: World) -> None:
    row = forward(closed, draft(closed), Stage.OUTSIDE)
    mend(closed)
    client = enter("an")
    assert "Nay là" in page(client, "bulletin", row)
    url = reverse("bulletin-correct", args=[row.unit.code, MONTH])
    client.post(url, {"reason": ""})
    assert not BulletinCorrection.objects.exists()
    client.post(url, {"reason": "Bỏ sót 7 hồ sơ"})
    share = BulletinCorrection.objects.filter(
        figure__endswith="ho-so-dung-han/2025-02", publication__audience="outside"
    ).get()
    assert (share.before, share.after) == (SHARE, "103/124 (83,06\N{NO-BREAK SPACE}%)")
    public = Client().get(reverse("public-bulletin", args=[row.unit.code, MONTH])).content.decode()
    assert SHARE in public.split("Đính chính")[2] if public.count("Đính chính") > 2 else SHARE in public
    assert "đã in là 96/124" in public
    assert "đúng là 103/124" in public
    client.post(url, {"reason": "Lần nữa"})
    assert BulletinCorrection.objects.filter(reason="Lần nữa").count() == 0


def test_the_next_issue_carries_the_correction(closed: World) -> None:
    row = forward(closed, draft(closed), Stage.INSIDE)
    mend(closed)
    enter("an").post(reverse("bulletin-correct", args=[row.unit.code, MONTH]), {"reason": "Bỏ sót 7 hồ sơ"})
    period(closed.movement, "2025-03")
    later = bulletin_draw(by=closed.see(closed.an), at=at(), unit=closed.lim_xanh, month="2025-03")
    kinds = {section["kind"]: section["text"] for section in later.versions.last().sections}
    assert "bản tin tháng 2/2025: Hồ sơ trả đúng hạn đã in là 96/124" in kinds["corrections"]


# --- Weak points ------------------------------------------------------------------------------------------


def weak(world: World) -> Weakness:
    return weakness_open(
        by=world.see(world.an), at=at(), unit=world.lim_xanh, month=MONTH, title="Trả hồ sơ còn chậm",
        owner=world.binh, due=date(2025, 3, 31), figure="ho-so-dung-han",
    )  # fmt: skip


def text_of(world: World, month: str) -> str:
    row = bulletin_draw(by=world.see(world.an), at=at(), unit=world.lim_xanh, month=month)
    return next(s["text"] for s in row.versions.last().sections if s["kind"] == "weak")


def test_a_weak_point_is_carried_forward_until_closed_with_evidence(closed: World) -> None:
    row = weak(closed)
    assert row.shortfall == SHARE
    for code in ("2025-03", "2025-04"):
        period(closed.movement, code)
    assert "Trả hồ sơ còn chậm" in text_of(closed, MONTH)
    assert "mang sang từ tháng 2/2025" in text_of(closed, "2025-03")
    with pytest.raises(Refused):
        weakness_close(by=closed.see(closed.binh), at=at(), weakness=row, on=DAY, evidence=" ")
    weakness_close(by=closed.see(closed.binh), at=at(), weakness=row, on=DAY, evidence="sổ hồ sơ tháng 3")
    assert "Trả hồ sơ" not in text_of(closed, "2025-04")


def test_only_the_owner_or_a_leader_says_that_it_is_mended(closed: World) -> None:
    row = weak(closed)
    with pytest.raises(Refused, match=r"access\.may-not-close-weakness"):
        weakness_close(by=closed.see(closed.clerk), at=at(), weakness=row, on=DAY, evidence="sổ")
    client = enter("binh")
    url = reverse("weakness", args=[row.code])
    assert client.post(url, {"what": "close", "on": "10/03/2025", "evidence": ""}).status_code == 400
    assert client.post(url, {"what": "close", "on": "10/03/2025", "evidence": "sổ hồ sơ"}).status_code == 302
    row.refresh_from_db()
    assert (row.closed_on, row.closed_by) == (DAY, closed.binh)


# --- The public page --------------------------------------------------------------------------------------


def test_everybody_reads_the_public_page_without_cookie_or_session(closed: World) -> None:
    row = forward(closed, draft(closed), Stage.OUTSIDE)
    for url in (
        reverse("public-bulletins"),
        reverse("public-bulletin", args=[row.unit.code, MONTH]),
        reverse("public-bulletin-document", args=[row.unit.code, MONTH, "pdf"]),
    ):
        answer = Client().get(url)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["Cache-Control"] == "public, max-age=300"


def test_the_public_page_in_english_names_its_month_and_is_nobody_elses(closed: World, settings) -> None:
    row = forward(closed, draft(closed), Stage.OUTSIDE)
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(reverse("public-bulletin", args=[row.unit.code, MONTH]))
    title = answer.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    assert title.endswith("month 2/2025"), title
    assert answer["Cache-Control"] == "private, max-age=300"


def test_what_is_not_published_outside_does_not_exist_there(closed: World) -> None:
    row = forward(closed, draft(closed), Stage.INSIDE)
    assert Client().get(reverse("public-bulletin", args=[row.unit.code, MONTH])).status_code == 404
    assert "Lim Xanh" not in Client().get(reverse("public-bulletins")).content.decode()


def test_the_public_page_prints_neither_weak_points_nor_small_counts(closed: World) -> None:
    weak(closed)
    row = forward(closed, draft(closed), Stage.OUTSIDE)
    publication = Publication.objects.get(bulletin=row, audience="outside")
    public = Client().get(reverse("public-bulletin", args=[row.unit.code, MONTH])).content.decode()
    assert "Trả hồ sơ còn chậm" not in public
    # Two officers a week at the training, four weeks: eight. No complaint upheld: none.
    cells = dict(
        zip(
            [c["code"] for c in publication.table["columns"]],
            publication.table["rows"][0]["cells"],
            strict=True,
        )
    )
    assert cells["tap-huan"] == "…"
    assert cells["phan-anh-dung-ve-thai-do"] == "…"
    assert cells["phan-anh-tra-loi-dung-han"].startswith("16/16")
    assert "8/8" not in public
    assert "không công bố" in public


def test_issues_of_commune_and_province_are_one_table_for_who_calculates(closed: World) -> None:
    """Lim Xanh prints its own month first; what the province prints next must not give Hoa Mơ's small counts away."""
    for week in FEBRUARY:
        Figure.objects.filter(unit=closed.lim_xanh, figure="tap-huan", period=week).update(
            numerator=20_000, denominator=20_000
        )
    period_reopen(
        by=closed.see(closed.dung), at=at(hour=10), movement=closed.movement, period=MONTH, reason="thử"
    )
    for week in FEBRUARY:
        period_reopen(
            by=closed.see(closed.dung), at=at(hour=10), movement=closed.movement, period=week, reason="thử"
        )
        period_close(by=closed.see(closed.dung), at=at(hour=11), movement=closed.movement, period=week)
    period_close(by=closed.see(closed.dung), at=at(hour=11), movement=closed.movement, period=MONTH)
    forward(closed, draft(closed), Stage.OUTSIDE)
    person("giam-doc", "Hoàng Văn Giám", closed.province, Role.HEAD, "Giám đốc")
    head = viewer_of(Person.objects.get(code="giam-doc"), DAY)
    row = draft(closed, closed.province)
    for stage, by in (
        (Stage.APPROVED, head), (Stage.INSIDE, head), (Stage.CLEARED, editor()), (Stage.OUTSIDE, editor()),
    ):  # fmt: skip
        bulletin_advance(by=by, at=at(hour=12), bulletin=row, stage=stage, checks=list(Check))
    table = Publication.objects.get(bulletin=row, audience="outside").table
    column = [c["code"] for c in table["columns"]].index("tap-huan")
    cells = {line["code"]: line["cells"][column] for line in table["rows"]}
    assert cells["ca-xa-hoa-mo"] == "…"
    assert cells["khoi-xa-2025"] == "…"  # 88 − 80 = 8


# --- Doors ------------------------------------------------------------------------------------------------


def test_chi_finds_neither_drafts_nor_issues_nor_weak_points(closed: World) -> None:
    row = forward(closed, draft(closed), Stage.INSIDE)
    held = weak(closed)
    client = enter("chi")
    args = [row.unit.code, MONTH]
    for name in ("bulletin", "bulletin-edit"):
        assert client.get(reverse(name, args=args)).status_code == 404
    for name in ("bulletin-step", "bulletin-redraw", "bulletin-consent", "bulletin-correct"):
        assert client.post(reverse(name, args=args), {"stage": "archived"}).status_code == 404
    assert client.get(reverse("bulletin-document", args=[*args, "pdf"])).status_code == 404
    assert client.get(reverse("weakness", args=[held.code])).status_code == 404
    for name in ("bulletins", "weaknesses"):
        assert "Lim Xanh" not in client.get(reverse(name)).content.decode()


def test_a_draft_is_not_read_above_before_it_is_out(closed: World) -> None:
    row = draft(closed)
    assert enter("dung").get(reverse("bulletin", args=[row.unit.code, MONTH])).status_code == 404
    forward(closed, row, Stage.INSIDE)
    assert enter("dung").get(reverse("bulletin", args=[row.unit.code, MONTH])).status_code == 200


@pytest.mark.parametrize("name", ["bulletins", "weaknesses"])
def test_a_list_asks_as_often_for_three_as_for_one(closed: World, name: str) -> None:
    client = enter("dung")

    def add(number: int) -> None:
        below = unit(f"ca-{number}", f"Công an xã {number}", under=closed.province)
        row = Bulletin.objects.create(
            unit=below, period=MONTH, movement=closed.movement, number=1, stage="inside"
        )
        BulletinVersion.objects.create(bulletin=row, number=1, at=at(), by=closed.dung, sections=[], note="")
        Weakness.objects.create(
            code=f"ky-{number}", unit=below, title="Chậm", period=MONTH, owner=closed.an, due=DAY + timedelta(days=1),
            opened_by=closed.an, opened_at=at(),
        )  # fmt: skip

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        return len(captured)

    add(1)
    asked()
    one = asked()
    add(2)
    add(3)
    assert asked() == one
