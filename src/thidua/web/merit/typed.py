"""What was typed into the form of a record: read by its shape, kept as typed, every mistake beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.core.merit import FIELDS, MeritField, MeritKind, Shape
from thidua.core.problem import Problem
from thidua.office.dates import read_day
from thidua.office.format import day as day_text
from thidua.office.merit import choice_title, field_title
from thidua.office.wording import sentence
from thidua.store.models import MeritRecord
from thidua.web.refusal import Fault
from thidua.web.titles import award_forms

YES, NO = "co", "khong"


def shown(kind: MeritKind, typed: Mapping[str, Any], wrong: list[Fault]) -> list[dict[str, Any]]:
    """Fields for the template, with what was typed and the first mistake in each."""
    told = dict(reversed(wrong))
    return [
        {
            "name": field.name,
            "title": field_title(field.name),
            "shape": field.shape.value,
            "needed": field.needed,
            "most": field.most,
            "choices": choices(field),
            "value": typed.get(field.name, [] if field.shape is Shape.MANY else ""),
            "fault": told.get(field.name, ""),
        }
        for field in FIELDS[kind]
    ]


def choices(field: MeritField) -> list[tuple[str, str]]:
    if field.choices == ("form",):
        return list({form.code: form.title for form in award_forms()}.items())
    if field.shape is Shape.FLAG:
        return [(YES, _("Có")), (NO, _("Không"))]
    return [(code, choice_title(code)) for code in field.choices]


def typed_of(request: HttpRequest, kind: MeritKind) -> dict[str, Any]:
    return {
        field.name: request.POST.getlist(field.name)
        if field.shape is Shape.MANY
        else request.POST.get(field.name, "").strip()[: field.most]
        for field in FIELDS[kind]
    }


def typed_from(row: MeritRecord, kind: MeritKind) -> dict[str, Any]:
    """A record as it would be typed, to begin a correction."""
    found: dict[str, Any] = {}
    for field in FIELDS[kind]:
        value = getattr(row, field.name)
        if isinstance(value, bool):
            found[field.name] = YES if value else NO
        elif isinstance(value, date):
            found[field.name] = day_text(value)
        else:
            found[field.name] = value if isinstance(value, list) else "" if value is None else str(value)
    return found


def read(kind: MeritKind, typed: Mapping[str, Any], wrong: list[Fault]) -> dict[str, Any]:
    """Values of a record; what cannot be read is noted."""
    return {field.name: _value(field, typed.get(field.name, ""), wrong) for field in FIELDS[kind]}


def _value(field: MeritField, typed: Any, wrong: list[Fault]) -> Any:
    if field.shape is Shape.MANY:
        return tuple(typed)
    if not typed:
        return None
    if field.shape is Shape.DAY:
        day = read_day(typed)
        if isinstance(day, Problem):
            wrong.append((field.name, sentence(day)))
            return None
        return day
    if field.shape in (Shape.YEAR, Shape.WHOLE):
        if not (typed.isascii() and typed.isdecimal() and len(typed) <= 4):
            wrong.append((field.name, _("Ghi một số, ví dụ 2025.")))
            return None
        return int(typed)
    if field.shape is Shape.FLAG:
        return {YES: True, NO: False}.get(typed)
    return typed
