"""Titles of persons: Lao động tiên tiến and Chiến sĩ tiên tiến, and the three Chiến sĩ thi đua (Articles 21 to 24)."""

from __future__ import annotations

from datetime import date

from thidua.core.law.absence import absences, recruit, transfers
from thidua.core.law.facts import Honour, Quality, Rating
from thidua.core.law.history import YearIs, rating_year, run, title_year, years_back
from thidua.core.law.initiative import initiatives
from thidua.core.law.question import Question, Values, chosen, ground, need, quality
from thidua.core.law.reasoning import reasons
from thidua.core.law.verdict import Ground, Outcome, Read, either, together

LAW_2003, LAST_2003, LAW_2022 = date(2004, 7, 1), date(2023, 12, 31), date(2024, 1, 1)
ADVANCED, BASE = "tien-tien", "chien-si-thi-dua-co-so"
WIDER, NATIONAL = "chien-si-thi-dua-bo-tinh", "chien-si-thi-dua-toan-quoc"


def rated(asked: Question, what: str = "rating") -> Ground:
    """The rating of the year is at least the one the provision names."""
    provision = asked.rule(what)
    state = rating_year(asked, Rating(provision.word), asked.year)
    values: Values = {"year": asked.year, "rating": provision.word}
    if state.state is YearIs.UNKNOWN:
        lack = [need("law.need-rating", **values)]
        return ground("law.rating-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    held = any(
        r.year == asked.year and r.rating.at_least(Rating(provision.word)) for r in asked.facts.ratings
    )
    code, outcome = ("held", Outcome.ELIGIBLE) if held else ("short", Outcome.NOT_ELIGIBLE)
    return ground(f"law.rating-{code}", provision, outcome, read=state.read, **values)


@reasons(ADVANCED, since=LAW_2003)
def advanced(asked: Question) -> Ground:
    """Article 24: rating and spirit; who was there long enough (article 10 of 91/2017, circular 1/2024)."""
    return together(
        rated(asked),
        quality(asked, Quality.SPIRIT, asked.rule("spirit"), formal=False),
        *recruit(asked),
        *absences(asked),
        *transfers(asked),
    )


def meets_advanced(asked: Question) -> Ground:
    """The title of the year is held, or all that it asks for is met."""
    provision = asked.rule("base")
    state = title_year(asked, ADVANCED, asked.year)
    if state.state is YearIs.HELD:
        return ground("law.base-held", provision, Outcome.ELIGIBLE, read=state.read, year=asked.year)
    inner = advanced(asked.as_title(ADVANCED))
    head = ground("law.base-by-conditions", provision, None, year=asked.year)
    return together(head, inner)


@reasons(BASE, since=LAW_2003, until=LAST_2003)
def base_until_2023(asked: Question) -> Ground:
    """Article 23 of 2003: an initiative is needed, an excellent rating alone does not open the way."""
    return together(meets_advanced(asked), initiatives(asked, asked.rule("initiative")))


@reasons(BASE, since=LAW_2022)
def base(asked: Question) -> Ground:
    """Article 23: an excellent rating, or an initiative, project or ingenuity."""
    way = either(rated(asked, "excellent"), initiatives(asked, asked.rule("initiative")))
    return together(meets_advanced(asked), way)


@reasons(WIDER, since=LAW_2003)
def wider(asked: Question) -> Ground:
    """Article 22: three years in a row, an initiative that spreads over the ministry or province, and a choice."""
    provision = asked.rule("run")
    years = years_back(asked, provision.number, lambda year: title_year(asked, BASE, year))
    return together(
        *run(asked, provision, years, BASE, "law.need-title"),
        *_run_used_before(asked, WIDER, years[0].year),
        initiatives(asked, asked.rule("initiative"), applied=True),
        chosen(asked.rule("outstanding")),
    )


def _run_used_before(asked: Question, family: str, first: int) -> tuple[Ground, ...]:
    """Years that carried the same title before: whether they may carry it again stands in no text that was read."""
    length = asked.rule("run").number
    for honour in asked.facts.honours or ():
        since = honour.since or honour.year - length + 1
        same = asked.law.family(honour.code) == family and honour.year != asked.year and not honour.revoked
        if same and honour.year >= first and since <= asked.year:
            rule = asked.rules["run.reuse"]
            read = [Read(honour.code, honour.where)]
            outcomes = {"allowed": None, "bar": Outcome.NOT_ELIGIBLE}
            outcome = outcomes.get(rule.word, Outcome.COUNCIL_CHOOSES)
            return (ground("law.run-reused", rule, outcome, read=read, what=family, year=honour.year),)
    return ()


@reasons(NATIONAL, since=LAW_2003)
def national(asked: Question) -> Ground:
    """Article 21: twice in a row the title of ministry or province, and an initiative that spreads nationwide."""
    return together(
        _two_cycles(asked),
        initiatives(asked, asked.rule("initiative"), applied=True),
        chosen(asked.rule("outstanding")),
    )


def _two_cycles(asked: Question) -> Ground:
    provision = asked.rule("run")
    held = [h for h in asked.facts.honours or () if asked.law.family(h.code) == WIDER and not h.revoked]
    held = sorted((h for h in held if h.year <= asked.year), key=lambda h: h.year)[-provision.number :]
    values: Values = {"what": WIDER, "held": len(held), "wanted": provision.number}
    read = [Read(h.code, h.where) for h in held]
    if len(held) < provision.number:
        unknown = asked.facts.honours is None
        outcome = Outcome.FACTS_MISSING if unknown else Outcome.NOT_ELIGIBLE
        code = "law.cycles-missing" if unknown else "law.cycles-short"
        lack = [need("law.need-cycles", **values)]
        return ground(code, provision, outcome, read=read, needs=lack, **values)
    together_in_row = _in_a_row(asked, held[-2], held[-1])
    late = _late(asked, held[-1])
    main = ground("law.cycles-held", provision, Outcome.ELIGIBLE, read=read, **values)
    return together(main, *together_in_row, *late)


def _in_a_row(asked: Question, first: Honour, second: Honour) -> tuple[Ground, ...]:
    """Two cycles that touch are in a row; a gap, or years counted twice, is for people to judge."""
    cycle = asked.rule("cycle")
    since = second.since or second.year - cycle.number + 1
    gap = since - first.year - 1
    values: Values = {"first": first.year, "second": second.year, "gap": gap}
    read = [Read(first.code, first.where), Read(second.code, second.where)]
    if gap > 0:
        return (ground("law.cycles-gap", cycle, Outcome.COUNCIL_CHOOSES, read=read, **values),)
    if gap < 0:
        reuse = asked.rules["run.reuse"]
        return (ground("law.cycles-overlap", reuse, Outcome.COUNCIL_CHOOSES, read=read, **values),)
    return (ground("law.cycles-adjacent", cycle, Outcome.ELIGIBLE, read=read, **values),)


def _late(asked: Question, latest: Honour) -> tuple[Ground, ...]:
    """Whether it is proposed in the year after the second title was decided, where a regime asks for that."""
    if not asked.has("next-year"):
        return ()
    rule = asked.rule("next-year")
    decided = latest.decided_on.year if latest.decided_on else latest.year
    values: Values = {"decided": decided, "year": asked.on.year}
    read = [Read(latest.code, latest.where)]
    if asked.on.year - decided == rule.number or (rule.word != "bar" and asked.on.year <= decided):
        return (ground("law.next-year-held", rule, Outcome.ELIGIBLE, read=read, **values),)
    outcome = Outcome.NOT_ELIGIBLE if rule.word == "bar" else Outcome.COUNCIL_CHOOSES
    return (ground("law.next-year-late", rule, outcome, read=read, **values),)
