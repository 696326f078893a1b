"""A refusal as sentences beside the fields they speak of."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from thidua.core.problem import Problem, Refused, Severity
from thidua.office.wording import sentence

Fault = tuple[str, str]  # id of the field ("" for none), sentence


def faults(refused: Refused) -> list[Fault]:
    """The details, each with its field; the refusal's own sentence where there are none."""
    return problem_faults(refused.problems) or [("", sentence(refused))]


def problem_faults(problems: Iterable[Problem]) -> list[Fault]:
    return [(p.where.field or p.where.cell, sentence(p)) for p in problems if p.severity is Severity.ERROR]


def tell(request: HttpRequest, refused: Refused) -> None:
    """Show a refusal on the next page, when there is no form to come back to."""
    for _, told in faults(refused):
        messages.error(request, told)
