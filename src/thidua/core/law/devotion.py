"""Orders for a lifetime of service in posts of leadership (quá trình cống hiến): decree 152/2025, Articles 4 and 9.

How time is counted was read; how many years which post needs for which order was not. So the time is told, and the
rest is lacking, until somebody types the years in as "<order>.devotion-<rung>".
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from thidua.core.law.facts import PersonFacts
from thidua.core.law.post import PostHeld, months_held
from thidua.core.law.provision import Provision
from thidua.core.law.question import Question, Values, ground, need
from thidua.core.law.verdict import Ground, Outcome, Read, either, together

ORDERS = "huan-chuong-"
YEARS = "devotion-"  # and the rung: years in that post, of an overlay or of a text still to be read


def for_devotion(asked: Question) -> bool:
    """Whether posts were stated and the regime says how their time is counted."""
    known = isinstance(asked.facts, PersonFacts) and bool(asked.facts.posts)
    return known and asked.title.startswith(ORDERS) and "devotion.next-lower" in asked.rules


def devotion(asked: Question) -> Ground:
    """Retiring, undisciplined in the posts that count, and long enough in one of them."""
    posts = asked.person.posts or ()
    women = asked.rules.get("devotion.women")
    woman = asked.person.woman
    less = women if women is not None and woman is not None and woman.value else None
    ways = [_long_enough(asked, posts, rung, less) for rung in sorted({p.rung for p in posts}, reverse=True)]
    told = (
        [ground("law.devotion-woman", less, None, read=[Read("nu", woman.where)])] if less and woman else []
    )
    return together(*_retiring(asked), *_disciplined(asked, posts), *told, either(*ways))


def _retiring(asked: Question) -> Iterator[Ground]:
    rule, notice = asked.rules["devotion.notice"], asked.person.retiring_on
    if notice is None:
        lack = [need("law.need-leaving")]
        yield ground("law.leaving-missing", rule, Outcome.FACTS_MISSING, needs=lack)
    else:
        read = [Read(notice.value.isoformat(), notice.where)]
        yield ground("law.leaving-held", rule, Outcome.ELIGIBLE, read=read)


def _disciplined(asked: Question, posts: tuple[PostHeld, ...]) -> Iterator[Ground]:
    rule = asked.rules["devotion.no-discipline"]
    for found in asked.facts.disciplines or ():
        day = found.acted_on or found.decided_on
        if any(post.covers(day, asked.on) for post in posts):
            read = [Read(found.level.value, found.where)]
            yield ground("law.devotion-disciplined", rule, Outcome.NOT_ELIGIBLE, read=read)


def _long_enough(asked: Question, posts: tuple[PostHeld, ...], rung: int, less: Provision | None) -> Ground:
    """Time in posts of this rung and higher ones, against the years asked for where they are known."""
    held = [post for post in posts if post.rung == rung]
    months = months_held(posts, rung, asked.on)
    time: Values = {
        "post": ", ".join(post.name for post in held),
        "years": months // 12,
        "months": months % 12,
    }
    read = [Read(post.name, post.where) for post in posts if post.rung >= rung]
    told = ground("law.devotion-time", asked.rules["devotion.next-lower"], None, read=read, **time)
    if not asked.has(f"{YEARS}{rung}"):
        lack = [need("law.need-text")]
        return together(
            told,
            ground("law.devotion-unread", asked.rules["devotion.years"], Outcome.FACTS_MISSING, needs=lack),
        )
    rule = asked.rule(f"{YEARS}{rung}")
    wanted = rule.share * 12 * (1 - (less.share if less else Fraction(0)))
    outcome = Outcome.ELIGIBLE if months >= wanted else Outcome.NOT_ELIGIBLE
    code = "law.devotion-held" if months >= wanted else "law.devotion-short"
    return together(told, ground(code, rule, outcome, wanted=rule.number, **time))
