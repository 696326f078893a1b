"""Conferences of which only the printed is known: loaded from the published facts, with nothing added."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.actions.audit import note
from thidua.rules.directory import ClusterEntry, ConferenceEntry
from thidua.rules.directory import packaged as packaged_directory
from thidua.rules.published import packaged as packaged_figures
from thidua.store.access import Viewer
from thidua.store.models import Award, Cluster, ClusterEdition, ClusterProposal, LeadHandOver, Unit


@transaction.atomic
def cluster_printed_load(*, by: Viewer | str, at: datetime) -> int:
    """Every edition whose conference was printed about; directory, figures and proposals must be there.

    Votes, members' numbers and signatures stay unknown, which is not the same as none.

    Returns:
        How many were new.
    """
    there = set(ClusterEdition.objects.values_list("cluster__code", flat=True))
    new = [entry for entry in packaged_directory().clusters if entry.conference and entry.code not in there]
    for entry in new:
        assert entry.conference is not None
        _load(entry, entry.conference)
    sentence = f"Nạp {len(new)} hội nghị cụm thi đua từ tin đã công bố."
    note(by=by, at=at, action="published-load", subject="cluster", sentence=sentence)
    return len(new)


def _load(entry: ClusterEntry, held: ConferenceEntry) -> None:
    units = Unit.objects.in_bulk(
        [*entry.members, entry.host, held.next_lead, held.next_deputy], field_name="code"
    )
    row = ClusterEdition.objects.create(
        cluster=Cluster.objects.get(code=entry.code), series=held.series, year=held.held.year, slogan=held.slogan,
        host=units.get(entry.host), place=held.place, conference_on=held.held, published=True,
    )  # fmt: skip
    figures = [printed.figure for printed in packaged_figures() if printed.figure.cluster == entry.code]
    awards = Award.objects.in_bulk(
        [f"{entry.code}-{unit}" for f in figures for unit in f.recipients], field_name="code"
    )
    ClusterProposal.objects.bulk_create(
        ClusterProposal(
            edition=row, form=figure.award, unit=units[unit], award=awards.get(f"{entry.code}-{unit}")
        )
        for figure in figures
        if figure.award
        for unit in figure.recipients
    )
    if held.next_lead:
        LeadHandOver.objects.create(
            edition=row,
            to_lead=units[held.next_lead],
            to_deputy=units.get(held.next_deputy),
            year=row.year + 1,
        )
