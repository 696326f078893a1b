"""Violations of the police regulations: the circular's articles, and its arithmetic for one unit, officer, notice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.law.conduct import Act, Sanction, handle_by, joint_liability, officer_sanction, unit_sanction
from thidua.rules import catalogue
from thidua.web.door import crumbs, today, whole
from thidua.web.law.spoken import SURENESS

SANCTIONS = {
    Sanction.REPRIMANDED: gettext_lazy("phê bình"),
    Sanction.LOWERED: gettext_lazy("hạ một bậc danh hiệu năm"),
    Sanction.EXCLUDED: gettext_lazy("không xét danh hiệu năm"),
    Sanction.FAILED: gettext_lazy("xếp loại không hoàn thành nhiệm vụ"),
    Sanction.DISCIPLINE_REPRIMAND: gettext_lazy("khiển trách"),
    Sanction.WARNING: gettext_lazy("cảnh cáo"),
    Sanction.DEMOTION: gettext_lazy("giáng cấp, hạ bậc lương"),
    Sanction.DISMISSAL: gettext_lazy("cách chức, giáng chức"),
    Sanction.EXPULSION: gettext_lazy("tước danh hiệu Công an nhân dân"),
}
FIRST_GROUPS = tuple(Sanction)[:6]  # Article 9 sorts acts into six groups


def conduct(request: HttpRequest) -> HttpResponse:
    """?bien-che= staff, &luot= occurrences; &nhom= group of the act, &lan= earlier times, &tang=, &giam=."""
    day, book = today(), catalogue.law_book()
    rules = book.on(day)
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Luật thi đua, khen thưởng"), reverse("law")), _("Điều lệnh và huấn luyện")),
        "conduct": [p for code, p in rules.items() if code.startswith("conduct.")],
        "training": [p for code, p in rules.items() if code.startswith("training.")],
        "sureness": SURENESS,
        "groups": [(group.value, SANCTIONS[group]) for group in FIRST_GROUPS],
        **_unit(request),
        **_officer(request),
    }
    if "conduct.deadline" in rules:
        context["due"] = handle_by(day, book, catalogue.work_calendar())
        context["today"] = day
    return render(request, "law/conduct.html", context)


def _unit(request: HttpRequest) -> dict[str, Any]:
    staff, occurrences = whole(request, "bien-che"), whole(request, "luot")
    if not staff or occurrences is None:
        return {"staff": staff or 60, "occurrences": occurrences or 0, "unit": None}
    day, book = today(), catalogue.law_book()
    found = unit_sanction(occurrences, staff, day, book)
    head = joint_liability(found.sanction, unit=True, on=day, law=book).sanction if found.sanction else None
    told = {"found": found, "says": SANCTIONS.get(found.sanction), "head": SANCTIONS.get(head)}
    return {"staff": staff, "occurrences": occurrences, "unit": told}


def _officer(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("nhom", "")
    counts = {name: min(whole(request, name) or 0, 9) for name in ("lan", "tang", "giam")}
    if asked not in {group.value for group in FIRST_GROUPS}:
        return {"group": FIRST_GROUPS[0].value, "counts": counts, "officer": None}
    day, book = today(), catalogue.law_book()
    found = officer_sanction(
        [Act("", Sanction(asked), counts["lan"])],
        day,
        book,
        aggravating=counts["tang"],
        mitigating=counts["giam"],
    )
    head = joint_liability(found.sanction, unit=False, on=day, law=book).sanction if found.sanction else None
    told = {"found": found, "says": SANCTIONS.get(found.sanction), "head": SANCTIONS.get(head)}
    return {"group": asked, "counts": counts, "officer": told}
