"""Initiatives, projects of science and tactical ingenuity as a condition: how far recognised, applied, used once."""

from __future__ import annotations

from thidua.core.law.facts import Breadth, Initiative
from thidua.core.law.provision import Provision
from thidua.core.law.question import Question, Values, ground, need
from thidua.core.law.verdict import Ground, Need, Outcome, Read, together

# Reading of one initiative, best first, with the outcome it gives.
_OUTCOMES = {
    "good": Outcome.ELIGIBLE,
    "applied-missing": Outcome.FACTS_MISSING,
    "unrecognised": Outcome.NOT_ELIGIBLE,
    "narrow": Outcome.NOT_ELIGIBLE,
    "level": Outcome.NOT_ELIGIBLE,
    "not-applied": Outcome.NOT_ELIGIBLE,
    "used": Outcome.NOT_ELIGIBLE,
}
_ORDER = tuple(_OUTCOMES)


def initiatives(
    asked: Question,
    provision: Provision,
    *,
    applied: bool = False,
    wanted: int = 1,
    years: tuple[int, int] | None = None,
) -> Ground:
    """At least `wanted` initiatives recognised as widely as the provision says.

    Args:
        applied: their effect must be confirmed too.
        years: only those of these years, both included; else the year is left open and an older one is only noted.
    """
    breadth = Breadth(provision.word)
    values: Values = {"breadth": breadth.value, "wanted": wanted}
    if asked.facts.initiatives is None:
        lack = [need("law.need-initiative", **values)]
        return ground("law.initiative-unknown", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    listed = [i for i in asked.facts.initiatives if years is None or years[0] <= i.year <= years[1]]
    listed.sort(key=lambda i: (_ORDER.index(_reading(asked, i, breadth, applied)), -i.year, i.name))
    best = listed[:wanted]
    if len(best) < wanted:
        lack = [need("law.need-initiative", **values)]
        read = [Read(i.name, i.where) for i in best]
        return ground("law.initiative-none", provision, Outcome.NOT_ELIGIBLE, read=read, needs=lack, **values)
    grounds = [_one(asked, i, provision, breadth, applied) for i in best]
    grounds += [note for i in best for note in _notes(asked, i)]
    return grounds[0] if len(grounds) == 1 else together(*grounds)


def _reading(asked: Question, initiative: Initiative, breadth: Breadth, applied: bool) -> str:
    if _used(asked, initiative):
        return "used"
    if initiative.breadth is None:
        return "unrecognised"
    level = asked.rules.get("initiative.level")
    if level is not None and level.word == "exact" and initiative.breadth is not breadth:
        return "narrow" if breadth.at_least(initiative.breadth) else "level"
    if not initiative.breadth.at_least(breadth):
        return "narrow"
    if applied and initiative.applied is not True:
        return "applied-missing" if initiative.applied is None else "not-applied"
    return "good"


def _one(
    asked: Question, initiative: Initiative, provision: Provision, breadth: Breadth, applied: bool
) -> Ground:
    reading = _reading(asked, initiative, breadth, applied)
    values: Values = {"name": initiative.name, "breadth": breadth.value, "year": initiative.year, "wanted": 1}
    needs: list[Need] = []
    if reading in ("unrecognised", "narrow"):
        needs = [need("law.need-wider", **values)]
    elif reading == "applied-missing":
        needs = [need("law.need-applied", **values)]
    elif reading != "good":
        needs = [need("law.need-initiative", **values)]
    why = provision
    if reading == "used":
        why = asked.rules["initiative.once"]
    elif reading == "level":
        why = asked.rules["initiative.level"]
    read = [Read(initiative.name, initiative.where), *(Read(use.code, use.where) for use in initiative.uses)]
    return ground(f"law.initiative-{reading}", why, _OUTCOMES[reading], read=read, needs=needs, **values)


def _used(asked: Question, initiative: Initiative) -> bool:
    """Whether the policy of the day lets it serve no longer; use for this very award does not count."""
    policy = asked.rules.get("initiative.once")
    others = [use for use in initiative.uses if (use.code, use.year) != (asked.title, asked.year)]
    if policy is None or not others:
        return False
    if policy.word == "titles-free" and asked.law.is_title(asked.title):
        return any(not asked.law.is_title(use.code) for use in others)
    return True


def _notes(asked: Question, initiative: Initiative) -> list[Ground]:
    """Warnings that change nothing: used for another title; older than the year asked for; a wider one accepted."""
    found = []
    values: Values = {"name": initiative.name, "year": initiative.year}
    others = [use for use in initiative.uses if (use.code, use.year) != (asked.title, asked.year)]
    between = asked.rules.get("initiative.between-titles")
    if others and between is not None and not _used(asked, initiative):
        read = [Read(use.code, use.where) for use in others]
        found.append(ground("law.initiative-reused", between, None, read=read, **values))
    if initiative.year != asked.year and (year := asked.rules.get("initiative.year")):
        found.append(ground("law.initiative-older", year, None, **values))
    return found
