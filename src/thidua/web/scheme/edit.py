"""A draft's text with its problems beside it: checked while typing, saved when asked, sound or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.scheme import (
    TEXT_MAX,
    scheme_check,
    scheme_discard,
    scheme_draft,
    scheme_save,
)
from thidua.core.problem import Problem, Refused, Severity
from thidua.core.score.scheme import Scheme
from thidua.office.format import number
from thidua.office.wording import sentence
from thidua.rules import catalogue
from thidua.rules.scheme import Loaded
from thidua.store import access
from thidua.store.models import SchemeVersion
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults, tell
from thidua.web.scheme.compare import differences
from thidua.web.scheme.views import held_for, scheme_words

SHOWN_MAX = 60
_TAGS = {
    Severity.ERROR: ("red", gettext_lazy("Lỗi")),
    Severity.WARNING: ("gold", gettext_lazy("Nên xem")),
    Severity.RESOLVED: ("blue", gettext_lazy("Đã nói cách hiểu")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One problem beside the text."""

    line: int
    sentence: str
    clause: str
    colour: str
    severity: str


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The editor. "Kiểm tra" says what is wrong with what was typed and keeps it on the page; "Lưu" writes it."""
    viewer = viewer_of(request)
    draft = access.scheme_draft_for(viewer, code)
    text, seen = draft.text, draft.sha256
    wrong: list[Fault] = []
    meanwhile: list[dict[str, Any]] = []
    if request.method == "POST":
        text, seen = typed_text(request), request.POST.get("seen", "")[:64]
        if "save" in request.POST:
            try:
                draft = scheme_save(by=viewer, at=now(), draft=draft, text=text, seen=seen)
            except Refused as refused:
                wrong = faults(refused)
                if refused.code == "scheme.draft-changed":
                    draft.refresh_from_db()
                    seen, meanwhile = draft.sha256, _meanwhile(draft, text)
            else:
                messages.success(request, gettext("Đã lưu bản nháp."))
                return redirect("scheme-edit", code)
    context = {
        "crumbs": draft_crumbs(draft, gettext("Văn bản")),
        "draft": draft,
        "text": text,
        "seen": seen,
        "rows": max(24, min(text.count("\n") + 2, 400)),
        "faults": wrong,
        "meanwhile": meanwhile,
        "unsaved": text != draft.text,
        **checked_words(scheme_check(text, code)),
    }
    return render(request, "scheme/edit.html", context, status=400 if wrong else 200)


@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """The problems of what is typed at this moment, as a fragment. Writes nothing."""
    access.scheme_draft_for(viewer_of(request), code)
    return render(request, "scheme/problems.html", checked_words(scheme_check(typed_text(request), code)))


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """A new version of a regulation, begun from the text that holds today."""
    viewer = viewer_of(request)
    if not access.scheme_writers(viewer).exists():
        raise Http404
    open_draft = access.scheme_versions(viewer).drafts().filter(code=code).first()
    if open_draft is not None:
        return redirect("scheme-edit", code)
    _, version = held_for(viewer, code)
    owner = version.owner if version else access.scheme_writers(viewer).first()
    try:
        if owner is None:
            raise Refused("access.may-not-write-scheme", unit=viewer.name)
        scheme_draft(
            by=viewer, at=now(), owner=owner, code=code, text=text_in_force(code, version), begun_from=version
        )
    except Refused as refused:
        tell(request, refused)
        return redirect("scheme", code)
    messages.success(
        request, gettext("Đã lập bản nháp từ bản đang dùng. Bản đang dùng không đổi cho đến ngày công bố.")
    )
    return redirect("scheme-edit", code)


@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    draft = access.scheme_draft_for(viewer, code)
    try:
        scheme_discard(by=viewer, at=now(), draft=draft)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(
            request, gettext("Đã bỏ bản nháp “%(title)s”. Nhật ký vẫn ghi việc này.") % {"title": draft.title}
        )
    return redirect("schemes")


def read(request: HttpRequest, code: str) -> HttpResponse:
    """The draft in words, as those scored by it will read it."""
    draft = access.scheme_draft_for(viewer_of(request), code)
    loaded = scheme_check(draft.text, code)
    context: dict[str, Any] = {"crumbs": draft_crumbs(draft, gettext("Đọc thử")), "draft": draft}
    if loaded.scheme is None:
        return render(request, "scheme/faulty.html", context | checked_words(loaded))
    return render(request, "scheme/read.html", context | scheme_words(loaded, loaded.scheme))


# --- Shared by the screens of a draft ---------------------------------------------------------------------


def draft_crumbs(draft: SchemeVersion, where: str) -> list[dict[str, Any]]:
    return crumbs(
        (gettext("Quy chế chấm điểm"), reverse("schemes")),
        gettext("Bản nháp %(code)s") % {"code": draft.code},
        where,
    )


def text_in_force(code: str, version: SchemeVersion | None) -> str:
    return version.text if version else catalogue.scheme_text(code)


def typed_text(request: HttpRequest) -> str:
    """What was typed, with plain line ends; a little more than the limit so that it is refused, not cut."""
    return request.POST.get("text", "")[: TEXT_MAX + 1].replace("\r\n", "\n")


def checked_words(loaded: Loaded) -> dict[str, Any]:
    """Problems in the order of the lines, errors first counted, and what the text amounts to."""
    problems = shown_problems(loaded.problems)
    counts = {severity: sum(p.severity is severity for p in loaded.problems) for severity in Severity}
    return {
        "problems": problems[:SHOWN_MAX],
        "more": max(0, len(problems) - SHOWN_MAX),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "resolved": counts[Severity.RESOLVED],
        "summary": _summary(loaded.scheme) if loaded.scheme else (),
    }


def shown_problems(problems: Sequence[Problem]) -> list[Shown]:
    return [
        Shown(p.where.line, sentence(p), p.values.get("clause", ""), *_TAGS[p.severity]) for p in problems
    ]


def _summary(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """What the text amounts to, for the eye that checks totals."""
    forms = tuple(
        (
            form.title,
            gettext("%(maximum)s điểm, %(criteria)s tiêu chí")
            % {"maximum": number(form.maximum), "criteria": len(form.criteria)},
        )
        for form in scheme.forms
    )
    return (
        *forms,
        (gettext("Các loại"), ", ".join(name.title for name in scheme.classes)),
        (gettext("Số liệu phải báo"), str(len(scheme.figures))),
    )


def _meanwhile(draft: SchemeVersion, text: str) -> list[dict[str, Any]]:
    """What the other writer's saved text says differently from what was typed here."""
    theirs, ours = scheme_check(draft.text), scheme_check(text)
    if theirs.scheme is None or ours.scheme is None:
        return []
    return differences(ours.scheme, theirs.scheme)
