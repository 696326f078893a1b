"""The steps of a year for one unit, from registration to handing over: how far each is, and which is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.eligibility.held import FRESH
from thidua.core.dossier import DossierState
from thidua.core.period import Period
from thidua.office.format import day as day_text
from thidua.office.format import period as period_text
from thidua.store.access import Viewer
from thidua.store.models import Award, Close, MeritReview, Post, TitleRegistration, Unit, YearRating
from thidua.web.dossier.result import result_of

OUT = (DossierState.WITHDRAWN, DossierState.REFUSED)


def way_of(
    unit: Unit, year: int, viewer: Viewer, lines: Sequence[dict[str, Any]], closes: Sequence[Close]
) -> dict[str, Any]:
    """`steps` in order; the first that is asked for and not done is `now`."""
    posts = Post.objects.on(viewer.day).filter(unit=unit).exclude(role="administrator")
    people = set(posts.values_list("person_id", flat=True))
    of = len(people)
    aims = TitleRegistration.objects.holding().filter(person__in=people, year=year)
    aimed = len(set(aims.values_list("person_id", flat=True)))
    rated = YearRating.objects.holding().filter(person__in=people, year=year).count()
    own = [line["row"] for line in lines if line["row"].unit_id == unit.pk and line["row"].state not in OUT]
    named, states = len(own), Counter(row.award.state for row in own)
    given = states[Award.State.DECIDED] + states[Award.State.PRESENTED] + states[Award.State.REVOKED]
    sent, presented = named - states[Award.State.PROPOSED], given - states[Award.State.DECIDED]
    where = f"nam={year}&don-vi={unit.code}"
    close = result_of(unit, closes)
    choose = f"{reverse('dossier-choose')}?{where}" + (f"&ket-qua={close.pk}" if close else "")
    steps = [
        _step(_("Đăng ký"), f"{reverse('merit-registrations', args=[unit.code])}?nam={year}", f"{aimed}/{of}",
              _("người đăng ký danh hiệu; không bắt buộc"), aimed >= of > 0, asked=False),
        _result(close),
        _step(_("Xếp loại"), f"{reverse('merit-ratings', args=[unit.code])}?nam={year}", f"{rated}/{of}",
              _("người đã có xếp loại năm"), rated >= of > 0),
        _review(unit, year, viewer.day),
        _step(_("Đề nghị"), choose, str(named), _("hồ sơ đã lập"), named > 0),
        _step(_("Trình"), f"{reverse('submission-new')}?{where}", f"{sent}/{named}",
              _("đã trình hoặc đã quyết định"), 0 < named == sent),
        _step(_("Quyết định"), f"{reverse('decision-new')}?{where}", f"{given}/{named}",
              _("đã có số quyết định"), 0 < named == given),
        _step(_("Trao, ghi sổ"), f"{reverse('register')}?nam={year}", f"{presented}/{given}", _("đã trao"),
              0 < given == presented),
    ]  # fmt: skip
    now = next((step for step in steps if step["asked"] and not step["done"]), None)
    return {"unit": unit, "steps": [step | {"now": step is now} for step in steps]}


def _step(title: str, url: str, value: str, note: str, done: bool, asked: bool = True) -> dict[str, Any]:
    return {"title": title, "url": url, "value": value, "note": note, "done": done, "asked": asked}


def _result(close: Close | None) -> dict[str, Any]:
    if close is None:
        note = _("chưa có kỳ nào của năm được chốt")
        return _step(_("Kết quả chốt"), reverse("boards"), "–", note, False, asked=False)
    url = reverse("standing", args=[close.period.movement.code, close.period.code])
    return _step(
        _("Kết quả chốt"),
        url,
        period_text(Period.parse(close.period.code)),
        close.period.movement.title,
        True,
        asked=False,
    )


def _review(unit: Unit, year: int, day: date) -> dict[str, Any]:
    rows = MeritReview.objects.holding().filter(unit=unit).order_by("-until")
    until = rows.values_list("until", flat=True).first()
    back = f"{reverse('season')}?nam={year}"
    url = f"{reverse('merit-record', args=['don-vi', unit.code, 'review'])}?ve={back}"
    fresh = until is not None and until >= min(day, date(year, 12, 31)) - FRESH
    note = _("kỷ luật, sáng kiến, khen thưởng đã ghi đủ")
    return _step(_("Rà soát"), url, day_text(until) if until else "–", note, fresh)
