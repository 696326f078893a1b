"""The audit log: of the units one heads or inspects, what one did oneself, and what was done to one."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Q, QuerySet

from thidua.core.unit import Role
from thidua.store.access.unit import below
from thidua.store.access.who import CONFIRMS, Viewer
from thidua.store.models import AuditLine

Kind = AuditLine.Kind
_READS_ALL = CONFIRMS | {Role.INSPECTOR}


class Scope(StrEnum):
    """Which lines: each has an index of its own, so that a long log stays quick."""

    UNITS = "don-vi"
    MINE = "toi-lam"
    ABOUT = "ve-toi"


def audit_units(viewer: Viewer) -> frozenset[str]:
    """Units whose every line is open: those of a head, deputy or inspector and all below."""
    return below(frozenset(post.unit for post in viewer.posts if post.role in _READS_ALL), viewer.day)


def audit_scopes(viewer: Viewer) -> list[Scope]:
    """What there is to choose for this person, the widest first."""
    wide = any(post.role in _READS_ALL for post in viewer.posts) or bool(viewer.offices)
    return [Scope.UNITS, Scope.MINE, Scope.ABOUT] if wide else [Scope.MINE, Scope.ABOUT]


def audit_lines(viewer: Viewer, scope: Scope) -> QuerySet[AuditLine]:
    """Lines of one scope, newest first.

    Whoever administers reads lines about accounts and about the place, never what people worked on.
    """
    code = viewer.person.code if viewer.person else ""
    match scope:
        case Scope.MINE:
            return AuditLine.objects.filter(by_code=code) if code else AuditLine.objects.none()
        case Scope.ABOUT:
            return AuditLine.objects.filter(about=code) if code else AuditLine.objects.none()
        case Scope.UNITS:
            open_ = Q(unit__in=audit_units(viewer))
            if viewer.offices:
                open_ |= Q(kind__in=(Kind.ACCOUNT, Kind.SYSTEM), unit__in=viewer.administers)
                open_ |= Q(kind=Kind.SYSTEM, unit="")
            return AuditLine.objects.filter(open_)


def history(subject: str) -> QuerySet[AuditLine]:
    """What was done to one thing, newest first; for whoever came to that thing through its own door.

    Who looked at it is not history.
    """
    return AuditLine.objects.filter(subject=subject).exclude(kind=Kind.READ)
