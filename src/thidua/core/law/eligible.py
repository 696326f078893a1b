"""`eligible(facts, title, on)`: the one question, answered with every ground.

Asked for every title: is it in force, is it for such a subject, does a hold or a running discipline stand in the way.
Then the title's own reasoning (`person`, `unit`, `commendation`), what overlays add, and what is told besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from thidua.core.award import AwardForm

# The reasoning registers itself when these are read.
from thidua.core.law import commendation as _commendation  # noqa: F401
from thidua.core.law import medal as _medal  # noqa: F401
from thidua.core.law.devotion import devotion, for_devotion
from thidua.core.law.facts import HoldKind, HouseholdFacts, PersonFacts, Quality, SubjectFacts, UnitFacts
from thidua.core.law.overlay import additions
from thidua.core.law.provision import LawBook
from thidua.core.law.question import Question, Values, ground, need
from thidua.core.law.reasoning import reasoning
from thidua.core.law.verdict import Ground, Outcome, Read, Verdict, either, together, way


def eligible(facts: SubjectFacts, title: str, on: date, law: LawBook, *, year: int | None = None) -> Verdict:
    """What the law of the day `on` makes of these facts, for one title or form.

    Args:
        year: the evaluation year; the year of `on` when not given.

    Raises:
        KeyError: there is no such title in any regime.
    """
    form = law.form(title, on)
    asked = Question(facts, title, on, on.year if year is None else year, law, law.family(title), law.on(on))
    regime = law.regime(on)
    grounds = tuple(_grounds(asked, form))
    whole = together(*grounds)
    assert whole.outcome is not None
    return Verdict(
        facts.code,
        title,
        on,
        asked.year,
        regime.code if regime else "",
        whole.outcome,
        grounds,
        way(whole) or (),
    )


def _grounds(asked: Question, form: AwardForm | None) -> Iterator[Ground]:
    if form is None:
        values: Values = {"title": asked.title, "day": f"{asked.on:%d/%m/%Y}"}
        yield Ground("law.not-in-force", None, Outcome.NOT_ELIGIBLE, values)
        return
    if asked.facts.category not in form.categories:
        yield Ground("law.category", None, Outcome.NOT_ELIGIBLE, {"title": asked.title})
        return
    yield from _subject(asked)
    yield from _hold(asked)
    yield from _discipline(asked)
    yield either(_own(asked), devotion(asked)) if for_devotion(asked) else _own(asked)
    yield from additions(asked)
    yield from _besides(asked)


def _own(asked: Question) -> Ground:
    """The reasoning of the title itself, or that no text of its conditions was read."""
    function = reasoning(asked.family, asked.facts.category, asked.on)
    if function is not None:
        return function(asked)
    lack = [need("law.need-text")]
    return ground("law.no-text", asked.rules["general.no-text"], Outcome.FACTS_MISSING, needs=lack)


def _subject(asked: Question) -> Iterator[Ground]:
    """Titles are for the force's own people; outsiders who contributed are thanked by forms."""
    facts = asked.facts
    service = facts.service if isinstance(facts, PersonFacts) else None
    if service and service.value.outside and asked.law.is_title(asked.title):
        read = [Read(service.value.value, service.where)]
        yield ground("law.outsider-title", asked.rules["general.inside"], Outcome.NOT_ELIGIBLE, read=read)


def _hold(asked: Question) -> Iterator[Ground]:
    rule = asked.rules.get("general.hold")
    if rule is None:
        return
    if asked.facts.holds is None:
        lack = [need("law.need-holds")]
        yield ground("law.hold-unknown", rule, Outcome.FACTS_MISSING, needs=lack)
        return
    for hold in asked.facts.holds:
        applies = not rule.word or hold.kind is HoldKind(rule.word)
        if applies and hold.since <= asked.on and (hold.until is None or asked.on <= hold.until):
            read = [Read(hold.kind.value, hold.where)]
            since = f"{hold.since:%d/%m/%Y}"
            yield ground("law.hold", rule, Outcome.ON_HOLD, read=read, kind=hold.kind.value, since=since)


def _discipline(asked: Question) -> Iterator[Ground]:
    rule = asked.rules.get("general.discipline-running")
    if rule is None or isinstance(asked.facts, HouseholdFacts):
        return
    if asked.facts.disciplines is None:
        lack = [need("law.need-disciplines")]
        yield ground("law.discipline-unknown", rule, Outcome.FACTS_MISSING, needs=lack)
        return
    for found in asked.facts.disciplines:
        served = found.served_on is not None and found.served_on <= asked.on
        if found.decided_on <= asked.on and not served:
            read = [Read(found.level.value, found.where)]
            lack = [need("law.need-served", possible=False)]
            code, level = "law.discipline-running", found.level.value
            yield ground(code, rule, Outcome.NOT_ELIGIBLE, read=read, needs=lack, level=level)


def _besides(asked: Question) -> Iterator[Ground]:
    """What changes nothing and people should know: not registered; preferred among equals."""
    registered = next(
        (c for c in asked.facts.confirmed if c.what is Quality.REGISTERED and c.year == asked.year), None
    )
    rule = asked.rules.get("general.registration")
    if registered is not None and not registered.holds and rule is not None:
        yield ground("law.not-registered", rule, None, read=[Read("dang-ky-thi-dua", registered.where)])
    women = asked.rules.get("general.women")
    if women is None:
        return
    facts = asked.facts
    if isinstance(facts, PersonFacts) and facts.woman and facts.woman.value:
        yield ground("law.woman", women, None, read=[Read("nu", facts.woman.where)])
    if isinstance(facts, UnitFacts):
        now = next(
            (m for m in facts.members if m.year == asked.year and m.total and m.women is not None), None
        )
        if now and now.total and now.women is not None and Fraction(now.women, now.total) >= women.share:
            read = [Read(f"{now.women}/{now.total}", now.where)]
            yield ground("law.mostly-women", women, None, read=read, share=women.share)
