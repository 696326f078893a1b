"""How a cluster's awards fall on its members: who got none, who got two, and whether the host judged itself best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.core.finding.figure import Finding, FindingKind, Number


@dataclass(frozen=True)
class Edition:
    """One yearly edition of a cluster: its members by code, who led it and who was host of its conference."""

    title: str
    members: Mapping[str, str]  # code → name
    lead: str = ""
    host: str = ""


def award_findings(
    edition: Edition, awards: Mapping[str, Sequence[str]], figures: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the distribution shows. `awards` maps forms, highest first, to the members that got or are to get them.

    Codes: finding.award-each-once, finding.award-uneven, finding.award-outsider, finding.award-host.
    """
    if not awards:
        return ()
    times = Counter(code for members in awards.values() for code in members)
    numbers: dict[str, Number] = {
        "cluster": edition.title,
        "members": len(edition.members),
        "awards": sum(times.values()),
        "split": " + ".join(str(len(members)) for members in awards.values()),
    }
    found = []
    codes = tuple(figures)
    if outside := sorted(set(times) - set(edition.members)):
        numbers_out = {**numbers, "names": ", ".join(outside)}
        found.append(Finding("finding.award-outsider", FindingKind.CONTRADICTION, codes, numbers_out))
    if all(times[code] == 1 for code in edition.members):
        found.append(Finding("finding.award-each-once", FindingKind.NOTE, codes, numbers))
    else:
        without = [name for code, name in edition.members.items() if not times[code]]
        twice = [name for code, name in edition.members.items() if times[code] > 1]
        found.append(
            Finding(
                "finding.award-uneven",
                FindingKind.NOTE,
                codes,
                {**numbers, "without": ", ".join(without) or "0", "more": ", ".join(twice) or "0"},
            )
        )
    found += _host(edition, awards, codes)
    return tuple(found)


def _host(edition: Edition, awards: Mapping[str, Sequence[str]], codes: tuple[str, ...]) -> list[Finding]:
    """The highest award went to the member that led or hosted: said beside the result, whatever its merit."""
    form, best = next(iter(awards.items()))
    found = []
    for code in best:
        roles = [role for role, who in (("lead", edition.lead), ("host", edition.host)) if who == code]
        if roles:
            numbers: dict[str, Number] = {
                "name": edition.members.get(code, code), "form": form, "roles": "+".join(roles),
                "cluster": edition.title,
            }  # fmt: skip
            found.append(Finding("finding.award-host", FindingKind.QUESTION, codes, numbers))
    return found
