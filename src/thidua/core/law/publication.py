"""Clocks of the law in working days: comments from the people, appraisal, return, forwarding, delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.core.law.provision import LawBook, Provision
from thidua.core.workday import SpecialDay, WorkCalendar, add_workdays, doubtful_days, unknown_years

# Clocks that rules/law/procedure.yaml gives, as `clock.<name>`.
PUBLICATION, APPRAISAL, RETURN = "publication", "appraisal", "return"
SUBMISSION, FORWARDING, REFUSAL, DELIVERY = "submission", "forwarding", "refusal", "delivery"
_PUBLISHED = ("huan-chuong-", "anh-hung-")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Attributes:
    due: the last working day of the term; the day of the start is not counted.
    doubtful: days it rests on that only the press announced.
    unknown: years whose holidays are not written down.
    """

    due: date
    days: int
    provision: Provision
    doubtful: tuple[SpecialDay, ...]
    unknown: tuple[int, ...]


def deadline(clock: str, start: date, law: LawBook, calendar: WorkCalendar) -> Deadline | None:
    """When the term that began on `start` ends; None where no such term was in force."""
    provision = law.on(start).get(f"clock.{clock}")
    return term(provision, start, calendar) if provision and provision.value is not None else None


def term(provision: Provision, start: date, calendar: WorkCalendar) -> Deadline:
    """A term of as many working days as the provision says; the day of the start is not counted."""
    due = add_workdays(start, provision.number, calendar)
    doubts = doubtful_days(start, due, calendar), unknown_years(start, due, calendar)
    return Deadline(due, provision.number, provision, *doubts)


def must_publish(title: str) -> bool:
    """Whether comments are asked for before the council meets: orders and honorary titles of the State."""
    return title.startswith(_PUBLISHED)


def may_meet(published_on: date, meeting: date, law: LawBook, calendar: WorkCalendar) -> bool:
    """Whether enough working days of publication have *passed* before the day of the council."""
    comments = deadline(PUBLICATION, published_on, law, calendar)
    return comments is not None and meeting > comments.due
