"""Beginning a regulation: a few questions, another regulation as a pattern, or a point table out of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from thidua.actions.scheme import scheme_codes, scheme_draft
from thidua.actions.scheme_file import group_lines
from thidua.core.number import MILLI
from thidua.core.period import PeriodKind
from thidua.core.problem import Problem, Refused, Where
from thidua.core.score.scheme import SubjectKind
from thidua.office.dates import read_day
from thidua.office.format import day, number
from thidua.office.scheme_table import PointTable, read_point_table
from thidua.office.scheme_word import METHODS, choices
from thidua.office.wording import place, sentence
from thidua.rules.scheme.start import CODE_MAX, NewCriterion, NewGroup, Start, code_of, start_text
from thidua.rules.text import read
from thidua.rules.write import Tree, dump, plain
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import SchemeVersion, Unit
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults
from thidua.web.scheme.edit import text_in_force
from thidua.web.scheme.views import held_for

FIELDS = ("title", "code", "issuer", "number", "subject", "period", "first_day", "groups", "owner", "pattern")
EXAMPLE = gettext_lazy("A. Vận động quần chúng: 40\nB. Phục vụ nhân dân: 40\nC. Xây dựng lực lượng: 20")
FILE_MAX = 8_000_000  # bytes; a point table is a few pages


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers as typed, with what is wrong about them."""

    typed: dict[str, str]
    start: Start | None
    owner: Unit | None
    faults: tuple[Fault, ...]


def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    owners = _owners(viewer)
    asked = Asked(_first_answers(owners, viewer.day), None, None, ())
    if request.method == "POST":
        asked = _asked(request, owners, with_groups=True)
        pattern = asked.typed["pattern"]
        if asked.start and asked.owner and not asked.faults:
            text = _patterned(viewer, pattern, asked.start) if pattern else start_text(asked.start)
            draft, wrong = _draft(request, asked, text)
            if draft is not None:
                return redirect("scheme-form", draft.code)
            asked = replace(asked, faults=tuple(wrong))
    context = _context(asked, owners) | {
        "crumbs": crumbs((gettext("Quy chế chấm điểm"), reverse("schemes")), gettext("Soạn quy chế mới")),
        "patterns": [(code, _title(viewer, code)) for code in scheme_codes()],
        "example": EXAMPLE,
    }
    return render(request, "scheme/new.html", context, status=400 if asked.faults else 200)


def bring(request: HttpRequest) -> HttpResponse:
    """A point table from Excel or Word: what was understood is shown; a draft is made when asked."""
    viewer = viewer_of(request)
    owners = _owners(viewer)
    asked = Asked(_first_answers(owners, viewer.day), None, None, ())
    wrong: list[Fault] = []
    problems: tuple[Problem, ...] = ()
    kept: dict[str, Any] | None = None
    if request.method == "POST" and "file" in request.FILES:
        kept, problems, wrong = _uploaded(request)
    elif request.method == "POST":
        kept = request.session.get("point_table")
        asked = _asked(request, owners, with_groups=False)
        if kept is None:
            wrong = [("file", gettext("Hãy chọn lại tệp."))]
        elif asked.start and asked.owner and not asked.faults:
            whole = replace(asked.start, groups=_groups_of(kept), notes=(_note(kept),))
            draft, found = _draft(request, asked, start_text(whole))
            if draft is not None:
                request.session.pop("point_table", None)
                return redirect("scheme-form", draft.code)
            asked = replace(asked, faults=tuple(found))
    context = _context(asked, owners) | {
        "crumbs": crumbs((gettext("Quy chế chấm điểm"), reverse("schemes")), gettext("Nhập bảng điểm")),
        "file_faults": wrong,
        "name": kept["name"] if kept else "",
        "preview": _preview(kept) if kept else (),
        "count": sum(len(group["lines"]) for group in kept["groups"]) if kept else 0,
        "total": _total(kept) if kept else "",
        "problems": [{"place": place(p.where), "sentence": sentence(p)} for p in problems],
    }
    return render(request, "scheme/import.html", context, status=400 if wrong or asked.faults else 200)


def _uploaded(request: HttpRequest) -> tuple[dict[str, Any] | None, tuple[Problem, ...], list[Fault]]:
    """Read the file and keep what was understood until the questions are answered."""
    upload = request.FILES["file"]
    if (upload.size or 0) > FILE_MAX:
        return (
            None,
            (),
            [("file", gettext("Tệp lớn quá %(_000_000)s MB.") % {"_000_000": FILE_MAX // 1_000_000})],
        )
    name = (upload.name or "")[:120]
    table, problems = read_point_table(upload.read(), name)
    if table is None or not table.groups:
        return (
            None,
            (),
            [("file", sentence(p)) for p in problems] or [("file", gettext("Không đọc được dòng điểm nào."))],
        )
    kept = _kept(table) | {"name": name}
    request.session["point_table"] = kept
    return kept, problems, []


# --- Questions --------------------------------------------------------------------------------------------


def _owners(viewer: Viewer) -> list[Unit]:
    """Units the person may write for; nobody else finds this page.

    Raises:
        Http404: none.
    """
    owners = list(access.scheme_writers(viewer))
    if not owners:
        raise Http404
    return owners


def _first_answers(owners: list[Unit], today: date) -> dict[str, str]:
    answers = dict.fromkeys(FIELDS, "")
    return answers | {
        "subject": SubjectKind.UNIT.value,
        "period": PeriodKind.MONTH.value,
        "issuer": owners[0].name,
        "owner": owners[0].code,
        "first_day": day(date(today.year + 1, 1, 1)),
    }


def _asked(request: HttpRequest, owners: list[Unit], with_groups: bool) -> Asked:
    typed = {name: request.POST.get(name, "").strip()[:4000] for name in FIELDS}
    wrong: list[Fault] = []
    for name, said in (("title", gettext("Cần tên quy chế.")), ("issuer", gettext("Cần nơi ban hành."))):
        if not typed[name]:
            wrong.append((name, said))
    first = read_day(typed["first_day"], Where(field="first_day"))
    if isinstance(first, Problem):
        wrong.append(("first_day", sentence(first)))
    groups, bad = (
        group_lines(typed["groups"].splitlines()) if with_groups and not typed["pattern"] else ((), ())
    )
    if bad:
        wrong.append(
            (
                "groups",
                gettext("Chưa rõ số điểm ở: %(bad)s. Viết tên rồi đến số điểm.") % {"bad": "; ".join(bad)},
            )
        )
    elif with_groups and not groups and not typed["pattern"]:
        wrong.append(("groups", gettext("Cần ít nhất một nhóm.")))
    owner = next((unit for unit in owners if unit.code == typed["owner"]), owners[0])
    words = {"subject": {kind.value for kind in SubjectKind}, "period": {kind.value for kind in PeriodKind}}
    if any(typed[name] not in known for name, known in words.items()) or isinstance(first, Problem):
        return Asked(typed, None, owner, tuple(wrong or [("period", gettext("Chọn đối tượng và kỳ chấm."))]))
    code = typed["code"] or code_of(typed["title"], scheme_codes())[:CODE_MAX]
    start = Start(
        code, typed["title"][:300], typed["issuer"], typed["number"], SubjectKind(typed["subject"]),
        PeriodKind(typed["period"]), first, groups,
    )  # fmt: skip
    return Asked(typed, start, owner, tuple(wrong))


def _draft(request: HttpRequest, asked: Asked, text: str) -> tuple[SchemeVersion | None, list[Fault]]:
    assert asked.start is not None
    assert asked.owner is not None
    try:
        draft = scheme_draft(
            by=viewer_of(request), at=now(), owner=asked.owner, code=asked.start.code, text=text
        )
    except Refused as refused:
        return None, faults(refused)
    messages.success(
        request,
        gettext("Đã lập bản nháp “%(title)s”. Chưa ai bị chấm theo bản này.") % {"title": draft.title},
    )
    return draft, []


def _patterned(viewer: Viewer, pattern: str, start: Start) -> str:
    """Another regulation under a new name; where it came from is said in its notes."""
    _, version = held_for(viewer, pattern)
    text = text_in_force(pattern, version)
    node, _ = read(text)
    tree = plain(node) if node is not None else {}
    if not isinstance(tree, dict):
        raise Http404
    notes = tree.get("notes")
    source = tree.get("source")
    from_where = source.get("number", pattern) if isinstance(source, dict) else pattern
    tree |= {
        "scheme": start.code, "title": start.title,
        "source": {"issuer": start.issuer, "number": start.number or gettext("dự thảo")},
        "in-force": {"from": day(start.first_day)},
        "notes": [
            gettext("Soạn theo mẫu của %(from_where)s.") % {"from_where": from_where},
            *(notes if isinstance(notes, list) else []),
        ],
    }  # fmt: skip
    return dump(tree)


def _title(viewer: Viewer, code: str) -> str:
    try:
        loaded, _ = held_for(viewer, code)
    except Http404:
        return code
    return loaded.scheme.title if loaded.scheme else code


def _context(asked: Asked, owners: list[Unit]) -> dict[str, Any]:
    fault_of = dict(asked.faults)
    return {
        "held": {name: {"value": asked.typed[name], "fault": fault_of.get(name, "")} for name in FIELDS},
        "faults": asked.faults,
        "owners": owners,
        "subjects": choices(SubjectKind),
        "periods": choices(PeriodKind),
    }


# --- A table between two requests -------------------------------------------------------------------------


def _kept(table: PointTable) -> dict[str, Any]:
    """What was understood, as plain values for the session."""
    return {
        "groups": [
            {
                "title": group.line.title,
                "points": str(group.points),
                "label": group.line.label,
                "lines": [
                    {
                        "title": line.title, "points": str(line.points), "label": line.label,
                        "how": line.how, "clause": line.clause,
                        "method": [line.method.word, list(line.method.settings), line.method.kind, line.method.unit]
                        if line.method else None,
                    }
                    for line in group.lines
                ],
            }
            for group in table.groups
        ]
    }  # fmt: skip


def _groups_of(kept: dict[str, Any]) -> tuple[NewGroup, ...]:
    return tuple(
        NewGroup(
            group["title"], Fraction(group["points"]), tuple(map(_criterion, group["lines"])), _clause(group)
        )
        for group in kept["groups"]
    )


def _criterion(line: dict[str, Any]) -> NewCriterion:
    word, settings, kind, unit = line["method"] or ["mark", [], "mark", ""]
    said: tuple[tuple[str, Tree], ...] = tuple((key, value) for key, value in settings)
    return NewCriterion(line["title"], Fraction(line["points"]), _clause(line), word, said, kind, unit)


def _clause(line: dict[str, Any]) -> str:
    return line.get("clause") or (
        gettext("Mục %(label)s") % {"label": line["label"]} if line["label"] else ""
    )


def _note(kept: dict[str, Any]) -> str:
    name = re.sub(r"[^\w .()-]", " ", kept.get("name", ""))
    return gettext("Lập từ bảng điểm trong tệp %(name)s; cách chấm do máy đoán, cần người soạn xem lại.") % {
        "name": name
    }


def _preview(kept: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "title": group["title"],
            "label": group["label"],
            "points": number(int(Fraction(group["points"]) * MILLI)),
            "lines": [
                {
                    "title": line["title"],
                    "label": line["label"],
                    "how": line["how"],
                    "points": number(int(Fraction(line["points"]) * MILLI)),
                    "method": METHODS[line["method"][0] if line["method"] else "mark"][0][0],
                    "guessed": bool(line["method"]),
                    "settings": _settings(line["method"]),
                }
                for line in group["lines"]
            ],
        }
        for group in kept["groups"]
    ]


def _settings(method: list[Any] | None) -> str:
    """ "−2 mỗi lần" beside the name of the method."""
    if not method or method[0] != "events":
        return ""
    each = number(int(Fraction(dict(method[1])["each"]) * MILLI))
    return gettext("%(each)s điểm mỗi %(what)s") % {"each": each, "what": method[3] or gettext("lần")}


def _total(kept: dict[str, Any]) -> str:
    together = sum((max(Fraction(group["points"]), Fraction(0)) for group in kept["groups"]), Fraction(0))
    return number(int(together * MILLI))
