"""What of a post may be lent to somebody else for some days: never more than it holds, and never for long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from thidua.core.problem import Problem, Where, problem
from thidua.core.unit import Role

DAYS_MAX = 90

# role of a post → roles whose rights it may lend; accounts and backups are in nobody's gift
LENDS: Mapping[Role, tuple[Role, ...]] = MappingProxyType(
    {
        Role.HEAD: (Role.DEPUTY, Role.CLERK, Role.EMULATION, Role.HEAD),
        Role.DEPUTY: (Role.DEPUTY, Role.CLERK),
        Role.EMULATION: (Role.EMULATION,),
        Role.CLERK: (Role.CLERK,),
        Role.INSPECTOR: (Role.INSPECTOR,),
        Role.EDITOR: (Role.EDITOR,),
        Role.OFFICER: (),
        Role.ADMINISTRATOR: (),
    }
)


def delegation_problems(
    *,
    role: Role,
    lent: Collection[Role],
    first_day: date,
    last_day: date,
    today: date,
    post_last_day: date | None,
    reason: str,
) -> list[Problem]:
    """Everything that is wrong with lending rights of a post of this role over these days.

    Codes: delegation.nothing, delegation.more-than-held, delegation.past, delegation.days, delegation.too-long,
    delegation.beyond-post, delegation.reason-missing.
    """
    found = []
    if not lent:
        found.append(problem("delegation.nothing", Where(field="roles")))
    if set(lent) - set(LENDS[role]):
        found.append(problem("delegation.more-than-held", Where(field="roles")))
    if first_day < today:
        found.append(problem("delegation.past", Where(field="first_day")))
    if last_day < first_day:
        found.append(problem("delegation.days", Where(field="last_day")))
    if last_day > first_day + timedelta(days=DAYS_MAX - 1):
        found.append(problem("delegation.too-long", Where(field="last_day"), most=DAYS_MAX))
    if post_last_day is not None and last_day > post_last_day:
        found.append(problem("delegation.beyond-post", Where(field="last_day")))
    if not reason.strip():
        found.append(problem("delegation.reason-missing", Where(field="reason")))
    return found
