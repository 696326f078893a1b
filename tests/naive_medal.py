"""Medals, badges, heroes, households and devotion once more, naively: numbers typed in from the texts.

Written from the articles and not from the product, like `tests.naive_law`; from 28 April 2025 on.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.naive_law import WORDS, best, deeds, stars, stops, worst

GLORIOUS = {"nhat": 20, "nhi": 15, "ba": 10}


def naive_medal(p, title: str, on: date, year: int) -> str:
    """The outcome for a person, as `core.law.verdict.Outcome` spells it."""
    return WORDS[worst(stops(p, on, True) + _person(p, title, on, year))]


def naive_household(h, title: str, on: date) -> str:
    answers = []
    if h.holds is None:
        answers.append("missing")
    for hold in h.holds or []:
        if hold.since <= on and not (hold.until and hold.until < on):
            answers.append("hold")
    answers.append("missing" if title == "gia-dinh-van-hoa" else deeds(h, 1))
    return WORDS[worst(answers)]


def _person(p, title: str, on: date, year: int) -> list[str]:
    if title == "huy-chuong-vi-an-ninh-to-quoc":
        return [served(p, on, 25), stars(p, year, 3)]
    if title == "huy-chuong-quan-ky-quyet-thang":
        return ["no"]
    if title.startswith("huy-chuong-chien-si-ve-vang-hang-"):
        return [served(p, on, GLORIOUS[title.rsplit("-", 1)[1]])]
    if title == "ky-niem-chuong-bao-ve-an-ninh-to-quoc":
        return badge(p, on, year)
    if title == "anh-hung-lao-dong":
        return hero(p, on)
    if title == "huan-chuong-doc-lap-hang-ba":  # nothing of its own was read; devotion lacks its years
        return ["missing"] if not p.posts or on < date(2025, 7, 1) else [best(["missing", devotion(p, on)])]
    raise KeyError(title)


def birthdays(since: date, on: date) -> int:
    """Full years, one anniversary at a time."""
    years = 0
    while date(since.year + years + 1, since.month, since.day) <= on:
        years += 1
    return years


def served(p, on: date, wanted: int, more: int = 0) -> str:
    if p.serving_since is None:
        return "missing"
    return "yes" if birthdays(p.serving_since.value, on) + more >= wanted else "no"


def badge(p, on: date, year: int) -> list[str]:
    kind = p.service.value.value if p.service else "si-quan"
    if kind == "ngoai-luc-luong":
        return ["choose"]
    if kind == "lanh-dao-ngoai-luc-luong":
        thanked = any(not h.revoked and h.year <= year for h in p.honours or [])
        return [served(p, on, 10), "yes" if thanked else "missing" if p.honours is None else "no"]
    if kind == "to-bao-ve-an-ninh-trat-tu":
        if p.woman is None:
            return ["missing"]
        hard = p.hard_years.value if p.hard_years else 0
        return [served(p, on, 10 if p.woman.value else 15, hard)]
    if kind == "hop-dong":
        return [served(p, on, 10)]
    medal = any(h.code == "huy-chuong-chien-si-ve-vang-hang-ba" and not h.revoked for h in p.honours or [])
    return [served(p, on, 5), "no" if medal else "yes" if p.retiring_on else "missing"]


def hero(p, on: date) -> list[str]:
    if on.year in (2015, 2020, 2025, 2030):
        since = p.serving_since or p.recruited_on
        if since is None:
            return ["missing"]
        return ["choose" if birthdays(since.value, on) >= 10 else "no"]
    sudden = any(a.type.value == "dot-xuat" and not a.used_for for a in p.achievements or [])
    return ["choose" if sudden else "no"]


def devotion(p, on: date) -> str:
    """Not when disciplined in a post that counts; else the years that are needed were not read."""
    for d in p.disciplines or []:
        day = d.acted_on if d.acted_on else d.decided_on
        for post in p.posts:
            end = post.last if post.last else on
            if post.kept_until and post.kept_until > end:
                end = post.kept_until
            if post.first <= day < min(end, on) + timedelta(days=1):
                return "no"
    return "missing"
