"""Minutes: who met, what was said, what was concluded; written on a form, read, printed, corrected with a reason."""

from __future__ import annotations

from datetime import date, datetime, time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.actions.document import full_name, minutes_paper
from thidua.actions.document_minutes import MinutesEntry, minutes_write
from thidua.core.problem import Problem, Refused
from thidua.office.dates import read_time
from thidua.office.format import count
from thidua.office.format import day as day_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Compact, Minutes, Person, Unit
from thidua.web.document.views import known_form, paper_answer
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form, code_from

TEXTS = ("title", "number", "place", "attendance", "chair", "secretary", "content", "conclusion")
COUNT_MAX = 100_000


def listed(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = access.minutes(viewer).filter(replaced_by__isnull=True)
    context = {
        "crumbs": crumbs(_("Biên bản")),
        "rows": rows[:200],
        "may_write": _units(viewer).exists(),
    }
    return render(request, "document/documents.html", context)


def _units(viewer: Viewer):
    """Units for which this person writes minutes."""
    return (access.recordable_units(viewer) | access.planning_units(viewer)).distinct().order_by("name")


def read(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.minutes_for(viewer, code)
    later = getattr(row, "replaced_by", None)
    context = {
        "crumbs": crumbs((_("Biên bản"), reverse("documents")), row.title),
        "minutes": row,
        "later": later,
        "may_correct": later is None and _units(viewer).filter(pk=row.unit_id).exists(),
    }
    return render(request, "document/minutes.html", context)


def document(request: HttpRequest, code: str, form: str) -> HttpResponse:
    known_form(form)
    row = access.minutes_for(viewer_of(request), code)
    return paper_answer(minutes_paper(row), row.code, form)


def write(request: HttpRequest) -> HttpResponse:
    """A new one; `loai` says of what, `giao-uoc` names the compact whose signing it records."""
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in _units(viewer)}
    if not units:
        raise Http404
    compact = None
    if asked := request.GET.get("giao-uoc"):
        compact = access.compact_for(viewer, request.GET.get("phong-trao", ""), asked)
    kind = request.GET.get("loai", "")
    kind = "signing" if compact else kind if kind in Minutes.Kind.values else "review"
    unit = next((u for u in (compact.superior, compact.unit) if u.code in units), None) if compact else None
    unit = unit or next(iter(units.values()))
    return _form(request, units, _first(viewer, unit, kind, compact), compact, None)


def correct(request: HttpRequest, code: str) -> HttpResponse:
    """The whole of it again, with what was wrong and why."""
    viewer = viewer_of(request)
    row = access.minutes_for(viewer, code)
    units = {unit.code: unit for unit in _units(viewer) if unit.pk == row.unit_id}
    if not units or hasattr(row, "replaced_by"):
        raise Http404
    began, ended = timezone.localtime(row.began), timezone.localtime(row.ended)
    typed = {name: getattr(row, name) for name in TEXTS} | {
        "unit": row.unit.code, "kind": row.kind, "day": day_text(began.date()), "began": f"{began:%H:%M}",
        "ended": f"{ended:%H:%M}", "present": count(row.present), "reason": "",
        "summoned": count(row.summoned) if row.summoned else "",
    }  # fmt: skip
    return _form(request, units, typed, row.compact, row)


def _first(viewer: Viewer, unit: Unit, kind: str, compact: Compact | None) -> dict[str, str]:
    """What can be known before anybody types."""
    title, content, conclusion = Minutes.Kind(kind).label, "", ""
    if compact:
        title = _("Ký kết giao ước thi đua giữa %(superior)s và %(unit)s") % {
            "superior": compact.superior.name, "unit": compact.unit.name,
        }  # fmt: skip
        content = "\n".join(
            (
                _("1. Đọc toàn văn giao ước thi đua và các chỉ tiêu; hai bên trao đổi, thống nhất."),
                _("2. Đại diện hai bên ký giao ước."),
            )
        )
        conclusion = _("Hai bên thống nhất nội dung và chỉ tiêu đã ký; chỉ tiêu chỉ được sửa bằng phụ lục.")
    elif kind == "review":
        content = "\n".join(
            (
                _("1. Cán bộ tổng hợp báo cáo số liệu đã chốt, điểm và căn cứ."),
                _("2. Các thành viên thảo luận từng trường hợp."),
                _("3. Kết quả biểu quyết từng trường hợp:"),
            )
        )
    me: Person | None = viewer.person
    return {
        "unit": unit.code, "kind": kind, "title": title, "number": "", "day": day_text(viewer.day),
        "began": "", "ended": "", "place": _("Trụ sở %(unit)s") % {"unit": unit.name}, "present": "",
        "summoned": "", "attendance": "", "chair": "", "secretary": full_name(me) if me else "",
        "content": content, "conclusion": conclusion, "reason": "",
    }  # fmt: skip


def _form(
    request: HttpRequest,
    units: dict[str, Unit],
    typed: dict[str, str],
    compact: Compact | None,
    old: Minutes | None,
) -> HttpResponse:
    form = Form(request, typed)
    if form.sent:
        made = _written(request, form, units, compact, old)
        if made is not None:
            messages.success(request, _("Đã ghi biên bản."))
            return redirect("minutes", made.code)
    context = {
        "crumbs": crumbs((_("Biên bản"), reverse("documents")), _("Ghi biên bản")),
        "units": units.values(),
        "kinds": Minutes.Kind.choices,
        "fields": form.fields,
        "faults": form.wrong,
        "old": old,
        "compact": compact,
    }
    return render(request, "document/minutes_form.html", context, status=form.status)


def _written(
    request: HttpRequest, form: Form, units: dict[str, Unit], compact: Compact | None, old: Minutes | None
) -> Minutes | None:
    unit = units.get(form["unit"])
    if unit is None:
        form.wrong.append(("unit", _("Chọn đơn vị.")))
    if form["kind"] not in Minutes.Kind.values:
        form.wrong.append(("kind", _("Chọn loại cuộc họp.")))
    on = form.day("day")
    began, ended = _time(form, "began"), _time(form, "ended")
    present = _count(form, "present")
    summoned = _count(form, "summoned") if form["summoned"] else 0
    if form.wrong or unit is None or on is None or began is None or ended is None:
        return None
    moment = now()
    entry = MinutesEntry(
        kind=form["kind"], began=_moment(on, began), ended=_moment(on, ended), present=present, summoned=summoned,
        **{name: form[name] for name in TEXTS},
    )  # fmt: skip
    try:
        return minutes_write(
            by=viewer_of(request), at=moment, unit=unit, entry=entry, compact=compact, replaces=old,
            code=code_from("bb", unit.code, str(unit.minutes.count() + 1)), reason=form["reason"],
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None


def _time(form: Form, name: str) -> time | None:
    read = read_time(form[name])
    if isinstance(read, Problem):
        form.wrong.append((name, sentence(read)))
        return None
    return read


def _count(form: Form, name: str) -> int:
    value = form.number(name)
    if value is None or value % 1000 or not 0 <= value // 1000 <= COUNT_MAX:
        if name not in dict(form.wrong):
            form.wrong.append((name, _("Ghi số người, là số nguyên.")))
        return 0
    return value // 1000


def _moment(on: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))
