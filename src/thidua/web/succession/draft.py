"""A re-organisation in preparation: who takes over what, what the pages will say, and doing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.actions.succession.draft import (
    Line,
    draft_lines,
    draft_succession,
    heir_names,
    succession_assign,
    succession_complete,
    succession_drop,
    succession_preview,
)
from thidua.core.problem import Refused
from thidua.core.unit import LinkKind, Purpose, SuccessionKind, rule
from thidua.store import access
from thidua.store.models import SuccessionDraft, Unit, UnitLink
from thidua.web.chart import lineage
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults, tell
from thidua.web.succession.words import CARRY_TITLES, ITEM_TITLES, KIND_TITLES, PURPOSE_TITLES

TONES = {"open": "gold", "done": "green", "dropped": ""}
PREFIX = "nhan."  # name of the field that says who takes an item over


def successions(request: HttpRequest) -> HttpResponse:
    """All re-organisations of units this person keeps, those being prepared first."""
    viewer = viewer_of(request)
    rows = list(access.succession_drafts(viewer).prefetch_related("before"))
    rows.sort(key=lambda row: row.state != SuccessionDraft.State.OPEN)
    names = heir_names_of(rows)
    context = {
        "crumbs": crumbs((_("Danh bạ"), reverse("directory")), _("Sắp xếp tổ chức")),
        "rows": [
            {
                "draft": row,
                "kind": KIND_TITLES[SuccessionKind(row.kind)],
                "before": [unit.name for unit in row.before.all()],
                "after": [names.get(code, code) for code in row.after],
                "tone": TONES[row.state],
                "confirmed": len(row.assigned),
            }
            for row in rows
        ],
        "may_keep": access.kept_units(viewer).exists(),
    }
    return render(request, "succession/successions.html", context)


def heir_names_of(rows: Iterable[SuccessionDraft]) -> dict[str, str]:
    names = dict(
        Unit.objects.filter(code__in={c for row in rows for c in row.after}).values_list("code", "name")
    )
    return names | {new["code"]: new["name"] for row in rows for new in row.new}


def succession(request: HttpRequest, code: str, wrong: list[Fault] | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    draft = access.succession_draft_for(viewer, code)
    step = draft_succession(draft)
    before = list(draft.before.order_by("code"))
    names = heir_names(draft, step.after)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (_("Danh bạ"), reverse("directory")), (_("Sắp xếp tổ chức"), reverse("successions")), draft.paper
        ),
        "draft": draft,
        "eve": draft.on - timedelta(days=1),
        "kind": KIND_TITLES[step.kind],
        "tone": TONES[draft.state],
        "before": before,
        "after": [{"name": names.get(c, c), "new": c in {n["code"] for n in draft.new}} for c in step.after],
        "picture": lineage(
            [[(u.code, u.name) for u in before], [(c, names.get(c, c)) for c in step.after]],
            [(u.code, c) for u in before for c in step.after],
            _("Sơ đồ: %(before)s thành %(after)s")
            % {
                "before": ", ".join(u.name for u in before),
                "after": ", ".join(names.values()) or _("không còn"),
            },
        ),
        "rules": [
            (PURPOSE_TITLES[p], CARRY_TITLES[rule(step, p)], step.decisions.get(p, "")) for p in Purpose
        ],
        "faults": wrong or [],
    }
    if draft.state == SuccessionDraft.State.OPEN:
        context |= _open_items(request, draft, before)
    elif draft.done is not None:
        context["handovers"] = draft.done.handovers.select_related("before", "heir")
    return render(request, "succession/succession.html", context, status=400 if wrong else 200)


def _open_items(request: HttpRequest, draft: SuccessionDraft, before: list[Unit]) -> dict[str, Any]:
    lines = draft_lines(draft)
    confirmed = sum(bool(line.confirmed_by) for line in lines)
    left = len(lines) - confirmed
    found: dict[str, Any] = {
        "groups": _groups(lines, {unit.code: unit.name for unit in before}),
        "choices": _heirs(draft, before),
        "prefix": PREFIX,
        "count": len(lines),
        "confirmed": confirmed,
        "left": left,
        "ready": left == 0,
    }
    try:
        found["seen"] = succession_preview(by=viewer_of(request), at=now(), draft=draft)
    except Refused as refused:
        found["unseen"] = [sentence for _anchor, sentence in faults(refused)]
    return found


def _groups(lines: Iterable[Line], owners: dict[str, str]) -> list[dict[str, Any]]:
    """Lines by kind, in the order in which they were found."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        shown = {"line": line, "owner": owners[line.item.owner]}
        groups.setdefault(line.kind, []).append(shown)
    return [{"title": ITEM_TITLES.get(kind, kind), "lines": rows} for kind, rows in groups.items()]


def _heirs(draft: SuccessionDraft, before: list[Unit]) -> list[tuple[str, str]]:
    """Who may take something over: the heirs first, then the superior and the other units below it."""
    names = heir_names(draft, draft.after)
    first = [(code, names.get(code, code)) for code in draft.after]
    parents = UnitLink.objects.on(draft.on - timedelta(days=1)).filter(
        child__in=before, kind=LinkKind.COMMAND
    )
    above = set(parents.values_list("parent", flat=True))
    beside = UnitLink.objects.on(draft.on).filter(parent__in=above, kind=LinkKind.COMMAND).values("child")
    rows = Unit.objects.on(draft.on).exclude(code__in=[*draft.after, *(u.code for u in before)])
    superiors = rows.filter(pk__in=above).order_by("name").values_list("code", "name")
    others = rows.filter(pk__in=beside).order_by("name").values_list("code", "name")
    return [*first, *superiors, *others]


@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm the heirs chosen in the form: of one line where its button was pressed, otherwise of all shown."""
    viewer = viewer_of(request)
    draft = access.succession_draft_for(viewer, code)
    asked = {
        name.removeprefix(PREFIX): heir for name, heir in request.POST.items() if name.startswith(PREFIX)
    }
    if only := request.POST.get("viec"):
        asked = {only: asked.get(only, "")}
    else:
        asked = {item: heir for item, heir in asked.items() if heir}
    try:
        succession_assign(by=viewer, at=now(), draft=draft, heirs={k: str(v) for k, v in asked.items()})
    except Refused as refused:
        return succession(request, code, faults(refused))
    messages.success(
        request,
        ngettext("Đã xác nhận %(count)d việc.", "Đã xác nhận %(count)d việc.", len(asked))
        % {"count": len(asked)},
    )
    return redirect("succession", code)


@require_POST
def complete(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    draft = access.succession_draft_for(viewer, code)
    try:
        succession_complete(by=viewer, at=now(), draft=draft)
    except Refused as refused:
        return succession(request, code, faults(refused))
    messages.success(request, _("Đã thực hiện. Đây là một bản ghi; cần sửa thì lập một bản ghi khác."))
    return redirect("succession", code)


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        succession_drop(by=viewer, at=now(), draft=access.succession_draft_for(viewer, code))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã bỏ phương án. Chưa có gì thay đổi trong danh bạ."))
    return redirect("successions")
