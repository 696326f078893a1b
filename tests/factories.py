"""The cast and their world, in the database, in a few calls.

An heads the commune police of Lim Xanh, Bình is her deputy, Chi leads a commune of another province and must see
nothing of theirs, Dung is the emulation officer of the province that owns the movement.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from thidua.actions.decision import decision_keep
from thidua.core.period import Period
from thidua.core.text import fold
from thidua.core.unit import LinkKind, Role
from thidua.store.access import Viewer, viewer
from thidua.store.models import (
    Account,
    Area,
    Cluster,
    ClusterMember,
    Compact,
    Decision,
    Deed,
    DeedQuantity,
    Figure,
    Movement,
    MovementPeriod,
    Person,
    Post,
    Target,
    Unit,
    UnitLink,
)

DAY = date(2025, 3, 10)  # the Monday after 2025-W10
START = date(2025, 1, 1)
WEEK = Period.parse("2025-W10")
HERE = timezone(timedelta(hours=7))
PASSWORD = "hoa mơ nở trắng đồi"


def at(day: date = DAY, hour: int = 8) -> datetime:
    """A moment of that day in Việt Nam."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=HERE)


def unit(code: str, name: str, kind: str = "cong-an-xa", under: Unit | None = None, **dates: date) -> Unit:
    row = Unit.objects.create(
        code=code, name=name, kind=kind, search=fold(name), synthetic=True, **{"first_day": START, **dates}
    )
    if under is not None:
        UnitLink.objects.create(
            child=row, parent=under, kind=LinkKind.COMMAND, first_day=row.first_day, last_day=row.last_day
        )
    return row


def area(code: str, name: str, kind: str = "xa", parent: Area | None = None) -> Area:
    return Area.objects.create(
        code=code, name=name, kind=kind, search=fold(name), parent=parent, first_day=START
    )


def person(code: str, name: str, in_unit: Unit, role: Role, title: str = "Cán bộ") -> Person:
    """A person with one post and an account of the same name."""
    row = Person.objects.create(code=code, name=name, search=fold(name), synthetic=True)
    Post.objects.create(person=row, unit=in_unit, role=role, title=title, first_day=START)
    Account.objects.create_account(code, PASSWORD, row)
    return row


def cluster(code: str, title: str, members: list[Unit], owner: Unit) -> Cluster:
    row = Cluster.objects.create(code=code, title=title, owner=owner, first_day=START)
    for member in members:
        ClusterMember.objects.create(cluster=row, unit=member, first_day=START)
    return row


def movement(code: str, title: str, owner: Unit, scheme: str, clusters: list[Cluster]) -> Movement:
    row = Movement.objects.create(
        code=code,
        title=title,
        form="regular",
        scope="sector",
        owner=owner,
        scheme=scheme,
        first_day=START,
        approved_at=at(START),
    )
    row.clusters.set(clusters)
    return row


def period(of: Movement, code: str, state: str = "open") -> MovementPeriod:
    span = Period.parse(code)
    return MovementPeriod.objects.create(
        movement=of, code=code, kind=span.kind, first_day=span.start, last_day=span.end, state=state
    )


def figure(
    code: str,
    of: Unit | Person,
    by: Person,
    numerator: int,
    denominator: int | None = None,
    period_code: str = WEEK.code,
) -> Figure:
    """A figure in whole units (12, or 12 of 15), as if recorded long ago."""
    subject = {"unit": of} if isinstance(of, Unit) else {"person": of}
    return Figure.objects.create(
        figure=code,
        period=period_code,
        numerator=numerator * 1000,
        denominator=(denominator or 1) * 1000,
        cut_off=Period.parse(period_code).end,
        recorded_by=by,
        recorded_at=at(),
        **subject,
    )


def target(
    of: Movement,
    to: Unit,
    code: str,
    value: int,
    compact: Compact | None = None,
    period_code: str = WEEK.code,
) -> Target:
    """A target in whole units."""
    return Target.objects.create(
        movement=of, unit=to, figure=code, period=period_code, value=value * 1000, compact=compact
    )


def decision(
    number: str = "21/QĐ", decided_on: date = date(2025, 3, 5), authority: str = "Giám đốc"
) -> Decision:
    """A paper that was signed; the same number, day and authority are the same paper."""
    return decision_keep(by="", at=at(), number=number, decided_on=decided_on, authority=authority)


def deed(code: str, of: Unit, by: Person, kind: str = "tuyen-truyen", **quantities: int) -> Deed:
    """A recorded deed, not yet confirmed; quantities in whole units, "_" for "-"."""
    row = Deed.objects.create(
        code=code,
        kind=kind,
        unit=of,
        on=WEEK.start,
        summary="Nói chuyện về phòng cháy tại nhà văn hóa",
        recorded_by=by,
        recorded_at=at(),
    )
    for name, value in quantities.items():
        DeedQuantity.objects.create(deed=row, quantity=name.replace("_", "-"), value=value * 1000)
    return row


FULL_WEEK: dict[str, tuple[int, int | None]] = {
    "buoi-tuyen-truyen": (3, None),
    "dien-dan-lang-nghe": (1, None),
    "mo-hinh-xac-nhan": (9, 10),
    "ho-so-dung-han": (31, 31),
    "phan-anh-tra-loi-dung-han": (4, 4),
    "ngay-cong-giup-dan": (8, None),
    "dieu-lenh-dat": (10, 10),
    "tap-huan": (2, 2),
    "bao-cao-dung-han": (1, None),
    "mo-hinh-duoc-nhan-rong": (0, None),
    "phan-anh-dung-ve-thai-do": (0, None),
    "so-lieu-sai-khi-kiem-tra": (0, None),
}
TARGETS = {"buoi-tuyen-truyen": 3, "dien-dan-lang-nghe": 1, "ngay-cong-giup-dan": 8}


def full_week(of: Movement, unit: Unit, by: Person, late: int = 0, week: str = WEEK.code) -> None:
    """All figures and targets of a week without fault, but for so many dossiers that were late."""
    for code, (numerator, denominator) in FULL_WEEK.items():
        missed = late if code == "ho-so-dung-han" else 0
        figure(code, unit, by, numerator - missed, denominator, week)
    for code, value in TARGETS.items():
        target(of, unit, code, value, period_code=week)


@dataclass
class World:
    """Two provinces; the movement runs in the first. `see(person)` is what the person may see on DAY."""

    ministry: Unit
    province: Unit
    lim_xanh: Unit
    hoa_mo: Unit
    team: Unit
    other_province: Unit
    other_commune: Unit
    an: Person
    binh: Person
    clerk: Person
    chi: Person
    dung: Person
    communes: Cluster
    movement: Movement
    week: MovementPeriod
    seen: dict[str, Viewer] = field(default_factory=dict)

    def fill(self, week: str = WEEK.code) -> None:
        """A complete week: Lim Xanh answered 24 of 31 dossiers in time, Hoa Mơ all of them."""
        full_week(self.movement, self.lim_xanh, self.clerk, 7, week)
        full_week(self.movement, self.hoa_mo, self.clerk, 0, week)

    def see(self, who: Person, day: date = DAY) -> Viewer:
        key = f"{who.code}@{day}"
        if key not in self.seen:
            self.seen[key] = viewer(Account.objects.select_related("person").get(person=who), day)
        return self.seen[key]


def world() -> World:
    ministry = unit("bo-cong-an", "Bộ Công an", "bo")
    province = unit("ca-minh-hoa", "Công an tỉnh Minh Họa", "cong-an-tinh", ministry)
    lim_xanh = unit("ca-xa-lim-xanh", "Công an xã Lim Xanh", under=province)
    hoa_mo = unit("ca-xa-hoa-mo", "Công an xã Hoa Mơ", under=province)
    team = unit("to-an-ninh-lim-xanh", "Tổ An ninh xã Lim Xanh", "to", lim_xanh)
    other_province = unit("ca-lang-gieng", "Công an tỉnh Láng Giềng", "cong-an-tinh", ministry)
    other_commune = unit("ca-xa-suoi-trong", "Công an xã Suối Trong", under=other_province)
    communes = cluster("khoi-xa-2025", "Khối xã, phường, đặc khu", [lim_xanh, hoa_mo], province)
    emulation = movement(
        "vi-an-ninh-to-quoc-2025", "Vì an ninh Tổ quốc năm 2025", province, "vi-an-ninh-to-quoc", [communes]
    )
    return World(
        ministry=ministry,
        province=province,
        lim_xanh=lim_xanh,
        hoa_mo=hoa_mo,
        team=team,
        other_province=other_province,
        other_commune=other_commune,
        an=person("an", "Nguyễn Thị An", lim_xanh, Role.HEAD, "Trưởng Công an xã"),
        binh=person("binh", "Trần Văn Bình", lim_xanh, Role.DEPUTY, "Phó Trưởng Công an xã"),
        clerk=person("lan", "Lò Thị Lan", lim_xanh, Role.CLERK, "Cán bộ tổng hợp"),
        chi=person("chi", "Lê Thị Chi", other_commune, Role.HEAD, "Trưởng Công an xã"),
        dung=person("dung", "Phạm Tiến Dung", province, Role.EMULATION, "Cán bộ thi đua"),
        communes=communes,
        movement=emulation,
        week=period(emulation, WEEK.code),
    )
