"""Đối chiếu sổ cũ: an old list beside the register, line by line; people choose where it is not sure whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.award_history import (
    SKIP,
    ListRead,
    held_by,
    history_import,
    history_keep,
    history_read,
    history_reconcile,
)
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
            count = _write(request, read, chosen, name)
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


def _write(request: HttpRequest, read: ListRead, chosen: Mapping[int, str], name: str) -> int:
    """What is new into the register; and how its columns are read, where a name was given for that."""
    viewer, keep = viewer_of(request), request.POST.get("ten", "").strip()
    with transaction.atomic():
        made = history_import(by=viewer, at=now(), lines=read.lines, chosen=chosen, source=f"Nhập từ {name}")
        if keep and read.sheet is not None and read.header is not None:
            history_keep(by=viewer, at=now(), name=keep, sheet=read.sheet, header=read.header)
    return len(made)


def _shown(viewer: Viewer, read: ListRead, chosen: Mapping[int, str], name: str) -> dict[str, Any]:
    """Every line beside the register, and every cell that cannot be read."""
    everybody = held_by(viewer)
    found = history_reconcile(by=viewer, lines=read.lines, chosen=chosen)
    rows = [_row(item, chosen, everybody) for item in found]
    return {
        "name": name,
        "problems": upload.listed(read.problems, name),
        "rows": rows,
        "counts": [(title, tone, sum(r["match"] == m.value for r in rows)) for m, (title, tone) in MATCHES.items()],
        "writable": sum(r["match"] == Match.NEW.value and r["chosen"] != SKIP for r in rows),
        "above": read.common,
        "remembered": read.kept,
        "titles": {f.code: f.title for f in award_forms()},
    }  # fmt: skip


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


def _row(item: Reconciled, chosen: Mapping[int, str], everybody: list[HeldSubject]) -> dict[str, Any]:
    title, tone = MATCHES[item.match]
    offered = item.candidates if item.match is Match.AMBIGUOUS else _alike(item.line, everybody)
    return {
        "line": item.line,
        "match": item.match.value,
        "title": title,
        "tone": tone,
        "award": item.award,
        "differences": [(FIELDS[what], here, paper) for what, here, paper in item.differences],
        "who": next((h for h in everybody if h.code == item.subject), None),
        "offered": offered if item.match in (Match.AMBIGUOUS, Match.UNKNOWN) else (),
        "chosen": chosen.get(item.line.line, ""),
    }


def _alike(line: HistoryLine, everybody: list[HeldSubject]) -> list[HeldSubject]:
    """People of the same given name, when nobody bears the whole name."""
    last = fold(line.name).split()[-1:]
    return [h for h in everybody if h.collective == line.collective and fold(h.name).split()[-1:] == last][
        :12
    ]
