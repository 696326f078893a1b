"""A re-organisation described: which units end, what they become, by which paper, and what is carried over how."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.succession.draft import succession_begin
from thidua.actions.unit import NewUnit
from thidua.core.number import MILLI
from thidua.core.problem import Problem, Refused
from thidua.core.unit import DEFAULT_RULES, Carry, Level, LinkKind, Purpose, Succession, SuccessionKind
from thidua.office.number import read_number
from thidua.store import access
from thidua.store.models import SuccessionDraft, Unit, UnitLink
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.succession.words import CARRY_TITLES, KIND_TITLES, PURPOSE_TITLES
from thidua.web.titles import unit_kinds

ROWS = 4  # new units a form offers; more are added in a second draft or by a file


def create(request: HttpRequest) -> HttpResponse:
    """GET takes ?truoc=<code> (several) and ?loai=<kind> to begin with."""
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.kept_units(viewer).filter(pk__in=Unit.objects.on(viewer.day))}
    if not units:
        raise Http404
    picked = request.POST.getlist("before") or request.GET.getlist("truoc")
    kept = request.POST.getlist("after")
    first = next((units[code] for code in picked if code in units), None)
    form = Form(request, _defaults(request, first, viewer.day))
    if form.sent:
        made = _begin(request, form, [code for code in picked if code in units], kept)
        if made is not None:
            messages.success(
                request, _("Đã lập phương án. Xác nhận đơn vị nhận từng việc còn dở rồi mới thực hiện.")
            )
            return redirect("succession", made.code)
    context = {
        "crumbs": crumbs(
            (_("Danh bạ"), reverse("directory")),
            (_("Sắp xếp tổ chức"), reverse("successions")),
            _("Lập phương án"),
        ),
        "units": units.values(),
        "picked": picked,
        "kept": kept,
        "fields": form.fields,
        "faults": form.wrong,
        "kinds": KIND_TITLES.items(),
        "unit_kinds": open_kinds(viewer.day),
        "superiors": _superiors(viewer.day, units),
        "areas": [(a.code, a.name) for a in access.kept_areas(viewer).on(viewer.day).order_by("name")[:400]],
        "purposes": [(p.value, PURPOSE_TITLES[p], form.fields[p.value]) for p in Purpose],
        "carries": CARRY_TITLES.items(),
        "more": any(form[f"name-{row}"] for row in range(2, ROWS + 1)),
        "new_rows": [
            {name: form.fields[f"{name}-{row}"] for name in ("name", "short", "kind", "under", "area")}
            | {"row": row}
            for row in range(1, ROWS + 1)
        ],
    }
    return render(request, "succession/new.html", context, status=form.status)


def _defaults(request: HttpRequest, first: Unit | None, day: date) -> dict[str, str]:
    kind = request.GET.get("loai", SuccessionKind.MERGE)
    kind = kind if kind in set(SuccessionKind) else SuccessionKind.MERGE
    above = UnitLink.objects.on(day).filter(child=first, kind=LinkKind.COMMAND).first() if first else None
    found = {"kind": str(kind), "on": "", "paper": "", "remark": "", "shares": "", "decision": ""}
    for row in range(1, ROWS + 1):
        same = first if row == 1 else None
        found |= {
            f"name-{row}": "",
            f"short-{row}": "",
            f"kind-{row}": same.kind if same else "",
            f"under-{row}": above.parent.code if above and same else "",
            f"area-{row}": same.area.code if same and same.area else "",
        }
    return found | {purpose.value: DEFAULT_RULES[purpose].value for purpose in Purpose}


def open_kinds(day: date) -> list[tuple[str, str]]:
    """Kinds of unit that exist on that day."""
    return [
        (code, kind.title)
        for code, kind in unit_kinds().units.items()
        if (kind.last_day is None or kind.last_day >= day) and kind.level is not Level.CENTRE
    ]


def _superiors(day: date, units: Iterable[str]) -> list[tuple[str, str]]:
    """Units something may stand under: those one keeps, and the ones right above them."""
    codes = set(units)
    above = (
        UnitLink.objects.on(day)
        .filter(child__code__in=codes, kind=LinkKind.COMMAND)
        .values_list("parent__code", flat=True)
    )
    rows = Unit.objects.on(day).filter(code__in=codes | set(above)).order_by("name")
    return list(rows.values_list("code", "name"))


def _begin(request: HttpRequest, form: Form, before: list[str], kept: list[str]) -> SuccessionDraft | None:
    if not before:
        form.wrong.append(("before", _("Chọn ít nhất một đơn vị.")))
    on = form.day("on")
    form.needed("paper", _("Ghi văn bản làm căn cứ: số, ngày, cơ quan ban hành."))
    new = _new_units(form, on)
    kind = SuccessionKind(form["kind"]) if form["kind"] in set(SuccessionKind) else SuccessionKind.MERGE
    after = (*(code for code in kept if code not in before), *(unit.code for unit in new))
    if kind is SuccessionKind.DISSOLVE:
        after, new = (), []
    elif not after:
        form.wrong.append(("name-1", _("Ghi tên đơn vị mới, hoặc chọn đơn vị có sẵn nhận lại.")))
    shares = _shares(form, before, after)
    if form.wrong or on is None:
        return None
    rules = {p: Carry(form[p.value]) for p in Purpose if form[p.value] in set(Carry)}
    by_decision = {p for p in (Purpose.HONOURS, Purpose.STATUSES, Purpose.ELIGIBILITY) if form["decision"]}
    step = Succession(
        on, kind, tuple(sorted(before)), after, form["paper"][:300], rules, shares,
        dict.fromkeys(by_decision, form["decision"][:300]),
    )  # fmt: skip
    try:
        return succession_begin(
            by=viewer_of(request), at=now(), code=_free(code_from(form["kind"], before[0], f"{on:%Y%m%d}")),
            succession=step, new=new, remark=form["remark"][:300],
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None


def _new_units(form: Form, on: date | None) -> list[NewUnit]:
    found: list[NewUnit] = []
    for row in range(1, ROWS + 1):
        name = form[f"name-{row}"]
        if not name:
            continue
        if not form[f"kind-{row}"]:
            form.wrong.append((f"kind-{row}", _("Chọn loại của “%(name)s”.") % {"name": name}))
        if not form[f"under-{row}"]:
            form.wrong.append((f"under-{row}", _("Chọn cấp trên của “%(name)s”.") % {"name": name}))
        code = free_unit_code(name, on or today(), {unit.code for unit in found})
        found.append(
            NewUnit(
                code, form[f"kind-{row}"], name[:200], form[f"short-{row}"][:80], form[f"area-{row}"],
                {LinkKind.COMMAND: form[f"under-{row}"]},
            )
        )  # fmt: skip
    return found


def free_unit_code(name: str, on: date, taken: set[str]) -> str:
    """A code that reads like the name; the same name again later carries the year, for a unit is never reused."""
    code = code_from(name)[:70] or "don-vi"
    tries = (code, f"{code}-{on:%Y}", *(f"{code}-{on:%Y}-{number}" for number in range(2, 99)))
    used = taken | set(Unit.objects.filter(code__startswith=code).values_list("code", flat=True))
    return next(one for one in tries if one not in used)


def _shares(form: Form, before: list[str], after: tuple[str, ...]) -> dict[str, dict[str, Fraction]]:
    """Lines "60" in the order of the heirs, in percent; the same for every unit that is parted."""
    lines = [line.strip().removesuffix("%").strip() for line in form["shares"].splitlines() if line.strip()]
    if not lines:
        return {}
    parts: list[Fraction] = []
    for line in lines:
        read = read_number(line)
        if isinstance(read, Problem):
            form.wrong.append(
                ("shares", _("Không đọc được “%(line)s”: ghi mỗi dòng một số phần trăm.") % {"line": line})
            )
            return {}
        parts.append(Fraction(read, 100 * MILLI))
    if len(parts) != len(after):
        told = _("Có %(parts)d dòng tỷ lệ nhưng có %(after)d đơn vị nhận.") % {
            "parts": len(parts),
            "after": len(after),
        }
        form.wrong.append(("shares", told))
        return {}
    return {code: dict(zip(after, parts, strict=True)) for code in before}


def _free(code: str) -> str:
    taken = set(SuccessionDraft.objects.filter(code__startswith=code[:70]).values_list("code", flat=True))
    tries: list[Any] = [code, *(f"{code[:70]}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in tries if name not in taken)
