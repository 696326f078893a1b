"""Decisions: writing down the one that was signed, and its page with everybody it thanks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.award import award_present, may_keep
from thidua.actions.council_paper import advised
from thidua.actions.document import place_of
from thidua.actions.dossier.decide import Signed, dossiers_decide, payments_of
from thidua.core.council import Advice
from thidua.core.dossier import DossierState
from thidua.core.law.money import Payment
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.store.models import Award, Post, Unit
from thidua.web.council.session import TONES
from thidua.web.door import crumbs, now, today, viewer_of, whole
from thidua.web.dossier.submit import asked_unit, here, named_faults, picked
from thidua.web.form import Form
from thidua.web.merit.year import season_year
from thidua.web.refusal import tell
from thidua.web.titles import award_forms

GROUNDS = (
    "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022",
    "Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ",
)


def decision_new(request: HttpRequest) -> HttpResponse:
    """?nam= year, &don-vi= unit at whose desk the dossiers lie."""
    viewer = viewer_of(request)
    unit, units = asked_unit(request, viewer)
    year = whole(request, "nam") or season_year(viewer.day.month, viewer.day.year)
    lines = here(viewer, unit, year, DossierState.DECIDED)
    heads = access.holders(unit, ["head"], viewer.day)
    form = Form(
        request,
        {
            "number": "", "decided_on": day_text(today()), "authority": _authority(unit, viewer),
            "place": place_of(unit),
            "signer": f"{heads[0].rank} {heads[0].name}".strip() if heads else "",
            "signer_title": "", "grounds": "\n".join(GROUNDS),
        },
    )  # fmt: skip
    day = form.day("decided_on") if form.sent else viewer.day
    if form.sent and not form.wrong and day is not None:
        signed = Signed(
            form["number"], day, form["authority"], form["signer"], form["signer_title"], form["place"],
            tuple(line.strip() for line in form["grounds"].splitlines()),
        )  # fmt: skip
        try:
            made = dossiers_decide(
                by=viewer, at=now(), unit=unit, dossiers=picked(request, lines), signed=signed
            )
        except Refused as refused:
            form.wrong += named_faults(refused)
        else:
            messages.success(request, _("Đã ghi quyết định; các khen thưởng đã vào sổ."))
            return redirect("decision", made.code)
    payments = payments_of([line["row"].award for line in lines], day or viewer.day)
    council = _council(viewer, [line["row"].award for line in lines])
    for line in lines:
        line["pay"] = _pay(payments.get(line["row"].award.pk))
        line["council"] = council.get(line["row"].award.pk)
    context = {
        "crumbs": crumbs((_("Khen thưởng"), f"{reverse('season')}?nam={year}"), _("Ghi quyết định")),
        "unit": unit,
        "units": list(units.values()),
        "year": year,
        "lines": lines,
        "picked": set(request.POST.getlist("chon"))
        if form.sent
        else {line["row"].award.code for line in lines if _proposed(line)},
        "total": sum(line["pay"]["money"] or 0 for line in lines if _proposed(line)),
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "decision/new.html", context, status=form.status)


def _authority(unit: Unit, viewer: access.Viewer) -> str:
    """ "Giám đốc Công an tỉnh Minh Họa", "Trưởng Công an xã Lim Xanh"; "" where nobody heads it."""
    post = Post.objects.on(viewer.day).filter(unit=unit, role=Role.HEAD).order_by("pk").first()
    if post is None or unit.name in post.title:
        return post.title if post else ""
    return f"{post.title.removesuffix('Công an').strip()} {unit.name}"


def _council(viewer: access.Viewer, awards: list[Award]) -> dict[int, dict[str, Any]]:
    """What the council advised on each: beside the decision, never in its place. Who sat in it may open it."""
    found = advised(awards)
    sat = access.council_sessions(viewer).filter(pk__in=[told.session.pk for told in found.values()])
    mine = set(sat.values_list("pk", flat=True))
    return {
        pk: {
            "words": told.words,
            "tone": TONES[told.advice],
            "chosen": told.advice is Advice.RECOMMENDED,
            "session": told.session,
            "url": reverse("council-session", args=[told.session.code]) if told.session.pk in mine else "",
        }
        for pk, told in found.items()
    }


def _proposed(line: dict[str, Any]) -> bool:
    """Nothing stands in its way, and a council that was asked has chosen it: ticked until somebody says otherwise."""
    told = line["council"]
    return not line["stops"] and (told["chosen"] if told else line["row"].state != DossierState.COUNCIL)


def _pay(payment: Payment | None) -> dict[str, Any]:
    """The sum as the decree rounds it, and why nothing where nothing is paid."""
    if payment is None:
        return {"money": None, "higher": "", "exact": None, "clause": ""}
    titles = {form.code: form.title for form in award_forms()}
    given = payment.won.reward
    return {
        "money": given.rounded if payment.paid else 0,
        "higher": titles.get(payment.higher, payment.higher),
        "exact": int(given.exact) if given.exact != given.rounded else None,
        "clause": given.provisions[0].clause if given.provisions else "",
    }


def decision(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody a decision thanks; POST "trao" records that those chosen were handed over."""
    viewer = viewer_of(request)
    row = access.decision_for(viewer, code)
    awards = list(
        row.awards.select_related("person", "unit").order_by("register_number")
        if row.kind == "award"
        else row.revoked.select_related("person", "unit").order_by("register_number")
    )
    waiting = (
        [a for a in awards if a.state == Award.State.DECIDED] if access.may_keep_register(viewer) else []
    )
    waiting = [award for award in waiting if may_keep(viewer, award)]
    form = Form(request, {"on": day_text(today()), "by": row.authority})
    if form.sent:
        if not waiting:
            raise Http404
        on, done = form.day("on"), 0
        wanted = set(request.POST.getlist("chon"))
        for award in waiting if on else []:
            if award.code in wanted and on is not None:
                try:
                    award_present(by=viewer, at=now(), award=award, presented_on=on, presented_by=form["by"])
                    done += 1
                except Refused as refused:
                    tell(request, refused)
        if done:
            messages.success(request, _("Đã ghi việc trao cho %(count)s nơi, người.") % {"count": done})
        if not form.wrong:
            return redirect("decision", code)
    council = _council(viewer, awards) if access.may_keep_register(viewer) else {}
    context = {
        "crumbs": crumbs((_("Khen thưởng"), reverse("season")), row.number)
        if access.keeping(viewer)
        else crumbs((_("Sổ ghi danh"), reverse("register")), row.number),
        "decision": row,
        "rows": [(award, council.get(award.pk)) for award in awards],
        "titles": {form_.code: form_.title for form_ in award_forms()},
        "waiting": {award.code for award in waiting},
        "papers_url": reverse("decision-papers", args=[row.code])
        if row.kind == "award" and access.may_print(viewer, row)
        else "",
        "recipients": len({(a.person_id, a.unit_id) for a in awards}),
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "decision/decision.html", context, status=form.status)
