"""A draft as a form, for people who will never read YAML. Both screens write the same text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from thidua.actions.scheme import scheme_check, scheme_save
from thidua.core.problem import Refused, errors
from thidua.core.score.scheme import Scheme
from thidua.office.method import method_text
from thidua.office.wording import sentence
from thidua.rules.scheme import Loaded
from thidua.rules.text import read
from thidua.rules.write import at, dump, has_inner_comments, head_of, plain
from thidua.store import access
from thidua.store.models import SchemeVersion
from thidua.web.door import now, viewer_of
from thidua.web.refusal import Fault, faults
from thidua.web.scheme.edit import checked_words, draft_crumbs, typed_text
from thidua.web.scheme.fields import (
    HIGH_WORDS,
    LOW_WORDS,
    BoundsField,
    Faults,
    Field,
    Tree_,
    class_fields,
    figure_rows,
    form_rows,
    general_fields,
    members,
)
from thidua.web.scheme.operations import change_method, follow_maximum, operate
from thidua.web.scheme.spoken import named as titles_of
from thidua.web.scheme.spoken import rules_words
from thidua.web.scheme.typed import put_bounds, put_typed

GENERAL, FIGURES = "chung", "so-lieu"
KEPT = {
    "roll-ups": gettext_lazy("Từ kỳ ngắn ra kỳ dài"),
    "tie-breaks": gettext_lazy("Khi bằng điểm"),
    "quotas": gettext_lazy("Định mức"),
    "distinctions": gettext_lazy("Danh hiệu, cờ đề xuất"),
    "assessors": gettext_lazy("Người chấm"),
    "resolutions": gettext_lazy("Cách hiểu chỗ mâu thuẫn"),
    "calendar": gettext_lazy("Lịch"),
    "choices": gettext_lazy("Việc do người chọn"),
    "notes": gettext_lazy("Ghi chú"),
}
_KEPT_IN_FORM = {
    "start": gettext_lazy("điểm ban đầu"),
    "min": gettext_lazy("tổng điểm tối thiểu"),
    "vetoes": gettext_lazy("các trường hợp chuyển thẳng xuống loại thấp"),
    "caps": gettext_lazy("các mức chặn"),
    "steps": gettext_lazy("các bước nâng, hạ bậc"),
}


def form(request: HttpRequest, code: str) -> HttpResponse:
    """One section at a time; what is typed in it is put into the text before anything else happens."""
    viewer = viewer_of(request)
    draft = access.scheme_draft_for(viewer, code)
    posted = request.method == "POST"
    text, seen = (
        (typed_text(request), request.POST.get("seen", "")[:64]) if posted else (draft.text, draft.sha256)
    )
    tree = _tree(text)
    if tree is None:
        context = {"crumbs": draft_crumbs(draft, gettext("Biểu mẫu")), "draft": draft, "unreadable": True}
        return render(request, "scheme/faulty.html", context | checked_words(scheme_check(text, code)))
    section = _section(request, tree, request.POST.get("section") if posted else request.GET.get("phan", ""))
    opened, wrong = "", []
    if posted:
        before = dump(tree)
        _apply(tree, section, request)
        opened = operate(tree, request.POST.get("do", ""))
        if dump(tree) != before:  # an untouched form leaves the text as its writer laid it out
            text = dump(tree, head_of(text))
        section = _section(request, tree, request.POST.get("go") or section)
        if "save" in request.POST:
            try:
                scheme_save(by=viewer, at=now(), draft=draft, text=text, seen=seen)
            except Refused as refused:
                wrong = faults(refused)
            else:
                messages.success(request, gettext("Đã lưu bản nháp."))
                return redirect(f"{reverse('scheme-form', args=[code])}?phan={section}")
    context = _page(draft, tree, text, section, opened) | {"seen": seen, "faults": wrong}
    return render(request, "scheme/form.html", context)


def _tree(text: str) -> Tree_ | None:
    node, _ = read(text)
    tree = plain(node) if node is not None else None
    return tree if isinstance(tree, dict) else None


def _section(request: HttpRequest, tree: Tree_, asked: str | None) -> str:
    known = [GENERAL, FIGURES, *(code for code, _ in members(tree, "forms"))]
    return asked if asked in known else GENERAL


# --- What was typed ---------------------------------------------------------------------------------------


def _apply(tree: Tree_, section: str, request: HttpRequest) -> None:
    shown, bounds, criteria = _inputs(tree, section)
    maxima = {path: at(tree, f"{path}.max") for path in criteria}
    put_typed(tree, shown, request.POST)
    put_bounds(tree, bounds, request.POST)
    for path, before in maxima.items():
        if isinstance(before, str):
            follow_maximum(tree, path, before)
        if word := request.POST.get(f"m.{path}"):
            change_method(tree, path, word)


def _inputs(tree: Tree_, section: str) -> tuple[list[Field], list[BoundsField], list[str]]:
    """Every field of a section, as it was shown."""
    nothing = Faults({})
    if section == GENERAL:
        return [*general_fields(tree, nothing), *class_fields(tree, nothing)], [], []
    if section == FIGURES:
        rows = figure_rows(tree, nothing)
        return [row[name] for row in rows for name in ("title", "kind", "unit")], [], []
    held = form_rows(tree, section, nothing)
    fields, bounds, criteria = list(held["fields"]), [], []
    for rule in held["rules"]:
        fields += [rule["class"], rule["clause"]]
        bounds += [rule["bounds"]] if rule["bounds"] else []
    for group in held["groups"]:
        fields += group["fields"]
        for one in group["criteria"]:
            criteria.append(one["path"])
            fields += [*one["fields"], *one["settings"], *one["policies"]]
            for band in one["bands"] or ():
                fields.append(band["points"])
                bounds.append(band["bounds"])
    return fields, bounds, criteria


# --- What is shown ----------------------------------------------------------------------------------------


def _page(draft: SchemeVersion, tree: Tree_, text: str, section: str, opened: str) -> dict[str, Any]:
    loaded = scheme_check(text, draft.code)
    found = Faults({p.where.field: sentence(p) for p in reversed(errors(loaded.problems))})
    context: dict[str, Any] = {
        "crumbs": draft_crumbs(draft, gettext("Biểu mẫu")),
        "draft": draft,
        "text": text,
        "section": section,
        "opened": opened,
        "unsaved": text != draft.text,
        "comments": has_inner_comments(draft.text),
        "sections": list(_sections(tree, found)),
        "low_words": LOW_WORDS,
        "high_words": HIGH_WORDS,
        "kept": [title for word, title in KEPT.items() if at(tree, word)],
        **checked_words(loaded),
    }
    if section == GENERAL:
        context |= {"general": general_fields(tree, found), "classes": class_fields(tree, found)}
    elif section == FIGURES:
        context["figures"] = figure_rows(tree, found)
    else:
        held = form_rows(tree, section, found)
        held["kept"] = [_KEPT_IN_FORM[word] for word in held["kept"]]
        _say(held, section, loaded, opened)
        context["held"] = held
    context["elsewhere"] = list(_elsewhere(loaded, found, section))
    return context


def _sections(tree: Tree_, found: Faults) -> Iterator[dict[str, Any]]:
    general = ("scheme", "title", "source", "subject", "period", "in-force", "rounding", "classes")
    yield {
        "code": GENERAL,
        "title": gettext("Chung, các loại"),
        "wrong": any(found.under(path) for path in general),
    }
    yield {"code": FIGURES, "title": gettext("Số liệu"), "wrong": found.under("figures")}
    for code, one in members(tree, "forms"):
        title = one.get("title") if isinstance(one, dict) else ""
        yield {"code": code, "title": title or code, "wrong": found.under(f"forms.{code}")}


def _say(held: dict[str, Any], section: str, loaded: Loaded, opened: str) -> None:
    """Methods and conditions in words, as far as the text is sound."""
    scheme: Scheme | None = loaded.scheme
    known = next((form for form in scheme.forms if form.code == section), None) if scheme else None
    figures = {use.code: use for use in scheme.figures} if scheme else {}
    lines = {criterion.code: criterion for criterion in known.criteria} if known else {}
    for group in held["groups"]:
        for one in group["criteria"]:
            line = lines.get(one["path"].rpartition(".")[2])
            one["words"] = method_text(line.method, line.maximum, figures) if line else ""
            one["open"] = one["open"] or (bool(opened) and one["path"].startswith(opened))
    if scheme and known:
        words = rules_words(scheme, known.rules, titles_of(scheme, known))
        for rule, said in zip(held["rules"], words, strict=False):
            rule["words"] = said["when"]


def _elsewhere(loaded: Loaded, found: Faults, section: str) -> Iterator[Fault]:
    """Errors that no field of this section has said."""
    for problem in errors(loaded.problems):
        if problem.where.field not in found.told:
            yield "", sentence(problem)
