"""Bringing in the paper history: read, set beside the register, chosen where it is not sure, written all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from thidua.actions.audit import acting
from thidua.actions.award import award_import
from thidua.core.award import AwardRow, Category, State
from thidua.core.award_history import (
    HeldAward,
    HeldSubject,
    HistoryLine,
    Match,
    Reconciled,
    Twin,
    reconcile,
    twins,
)
from thidua.core.problem import Problem, Refused
from thidua.office.award_history import Common, read_history
from thidua.office.awards_file import code_of
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Person, PersonMerge, Post, Unit

SKIP = "-"  # a line that people left out


def held_by(by: Viewer) -> list[HeldSubject]:
    """People and units whose records she keeps, with every unit a person ever served in. Three questions."""
    kept = access.keeping(by)
    served: dict[str, list[str]] = {}
    rows = Post.objects.filter(unit__code__in=kept).exclude(role="administrator")
    people = {post[0] for post in rows.values_list("person__code")}
    for person, unit in Post.objects.filter(person__code__in=people).values_list(
        "person__code", "unit__name"
    ):
        served.setdefault(person, []).append(unit)
    gone = PersonMerge.objects.filter(undone_at__isnull=True).values("gone")
    names = dict(Person.objects.filter(code__in=people).exclude(pk__in=gone).values_list("code", "name"))
    found = [
        HeldSubject(code, name, False, tuple(served.get(code, ()))) for code, name in sorted(names.items())
    ]
    units = Unit.objects.filter(code__in=kept).values_list("code", "name").order_by("code")
    return found + [HeldSubject(code, name, True) for code, name in units]


def history_reconcile(
    *, by: Viewer, lines: Sequence[HistoryLine], chosen: Mapping[int, str]
) -> tuple[Reconciled, ...]:
    """Every line beside the register."""
    held = held_by(by)
    codes = [item.code for item in held]
    rows = Award.objects.filter(register_number__isnull=False).select_related("person", "unit", "decision")
    awards = [
        HeldAward(row.code, subject.code, row.form, row.year, row.decision_number, row.decided_on)
        for row in rows.filter(person__code__in=codes) | rows.filter(unit__code__in=codes)
        if (subject := row.person or row.unit) is not None
    ]
    return reconcile(lines, held, awards, chosen)


def history_read(
    *, source: Path | bytes, name: str, common: Common
) -> tuple[tuple[HistoryLine, ...], list[Problem], Common]:
    """The lines of a file, with what is wrong."""
    titles: dict[str, str] = {form.code: form.title for form in award_forms()}
    return read_history(source, name, titles, common)


@transaction.atomic
def history_import(
    *, by: Viewer, at: datetime, lines: Sequence[HistoryLine], chosen: Mapping[int, str], source: str
) -> list[Award]:
    """Write every line that is new and whose person is sure; others are left for people, none is guessed.

    Raises:
        Refused: "award-history.nothing"; "award.refused" with all problems.
    """
    acting(by)
    left = {line for line, code in chosen.items() if code == SKIP}
    found = history_reconcile(by=by, lines=lines, chosen=chosen)
    new = [item for item in found if item.match is Match.NEW and item.line.line not in left]
    if not new:
        raise Refused("award-history.nothing")
    return award_import(by=by, at=at, rows=[_row(item, source) for item in new])


def _row(item: Reconciled, source: str) -> AwardRow:
    line = item.line
    category = Category.COLLECTIVE if line.collective else Category.INDIVIDUAL
    row = AwardRow(
        code_of(line.form, line.year, item.subject, line.number), line.form, category, item.subject, line.year,
        line.reason or "Theo quyết định", State.DECIDED, "", line.number, line.decided_on, line.authority,
        source=source[:300], where=line.where,
    )  # fmt: skip
    return replace(row, printed_unit=line.unit, printed_post=line.post)


def twins_of(by: Viewer) -> tuple[Twin, ...]:
    """Entries she keeps that may be one person."""
    return twins(held_by(by))
