"""Đối chiếu sổ cũ: an old list beside the register, line by line; people choose where it is not sure whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.award_history import (
    LARGE,
    SKIP,
    ListRead,
    held_by,
    history_bring,
    history_read,
    history_reconcile,
    history_write,
)
from thidua.actions.job import job_start
from thidua.core.award_history import HeldSubject, HistoryLine, Match, Reconciled
from thidua.core.problem import Refused, errors
from thidua.core.text import fold
from thidua.office.award_history import Common
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Mapping as Kept
from thidua.web import upload
from thidua.web.award import columns
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import faults
from thidua.web.titles import award_forms

WAITING = "history-file"
KNOWN = "history-names"  # session: what the reader said about names, remembered for her next list
MATCHES = {
    Match.NEW: (gettext_lazy("Mới"), "green"),
    Match.SAME: (gettext_lazy("Đã có trong sổ"), ""),
    Match.DIFFERS: (gettext_lazy("Khác với sổ"), "gold"),
    Match.AMBIGUOUS: (gettext_lazy("Nhiều người cùng tên"), "gold"),
    Match.UNKNOWN: (gettext_lazy("Danh bạ chưa có"), "red"),
}
RANK = (
    Match.AMBIGUOUS,
    Match.UNKNOWN,
    Match.DIFFERS,
    Match.NEW,
    Match.SAME,
)  # what asks something stands first
SHOWN = 300  # lines; of a longer list those that ask something, then the first of the others
FIELDS = {"number": gettext_lazy("Số quyết định"), "decided_on": gettext_lazy("Ngày quyết định")}
TYPED = {"form": "", "year": "", "number": "", "decided_on": "", "authority": "", "collective": ""}


def history(request: HttpRequest) -> HttpResponse:
    """A file is looked at, corrected in its common values and its names, looked at again, and written."""
    viewer = viewer_of(request)
    if not access.keeping(viewer):
        raise Http404
    form = Form(request, TYPED)
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Khen thưởng"), reverse("season")), _("Đối chiếu sổ cũ")),
        "forms": list({f.code: f.title for f in award_forms()}.items()),
    }
    if not form.sent:
        upload.forget(request, WAITING)
        kept = access.mappings(viewer, Kept.Kind.HISTORY)
        return render(request, "award/history.html", context | {"fields": form.fields, "mappings": kept})
    held = (
        upload.keep(request, WAITING, upload.SUFFIXES | {".docx"})
        if request.FILES
        else upload.held(request, WAITING)
    )
    if held is None:
        form.wrong.append(("file", _("Chưa chọn tệp .xlsx, .csv hoặc .docx nào.")))
    common = _common(form)
    if form.wrong or held is None:
        return render(
            request, "award/history.html", context | {"fields": form.fields, "faults": form.wrong}, status=400
        )
    file, name = held
    pointed = columns.said(request)
    read = history_read(by=viewer, source=file, name=name, common=common, said=pointed)
    chosen = _chosen(request, read.lines)
    if "ghi" in request.POST and not errors(read.problems):
        try:
            if len(read.lines) > LARGE:
                return _in_background(request, read, chosen, common, name)
            keep = request.POST.get("ten", "").strip()
            count = history_write(
                by=viewer, at=now(), read=read, chosen=chosen, source=f"Nhập từ {name}", keep=keep
            )
        except Refused as refused:
            form.wrong += faults(refused)
        else:
            upload.forget(request, WAITING)
            told = _("Đã ghi %(count)s dòng từ “%(name)s”.") % {"count": count, "name": name}
            messages.success(request, told)
            return redirect("register")
    context |= _shown(viewer, read, chosen, name) | {
        "pointing": columns.shown(read, pointed),
        "keep": request.POST.get("ten", read.kept.name if read.kept else ""),
        "fields": form.fields,
        "faults": form.wrong,
    }
    stopped = form.wrong or errors(read.problems)
    return render(request, "award/history.html", context, status=400 if stopped else 200)


def _in_background(
    request: HttpRequest, read: ListRead, chosen: Mapping[int, str], common: Common, name: str
) -> HttpResponse:
    """Start writing a long list, and show how far that is."""
    pointed = columns.said(request)
    given = {
        "file": upload.give_away(request, WAITING), "name": name, "keep": request.POST.get("ten", "").strip(),
        "common": asdict(common) | {"decided_on": common.decided_on.isoformat() if common.decided_on else ""},
        "said": [pointed[0], {str(c): key for c, key in pointed[1].items()}] if pointed else None,
        "chosen": {str(line): code for line, code in chosen.items()},
    }  # fmt: skip
    title = _("Ghi sổ cũ từ “%(name)s”") % {"name": name}
    row = job_start(by=viewer_of(request), at=now(), title=title, work=history_bring, given=given)
    return redirect("job", row.pk)


def _shown(viewer: Viewer, read: ListRead, chosen: Mapping[int, str], name: str) -> dict[str, Any]:
    """The lines beside the register, of a long list those that ask something first; and every cell it cannot read."""
    everybody = _Everybody(held_by(viewer))
    found = history_reconcile(by=viewer, lines=read.lines, chosen=chosen)
    order = sorted(found, key=lambda item: RANK.index(item.match)) if len(found) > SHOWN else found
    writable = [i for i in found if i.match is Match.NEW and chosen.get(i.line.line) != SKIP]
    return {
        "name": name,
        "problems": upload.listed(read.problems, name),
        "rows": [_row(item, chosen, everybody) for item in order[:SHOWN]],
        "rows_more": max(0, len(found) - SHOWN),
        "counts": [(title, tone, sum(i.match is m for i in found)) for m, (title, tone) in MATCHES.items()],
        "writable": len(writable),
        "above": read.common,
        "remembered": read.kept,
        "titles": {f.code: f.title for f in award_forms()},
    }


def _common(form: Form) -> Common:
    year = form["year"]
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        form.wrong.append(("year", _("Năm gồm bốn chữ số, ví dụ 2019.")))
        year = ""
    return Common(
        form["form"], int(year or 0), form["number"], form.day("decided_on", needed=False), form["authority"],
        bool(form["collective"]),
    )  # fmt: skip


def _chosen(request: HttpRequest, lines: tuple[HistoryLine, ...]) -> dict[int, str]:
    """Who is meant, line by line: as said now, else as said of the same name and unit before."""
    known: dict[str, str] = request.session.get(KNOWN, {})
    chosen: dict[int, str] = {}
    for line in lines:
        key = fold(f"{line.name}|{line.unit}")
        said = request.POST.get(f"ai-{line.line}", "")
        if said:
            chosen[line.line] = said
            if said != SKIP:
                known[key] = said
        elif key in known:
            chosen[line.line] = known[key]
    request.session[KNOWN] = dict(list(known.items())[-2000:])
    return chosen


class _Everybody:
    """Who may be meant: by code, and by given name."""

    def __init__(self, held: Sequence[HeldSubject]) -> None:
        self.by_code = {subject.code: subject for subject in held}
        self.by_name: dict[tuple[bool, str], list[HeldSubject]] = {}
        for subject in held:
            self.by_name.setdefault((subject.collective, _given(subject.name)), []).append(subject)

    def alike(self, line: HistoryLine) -> list[HeldSubject]:
        """People of the same given name, when nobody bears the whole name."""
        return self.by_name.get((line.collective, _given(line.name)), [])[:12]


def _given(name: str) -> str:
    return (fold(name).split() or [""])[-1]


def _row(item: Reconciled, chosen: Mapping[int, str], everybody: _Everybody) -> dict[str, Any]:
    title, tone = MATCHES[item.match]
    asked = item.match in (Match.AMBIGUOUS, Match.UNKNOWN)
    offered = item.candidates if item.match is Match.AMBIGUOUS else everybody.alike(item.line)
    return {
        "line": item.line,
        "match": item.match.value,
        "title": title,
        "tone": tone,
        "award": item.award,
        "differences": [(FIELDS[what], here, paper) for what, here, paper in item.differences],
        "who": everybody.by_code.get(item.subject),
        "offered": offered if asked else (),
        "chosen": chosen.get(item.line.line, ""),
    }
