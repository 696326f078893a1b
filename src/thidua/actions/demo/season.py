"""A season of awards under way: dossiers whole, short of a paper, under discipline, moved, and at the council."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.papers import MOVEMENT
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, COMPANY, OFFICES, PROVINCE
from thidua.actions.dossier.open import Nomination, dossiers_open
from thidua.actions.dossier.paper import paper_set
from thidua.actions.dossier.remark import remark_ask
from thidua.actions.dossier.step import dossier_appraise, dossier_consent, dossier_to_council
from thidua.actions.dossier.submit import dossiers_submit
from thidua.actions.merit import merit_add, ratings_add
from thidua.actions.merit_registration import registrations_set
from thidua.actions.paper_dossier import achievement_make
from thidua.core.merit import Matter, MeritKind
from thidua.core.text import fold
from thidua.core.unit import Role
from thidua.store.access import Viewer
from thidua.store.models import Award, Close, Dossier, Initiative, Person, Post, Unit

CSTT, CSTDCS = "chien-si-tien-tien", "chien-si-thi-dua-co-so"
SAMPLE = "(văn bản mẫu)"


def season_make(rows: Rows, year: int = 2025, day: date = date(2026, 1, 26)) -> None:
    """The commune, the company and the province prepare the awards of `year`; nothing is decided here."""
    at = moment(day, 9)
    an, dung = rows.viewer("an"), rows.emulation
    binh, clerk = rows.people["binh"], rows.recorder(AN_UNIT).person
    assert clerk is not None
    ratings_add(
        by=dung,
        at=at,
        year=year,
        ratings={rows.people["an"]: "HTXSNV"},
        paper=f"Thông báo 88/TB-CAMH {SAMPLE}",
    )
    ratings_add(
        by=an,
        at=at,
        year=year,
        ratings={binh: "HTXSNV", clerk: "HTTNV"},
        paper=f"Thông báo 12/TB-CAX {SAMPLE}",
    )
    _registered(rows, year)
    for by, person in ((dung, rows.people["an"]), (an, binh), (an, clerk)):
        merit_add(
            by=by, at=at, kind=MeritKind.SERVICE, subject=person, paper=f"Sổ cán bộ {SAMPLE}",
            values={"service": "si-quan", "since": date(2012, 9, 1)},
        )  # fmt: skip
    for by, unit in ((an, AN_UNIT), (dung, PROVINCE)):
        _review(by, at, rows.units[unit], day, year)
    idea = merit_add(
        by=an, at=at, kind=MeritKind.INITIATIVE, subject=binh, paper=f"Quyết định 77/QĐ-CAMH {SAMPLE}",
        values={
            "title": "Sổ hẹn trả lời phản ánh", "year": year, "kind": "sang-kien", "breadth": "co-so",
            "recognised_by": "Công an tỉnh Minh Họa", "applied": True,
        },
    )  # fmt: skip
    assert isinstance(idea, Initiative)
    whole = _named(
        rows, an, at, AN_UNIT, CSTT, year, Nomination(clerk, "Ghi chép việc làm, minh chứng đầy đủ cả năm")
    )
    _papers(an, at, _agreed(rows, at, whole))
    dossier_appraise(by=an, at=at, dossier=whole)
    sent = dossiers_submit(
        by=an, at=at, unit=rows.units[AN_UNIT], dossiers=[whole], number=f"05/TTr-CAX {SAMPLE}", on=day,
        signer="Nguyễn Mẫu An",
    )  # fmt: skip
    assert sent.dossiers.count() == 1
    short = _named(
        rows, an, at, AN_UNIT, CSTDCS, year,
        Nomination(
            binh, "Hoàn thành xuất sắc nhiệm vụ; sáng kiến sổ hẹn trả lời phản ánh", (), [idea], close=_result(year)
        ),
    )  # fmt: skip
    _papers(an, at, _agreed(rows, at, short), but="minutes")
    _disciplined(rows, at, year)
    _moved(rows, an, at, year)
    head = _named(
        rows, dung, at, PROVINCE, CSTDCS, year,
        Nomination(rows.people["an"], "Đơn vị trả lời phản ánh của người dân đúng hạn cả năm"),
    )  # fmt: skip
    _papers(dung, at, _agreed(rows, at, head))
    dossier_to_council(by=dung, at=at, dossier=dossier_appraise(by=dung, at=at, dossier=head))


def _result(year: int) -> Close | None:
    """The closed year from which the commune chose."""
    rows = Close.objects.filter(period__movement__code=MOVEMENT, period__code=str(year))
    return rows.select_related("period__movement").order_by("-version").first()


def _registered(rows: Rows, year: int) -> None:
    """In January of that year the commune set out for its titles, and its head with the province."""
    binh, clerk, on = rows.people["binh"], rows.recorder(AN_UNIT).person, date(year, 1, 15)
    assert clerk is not None
    registrations_set(
        by=rows.viewer("an"), at=moment(on, 9), year=year, paper=f"Bản đăng ký 02/ĐK-CAX {SAMPLE}", paper_on=on,
        wanted={rows.units[AN_UNIT]: "don-vi-tien-tien", binh: CSTDCS, clerk: CSTT},
    )  # fmt: skip
    registrations_set(
        by=rows.emulation, at=moment(on, 10), year=year, paper=f"Bản đăng ký 05/ĐK-CAMH {SAMPLE}", paper_on=on,
        wanted={rows.people["an"]: CSTDCS},
    )  # fmt: skip


def _review(by: Viewer, at: datetime, unit: Unit, day: date, year: int) -> None:
    values: Mapping[str, Any] = {
        "until": day - timedelta(days=1), "covers": tuple(Matter), "history_from": year - 3
    }  # fmt: skip
    merit_add(
        by=by, at=at, kind=MeritKind.REVIEW, subject=unit, values=values, paper=f"Biên bản rà soát {SAMPLE}",
        paper_on=day - timedelta(days=1),
    )  # fmt: skip


def _named(
    rows: Rows, by: Viewer, at: datetime, unit: str, form: str, year: int, item: Nomination
) -> Dossier:
    (dossier,) = dossiers_open(by=by, at=at, unit=rows.units[unit], form=form, year=year, chosen=[item])
    return dossier


def _agreed(rows: Rows, at: datetime, dossier: Dossier) -> Dossier:
    person = dossier.award.person
    assert person is not None
    return dossier_consent(by=rows.viewer(person.code), at=at, dossier=dossier, agrees=True, public=True)


def _papers(by: Viewer, at: datetime, dossier: Dossier, but: str = "") -> None:
    for paper in dossier.papers.filter(state="missing").exclude(kind__in=["submission", but]):
        paper_set(by=by, at=at, dossier=dossier, kind=paper.kind, state="present", number=f"01 {SAMPLE}")


def _disciplined(rows: Rows, at: datetime, year: int) -> None:
    """The company names an officer whose reprimand still runs; the page says so before anybody sends it on."""
    person = _officer(rows, year)
    if person is None:
        return
    by = rows.company
    ratings_add(by=by, at=at, year=year, ratings={person: "HTTNV"}, paper=f"Thông báo 3/TB-ĐĐ {SAMPLE}")
    merit_add(
        by=by, at=at, kind=MeritKind.DISCIPLINE, subject=person, paper=f"Quyết định 61/QĐ-CAMH {SAMPLE}",
        values={"level": "khien-trach", "decided_on": date(year, 12, 10), "acted_on": date(year, 11, 20)},
    )  # fmt: skip
    _named(rows, by, at, COMPANY, CSTT, year, Nomination(person, "Tập thể bình xét, chờ xem xét kỷ luật"))


def _moved(rows: Rows, an: Viewer, at: datetime, year: int) -> None:
    """Eight months at an office of the province, then with An: the office is asked and has not answered.

    His report was made before it was known when he was recruited; the dossier tells that it no longer holds.
    """
    person = Person.objects.create(
        code="ly-mau-son", name="Lý Mẫu Sơn", search=fold("Lý Mẫu Sơn"), rank="Đại úy", synthetic=True
    )
    first, moved = date(year, 1, 1), date(year, 9, 1)
    office = rows.units[OFFICES[-1][0]]
    for unit, begins, ends in (
        (office, first, moved - timedelta(days=1)),
        (rows.units[AN_UNIT], moved, None),
    ):
        Post.objects.create(
            person=person, unit=unit, role=Role.OFFICER, title="Cán bộ", first_day=begins, last_day=ends
        )
    ratings_add(by=an, at=at, year=year, ratings={person: "HTTNV"}, paper=f"Thông báo 14/TB-CAX {SAMPLE}")
    dossier = _named(
        rows, an, at, AN_UNIT, CSTT, year, Nomination(person, "Hoàn thành tốt nhiệm vụ ở cả hai nơi")
    )
    remark_ask(by=an, at=at, dossier=dossier)
    achievement_make(by=an, at=at, dossier=dossier)
    merit_add(
        by=an, at=at, kind=MeritKind.SERVICE, subject=person, paper=f"Sổ cán bộ {SAMPLE}",
        values={"service": "si-quan", "since": date(2014, 9, 1)},
    )  # fmt: skip


def _officer(rows: Rows, year: int) -> Person | None:
    """The first officer of the company by code whom nobody has thanked for that year."""
    posts = Post.objects.filter(unit=rows.units[COMPANY], role=Role.OFFICER)
    named = Award.objects.filter(form=CSTT, year=year, person__isnull=False).values("person")
    free = Person.objects.filter(pk__in=posts.values("person"), synthetic=True).exclude(pk__in=named)
    return free.exclude(account__isnull=False).order_by("code").first()
