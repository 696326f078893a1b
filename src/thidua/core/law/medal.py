"""Medals, commemorative badges and honorary titles (Articles 54 to 57, 63, 71; circular 20/2025)."""

from __future__ import annotations

from thidua.core.award import Category
from thidua.core.law.facts import CommendationType, Quality, Service
from thidua.core.law.person import LAW_2003, LAW_2022, rated
from thidua.core.law.question import Question, Values, chosen, ground, need, quality, years_since
from thidua.core.law.reasoning import reasons
from thidua.core.law.verdict import Ground, Outcome, Read, together

SECURITY, COLOURS = "huy-chuong-vi-an-ninh-to-quoc", "huy-chuong-quan-ky-quyet-thang"
GLORIOUS = tuple(f"huy-chuong-chien-si-ve-vang-hang-{rank}" for rank in ("nhat", "nhi", "ba"))
BADGE, OTHER_BADGE = "ky-niem-chuong-bao-ve-an-ninh-to-quoc", "ky-niem-chuong-cap-tinh"
HERO = "anh-hung-lao-dong"


@reasons(SECURITY, since=LAW_2022)
def security_medal(asked: Question) -> Ground:
    """Article 56: twenty-five years without a break, tasks well done."""
    years = years_since(asked, asked.rule("years"), asked.person.serving_since, "law.need-serving-since")
    return together(years, rated(asked))


@reasons(COLOURS, since=LAW_2022)
def colours_medal(asked: Question) -> Ground:
    """Article 55: the same for the army, and for nobody else."""
    return ground("law.army-only", asked.rule("years"), Outcome.NOT_ELIGIBLE)


@reasons(*GLORIOUS, since=LAW_2022)
def glorious_medal(asked: Question) -> Ground:
    """Article 57; the numbers of years are from memory and say so."""
    return years_since(asked, asked.rule("years"), asked.person.serving_since, "law.need-serving-since")


@reasons(BADGE, since=LAW_2022)
def security_badge(asked: Question) -> Ground:
    """Circular 20/2025: leavers after five years, contract workers after ten; outsiders by what they are."""
    service = asked.person.service.value if asked.person.service is not None else None
    if service is Service.OUTSIDE_LEADER:
        return _leader(asked)
    if service is Service.SECURITY_TEAM:
        return _team(asked)
    if service is Service.OUTSIDER:
        return chosen(asked.rule("others"))
    if service is Service.CONTRACT:
        return _served(asked, "contract")
    return _leaver(asked)


def _served(asked: Question, rule: str) -> Ground:
    return years_since(asked, asked.rule(rule), asked.person.serving_since, "law.need-serving-since")


def _leaver(asked: Question) -> Ground:
    person, rule, years = asked.person, asked.rule("leaving"), _served(asked, "leaving")
    medal = any(asked.law.family(h.code) == GLORIOUS[2] and not h.revoked for h in person.honours or ())
    if medal:
        return together(years, ground("law.medal-held", rule, Outcome.NOT_ELIGIBLE))
    if person.retiring_on is None:
        lack = [need("law.need-leaving")]
        return together(years, ground("law.leaving-missing", rule, Outcome.FACTS_MISSING, needs=lack))
    read = [Read(person.retiring_on.value.isoformat(), person.retiring_on.where)]
    return together(years, ground("law.leaving-held", rule, Outcome.ELIGIBLE, read=read))


def _leader(asked: Question) -> Ground:
    """Leaders outside the force: ten years, and thanked before."""
    rule, honours = asked.rule("leader"), asked.facts.honours
    held = [h for h in honours or () if not h.revoked and h.year <= asked.year]
    years = _served(asked, "leader")
    if held:
        read = [Read(h.code, h.where) for h in held]
        return together(years, ground("law.thanked-held", rule, Outcome.ELIGIBLE, read=read))
    if honours is None:
        lack = [need("law.need-thanked")]
        return together(years, ground("law.thanked-missing", rule, Outcome.FACTS_MISSING, needs=lack))
    return together(
        years, ground("law.thanked-none", rule, Outcome.NOT_ELIGIBLE, needs=[need("law.need-thanked")])
    )


def _team(asked: Question) -> Ground:
    """Teams that keep order: fifteen years for men, ten for women; years in areas of hardship count twice."""
    person, hard = asked.person, asked.rule("team-hard")
    if person.woman is None:
        lack = [need("law.need-sex")]
        return ground("law.team-unknown", asked.rule("team-men"), Outcome.FACTS_MISSING, needs=lack)
    rule = asked.rule("team-women" if person.woman.value else "team-men")
    more = person.hard_years
    extra = more.value * (hard.number - 1) if more is not None else 0
    years = years_since(asked, rule, person.serving_since, "law.need-serving-since", extra=extra)
    if more is None or not more.value:
        return years
    values: Values = {"years": more.value}
    return together(
        ground("law.hard-years", hard, None, read=[Read(str(more.value), more.where)], **values), years
    )


@reasons(OTHER_BADGE, since=LAW_2022)
def other_badge(asked: Question) -> Ground:
    """Article 71.2: the issuer's own criteria decide; merit counts from the day a discipline was served."""
    served = [d for d in asked.facts.disciplines or () if d.served_on and d.served_on <= asked.on]
    rule = asked.rules.get("general.after-discipline")
    last = max(served, key=lambda d: d.served_on or d.decided_on, default=None)
    own = chosen(asked.rule("criteria"))
    if last is None or last.served_on is None or rule is None:
        return own
    read = [Read(last.level.value, last.where)]
    start = ground("law.merit-start", rule, None, read=read, day=f"{last.served_on:%d/%m/%Y}")
    return together(start, own)


@reasons(HERO, since=LAW_2003)
@reasons(HERO, since=LAW_2003, of=Category.COLLECTIVE)
def hero(asked: Question) -> Ground:
    """Every five years at the congress, not at the yearly review, unless for something sudden (Article 63)."""
    cycle, congress = asked.rule("cycle"), asked.rule("congress")
    if (asked.on.year - congress.number) % cycle.number == 0:
        held = ground("law.congress-year", congress, Outcome.ELIGIBLE, year=asked.on.year)
        return together(held, *_ten_years(asked), chosen(cycle))
    sudden = [
        a for a in asked.facts.achievements or () if a.type is CommendationType.SUDDEN and not a.used_for
    ]
    if sudden:
        read = [Read(a.name, a.where) for a in sudden]
        return ground("law.hero-sudden", cycle, Outcome.COUNCIL_CHOOSES, read=read)
    return ground("law.hero-yearly", cycle, Outcome.NOT_ELIGIBLE, year=asked.on.year)


def _ten_years(asked: Question) -> tuple[Ground, ...]:
    """Ten years of contribution, and acclaimed by the collective; of collectives no such words were read."""
    if asked.facts.category is not Category.INDIVIDUAL or not asked.has("years"):
        return ()
    rule, since = asked.rule("years"), asked.person.serving_since or asked.person.recruited_on
    years = years_since(asked, rule, since, "law.need-serving-since")
    return years, quality(asked, Quality.ACCLAIMED, rule, formal=False)
