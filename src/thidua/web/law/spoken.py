"""Titles and provisions arranged for reading: by regime, by what they speak of, and one regime beside the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.award import AwardForm, Category, FormKind
from thidua.core.law.council import Threshold, quorum, votes_needed
from thidua.core.law.money import Recipient, Reward, reward
from thidua.core.law.provision import LawBook, Provision, Regime, Sureness

# What a title's provision speaks of, from the end of its code; everything else is a condition.
VOTES, GRANTED, QUOTA = "votes", "granted-by", "quota"
TELLING = (
    "every-year",
    "detail",
    "dossier",
    "collective",
    "quota-cluster",
    "tests-passed",
    "tests-good",
    "draft",
)
SURENESS = {
    Sureness.READ: (_("đã đọc nguyên văn"), "green"),
    Sureness.QUOTED: (_("theo bài trích nguyên văn"), "blue"),
    Sureness.RESTATED: (_("theo văn bản cấp dưới nhắc lại"), ""),
    Sureness.INFERRED: (_("suy luận, không có trong văn bản"), "gold"),
    Sureness.UNVERIFIED: (_("chưa kiểm chứng"), "red"),
}
GROUPS = (
    (_("Danh hiệu của cá nhân"), FormKind.TITLE, Category.INDIVIDUAL),
    (_("Danh hiệu của tập thể"), FormKind.TITLE, Category.COLLECTIVE),
    (_("Danh hiệu của hộ gia đình"), FormKind.TITLE, Category.HOUSEHOLD),
    (_("Hình thức khen thưởng"), FormKind.FORM, None),
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A title on the index: today's form, what its votes are, and whether the machine can reason about it."""

    form: AwardForm
    granted: Provision | None
    votes: Provision | None
    money: tuple[tuple[str | Promise, Reward], ...]
    reasoned: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One provision under one regime; `changed` where the regime before said something else."""

    regime: Regime
    provision: Provision | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Topics:
    """A title's provisions of one day, by what they speak of."""

    conditions: tuple[Provision, ...]
    granted: tuple[Provision, ...]
    votes: tuple[Provision, ...]
    money: tuple[Provision, ...]
    quota: tuple[Provision, ...]
    telling: tuple[Provision, ...]


def day_of(regime: Regime, law: LawBook) -> date:
    """The day for which a regime is shown: its last, or for today's the day somebody last checked the law."""
    return regime.last_day or max(regime.first_day, max(p.checked_on for p in law.provisions))


def topics(title: str, day: date, law: LawBook) -> Topics:
    found: dict[str, list[Provision]] = {name: [] for name in Topics.__dataclass_fields__}
    own = {p.code: p for p in law.about(title, day)}
    own.update({code: p for code, p in law.on(day).items() if code.startswith(f"{title}.")})
    for provision in own.values():
        what = provision.code.split(".", 1)[1]
        if not (what.startswith("paper-") and provision.word):  # a paper of the dossier stands in its list
            found[_topic(what)].append(provision)
    granted = None if found["granted"] else law.granted_by(title, day)
    found["granted"] += [granted] if granted is not None else []
    return Topics(**{name: tuple(listed) for name, listed in found.items()})


def replaced(title: str, regime: Regime, law: LawBook) -> tuple[Provision, ...]:
    """A title's provisions that held for a part of the regime only, and no longer on the day it is shown for."""
    prefixes, day = (f"{law.family(title)}.", f"{title}."), day_of(regime, law)
    return tuple(
        p
        for p in law.provisions
        if p.code.startswith(prefixes)
        and p.last_day is not None
        and regime.first_day <= p.last_day < day
        and not p.in_force(day)
    )


def _topic(what: str) -> str:
    if what.startswith("money-"):
        return "money"
    if what.startswith("paper-"):
        return "telling"
    if what in TELLING:
        return "telling"
    return {VOTES: "votes", GRANTED: "granted", QUOTA: "quota"}.get(what, "conditions")


def beside(title: str, law: LawBook) -> tuple[tuple[Cell, ...], ...]:
    """One row for each condition that any regime has, one cell for each regime."""
    days = [(regime, day_of(regime, law)) for regime in law.regimes]
    codes = dict.fromkeys(p.code for _regime, day in days for p in topics(title, day, law).conditions)
    rows = []
    for code in codes:
        cells: list[Cell] = []
        for regime, day in days:
            provision = law.on(day).get(code)
            before = cells[-1].provision if cells else None
            changed = bool(cells) and (provision and provision.says) != (before and before.says)
            cells.append(Cell(regime, provision, changed))
        rows.append(tuple(cells))
    return tuple(rows)


def rewards(form: AwardForm, day: date, law: LawBook) -> tuple[tuple[str | Promise, Reward], ...]:
    """The sums of a title on a day, for whom it may be given to."""
    whom = (
        (Category.INDIVIDUAL, Recipient.INDIVIDUAL, _("Cá nhân")),
        (Category.COLLECTIVE, Recipient.COLLECTIVE, _("Tập thể")),
        (Category.HOUSEHOLD, Recipient.HOUSEHOLD, _("Hộ gia đình")),
    )
    found = (
        (said, reward(form.code, recipient, day, law))
        for category, recipient, said in whom
        if category in form.categories
    )
    return tuple((said, sum_) for said, sum_ in found if sum_ is not None)


def votes(
    form: AwardForm, members: Iterable[int], day: date, law: LawBook
) -> list[tuple[int, Threshold, Threshold | None]]:
    """Members → votes and attendance needed; [] where no vote is asked for."""
    rows = []
    for count in members:
        needed = votes_needed(form.code, count, day, law)
        if needed is not None:
            rows.append((count, needed, quorum(form.code, count, day, law)))
    return rows


def worst_mark(provisions: Sequence[Provision]) -> Sureness | None:
    """The least sure of them."""
    order = tuple(Sureness)
    return max((p.sureness for p in provisions), key=order.index, default=None)
