"""The impact sheet of a regulation: a page and a paper. On past figures only for those who may close them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from thidua.actions.lab import LabSheet, lab_movement, lab_scheme
from thidua.core.lab.effect import Gravity
from thidua.core.problem import Refused
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.office.lab import basis, first_page, not_asked, tell
from thidua.office.lab_print import how, sheet_pdf
from thidua.office.lab_words import WORTH_COLUMNS
from thidua.office.wording import sentence
from thidua.rules.scheme import Loaded
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import MovementPeriod
from thidua.web.chart import drawn
from thidua.web.door import crumbs, viewer_of, whole
from thidua.web.scheme.views import held_for

WORLDS = 200  # of a sheet on screen; a page should not take longer than a cup of tea is poured
TONES = {Gravity.FAULT: "red", Gravity.CAUTION: "gold", Gravity.NOTE: "blue", Gravity.SOUND: "green"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: ?bieu= form, ?nen= "movement/period", ?hat= seed, ?ban= version, ?lap=1 to make it."""

    scheme: Scheme
    form: str
    ground: str
    seed: int
    version: int | None
    make: bool

    @property
    def query(self) -> str:
        asked = {"bieu": self.form, "nen": self.ground, "hat": self.seed, "ban": self.version or "", "lap": 1}
        return urlencode(asked)


def lab(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    loaded, version = held_for(viewer, code, whole(request, "ban"))
    draft = version is not None and not version.published
    if loaded.scheme is None and draft:
        return redirect("scheme-read", code)  # there the faults of a draft are told
    asked = _asked(request, loaded)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (gettext("Quy chế chấm điểm"), reverse("schemes")),
            (asked.scheme.title, reverse("scheme-read" if draft else "scheme", args=[code])),
            gettext("Phiếu tác động"),
        ),
        "scheme": asked.scheme,
        "asked": asked,
        "forms": [form for form in asked.scheme.forms if len(asked.scheme.forms) > 1],
        "grounds": _grounds(viewer, asked.scheme),
        "code": code,
    }
    if asked.make:
        try:
            context |= _told(_made(viewer, asked))
        except Refused as refused:
            context["refused"] = sentence(refused)
    return render(request, "lab/lab.html", context)


def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The same sheet as PDF, to be printed and attached to the draft."""
    viewer = viewer_of(request)
    loaded, _ = held_for(viewer, code, whole(request, "ban"))
    asked = _asked(request, loaded)
    try:
        made = _made(viewer, asked)
    except Refused as refused:
        raise Http404 from refused
    answer = HttpResponse(sheet_pdf(made.sheet, made.scheme), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="phieu-tac-dong-{code}.pdf"'
    return answer


def _asked(request: HttpRequest, loaded: Loaded) -> Asked:
    if loaded.scheme is None:
        raise Http404
    return Asked(
        scheme=loaded.scheme,
        form=request.GET.get("bieu", ""),
        ground=request.GET.get("nen", ""),
        seed=whole(request, "hat") or 1,
        version=whole(request, "ban"),
        make=request.GET.get("lap") == "1",
    )


def _made(viewer: Viewer, asked: Asked) -> LabSheet:
    """On past figures only where this person may close the movement they belong to."""
    if not asked.ground:
        return lab_scheme(asked.scheme, asked.form, asked.seed, WORLDS)
    movement, _, period = asked.ground.partition("/")
    held = access.period_for(viewer, movement, period)
    if not access.may_close(viewer, held.movement):
        raise Http404
    return lab_movement(
        scheme=asked.scheme,
        movement=movement,
        period=period,
        form=asked.form,
        seed=asked.seed,
        worlds=WORLDS,
    )


def _grounds(viewer: Viewer, scheme: Scheme) -> list[tuple[str, str]]:
    """Past figures to choose from: the latest periods of the regulation's level that this person may close."""
    if scheme.subject is SubjectKind.OFFICER:
        return []
    found = []
    for movement in access.movements(viewer).select_related("owner").order_by("code"):
        if not access.may_close(viewer, movement):
            continue
        rows = MovementPeriod.objects.filter(movement=movement, kind=scheme.period).order_by("-first_day")[:8]
        found += [(f"{movement.code}/{row.code}", f"{movement.title}: {row.code}") for row in rows]
    return found


def _told(made: LabSheet) -> dict[str, Any]:
    parts = tell(made.sheet, made.scheme)
    return {
        "sheet": made.sheet,
        "basis": basis(made.sheet, made.scheme),
        "first": [(told, TONES[told.gravity]) for told in first_page(parts)],
        "parts": [
            {
                "held": part,
                "tone": TONES[part.gravity],
                "told": [(told, TONES[told.gravity]) for told in part.told],
                "picture": drawn(part.picture),
            }
            for part in parts
            if not part.skipped
        ],
        "worth_columns": WORTH_COLUMNS,
        "how": [*how(made.sheet), *not_asked(parts)],
    }
