"""Questions to the honour register: counts, a cluster's shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.core.award import Tally, tally
from thidua.store.models import Award, Cluster, ClusterMember


def tallies(rows: QuerySet[Award]) -> Mapping[str, Tally]:
    """Times given and distinct recipients per category, of decided awards that still stand. One query."""
    held = rows.filter(state__in=["decided", "presented"]).values_list(
        "category", "person_id", "unit_id", "subject_name"
    )
    return tally((category, f"{person}/{unit}/{name}") for category, person, unit, name in held)


@dataclass(frozen=True, slots=True)
class Share:
    """How a year's collective awards fell on the members of one cluster."""

    title: str
    year: int
    members: int
    forms: tuple[tuple[str, int, tuple[str, ...]], ...]  # code of the form, how many, who
    without: int


def cluster_shares(rows: QuerySet[Award]) -> list[Share]:
    """Clusters of which at least half the members hold a decided collective award of that year. Three queries."""
    clusters = {c.pk: c for c in Cluster.objects.all()}
    members: dict[int, list[int]] = {}
    for cluster, unit in ClusterMember.objects.values_list("cluster_id", "unit_id"):
        members.setdefault(cluster, []).append(unit)
    given: dict[tuple[int, int], list[tuple[str, str]]] = {}
    collective = rows.filter(category="collective", state__in=["decided", "presented"], unit__isnull=False)
    for unit, year, form, name in collective.values_list("unit_id", "year", "form", "subject_name"):
        given.setdefault((unit, year), []).append((form, name))
    shares = []
    for pk, cluster in sorted(
        clusters.items(), key=lambda item: (item[1].first_day, item[1].code), reverse=True
    ):
        year, inside = cluster.first_day.year, members.get(pk, [])
        held = [award for unit in inside for award in given.get((unit, year), [])]
        honoured = sum(1 for unit in inside if given.get((unit, year)))
        if inside and 2 * honoured >= len(inside):
            counts = Counter(form for form, _ in held)
            forms = tuple(
                (f, n, tuple(sorted(w for g, w in held if g == f))) for f, n in counts.most_common()
            )
            shares.append(Share(cluster.title, year, len(inside), forms, len(inside) - honoured))
    return shares
