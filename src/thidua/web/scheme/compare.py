"""Two versions of a regulation side by side, in words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from thidua.actions.scheme import loaded_text, scheme_check
from thidua.core.scheme_change import ChangeSort, compare
from thidua.core.score.scheme import Scheme
from thidua.office.format import day
from thidua.office.scheme_change import Told, changes_told
from thidua.rules import catalogue
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import SchemeVersion
from thidua.web.door import crumbs, viewer_of

PACKAGED = "goc"
_TAGS = {
    ChangeSort.ADDED: ("green", gettext_lazy("Thêm")),
    ChangeSort.REMOVED: ("red", gettext_lazy("Bỏ")),
    ChangeSort.CHANGED: ("gold", gettext_lazy("Đổi")),
    ChangeSort.REORDERED: ("blue", gettext_lazy("Đổi thứ tự")),
}


def differences(before: Scheme, after: Scheme) -> list[dict[str, Any]]:
    """Every change in words, under the form and group it is in."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for told in changes_told(compare(before, after), before, after):
        sections.setdefault(told.place or gettext("Cả quy chế"), []).append(_line(told))
    return [{"place": place[:1].upper() + place[1:], "lines": lines} for place, lines in sections.items()]


def _line(told: Told) -> dict[str, Any]:
    colour, tag = _TAGS[told.sort]
    came_or_went = told.sort in (ChangeSort.ADDED, ChangeSort.REMOVED)
    whole = told.before or told.after if came_or_went else ""
    return {"told": told, "colour": colour, "tag": tag, "whole": whole[:1].upper() + whole[1:]}


def compared(request: HttpRequest, code: str) -> HttpResponse:
    """The page: which two, what differs. Reads nothing that the person may not read."""
    viewer = viewer_of(request)
    choices = _choices(viewer, code)
    if not choices:
        raise Http404
    keys = [key for key, _, _ in choices]
    new = _chosen(request.GET.get("den", ""), keys, keys[-1])
    old = _chosen(request.GET.get("tu", ""), keys, keys[max(0, keys.index(new) - 1)])
    titles = {key: title for key, title, _ in choices}
    texts = {key: text for key, _, text in choices}
    before, after = scheme_check(texts[old]).scheme, scheme_check(texts[new]).scheme
    sections = differences(before, after) if before and after else []
    draft = access.scheme_versions(viewer).drafts().filter(code=code).first()
    name = next((s.title for s in (after, before) if s), code)
    context = {
        "crumbs": crumbs(
            (gettext("Quy chế chấm điểm"), reverse("schemes")),
            (name, reverse("scheme", args=[code])),
            gettext("So sánh"),
        )
        if draft is None
        else crumbs(
            (gettext("Quy chế chấm điểm"), reverse("schemes")),
            gettext("Bản nháp %(code)s") % {"code": code},
            gettext("So sánh"),
        ),
        "code": code,
        "name": name,
        "draft": draft,
        "choices": [(key, title) for key, title, _ in choices],
        "old": old,
        "new": new,
        "old_title": titles[old],
        "new_title": titles[new],
        "faulty": next((titles[key] for key, held in ((old, before), (new, after)) if held is None), ""),
        "sections": sections,
        "count": sum(len(section["lines"]) for section in sections),
    }
    return render(request, "scheme/compare.html", context)


def in_force_text(viewer: Viewer, draft: SchemeVersion) -> str | None:
    """The text that a draft would follow: the latest published version, else the packaged one, else none."""
    last = SchemeVersion.objects.published().filter(code=draft.code).order_by("version").last()
    if last is not None:
        return last.text
    return catalogue.scheme_text(draft.code) if draft.code in catalogue.scheme_codes() else None


def changes_from_force(viewer: Viewer, draft: SchemeVersion) -> tuple[list[dict[str, Any]], bool]:
    """What the draft changes, and whether there was anything before it."""
    text = in_force_text(viewer, draft)
    before = loaded_text(text).scheme if text is not None else None
    after = scheme_check(draft.text).scheme
    return (differences(before, after) if before and after else []), text is not None


def _choices(viewer: Viewer, code: str) -> list[tuple[str, str, str]]:
    """(key, title, text) of everything of that code this person may read, oldest first."""
    found = []
    if code in catalogue.scheme_codes():
        found.append((PACKAGED, gettext("Bản kèm theo phần mềm"), catalogue.scheme_text(code)))
    for row in access.scheme_versions(viewer).filter(code=code).order_by("version"):
        since = (
            gettext("có hiệu lực từ %(first_day)s") % {"first_day": day(row.first_day)}
            if row.first_day
            else gettext("bản nháp")
        )
        found.append(
            (
                str(row.version),
                gettext("Bản %(version)s, %(since)s") % {"version": row.version, "since": since},
                row.text,
            )
        )
    return found


def _chosen(asked: str, keys: list[str], otherwise: str) -> str:
    return asked if asked in keys else otherwise
