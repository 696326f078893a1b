"""Papers: registered with their clauses, where each comes from, and what is being done under it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.directive import directive_add
from thidua.core.directive import clauses, gaps, within
from thidua.core.problem import Refused
from thidua.core.text import matches
from thidua.core.unit import LinkKind
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ActionItem, Directive, DirectiveLink, Plan, Unit, UnitLink
from thidua.web.chart import lineage
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.titles import unit_kinds

KINDS = (
    gettext_lazy("Chỉ thị"),
    gettext_lazy("Nghị quyết"),
    gettext_lazy("Kết luận"),
    gettext_lazy("Quyết định"),
    gettext_lazy("Quy định"),
    gettext_lazy("Kế hoạch"),
    gettext_lazy("Chương trình"),
    gettext_lazy("Công văn"),
)
LONG = 60_000  # a pasted paper
A_PAGE = 40


def papers(request: HttpRequest) -> HttpResponse:
    """?tim= words of number, issuer or subject."""
    viewer = viewer_of(request)
    query = request.GET.get("tim", "").strip()[:80]
    rows = list(
        access.directives(viewer)
        .annotate(size=Count("clauses", distinct=True), used=Count("plans", distinct=True))
        .order_by("-first_day", "code")
    )
    if query:
        short = unit_kinds().abbreviations
        rows = [row for row in rows if matches(row.search, query, short)]
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "crumbs": crumbs(_("Văn bản")),
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "query": query,
        "day": viewer.day,
        "may_file": access.planning_units(viewer).exists(),
    }
    return render(request, "directive/papers.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """Register a paper; "xem" only shows which clauses are recognised in the pasted text."""
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.planning_units(viewer)}
    if not units:
        raise Http404
    others = {row.code: row for row in access.directives(viewer).order_by("-first_day")}
    form = Form(
        request,
        {"kind": KINDS[0], "number": "", "issuer": "", "subject": "", "issued": "", "first_day": day_text(today()),
         "supersedes": "", "continues": "", "implements": "", "owner": next(iter(units)), "source": ""},
    )  # fmt: skip
    text = request.POST.get("text", "")[:LONG]
    found = clauses(text)
    if form.sent and "xem" not in request.POST:
        made = _create(form, viewer, units, others, found)
        if made is not None:
            messages.success(
                request, _("Đã ghi văn bản với %(count)d điều, khoản, điểm.") % {"count": len(found)}
            )
            return redirect("directive", made.code)
    choices = [(code, f"{row}: {row.subject[:70]}") for code, row in others.items()]
    context = {
        "crumbs": crumbs((_("Văn bản"), reverse("directives")), _("Ghi văn bản")),
        "fields": form.fields,
        "faults": form.wrong,
        "kinds": [(kind, kind) for kind in KINDS],
        "papers": choices,
        "owners": [(code, unit.name) for code, unit in units.items()],
        "text": {"value": text, "fault": ""},
        "found": found,
    }
    return render(request, "directive/paper_new.html", context, status=form.status)


def _create(
    form: Form, viewer: Viewer, units: dict[str, Unit], others: dict[str, Directive], found: Any
) -> Directive | None:
    form.needed("issuer", _("Ghi cơ quan ban hành."))
    form.needed("subject", _("Ghi văn bản về việc gì."))
    issued, first = form.day("issued", needed=False), form.day("first_day")
    if form.wrong or first is None:
        return None
    links = [(kind, others[form[kind]]) for kind in ("continues", "implements") if form[kind] in others]
    code = code_from(form["kind"], form["number"] or form["subject"], form["issuer"])
    try:
        return directive_add(
            by=viewer, at=now(), code=_free(code), kind=form["kind"][:60], number=form["number"][:80],
            issuer=form["issuer"][:200], subject=form["subject"][:400], first_day=first, issued=issued,
            supersedes=others.get(form["supersedes"]), source=form["source"][:300], owner=units.get(form["owner"]),
            links=links, clauses=found,
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None


def _free(code: str) -> str:
    taken = set(Directive.objects.filter(code__startswith=code[:70]).values_list("code", flat=True))
    return next(
        one for one in (code, *(f"{code[:70]}-{n}" for n in range(2, 999))) if one and one not in taken
    )


def paper(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.directive_for(viewer, code)
    rows = access.plans(viewer).filter(directive=row).exclude(state=Plan.State.DRAFT)
    plans = list(rows.select_related("unit").annotate(size=Count("items")).order_by("unit__name", "issued"))
    items = list(
        ActionItem.objects.filter(plan__in=plans)
        .select_related("owner", "clause", "plan__unit")
        .order_by("due", "pk")
    )
    wholes = list(row.clauses.order_by("pk"))
    missing = set(gaps([c.ref for c in wholes], [i.clause.ref for i in items if i.clause]))
    context = {
        "crumbs": crumbs((_("Văn bản"), reverse("directives")), str(row)),
        "paper": row,
        "in_force": row.in_force(viewer.day),
        "picture": _picture(row),
        "replaced_by": Directive.objects.filter(supersedes=row).first(),
        "clauses": [
            {
                "clause": clause,
                "items": [i for i in items if i.clause and within(i.clause.ref, clause.ref)],
                "gap": clause.ref in missing,
            }
            for clause in wholes
        ],
        "gaps": len(missing),
        "plans": plans,
        "without": _without(viewer, plans),
        "loose": [i for i in items if i.clause is None],
        "done": sum(i.done_on is not None for i in items),
        "items": len(items),
    }
    return render(request, "directive/paper.html", context)


def _without(viewer: Viewer, plans: list[Plan]) -> list[Unit]:
    """Units right below one's own that have no plan of their own under this paper yet."""
    links = UnitLink.objects.on(viewer.day).filter(kind=LinkKind.COMMAND, parent__code__in=viewer.own)
    below = Unit.objects.on(viewer.day).filter(pk__in=links.values("child")).order_by("name")
    return list(below.exclude(pk__in={plan.unit_id for plan in plans}))


def _picture(row: Directive) -> str:
    """What it stands on at the left, what stands on it at the right."""
    left = {link.of.code: f"{link.of} ({link.get_kind_display().lower()})" for link in _links(paper=row)}
    if row.supersedes:
        left[row.supersedes.code] = _("%(paper)s (được thay thế)") % {"paper": row.supersedes}
    right = {link.paper.code: f"{link.paper} ({link.get_kind_display().lower()})" for link in _links(of=row)}
    for later in Directive.objects.filter(supersedes=row):
        right[later.code] = _("%(paper)s (thay thế)") % {"paper": later}
    columns = [list(left.items())[:10], [(row.code, str(row))], list(right.items())[:10]]
    links = [(code, row.code) for code in left] + [(row.code, code) for code in right]
    label = _("%(paper)s: dựa trên %(left)s; làm căn cứ cho %(right)s") % {
        "paper": row, "left": ", ".join(left.values()) or "–", "right": ", ".join(right.values()) or "–",
    }  # fmt: skip
    return lineage([column for column in columns if column], links, label)


def _links(**ends: Directive) -> Any:
    return DirectiveLink.objects.filter(**ends).select_related("paper", "of")
