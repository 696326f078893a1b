"""The index of the law and the page of one title, made from the provisions the machine itself reasons with."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.award import AwardForm, FormKind
from thidua.core.law.devotion import ORDERS
from thidua.core.law.dossier import papers
from thidua.core.law.provision import LawBook, Regime
from thidua.core.law.reasoning import reasoning
from thidua.rules import catalogue
from thidua.web.door import crumbs, today, whole
from thidua.web.law.spoken import (
    GROUPS,
    SURENESS,
    Titled,
    beside,
    day_of,
    replaced,
    rewards,
    topics,
    votes,
    worst_mark,
)

MEMBERS, MEMBERS_MAX = 9, 99
COUNCILS = (5, 7, 9, 11, 13, 15)
# What the index unfolds, by the beginning of a provision's code; the rest stands on the pages of titles and of conduct.
PRINCIPLES = (
    (gettext_lazy("Định nghĩa, nguyên tắc"), ("principle.", "general.", "initiative.", "run.", "right.")),
    (gettext_lazy("Phong trào, cụm thi đua"), ("movement.", "cluster.", "design.")),
    (gettext_lazy("Xếp loại, tỷ lệ"), ("rating.", "quota.", "points.")),
    (gettext_lazy("Quá trình cống hiến"), ("devotion.",)),
    (gettext_lazy("Thẩm quyền, phân cấp"), ("authority.",)),
    (gettext_lazy("Hồ sơ, Hội đồng, thời hạn"), ("dossier", "council.", "clock.", "archive.")),
    (gettext_lazy("Tiền thưởng"), ("money.",)),
    (gettext_lazy("Hủy bỏ, thu hồi"), ("revocation.",)),
)


def law(request: HttpRequest) -> HttpResponse:
    """?thoi-ky= regime, &thanh-vien= members of a council, &rieng= overlay."""
    book, overlay = _book(request)
    regime = _regime(request, book)
    day, members = day_of(regime, book), _members(request)
    held = [_titled(form, book, regime) for form in _forms(book, regime)]
    groups = [
        (
            said,
            [t for t in held if t.form.kind is kind and (category is None or category in t.form.categories)],
        )
        for said, kind, category in GROUPS
    ]
    rules = book.on(day)
    principles = [(said, [p for code, p in rules.items() if code.startswith(of)]) for said, of in PRINCIPLES]
    provisions = book.provisions
    context = {
        "crumbs": crumbs(_("Luật thi đua, khen thưởng")),
        "regime": regime,
        "regimes": [(one, one == regime) for one in book.regimes],
        "groups": groups,
        "principles": [(said, listed) for said, listed in principles if listed],
        "texts": book.texts,
        "overlays": _overlays(overlay),
        "overlay": overlay,
        "own": [p for p in rules.values() if p.overlay],
        "sureness": SURENESS,
        "counted": [
            (mark, *said, sum(p.sureness is mark for p in provisions)) for mark, said in SURENESS.items()
        ],
        "members": members,
        "needed": [(t.form, *votes(t.form, [members], day, book)[0][1:]) for t in held if t.votes],
        "checked_on": max(p.checked_on for p in provisions),
    }
    return render(request, "law/law.html", context)


def title(request: HttpRequest, title: str) -> HttpResponse:
    """?thoi-ky= regime, &thanh-vien= members of the council, &rieng= overlay."""
    book, overlay = _book(request)
    form = next((form for form in reversed(book.forms) if form.code == title), None)
    if form is None or form.kind is FormKind.REGISTER:
        raise Http404
    regime = _regime(request, book)
    day = day_of(regime, book)
    then, found = book.form(title, day), topics(title, day, book)
    rules, orders = book.on(day), title.startswith(ORDERS)
    members = _members(request)
    shown = [
        p
        for listed in (found.conditions, found.granted, found.votes, found.money, found.quota)
        for p in listed
    ]
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Luật thi đua, khen thưởng"), reverse("law")), form.title),
        "form": form,
        "then": then,
        "regime": regime,
        "regimes": [(one, one == regime) for one in book.regimes],
        "overlay": overlay,
        "overlays": _overlays(overlay),
        "topics": found,
        "devotion": [p for code, p in rules.items() if code.startswith("devotion.")] if orders else [],
        "replaced": replaced(title, regime, book),
        "reasoned": bool(then) and _reasoned(form, book, regime),
        "papers": papers(title, form.kind, day, book, certified=True) if then else (),
        "rewards": rewards(form, day, book) if then else (),
        "votes": votes(form, sorted({*COUNCILS, members}), day, book) if then else [],
        "members": members,
        "beside": beside(title, book),
        "beside_regimes": book.regimes,
        "sureness": SURENESS,
        "unsure": [p for p in shown if not p.seen],
        "worst": worst_mark(shown),
        "checked_on": max((p.checked_on for p in shown), default=None),
    }
    return render(request, "law/title.html", context)


def _book(request: HttpRequest) -> tuple[LawBook, str]:
    code = request.GET.get("rieng", "")
    if code not in catalogue.law_overlays():
        return catalogue.law_book(), ""
    return catalogue.law_under(code), code


def _overlays(chosen: str) -> list[tuple[str, str, bool]]:
    """Code, name and whether it is laid on, of every packaged overlay."""
    codes = catalogue.law_overlays()
    return [(code, catalogue.law_overlay(code).overlays[0], code == chosen) for code in codes]


def _regime(request: HttpRequest, book: LawBook) -> Regime:
    """The regime asked for, else that of today."""
    asked = request.GET.get("thoi-ky", "")
    named = next((regime for regime in book.regimes if regime.code == asked), None)
    return named or book.regime(today()) or book.regimes[-1]


def _members(request: HttpRequest) -> int:
    return min(max(whole(request, "thanh-vien") or MEMBERS, 1), MEMBERS_MAX)


def _forms(book: LawBook, regime: Regime) -> list[AwardForm]:
    day = day_of(regime, book)
    return [form for form in book.forms if form.kind is not FormKind.REGISTER and form.in_force(day)]


def _titled(form: AwardForm, book: LawBook, regime: Regime) -> Titled:
    day = day_of(regime, book)
    return Titled(
        form,
        book.granted_by(form.code, day),
        book.of(form.code, "votes", day),
        rewards(form, day, book),
        _reasoned(form, book, regime),
    )


def _reasoned(form: AwardForm, book: LawBook, regime: Regime) -> bool:
    """Whether the machine can answer for anybody; where not, no text of the conditions was read."""
    family, day = book.family(form.code), day_of(regime, book)
    return any(reasoning(family, whom, day) is not None for whom in form.categories)
