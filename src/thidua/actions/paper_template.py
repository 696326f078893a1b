"""A unit's own Word templates: put in place of the packaged ones, checked first, every version kept."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from thidua.actions.audit import acting, allow, audit
from thidua.core.problem import Refused, problem
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.upload import composed, wrong_template
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import PaperTemplate, Unit


def template_of(unit: Unit | None, kind: str) -> bytes:
    """What is in force now; empty for the packaged template."""
    row = current(unit, kind) if unit is not None else None
    return bytes(row.content) if row is not None else b""


def current(unit: Unit, kind: str) -> PaperTemplate | None:
    return PaperTemplate.objects.filter(unit=unit, kind=kind).order_by("-version").first()


@transaction.atomic
def paper_template_put(
    *, by: Viewer, at: datetime, unit: Unit, kind: str, content: bytes, name: str = ""
) -> PaperTemplate:
    """Use this file from now on for that kind of paper of that unit.

    Raises:
        Refused: "paper.may-not-print"; "paper.template-refused" with everything that is wrong with the file.
    """
    _allow(by, unit, kind)
    found = wrong_template(FORMS[kind], content)
    if found:
        raise Refused("paper.template-refused", found)
    return _add(by, at, unit, kind, composed(content), name.strip()[:160])


@transaction.atomic
def paper_template_back(*, by: Viewer, at: datetime, unit: Unit, kind: str) -> PaperTemplate:
    """Go back to the packaged template; what was in place stays among the versions.

    Raises:
        Refused: "paper.may-not-print"; "paper.template-packaged" if it is in use already.
    """
    _allow(by, unit, kind)
    if not template_of(unit, kind):
        raise Refused("paper.template-packaged", [problem("paper.template-packaged")])
    return _add(by, at, unit, kind, b"", "")


def _allow(by: Viewer, unit: Unit, kind: str) -> None:
    acting(by)
    allow(access.printing_units(by).filter(pk=unit.pk).exists() and kind in FORMS, "paper.may-not-print")


def _add(by: Viewer, at: datetime, unit: Unit, kind: str, content: bytes, name: str) -> PaperTemplate:
    rows = PaperTemplate.objects.filter(unit=unit, kind=kind)
    version = (rows.aggregate(last=Max("version"))["last"] or 0) + 1
    row = PaperTemplate.objects.create(
        unit=unit, kind=kind, version=version, content=content, name=name, put_by=acting(by), put_at=at,
        sha256=hashlib.sha256(content).hexdigest() if content else "",
    )  # fmt: skip
    told = f"thay bằng “{name}”, bản {version}" if content else "trở về mẫu của chương trình"
    audit(
        by=by, at=at, action="paper-template", subject=f"paper-template:{unit.code}/{kind}", unit=unit,
        sentence=f"Mẫu “{FORMS[kind].name}” của {unit.name}: {told}.",
    )  # fmt: skip
    return row
