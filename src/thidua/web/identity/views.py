"""Một người hai mã: suggestions, joining two codes with a reason, and taking them apart again."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.award_history import twins_of
from thidua.actions.identity import person_merge, person_merge_undo
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import Person, PersonMerge
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults


def identities(request: HttpRequest) -> HttpResponse:
    """POST "nhap" joins, "hoan" takes apart."""
    viewer = viewer_of(request)
    if not access.keeping(viewer):
        raise Http404
    wrong: list[Fault] = []
    if request.method == "POST":
        why = request.POST.get("why", "")[:300]
        try:
            if "hoan" in request.POST:
                merge = _merges(request).filter(pk=_key(request)).first()
                if merge is None:
                    raise Http404
                person_merge_undo(by=viewer, at=now(), merge=merge, why=why)
            else:
                kept, gone = (
                    access.merit_person_for(viewer, request.POST.get(name, "")) for name in ("kept", "gone")
                )
                person_merge(by=viewer, at=now(), kept=kept, gone=gone, why=why)
        except Refused as refused:
            wrong += faults(refused)
        else:
            messages.success(request, _("Đã ghi; mọi dòng chuyển sang đều hoàn lại được."))
            return redirect("identities")
    context = {
        "crumbs": crumbs((_("Khen thưởng"), reverse("season")), _("Một người hai mã")),
        "twins": twins_of(viewer)[:60],
        "merges": list(_merges(request)[:60]),
        "faults": wrong,
    }
    return render(request, "identity/identities.html", context, status=400 if wrong else 200)


def _key(request: HttpRequest) -> int:
    text = request.POST.get("pk", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _merges(request: HttpRequest) -> QuerySet[PersonMerge]:
    viewer = viewer_of(request)
    mine = Person.objects.filter(pk__in=access.kept_members(viewer).values("pk"))
    return PersonMerge.objects.filter(kept__in=mine).select_related("kept", "gone", "merged_by", "undone_by")
