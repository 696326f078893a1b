"""The year's statistics of awards: by form and level; times given and distinct recipients, never one for the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.actions.paper import issuer_of
from thidua.actions.register_code import form_title
from thidua.core.award import Category
from thidua.core.unit import Role
from thidua.office.format import count
from thidua.office.paper import tables
from thidua.office.paper.content import Statistics
from thidua.office.paper.form import Form
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.tags import Values
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Post, Unit

_LEADS = (Role.HEAD, Role.DEPUTY)
_PERSONS = (Category.INDIVIDUAL, Category.LEADER)
LEVELS = {
    "state": "Cấp Nhà nước", "government": "Chính phủ", "prime-minister": "Thủ tướng Chính phủ",
    "ministry": "Cấp Bộ, ngành, tỉnh", "unit": "Cấp cơ sở",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One award that stands, with what the statistics ask of it."""

    form: str
    level: str
    recipient: str
    person: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    """`women` is None: the directory does not record it, and absent is not zero."""

    what: str
    instances: int
    recipients: int
    individuals: int
    collectives: int
    leaders: int
    others: int
    women: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    rows: tuple[StatisticsRow, ...]
    revoked: int


def years_with_awards() -> list[int]:
    years = Award.objects.filter(register_number__isnull=False).values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def statistics_of(viewer: Viewer, unit: Unit, year: int) -> Found:
    """Of the unit and all below it. Three queries."""
    branch = access.below(frozenset({unit.code}), viewer.day)
    decided = access.awards(viewer).filter(register_number__isnull=False, year=year)
    given = _given(decided.filter(state__in=("decided", "presented")), branch)
    gone = len(_given(decided.filter(state="revoked"), branch))
    rows = [
        *(
            _row(form_title(form), given, lambda one, form=form: one.form == form)
            for form in _kept(given, "form")
        ),
        *(
            _row(LEVELS[level], given, lambda one, level=level: one.level == level)
            for level in _kept(given, "level")
        ),
    ]  # type: ignore[misc]
    return Found((*rows, _row("Cộng", given, lambda one: True, whole=True)), gone)


def _kept(given: Iterable[Given], name: str) -> list[str]:
    known = list(LEVELS)
    values = {getattr(one, name) for one in given}
    return sorted(values, key=lambda value: (known.index(value) if value in known else 0, value))


def _given(awards: Iterable[Award], branch: frozenset[str]) -> list[Given]:
    held = list(awards.select_related("decision", "unit"))  # type: ignore[attr-defined]
    people = {award.person_id for award in held if award.person_id}
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(person__in=people).select_related("unit"):
        posts.setdefault(post.person_id, []).append(post)
    made = []
    for award in held:
        day = award.decision.decided_on if award.decision else date(award.year, 12, 31)
        serving = [post for post in posts.get(award.person_id or 0, []) if _on(post, day)]
        units = {post.unit.code for post in serving} | ({award.unit.code} if award.unit else set())
        if not units & branch:
            continue
        person = award.category in _PERSONS
        leads = award.category == Category.LEADER or any(post.role in _LEADS for post in serving)
        name = f"{award.person_id}/{award.unit_id}/{award.subject_name}"
        made.append(Given(award.form, award.level, name, person, person and leads))
    return made


def _on(post: Post, day: date) -> bool:
    return post.first_day <= day and (post.last_day is None or day <= post.last_day)


def _row(
    what: str, given: Iterable[Given], fits: Callable[[Given], bool], whole: bool = False
) -> StatisticsRow:
    held = [one for one in given if fits(one)]
    persons = {one.recipient for one in held if one.person}
    leaders = {one.recipient for one in held if one.leads}
    everybody = {one.recipient for one in held}
    return StatisticsRow(
        what, len(held), len(everybody), len(persons), len(everybody - persons), len(leaders),
        len(persons - leaders), whole=whole,
    )  # fmt: skip


def statistics_values(viewer: Viewer, unit: Unit, year: int, day: date) -> tuple[Form, Values]:
    found = statistics_of(viewer, unit, year)
    rows = tuple((row.what, _written(row)) for row in found.rows)
    notes = (
        "Lượt là số lần khen; các cột sau đếm từng người, từng tập thể, mỗi người, tập thể một lần trong mỗi dòng.",
        "Danh bạ không ghi giới tính nên cột Nữ để trống, không phải bằng không.",
        f"Không tính {found.revoked} khen thưởng đã hủy bỏ.",
    )
    content = Statistics(issuer_of(unit, day), year, day, rows, notes)
    return FORMS["thong-ke"], tables.statistics_values(content)


def _written(row: StatisticsRow) -> tuple[str, ...]:
    told = (
        row.instances,
        row.recipients,
        row.individuals,
        row.collectives,
        row.women,
        row.leaders,
        row.others,
    )
    return tuple("–" if number is None else count(number) for number in told)
