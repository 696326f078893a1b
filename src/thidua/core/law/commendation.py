"""Forms of commendation: certificates and letters of merit, orders (Articles 44, 73 to 75)."""

from __future__ import annotations

from thidua.core.award import Category
from thidua.core.law.facts import (
    Achievement,
    Breadth,
    CommendationType,
    Honour,
    Quality,
    Rating,
)
from thidua.core.law.history import count_in, prior, rating_year, run, title_year, years_back
from thidua.core.law.initiative import initiatives
from thidua.core.law.person import BASE, LAST_2003, LAW_2003, LAW_2022, rated
from thidua.core.law.provision import Provision
from thidua.core.law.question import Question, Values, ground, need, quality, years_since
from thidua.core.law.reasoning import reasons
from thidua.core.law.unit import EXCELLENT, FLAG, GOVERNMENT_FLAG
from thidua.core.law.verdict import Ground, Outcome, Read, either, together

CERTIFICATE, LETTER, PRIME = "giay-khen", "bang-khen-bo-tinh", "bang-khen-thu-tuong"
LABOUR_THIRD, INDEPENDENCE_THIRD = "huan-chuong-lao-dong-hang-ba", "huan-chuong-doc-lap-hang-ba"


def achieved(asked: Question, provision: Provision, *, wide_enough: Breadth = Breadth.UNIT) -> Ground:
    """An achievement that no award has thanked for yet; how outstanding it is, people say.

    Those of a movement may have any breadth, others must reach as far as `wide_enough`.
    """
    values: Values = {"breadth": wide_enough.value}
    lack = [need("law.need-achievement", **values)]
    known = asked.facts.achievements
    if known is None:
        return ground("law.achievement-missing", provision, Outcome.FACTS_MISSING, needs=lack, **values)
    free = [a for a in known if not a.used_for and _reaches(a, wide_enough)]
    if free:
        read = [Read(a.name, a.where) for a in free]
        return ground("law.achievement-held", provision, Outcome.COUNCIL_CHOOSES, read=read, **values)
    used = [a for a in known if a.used_for and _reaches(a, wide_enough)]
    if used and (once := asked.rules.get("general.no-double-reward")):
        read = [Read(a.name, a.where) for a in used]
        return ground("law.achievement-used", once, Outcome.NOT_ELIGIBLE, read=read, needs=lack, **values)
    return ground("law.achievement-none", provision, Outcome.NOT_ELIGIBLE, needs=lack, **values)


def _reaches(achievement: Achievement, wanted: Breadth) -> bool:
    if achievement.type is CommendationType.MOVEMENT:
        return True
    return (achievement.breadth or Breadth.UNIT).at_least(wanted)


def _unused(asked: Question, first: int, family: str) -> tuple[Ground, ...]:
    """Years that carried the same form before carry it no second time (inferred from Article 5.2)."""
    rule = asked.rules.get("general.same-years-once")
    for honour in asked.facts.honours or ():
        same = asked.law.family(honour.code) == family and not honour.revoked
        own = honour.code == asked.title and honour.year == asked.year
        if rule and same and not own and first <= honour.year and _since(honour) <= asked.year:
            if honour.type is not CommendationType.MERIT:
                continue  # thanked for something else than these years
            read = [Read(honour.code, honour.where)]
            return (ground("law.years-used", rule, Outcome.NOT_ELIGIBLE, read=read, year=honour.year),)
    return ()


def _since(honour: Honour) -> int:
    return honour.since if honour.since is not None else honour.year


@reasons(CERTIFICATE, since=LAW_2022)
def certificate(asked: Question) -> Ground:
    """Article 75: tasks well done, and an achievement. Outsiders who contributed are asked for that alone."""
    service = asked.person.service
    done = achieved(asked, asked.rule("achievement"))
    if service is not None and service.value.outside and "general.outsiders" in asked.rules:
        rule = asked.rules["general.outsiders"]
        read = [Read(service.value.value, service.where)]
        return together(ground("law.outsider-form", rule, Outcome.ELIGIBLE, read=read), done)
    return together(rated(asked), done)


@reasons(CERTIFICATE, since=LAW_2022, of=Category.COLLECTIVE)
def certificate_unit(asked: Question) -> Ground:
    """Article 75 for collectives: united as well."""
    unity = quality(asked, Quality.UNITY, asked.rule("unity"), formal=False)
    return together(rated(asked), achieved(asked, asked.rule("achievement")), unity)


@reasons(CERTIFICATE, LETTER, since=LAW_2022, of=Category.HOUSEHOLD)
def household(asked: Question) -> Ground:
    """Articles 74 and 75 for households: work, land or property given, or a part in a movement."""
    return achieved(asked, asked.rule("household"))


@reasons(LETTER, since=LAW_2022)
def letter(asked: Question) -> Ground:
    """Article 74.1: two fighters' years in a row, or two excellent years with two initiatives, or an achievement."""
    fighters, ratings = asked.rule("fighters"), asked.rule("ratings")
    years = years_back(asked, fighters.number, lambda year: title_year(asked, BASE, year))
    rated_years = years_back(asked, ratings.number, lambda y: rating_year(asked, Rating(ratings.word), y))
    span = (asked.year - ratings.number + 1, asked.year)
    own = _unused(asked, years[0].year, LETTER)
    ways = [
        together(*run(asked, fighters, years, BASE, "law.need-title"), *own),
        together(
            *run(asked, ratings, rated_years, ratings.word, "law.need-ratings"),
            initiatives(asked, asked.rule("initiatives"), applied=True, wanted=2, years=span),
            *own,
        ),
        achieved(asked, asked.rule("achievement")),
    ]
    late = _late(asked, fighters.number)
    return either(*ways, *late)


def _late(asked: Question, length: int) -> tuple[Ground, ...]:
    """A run that ended before this year: no limit stands in the text that was read, so the ministry's rules decide."""
    held: set[int] = set()
    thanked: set[int] = set()  # years that a letter of merit thanked for already
    for honour in asked.facts.honours or ():
        family = asked.law.family(honour.code)
        if family == BASE and not honour.revoked and honour.year < asked.year:
            held.add(honour.year)
        elif family == LETTER and not honour.revoked and honour.type is CommendationType.MERIT:
            thanked.update(range(_since(honour), honour.year + 1))
    for last in sorted(held, reverse=True):
        years = range(last - length + 1, last + 1)
        if held.issuperset(years) and thanked.isdisjoint(years):
            rule, text = asked.rule("late"), ", ".join(map(str, years))
            return (ground("law.run-late", rule, Outcome.COUNCIL_CHOOSES, years=text, what=BASE),)
    return ()


@reasons(LETTER, since=LAW_2022, of=Category.COLLECTIVE)
def letter_unit(asked: Question) -> Ground:
    """Article 74.3: two years in a row excellent or with the title of excellent collective; or an achievement."""
    rule = asked.rule("collective-run")
    rating = Rating(rule.word)
    rated_years = years_back(asked, rule.number, lambda year: rating_year(asked, rating, year))
    titles = years_back(asked, rule.number, lambda year: title_year(asked, EXCELLENT, year))
    unity = quality(asked, Quality.DEMOCRACY, asked.rule("democracy"), formal=False)
    own = _unused(asked, titles[0].year, LETTER)
    by_years = either(
        together(*run(asked, rule, rated_years, rule.word, "law.need-ratings")),
        together(*run(asked, rule, titles, EXCELLENT, "law.need-title")),
    )
    return either(together(by_years, unity, *own), achieved(asked, asked.rule("achievement")))


@reasons(PRIME, since=LAW_2022)
def prime(asked: Question) -> Ground:
    """Article 73.1: the letter of ministry or province, five good years with three titles; or an achievement."""
    rule, fighters = asked.rule("run"), asked.rule("fighters")
    years = years_back(asked, rule.number, lambda year: rating_year(asked, Rating(rule.word), year))
    titles = years_back(asked, rule.number, lambda year: title_year(asked, BASE, year))
    by_years = together(
        prior(asked, asked.rule("prior"), [LETTER]),
        *run(asked, rule, years, rule.word, "law.need-ratings"),
        *count_in(asked, fighters, titles, fighters.number, BASE, "law.need-title"),
        *_unused(asked, years[0].year, PRIME),
    )
    done = achieved(asked, asked.rule("achievement"), wide_enough=Breadth.MINISTRY)
    return either(by_years, done)


@reasons(PRIME, since=LAW_2003, until=LAST_2003)
def prime_2003(asked: Question) -> Ground:
    """Article 71 of 2003: the letter of ministry or province first, then five fighters' years in a row."""
    rule = asked.rule("run")
    years = years_back(asked, rule.number, lambda year: title_year(asked, BASE, year))
    return together(
        prior(asked, asked.rule("prior"), [LETTER], before=years[0].year),
        *run(asked, rule, years, BASE, "law.need-title"),
    )


@reasons(LABOUR_THIRD, since=LAW_2022)
def labour_third(asked: Question) -> Ground:
    """Article 44.1.e: the Prime Minister's letter, then five good years, one excellent, three titles."""
    rule, excellent, fighters = asked.rule("run"), asked.rule("excellent"), asked.rule("fighters")
    years = years_back(asked, rule.number, lambda year: rating_year(asked, Rating(rule.word), year))
    best = years_back(asked, rule.number, lambda year: rating_year(asked, Rating(excellent.word), year))
    titles = years_back(asked, rule.number, lambda year: title_year(asked, BASE, year))
    return together(
        prior(asked, asked.rule("prior"), [PRIME], before=years[0].year),
        *run(asked, rule, years, rule.word, "law.need-ratings"),
        *count_in(asked, excellent, best, excellent.number, excellent.word, "law.need-ratings"),
        *count_in(asked, fighters, titles, fighters.number, BASE, "law.need-title"),
    )


@reasons(LABOUR_THIRD, since=LAW_2003, until=LAST_2003, of=Category.COLLECTIVE)
def labour_third_unit_2003(asked: Question) -> Ground:
    """Article 42 of 2003: five years excellent collective, this year excellent at work, one flag or letter before."""
    rule = asked.rule("collective-run")
    before = tuple(title_year(asked, EXCELLENT, asked.year - back) for back in range(rule.number - 1, 0, -1))
    this_year = either(
        together(*run(asked, rule, (title_year(asked, EXCELLENT, asked.year),), EXCELLENT, "law.need-title")),
        together(
            *run(
                asked,
                rule,
                (rating_year(asked, Rating.EXCELLENT, asked.year),),
                Rating.EXCELLENT.value,
                "law.need-ratings",
            )
        ),
    )
    return together(
        *run(asked, rule, before, EXCELLENT, "law.need-title"),
        this_year,
        prior(asked, asked.rule("collective-prior"), [PRIME, FLAG, GOVERNMENT_FLAG]),
    )


@reasons(INDEPENDENCE_THIRD, since=LAW_2003, until=LAST_2003, of=Category.COLLECTIVE)
def independence_third_unit(asked: Question) -> Ground:
    """Article 38 of 2003: thirty years of existence; the other conditions were not seen."""
    rest = ground(
        "law.no-text", asked.rules["general.no-text"], Outcome.FACTS_MISSING, needs=[need("law.need-text")]
    )
    return together(years_since(asked, asked.rule("age"), asked.unit.founded_on, "law.need-founded-on"), rest)
