"""The law as data: dated provisions, each with its article, how sure it is, and who last looked when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from thidua.core.award import AwardForm, FormKind


class Sureness(StrEnum):
    """How a provision was seen."""

    READ = "A"  # the official text
    QUOTED = "B"  # the article quoted by a secondary page
    RESTATED = "C"  # restated by a lower regulation
    INFERRED = "I"  # our reading; stands in no text
    UNVERIFIED = "U"  # from memory; not seen anywhere


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence of the law over the days in which it holds.

    Attributes:
        code: what it is about, such as "chien-si-thi-dua-co-so.rating"; a title's own begin with its code.
        says: the sentence, in Vietnamese, as short as the article allows.
        text: the legal text, such as "Luật 06/2022/QH15".
        article: such as "Điều 23 khoản 2".
        sureness: how it was seen.
        seen_in: where it was read, as people read it.
        url: public address of that place, or "".
        checked_on: the day somebody last looked.
        first_day: first day in force.
        last_day: last day in force, None while it holds.
        value: the number in it, if it has one: times, years, a share.
        word: a choice in it, if it has one.
        overlay: the ministry or province whose own rule this is, or "" for the law of the land.
    """

    code: str
    says: str
    text: str
    article: str
    sureness: Sureness
    seen_in: str
    url: str
    checked_on: date
    first_day: date
    last_day: date | None = None
    value: Fraction | None = None
    word: str = ""
    overlay: str = ""

    @property
    def clause(self) -> str:
        """Text and article, as cited."""
        return f"{self.text}, {self.article}" if self.article else self.text

    @property
    def seen(self) -> bool:
        """Whether it stands in some text; where not, every verdict that rests on it says so."""
        return self.sureness not in (Sureness.INFERRED, Sureness.UNVERIFIED)

    @property
    def number(self) -> int:
        """The whole number in it."""
        assert self.value is not None, self.code
        assert self.value.denominator == 1, self.code
        return self.value.numerator

    @property
    def share(self) -> Fraction:
        assert self.value is not None, self.code
        return self.value

    def in_force(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch of days under one law and decree."""

    code: str
    title: str
    first_day: date
    last_day: date | None
    clause: str
    sureness: Sureness

    def in_force(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class LegalText:
    """A law, decree or circular.

    Attributes:
        sureness: how sure its days are.
    """

    code: str
    title: str
    about: str
    first_day: date
    last_day: date | None
    url: str
    sureness: Sureness


@dataclass(frozen=True, eq=False)
class LawBook:
    """All provisions of all regimes, with whatever overlays were laid over them.

    Attributes:
        overlays: names of the overlays in it.
        forms: the titles and forms there are; several of one family share their provisions, as Chiến sĩ tiên tiến
            and Lao động tiên tiến share Article 24.

    Where an overlay names a code of the law of the land, the overlay's sentence is the one that holds.
    """

    provisions: tuple[Provision, ...]
    regimes: tuple[Regime, ...] = ()
    texts: tuple[LegalText, ...] = ()
    overlays: tuple[str, ...] = ()
    forms: tuple[AwardForm, ...] = ()
    _days: dict[date, Mapping[str, Provision]] = field(default_factory=dict, repr=False)

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(p.code for p in self.provisions)

    def on(self, day: date) -> Mapping[str, Provision]:
        """What holds on that day, by code."""
        found = self._days.get(day)
        if found is None:
            found = {
                p.code: p for p in sorted(self.provisions, key=lambda p: bool(p.overlay)) if p.in_force(day)
            }
            self._days[day] = found
        return found

    def regime(self, day: date) -> Regime | None:
        return next((regime for regime in self.regimes if regime.in_force(day)), None)

    def history(self, code: str) -> tuple[Provision, ...]:
        """Every dated version of one provision, oldest first."""
        return tuple(sorted((p for p in self.provisions if p.code == code), key=lambda p: p.first_day))

    def family(self, title: str) -> str:
        """The code under which the provisions of a title or form stand."""
        return self._families.get(title, title)

    def form(self, code: str, day: date) -> AwardForm | None:
        """The title or form under the regime of that day.

        Raises:
            KeyError: there is none of that code in any regime.
        """
        return next((form for form in self._forms[code] if form.in_force(day)), None)

    @cached_property
    def _forms(self) -> Mapping[str, tuple[AwardForm, ...]]:
        codes = dict.fromkeys(form.code for form in self.forms)
        return {code: tuple(form for form in self.forms if form.code == code) for code in codes}

    def is_title(self, code: str) -> bool:
        """A title (danh hiệu), not a form of commendation."""
        return code in self._titles

    @cached_property
    def _families(self) -> Mapping[str, str]:
        return {form.code: form.family for form in self.forms if form.family}

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(form.code for form in self.forms if form.kind is FormKind.TITLE)

    def of(self, title: str, what: str, day: date) -> Provision | None:
        """One provision of a title on that day, such as its "votes"."""
        return self.on(day).get(f"{self.family(title)}.{what}")

    def granted_by(self, title: str, day: date) -> Provision | None:
        """Who decides: the title's own provision (an overlay delegates so), else that of its level."""
        own = self.of(title, "granted-by", day)
        form = next((form for form in self._forms.get(title, ()) if form.in_force(day)), None)
        return own if own is not None or form is None else self.on(day).get(f"authority.{form.level}")

    def about(self, title: str, day: date) -> tuple[Provision, ...]:
        """A title's own provisions on that day, in the order written."""
        prefix = f"{self.family(title)}."
        return tuple(p for code, p in self.on(day).items() if code.startswith(prefix))

    def laid_over(self, overlay: LawBook) -> LawBook:
        """This law with the provisions of an overlay above it."""
        return LawBook(
            (*self.provisions, *overlay.provisions),
            (*self.regimes, *overlay.regimes),
            (*self.texts, *overlay.texts),
            (*self.overlays, *overlay.overlays),
            self.forms,
        )
