"""Saying of an event how it reached people: by which channel, in which language, in which village."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.rules.catalogue import outreach_ways
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Area, Deed, DeedTag

KINDS = ("tuyen-truyen", "dien-dan", "giup-dan", "bon-cung")  # deeds that reach people where they live
TAKEN, GIVEN = "giao-nop-vu-khi", "ban-giao-vu-khi"


@transaction.atomic
def deed_tag(
    *,
    by: Viewer,
    at: datetime,
    deed: Deed,
    channels: Iterable[str],
    languages: Iterable[str],
    area: Area | None = None,
) -> Deed:
    """Say how an event reached people. The village can be said once, where it was left open.

    Raises:
        Refused: "access.may-not-record"; "outreach.refused" with all problems.
    """
    acting(by)
    deed = Deed.objects.select_for_update(of=("self",)).select_related("unit").get(pk=deed.pk)
    allow(access.may_record(by, deed.unit), "access.may-not-record", unit=deed.unit.name)
    ways = outreach_ways()
    wanted = {DeedTag.Kind.CHANNEL: set(channels), DeedTag.Kind.LANGUAGE: set(languages)}
    known = {DeedTag.Kind.CHANNEL: set(ways.channels), DeedTag.Kind.LANGUAGE: set(ways.languages)}
    found: list[Problem] = []
    for kind, values in wanted.items():
        for value in sorted(values - known[kind]):
            found.append(problem("outreach.way-unknown", Where(field=kind), way=value))
    if deed.kind not in KINDS:
        found.append(problem("outreach.not-an-event", Where(field="channel"), summary=deed.summary))
    if area is not None and deed.area_id not in (None, area.pk):
        found.append(problem("outreach.area-said", Where(field="area"), summary=deed.summary))
    if found:
        raise Refused("outreach.refused", found)
    deed.tags.all().delete()
    DeedTag.objects.bulk_create(
        DeedTag(deed=deed, kind=kind, value=value)
        for kind, values in wanted.items()
        for value in sorted(values)
    )
    if area is not None and deed.area_id is None:
        deed.area = area
        deed.save(update_fields=["area"])
    titles = {**ways.channels, **ways.languages}
    said = ", ".join(titles[value] for values in wanted.values() for value in sorted(values)) or "để trống"
    sentence = f"Ghi cách làm, tiếng nói của “{deed.summary}”: {said}."
    audit(by=by, at=at, action="deed-tag", subject=f"deed:{deed.code}", sentence=sentence)
    return deed
