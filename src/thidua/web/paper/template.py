"""Word templates of a unit: taken away, changed in Word, put back; every version kept."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.paper_template import paper_template_back, paper_template_put, template_of
from thidua.core.problem import Refused
from thidua.office.paper.form import Form
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.upload import SIZE_MAX, composed, trial, wrong_template
from thidua.office.paper.word import packaged
from thidua.store import access
from thidua.store.models import PaperTemplate
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.paper.views import download
from thidua.web.refusal import Fault, faults


def templates(request: HttpRequest) -> HttpResponse:
    """Each kind of paper of each unit she prints for, and what it is printed with. Two queries."""
    viewer = viewer_of(request)
    units = list(access.printing_units(viewer))
    if not units:
        raise Http404
    newest: dict[tuple[int, str], PaperTemplate] = {}
    for row in access.paper_templates(viewer).order_by("version").defer("content"):
        newest[row.unit_id, row.kind] = row
    rows = [(unit, [(form, newest.get((unit.pk, form.code))) for form in FORMS.values()]) for unit in units]
    context = {"crumbs": _crumbs(), "rows": rows}
    return render(request, "paper/templates.html", context)


def _crumbs(*last: str) -> list[dict[str, object]]:
    first = (_("Giấy tờ khen thưởng"), reverse("papers"))
    if not last:
        return crumbs(first, _("Mẫu Word"))
    return crumbs(first, (_("Mẫu Word"), reverse("paper-templates")), *last)


def template(request: HttpRequest, unit: str, kind: str) -> HttpResponse:
    """One template: its fields and versions; POST tries a file ("thu"), puts it ("dat") or goes back ("bo")."""
    viewer = viewer_of(request)
    owner = access.printing_unit_for(viewer, unit)
    form = _form(kind)
    wrong: list[Fault] = []
    if request.method == "POST":
        try:
            if "bo" in request.POST:
                paper_template_back(by=viewer, at=now(), unit=owner, kind=kind)
                messages.success(request, _("Đã trở về mẫu của chương trình."))
                return redirect("paper-template", unit, kind)
            upload = request.FILES.get("file")
            if not isinstance(upload, UploadedFile):
                wrong = [("file", _("Chưa chọn tệp Word (.docx)."))]
            elif "thu" in request.POST:
                content = upload.read(SIZE_MAX + 1)
                if found := wrong_template(form, content):
                    raise Refused("paper.template-refused", found)
                return download(trial(form, composed(content)), f"dien-thu-{kind}", "docx")
            else:
                content = upload.read(SIZE_MAX + 1)
                paper_template_put(
                    by=viewer, at=now(), unit=owner, kind=kind, content=content, name=upload.name or ""
                )
                messages.success(request, _("Mẫu mới được dùng từ bây giờ."))
                return redirect("paper-template", unit, kind)
        except Refused as refused:
            wrong = [("file", told) for _field, told in faults(refused)]
    rows = list(access.paper_templates(viewer).filter(unit=owner, kind=kind).defer("content"))
    context = {
        "crumbs": _crumbs(form.name),
        "unit": owner,
        "form": form,
        "versions": rows,
        "own": bool(rows and rows[0].sha256),
        "fields": _fields(form),
        "lists": _lists(form),
        "faults": wrong,
        "hint": _("Trong bảng dùng %(rows)s, mỗi thẻ một hàng. Điều kiện: %(test)s.")
        % {"rows": "{%tr for x in danh_sách %} … {%tr endfor %}", "test": "{%p if số %} … {%p endif %}"},
    }
    return render(request, "paper/template.html", context, status=400 if wrong else 200)


def _form(kind: str) -> Form:
    if kind not in FORMS:
        raise Http404
    return FORMS[kind]


def _fields(form: Form) -> list[tuple[str, str, bool]]:
    """(as it is typed in Word, what it says, whether it must be there)."""
    known = form.fields
    return [(f"{{{{ {name} }}}}", told, name in known.required) for name, told in known.texts.items()]


def _lists(form: Form) -> list[tuple[str, list[tuple[str, str]]]]:
    """(how the loop is typed, the fields of one item); a list within a list is a loop "y" within a loop "x"."""
    made = []
    for path, items in form.fields.lists.items():
        name, over = ("y", f"x.{path.split('.')[1]}") if "." in path else ("x", path)
        inside = [(f"{{{{ {name}.{field} }}}}", told) for field, told in items.items()]
        made.append(
            (f"{{%p for {name} in {over} %}} … {{%p endfor %}}", inside or [(f"{{{{ {name} }}}}", "")])
        )
    return made


def current(request: HttpRequest, unit: str, kind: str) -> HttpResponse:
    """The template in use, to be changed in Word."""
    owner = access.printing_unit_for(viewer_of(request), unit)
    form = _form(kind)
    return download(template_of(owner, kind) or packaged(form), f"mau-{kind}", "docx")


def tried(request: HttpRequest, unit: str, kind: str) -> HttpResponse:
    """The template in use, filled with examples."""
    owner = access.printing_unit_for(viewer_of(request), unit)
    return download(trial(_form(kind), template_of(owner, kind)), f"dien-thu-{kind}", "docx")


def version(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.paper_template_for(viewer_of(request), pk)
    if not row.sha256:
        raise Http404
    return download(bytes(row.content), f"mau-{row.kind}-{row.version}", "docx")
