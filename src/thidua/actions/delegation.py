"""A post lends some of its rights for some days, and takes them back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.notice import notice_send
from thidua.core.delegation import LENDS, delegation_problems
from thidua.core.problem import Refused, Where, problem
from thidua.core.unit import Role
from thidua.office.format import day as written_day
from thidua.store.access import Viewer, may_administer, serves_in
from thidua.store.models import Delegation, Person, Post

ACCOUNT_PAGE = "/tai-khoan/"
TITLES = {  # what is lent, as people say it
    Role.HEAD: "mọi việc của trưởng đơn vị",
    Role.DEPUTY: "ký, xác nhận",
    Role.EMULATION: "mở, khóa, chốt kỳ",
    Role.CLERK: "nhập số liệu",
    Role.INSPECTOR: "kiểm tra",
    Role.EDITOR: "duyệt đăng",
}


@transaction.atomic
def delegation_give(
    *,
    by: Viewer,
    at: datetime,
    post: Post,
    to: Person,
    roles: Collection[Role],
    first_day: date,
    last_day: date,
    reason: str,
) -> Delegation:
    """Lend rights of one's own post to somebody of the post's branch, from one day to another.

    Raises:
        Refused: "access.no-person"; "delegation.not-own-post"; "delegation.refused" with all problems.
    """
    holder = acting(by)
    allow(post.person_id == holder.pk and post.in_force(by.day), "delegation.not-own-post")
    found = delegation_problems(
        role=Role(post.role), lent=roles, first_day=first_day, last_day=last_day, today=by.day,
        post_last_day=post.last_day, reason=reason,
    )  # fmt: skip
    if to.pk == holder.pk:
        found.append(problem("delegation.to-self", Where(field="to")))
    elif not serves_in(to, post.unit.code, max(first_day, by.day)):
        found.append(
            problem("delegation.outside-branch", Where(field="to"), person=to.name, unit=post.unit.name)
        )
    overlapping = post.delegations.filter(
        to=to, revoked_at__isnull=True, first_day__lte=last_day, last_day__gte=first_day
    )
    if overlapping.exists():
        found.append(problem("delegation.standing-already", Where(field="to"), person=to.name))
    if found:
        raise Refused("delegation.refused", found, person=to.name)
    lent = [role for role in LENDS[Role(post.role)] if role in roles]
    row = Delegation.objects.create(
        post=post,
        to=to,
        roles=lent,
        reason=reason.strip(),
        first_day=first_day,
        last_day=last_day,
        given_at=at,
    )
    what = "; ".join(TITLES[role] for role in lent)
    days = f"từ {written_day(first_day)} đến hết {written_day(last_day)}"
    sentence = f"{holder.name} ủy quyền cho {to.name}, {post.unit.name}: {what}, {days}. Lý do: {row.reason}."
    audit(by=by, at=at, action="delegation-give", subject=f"person:{to.code}", sentence=sentence)
    notice_send(
        by=by, at=at, to=[to], kind="delegation-given", subject=f"delegation:{row.pk}", link=ACCOUNT_PAGE,
        sentence=f"{holder.name} ủy quyền cho đồng chí: {what}, {days}.",
    )  # fmt: skip
    return row


@transaction.atomic
def delegation_revoke(*, by: Viewer, at: datetime, delegation: Delegation) -> Delegation:
    """End a delegation now; whoever acts under it loses it with her next click.

    Raises:
        Refused: "access.no-person"; "delegation.may-not-revoke"; "delegation.over".
    """
    who = acting(by)
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    lender, unit = row.post.person, row.post.unit
    allow(who.pk in {lender.pk, row.to_id} or may_administer(by, unit), "delegation.may-not-revoke")
    allow(row.revoked_at is None and row.last_day >= by.day, "delegation.over")
    row.revoked_at, row.revoked_by = at, who
    row.save(update_fields=["revoked_at", "revoked_by"])
    sentence = f"Thu hồi ủy quyền của {lender.name} cho {row.to.name}, {unit.name}."
    audit(by=by, at=at, action="delegation-revoke", subject=f"person:{row.to.code}", sentence=sentence)
    notice_send(
        by=by, at=at, to=[lender, row.to], kind="delegation-revoked", subject=f"delegation:{row.pk}",
        link=ACCOUNT_PAGE, sentence=f"{who.name} đã thu hồi ủy quyền của {lender.name} cho {row.to.name}.",
    )  # fmt: skip
    return row
