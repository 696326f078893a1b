"""What a ministry or province adds to a title: provisions "<title>.also-<condition>" of an overlay.

The conditions are few and named: `registered`, `tests`, `rating` (word), `initiative` (word), `service-years` (number).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from thidua.core.law.facts import PersonFacts, Quality, Rating
from thidua.core.law.history import YearIs, rating_year
from thidua.core.law.initiative import initiatives
from thidua.core.law.provision import Provision
from thidua.core.law.question import Question, Values, ground, need, quality, years_since
from thidua.core.law.verdict import Ground, Outcome

ALSO = "also-"


def additions(asked: Question) -> Iterator[Ground]:
    """One ground for each condition that an overlay adds to this title or its family."""
    for name, condition in CONDITIONS.items():
        for owner in dict.fromkeys((asked.title, asked.family)):
            provision = asked.rules.get(f"{owner}.{ALSO}{name}")
            if provision is not None:
                yield condition(asked, provision)


def _registered(asked: Question, provision: Provision) -> Ground:
    return quality(asked, Quality.REGISTERED, provision, formal=True)


def _tests(asked: Question, provision: Provision) -> Ground:
    return quality(asked, Quality.TESTS_PASSED, provision, formal=True)


def _rating(asked: Question, provision: Provision) -> Ground:
    state = rating_year(asked, Rating(provision.word), asked.year).state
    values: Values = {"year": asked.year, "rating": provision.word}
    if state is YearIs.UNKNOWN:
        lack = [need("law.need-rating", **values)]
        return ground("law.rating-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    lost = state is YearIs.LOST
    outcome = Outcome.NOT_ELIGIBLE if lost else Outcome.ELIGIBLE
    return ground("law.rating-short" if lost else "law.rating-held", provision, outcome, **values)


def _initiative(asked: Question, provision: Provision) -> Ground:
    return initiatives(asked, provision)


def _service_years(asked: Question, provision: Provision) -> Ground:
    since = asked.facts.serving_since if isinstance(asked.facts, PersonFacts) else None
    return years_since(asked, provision, since, "law.need-serving-since")


CONDITIONS: Mapping[str, Callable[[Question, Provision], Ground]] = {
    "registered": _registered,
    "tests": _tests,
    "rating": _rating,
    "initiative": _initiative,
    "service-years": _service_years,
}
