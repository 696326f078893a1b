"""Titles of collectives (Articles 25 to 28)."""

from __future__ import annotations

from fractions import Fraction

from thidua.core.award import Category
from thidua.core.law.facts import Members, Quality, UnitTier
from thidua.core.law.person import LAW_2003, rated
from thidua.core.law.provision import Provision
from thidua.core.law.question import Question, Values, chosen, ground, need, quality
from thidua.core.law.reasoning import reasons
from thidua.core.law.verdict import Ground, Outcome, Read, either, together

GOVERNMENT_FLAG, FLAG = "co-thi-dua-chinh-phu", "co-thi-dua-bo-tinh"
EXCELLENT, ADVANCED = "tap-the-xuat-sac", "tap-the-tien-tien"


def _members(asked: Question) -> Members | None:
    return next((m for m in asked.unit.members if m.year == asked.year), None)


def _share(asked: Question, provision: Provision, count: str) -> Ground:
    """A share of the members; `word` "above" asks for more than the share, not at least."""
    members = _members(asked)
    values: Values = {"share": provision.share, "count": count, "year": asked.year}
    have = getattr(members, count) if members else None
    if members is None or not members.total or have is None:
        lack = [need("law.need-members", count=count, year=asked.year)]
        return ground("law.members-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    part = Fraction(have, members.total)
    held = part > provision.share if provision.word == "above" else part >= provision.share
    outcome = Outcome.ELIGIBLE if held else Outcome.NOT_ELIGIBLE
    read = [Read(f"{have}/{members.total}", members.where)]
    code = "law.members-held" if held else "law.members-short"
    return ground(code, provision, outcome, read=read, have=have, total=members.total, **values)


def _number(asked: Question, provision: Provision, count: str, *, most: int | None = None) -> Ground:
    """At least as many members as the provision says, or at most `most`."""
    members = _members(asked)
    have = getattr(members, count) if members else None
    values: Values = {"count": count, "year": asked.year}
    if members is None or have is None:
        lack = [need("law.need-members", **values)]
        return ground("law.number-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    held = have <= most if most is not None else have >= provision.number
    outcome = Outcome.ELIGIBLE if held else Outcome.NOT_ELIGIBLE
    read = [Read(str(have), members.where)]
    code = "law.number-held" if held else "law.number-short"
    return ground(code, provision, outcome, read=read, have=have, **values)


def own_standing(asked: Question) -> tuple[Ground, ...]:
    """A team counts only with a decision, a party cell and a large base above it (circulars 40/2014, 12/2019)."""
    tier, rule = asked.unit.tier, asked.rules.get("general.team")
    if rule is None or tier is None or tier.value is not UnitTier.TEAM:
        return ()
    return (quality(asked, Quality.OWN_STANDING, rule, formal=True),)


def _qualities(asked: Question, *named: tuple[str, Quality, bool]) -> list[Ground]:
    """Those of these qualities that the regime names; (provision, quality, formal)."""
    return [
        quality(asked, what, asked.rule(code), formal=formal)
        for code, what, formal in named
        if asked.has(code)
    ]


@reasons(GOVERNMENT_FLAG, since=LAW_2003, of=Category.COLLECTIVE)
def government_flag(asked: Question) -> Ground:
    """Article 25 (2003 text; the 2022 text was not seen) and circular 12/2019, Article 18."""
    return together(
        *_qualities(
            asked,
            ("targets", Quality.TARGETS_EXCEEDED, True),
            ("leads", Quality.LEADS_CLUSTER, True),
            ("unity", Quality.UNITY, False),
        ),
        chosen(asked.rule("outstanding")),
    )


@reasons(FLAG, since=LAW_2003, of=Category.COLLECTIVE)
def flag(asked: Question) -> Ground:
    """Article 26: leads its cluster and exceeds all targets; or leads a movement of three years or more."""
    yearly = together(
        *_qualities(
            asked,
            ("leads", Quality.LEADS_CLUSTER, True),
            ("targets", Quality.TARGETS_EXCEEDED, True),
            ("party", Quality.PARTY_EXCELLENT, True),
            ("unity", Quality.UNITY, False),
            ("thrift", Quality.THRIFT, False),
        ),
        chosen(asked.rule("outstanding")),
    )
    if not asked.has("theme"):
        return yearly
    said = [c for c in asked.facts.confirmed if c.what is Quality.LEADS_THEME and c.year == asked.year]
    if not said:  # nobody speaks of such a movement: the yearly way is the one asked about
        return yearly
    return either(yearly, quality(asked, Quality.LEADS_THEME, asked.rule("theme"), formal=True))


@reasons(EXCELLENT, since=LAW_2003, of=Category.COLLECTIVE)
def excellent(asked: Question) -> Ground:
    """Article 27: excellent itself, all members completed their tasks, 70 % advanced, one fighter at least."""
    return together(
        *own_standing(asked),
        rated(asked),
        _share(asked, asked.rule("members-done"), "done"),
        _share(asked, asked.rule("members-title"), "base_titles"),
        _number(asked, asked.rule("fighter"), "fighters"),
        *_qualities(asked, ("movement", Quality.MOVEMENT_REGULAR, False), ("unity", Quality.UNITY, False)),
    )


@reasons(ADVANCED, since=LAW_2003, of=Category.COLLECTIVE)
def advanced(asked: Question) -> Ground:
    """Article 28: good itself, 70 % of members advanced (2003: more than half), nobody warned or worse."""
    return together(
        *own_standing(asked),
        rated(asked),
        _share(asked, asked.rule("members-title"), "base_titles"),
        _number(asked, asked.rule("no-warning"), "warned", most=0),
        *_qualities(asked, ("unity", Quality.UNITY, False)),
    )
