"""An administrator's list of people and accounts, and the page of one: sign-in and posts, nothing of their work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions import account as actions
from thidua.core.problem import Refused
from thidua.core.text import fold
from thidua.core.unit import Role
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Account, Delegation, Person, Post
from thidua.web.account.role import ROLE_TITLES
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.refusal import tell

PER_PAGE = 30


def administrator(request: HttpRequest) -> Viewer:
    """
    Raises:
        Http404: she administers nothing; for her there is no such page.
    """
    viewer = viewer_of(request)
    if not viewer.offices:
        raise Http404
    return viewer


def people(request: HttpRequest) -> HttpResponse:
    """?tim= a name or user name, &la= locked, without account, without second factor; &trang="""
    viewer = administrator(request)
    query, state = request.GET.get("tim", "").strip()[:80], request.GET.get("la", "")
    held = Authenticator.objects.filter(user_id=OuterRef("account__pk"))
    rows = access.administered_people(viewer).annotate(
        factor=Exists(held.exclude(type=Authenticator.Type.RECOVERY_CODES))
    )
    total = rows.count()
    if query:
        rows = rows.filter(Q(search__contains=fold(query)) | Q(account__username__startswith=query.lower()))
    filters = {
        "khoa": Q(account__is_active=False),
        "chua": Q(account__isnull=True),
        "mot-lop": Q(account__isnull=False, factor=False),
    }
    rows = rows.filter(filters.get(state, Q()))
    posts = Post.objects.on(viewer.day).select_related("unit")
    rows = rows.select_related("account").prefetch_related(Prefetch("posts", posts, "held"))
    page = Paginator(rows.order_by("name", "code"), PER_PAGE).get_page(whole(request, "trang") or 1)
    context = {
        "crumbs": crumbs(_("Tài khoản")),
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "query": urlencode({"tim": query, "la": state}) + "&",
        "asked": query,
        "state": state,
        "total": total,
        "office": viewer.offices[0],
    }
    return render(request, "account/people.html", context)


def person(request: HttpRequest, code: str, once: str = "", status: int = 200) -> HttpResponse:
    """One person: her account, how it is protected, her posts, what was lent to her."""
    viewer = administrator(request)
    row = access.administered_person_for(viewer, code)
    found: Account | None = getattr(row, "account", None)
    held = Authenticator.objects.filter(user_id=found.pk) if found else Authenticator.objects.none()
    posts = list(row.posts.select_related("unit").order_by("-first_day", "-pk"))
    context = {
        "crumbs": crumbs((_("Tài khoản"), reverse("accounts")), row.name),
        "person": row,
        "held_account": found,
        "factors": sorted({factor.type for factor in held}),
        "sessions": UserSession.objects.filter(user_id=found.pk).count() if found else 0,
        "posts": [_post(post, viewer) for post in posts],
        "lent": Delegation.objects.filter(
            to=row, revoked_at__isnull=True, last_day__gte=viewer.day
        ).select_related("post__person", "post__unit"),
        "own": viewer.person is not None and viewer.person.pk == row.pk,
        "once": once,
    }
    return render(request, "account/person.html", context, status=status)


def _post(post: Post, viewer: Viewer) -> dict[str, Any]:
    return {
        "row": post,
        "role": ROLE_TITLES[Role(post.role)],
        "over": post.last_day is not None and post.last_day < viewer.day,
        "mine": post.unit.code in viewer.administers,
    }


Deed = Callable[..., str | None]
_DEEDS: dict[str, tuple[Deed, str]] = {
    "dat-lai": (actions.password_reset, ""),
    "khoa": (actions.account_lock, gettext_lazy("Đã khóa; mọi phiên đăng nhập đã kết thúc.")),
    "mo-khoa": (actions.account_unlock, gettext_lazy("Đã mở khóa.")),
    "bo-lop-hai": (actions.factor_reset, gettext_lazy("Đã bỏ lớp xác thực thứ hai.")),
    "ket-thuc": (actions.sessions_end, gettext_lazy("Đã kết thúc mọi phiên đăng nhập.")),
}


@require_POST
def act(request: HttpRequest, code: str) -> HttpResponse:
    """One of the few things an administrator does to an account; a new password is shown once, in the answer."""
    viewer = administrator(request)
    row = access.administered_person_for(viewer, code)
    asked = request.POST.get("do", "")
    found: Account | None = getattr(row, "account", None)
    if asked not in _DEEDS or found is None:
        raise Http404
    return _done(request, row, viewer, now(), found, *_DEEDS[asked])


def _done(
    request: HttpRequest, row: Person, viewer: Viewer, at: datetime, found: Account, deed: Deed, told: str
) -> HttpResponse:
    try:
        once = deed(by=viewer, at=at, account=found)
    except Refused as refused:
        tell(request, refused)
        return redirect("account-of", row.code)
    if once:
        return person(request, row.code, once)
    messages.success(request, _(told))
    return redirect("account-of", row.code)
