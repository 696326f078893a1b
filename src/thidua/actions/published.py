"""Published figures: loaded as they were printed, and what they say about each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from django.db import transaction

from thidua.actions.area import areas
from thidua.actions.audit import note
from thidua.core.area import Area as CoreArea
from thidua.core.area import territory_version
from thidua.core.figure import Qualifier
from thidua.core.finding import Edition, Finding, Published, award_findings, find
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.rules.directory import packaged as packaged_directory
from thidua.rules.published import PublishedRow, packaged
from thidua.store.access import Viewer
from thidua.store.models import Area, ClusterMember, PublishedFigure, Unit

AWARDS_GIVEN = "luot-khen-thuong"  # mark of published counts of awards given, by kind of recipient


@transaction.atomic
def published_load(*, by: Viewer | str, at: datetime, rows: Sequence[PublishedRow] | None = None) -> int:
    """Bring in published figures, by default the packaged ones; the directory must be there.

    A figure that is there already stays as it is: what was printed does not change.

    Returns:
        How many were new.

    Raises:
        Refused: "published.refused" with every unit and area that the directory does not know.
    """
    source = packaged() if rows is None else rows
    there = set(PublishedFigure.objects.values_list("code", flat=True))
    new = [row for row in source if row.figure.code not in there]
    units, places = (dict(model.objects.values_list("code", "pk")) for model in (Unit, Area))
    found = _unknown(new, units, places)
    if found:
        raise Refused("published.refused", found)
    PublishedFigure.objects.bulk_create(_record(row, units, places) for row in new)
    sentence = f"Nạp {len(new)} số liệu đã công bố."
    note(by=by, at=at, action="published-load", subject="published", sentence=sentence)
    return len(new)


def _unknown(rows: Iterable[PublishedRow], units: dict[str, int], places: dict[str, int]) -> list[Problem]:
    found = []
    for row in rows:
        where = Where(field=row.figure.code)
        if row.unit and row.unit not in units:
            found.append(problem("published.unit-unknown", where, figure=row.figure.code, unit=row.unit))
        if row.area and row.area not in places:
            found.append(problem("published.area-unknown", where, figure=row.figure.code, area=row.area))
    return found


def _record(row: PublishedRow, units: dict[str, int], places: dict[str, int]) -> PublishedFigure:
    figure = row.figure
    return PublishedFigure(
        code=figure.code,
        indicator=figure.indicator,
        indicator_en=row.indicator_en,
        value=Decimal(figure.value.numerator) / Decimal(figure.value.denominator),
        measure=figure.measure,
        numerator=figure.numerator,
        denominator=figure.denominator,
        qualifier=figure.qualifier,
        period_text=row.period_text,
        as_of=figure.as_of,
        subject_text=row.subject_text,
        unit_id=units.get(row.unit),
        area_id=places.get(row.area),
        source=row.source,
    )


def published_findings(*, day: date, marked: Sequence[Published] | None = None) -> tuple[Finding, ...]:
    """What the recorded published figures say together, as of `day` (for territories that changed since).

    Args:
        marked: figures with their marks, by default the packaged ones. Only what is also recorded counts, and
            its numbers are those of the record.
    """
    marks = {figure.code: figure for figure in (marked or [row.figure for row in packaged()])}
    rows = {row.code: row for row in PublishedFigure.objects.select_related("area", "unit__area")}
    figures = [_as_recorded(marks[code], rows[code]) for code in marks if code in rows]
    found = find(figures, _territories(figures, rows, day))
    return (*found, *_distributions(figures))


def _as_recorded(mark: Published, row: PublishedFigure) -> Published:
    return replace(
        mark,
        indicator=row.indicator,
        value=Fraction(row.value),
        measure=row.measure,
        qualifier=Qualifier(row.qualifier),
        numerator=row.numerator,
        denominator=row.denominator,
        as_of=row.as_of,
    )


def _territories(
    figures: Iterable[Published], rows: dict[str, PublishedFigure], day: date
) -> dict[str, tuple[str, str]]:
    known = areas()
    found = {}
    for figure in figures:
        row = rows[figure.code]
        place = row.area or (row.unit.area if row.unit else None)
        if figure.as_of is not None and figure.denominator is not None and place is not None:
            found[figure.code] = (_version(known, place, figure.as_of), _version(known, place, day))
    return found


def _version(known: list[CoreArea], place: Area, day: date) -> str:
    """The version of that day; the area's end where it is no more."""
    if not place.in_force(day):
        return f"{place.code}@{place.last_day}"
    return territory_version(known, place.code, day)


def _distributions(figures: Sequence[Published]) -> list[Finding]:
    return [finding for edition in _editions(figures) for finding in edition.findings]


@dataclass(frozen=True, slots=True)
class AwardEdition:
    """What one edition of a cluster proposed at its conference, as published: no decision follows from it here.

    Attributes:
        awards: form → names of the members it is proposed for, forms as printed.
        tallies: published counts of awards given in the cluster in that year (lượt).
    """

    code: str
    title: str
    members: int
    awards: tuple[tuple[str, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]
    source: str
    tallies: tuple[PublishedFigure, ...] = ()

    @property
    def split(self) -> str:
        """ "1 + 3 + 3"."""
        return " + ".join(str(len(who)) for _, who in self.awards)

    @property
    def each_once(self) -> bool:
        return any(finding.code == "finding.award-each-once" for finding in self.findings)


def published_editions() -> list[AwardEdition]:
    """Every cluster edition whose proposals were published, with the published counts of the same conference."""
    marks = {row.figure.code: row.figure for row in packaged()}
    rows = {row.code: row for row in PublishedFigure.objects.filter(code__in=marks)}
    tallies: dict[str, list[PublishedFigure]] = {}
    for code, row in rows.items():
        if marks[code].part_of == AWARDS_GIVEN:
            tallies.setdefault(row.subject_text, []).append(row)
    return [
        replace(
            edition,
            source=rows[edition.findings[0].figures[0]].source,
            tallies=tuple(tallies.get(edition.title, ())),
        )
        for edition in _editions([mark for code, mark in marks.items() if code in rows])
        if edition.findings
    ]


def _editions(figures: Sequence[Published]) -> list[AwardEdition]:
    """How the proposals of each cluster edition fall on its members, forms in the order they were printed."""
    awards: dict[str, dict[str, tuple[str, ...]]] = {}
    codes: dict[str, list[str]] = {}
    for figure in figures:
        if figure.cluster and figure.award:
            awards.setdefault(figure.cluster, {})[figure.award] = figure.recipients
            codes.setdefault(figure.cluster, []).append(figure.code)
    hosts = {entry.code: entry.host for entry in packaged_directory().clusters}
    found: list[AwardEdition] = []
    rows = ClusterMember.objects.filter(cluster__code__in=awards).select_related("cluster", "unit")
    for cluster, held in groupby(rows.order_by("cluster", "pk"), key=lambda row: row.cluster):
        inside = list(held)
        members = {member.unit.code: member.unit.name for member in inside}
        lead = next((member.unit.code for member in inside if member.role == "lead"), "")
        edition = Edition(cluster.title, members, lead, hosts.get(cluster.code, ""))
        given = awards[cluster.code]
        named = tuple((form, tuple(members.get(code, code) for code in who)) for form, who in given.items())
        findings = award_findings(edition, given, codes[cluster.code])
        found.append(AwardEdition(cluster.code, cluster.title, len(members), named, findings, ""))
    return found
