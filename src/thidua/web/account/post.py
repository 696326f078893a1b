"""New people, their accounts, and the posts that decide what they may do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.account import account_add, one_time_password
from thidua.actions.person import person_add, post_add, post_end
from thidua.core.problem import Problem, Refused
from thidua.core.unit import Role
from thidua.office.dates import read_day
from thidua.office.format import day as day_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Account, Person, Unit
from thidua.web.account.people import administrator, person
from thidua.web.account.role import ROLE_TITLES
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.refusal import tell

_POST_FIELDS = {"unit": "", "role": Role.OFFICER.value, "title": "", "last_day": ""}


def person_new(request: HttpRequest) -> HttpResponse:
    """A person with her first post, in one go; a person without a post could do nothing and belong to nobody."""
    viewer = administrator(request)
    form = Form(request, {"name": "", "rank": "", "first_day": day_text(today()), **_POST_FIELDS})
    if form.sent and (made := _person_made(form, viewer)):
        messages.success(request, _("Đã ghi vào danh bạ. Bước tiếp theo: mở tài khoản."))
        return redirect("account-of", made.code)
    context = _context(form, viewer) | {"crumbs": _crumbs(_("Thêm người"))}
    return render(request, "account/person_new.html", context, status=form.status)


def _person_made(form: Form, viewer: Viewer) -> Person | None:
    name = form.needed("name", _("Ghi họ và tên."))
    unit, role = _unit_and_role(form, viewer)
    title = form.needed("title", _("Ghi tên chức vụ như trong quyết định."))
    first, last = form.day("first_day"), form.day("last_day", needed=False)
    if form.wrong or first is None:
        return None
    try:
        with transaction.atomic():
            made = person_add(
                by=viewer, at=now(), code=_free(Person, code_from(name)), name=name[:120], unit=unit,
                rank=form["rank"][:40],
            )  # fmt: skip
            post_add(
                by=viewer, at=now(), person=made, unit=unit, role=role, title=title[:120], first_day=first,
                last_day=last,
            )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None
    return made


def post_new(request: HttpRequest, code: str) -> HttpResponse:
    """Another post for somebody, from a day on."""
    viewer = administrator(request)
    row = access.administered_person_for(viewer, code)
    form = Form(request, {"first_day": day_text(today()), **_POST_FIELDS})
    if form.sent:
        unit, role = _unit_and_role(form, viewer)
        title = form.needed("title", _("Ghi tên chức vụ như trong quyết định."))
        first, last = form.day("first_day"), form.day("last_day", needed=False)
        if not form.wrong and first is not None:
            try:
                post_add(
                    by=viewer, at=now(), person=row, unit=unit, role=role, title=title[:120], first_day=first,
                    last_day=last,
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã ghi chức vụ."))
                return redirect("account-of", code)
    here = crumbs(
        (_("Tài khoản"), reverse("accounts")),
        (row.name, reverse("account-of", args=[code])),
        _("Thêm chức vụ"),
    )
    context = _context(form, viewer) | {"person": row, "crumbs": here}
    return render(request, "account/post_new.html", context, status=form.status)


@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A post ends after a day; the last administrator's does not."""
    viewer = administrator(request)
    row = access.administered_person_for(viewer, code)
    post = get_object_or_404(row.posts, pk=pk, unit__in=access.administered_units(viewer))
    last = read_day(request.POST.get("last_day", "").strip()[:20])
    if isinstance(last, Problem):
        messages.error(request, sentence(last))
        return redirect("account-of", code)
    try:
        post_end(by=viewer, at=now(), post=post, last_day=last)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã ghi ngày thôi giữ chức vụ."))
    return redirect("account-of", code) if _still_hers(request, code) else redirect("accounts")


def _still_hers(request: HttpRequest, code: str) -> bool:
    return access.administered_people(viewer_of(request)).filter(code=code).exists()


@require_POST
def account_open(request: HttpRequest, code: str) -> HttpResponse:
    """An account with a one-time password, shown once in the answer."""
    viewer = administrator(request)
    row = access.administered_person_for(viewer, code)
    once = one_time_password()
    username = request.POST.get("username", "").strip().lower()[:60] or _free(
        Account, code_from(row.name), "username"
    )
    try:
        account_add(by=viewer, at=now(), username=username, password=once, person=row.code, must_change=True)
    except Refused as refused:
        tell(request, refused)
        return redirect("account-of", code)
    return person(request, code, once)


def _unit_and_role(form: Form, viewer: Viewer) -> tuple[Unit, Role]:
    """
    Raises:
        Http404: a unit that is not hers to administer, or a role that does not exist.
    """
    if form["role"] not in set(Role):
        raise Http404
    return access.administered_unit_for(viewer, form["unit"]), Role(form["role"])


def _context(form: Form, viewer: Viewer) -> dict[str, Any]:
    return {
        "fields": form.fields,
        "faults": form.wrong,
        "units": access.administered_units(viewer).on(viewer.day).order_by("name"),
        "roles": [(role.value, title) for role, title in ROLE_TITLES.items()],
    }


def _crumbs(here: str) -> list[dict[str, str]]:
    return crumbs((_("Tài khoản"), reverse("accounts")), here)


def _free(model: type[Person] | type[Account], code: str, field: str = "code") -> str:
    """The code, or the same with a number; two people may bear one name."""
    stem = code[:50] or "nguoi"
    taken = set(model.objects.filter(**{f"{field}__startswith": stem}).values_list(field, flat=True))
    return next(
        name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )
