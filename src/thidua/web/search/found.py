"""What answers a query, noun by noun, each through its own door and in one question.

Names, titles, numbers and kinds are looked through, never what somebody wrote freely (promise N10): a deed is found
by its kind, its unit and its day, not by its summary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.definition import deed_kinds, figure_definitions
from thidua.actions.scheme import title_of
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.text import fold, matcher, matches, words
from thidua.office import format as write
from thidua.rules import catalogue
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.access.search import Also
from thidua.store.models import Area, Compact, Directive, Minutes, Post, Unit
from thidua.web.search.door import doors
from thidua.web.titles import unit_kinds

MOST_READ = 40  # rows read of one noun before the best are shown


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of somebody; `most` hits of a group are shown."""

    viewer: Viewer
    query: str
    most: int
    abbreviations: dict[str, str] = field(default_factory=lambda: dict(unit_kinds().abbreviations))

    def answers(self, *columns: str, noun: str = "", also: Also | None = None) -> Q:
        """As `access.answers`; words of the noun's own name ("giao ước lim xanh") ask for nothing more."""
        own = set(words(noun))

        def known(word: str) -> Q:
            found = also(word) if also else Q()
            return Q(pk__isnull=False) if word in own else found

        return access.answers(self.query, self.abbreviations, *columns, also=known)

    def fits(self, text: str) -> bool:
        return matches(fold(text), self.query, self.abbreviations)


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    sub: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one noun, the closest first; `more` where there are others."""

    title: str
    hits: tuple[Hit, ...]
    more: bool


def found(asked: Asked) -> list[Group]:
    """The groups that have an answer, in the order people mostly mean."""
    groups = []
    for title, finder in FINDERS:
        hits = _closest(asked.query, finder(asked))
        if hits:
            groups.append(Group(str(title), tuple(hits[: asked.most]), len(hits) > asked.most))
    return groups


def _closest(query: str, hits: Iterable[Hit]) -> list[Hit]:
    """Titles that are the query, then those that begin with it, then the rest as they came."""
    plain = fold(query)

    def distance(hit: Hit) -> int:
        title = fold(hit.title)
        return 0 if title == plain else 1 if title.startswith(plain) else 2 if plain in title else 3

    return sorted(hits, key=distance)


# --- Nouns ------------------------------------------------------------------------------------------------


def _pages(asked: Asked) -> Iterable[Hit]:
    """Where work is done, by what it is called."""
    for door in doors(asked.viewer):
        if asked.fits(f"{door.title} {door.words}"):
            yield Hit(door.title, door.sub, door.url)


def _units(asked: Asked) -> Iterable[Hit]:
    day = asked.viewer.day
    for unit in _read(Unit.objects.on(day).filter(asked.answers("search", noun="đơn vị"))):
        opens = unit.code in asked.viewer.branch | asked.viewer.above
        where = reverse("unit-card", args=[unit.code]) if opens else f"{reverse('directory')}?tim={unit.name}"
        yield Hit(
            unit.name, unit_kinds().units[unit.kind].title if unit.kind in unit_kinds().units else "", where
        )


def _areas(asked: Asked) -> Iterable[Hit]:
    rows = Area.objects.on(asked.viewer.day).filter(asked.answers("search", noun="địa bàn"))
    kinds = unit_kinds().areas
    for area in _read(rows.select_related("parent")):
        kind = kinds[area.kind].title if area.kind in kinds else ""
        sub = f"{kind}, {area.parent.name}" if area.parent else kind
        yield Hit(area.name, sub, f"{reverse('directory')}?tim={area.name}")


def _people(asked: Asked) -> Iterable[Hit]:
    """Who serves where stands in the directory for all to read."""
    posts = Post.objects.on(asked.viewer.day).filter(asked.answers("person__search", "unit__search"))
    named = Q()  # at least one word is of the name; "lan lim xanh" has one of each
    for word in words(asked.query):
        named |= access.answers(word, {}, "person__search")
    seen = set()
    for post in _read(posts.filter(named).select_related("person", "unit").order_by("pk")):
        if post.person_id not in seen:
            seen.add(post.person_id)
            where = f"{reverse('directory')}?tim={post.unit.name}"
            yield Hit(post.person.name, f"{post.title}, {post.unit.name}", where)


def _movements(asked: Asked) -> Iterable[Hit]:
    rows = access.movements(asked.viewer).filter(asked.answers("search", "owner__search", noun="phong trào"))
    for row in _read(rows.select_related("owner").order_by("-first_day")):
        yield Hit(row.title, row.owner.name, reverse("movement", args=[row.code]))


def _compacts(asked: Asked) -> Iterable[Hit]:
    viewer = asked.viewer
    parties = Q(unit__code__in=viewer.branch) | Q(superior__code__in=viewer.branch)
    rows = Compact.objects.filter(parties).filter(
        asked.answers("movement__search", "unit__search", "superior__search", noun="giao ước")
    )
    for row in _read(rows.select_related("movement", "unit", "superior").order_by("-pk")):
        title = _("Giao ước %(superior)s – %(unit)s") % {"superior": row.superior.name, "unit": row.unit.name}
        yield Hit(title, row.movement.title, reverse("compact", args=[row.movement.code, row.code]))


def _plans(asked: Asked) -> Iterable[Hit]:
    rows = access.plans(asked.viewer).filter(asked.answers("search", "unit__search", noun="kế hoạch"))
    for row in _read(rows.select_related("unit").order_by("-issued")):
        sub = f"{row.number} · {row.unit.name}" if row.number else row.unit.name
        yield Hit(row.title, sub, reverse("plan", args=[row.code]))


def _directives(asked: Asked) -> Iterable[Hit]:
    rows = Directive.objects.filter(asked.answers("search", noun="văn bản chỉ đạo"))
    for row in _read(rows.order_by("-issued")):
        yield Hit(f"{row} – {row.subject}", row.issuer, reverse("plans"))


def _schemes(asked: Asked) -> Iterable[Hit]:
    """Packaged regulations, and the versions of this home that the reader may see."""
    titles = dict(_packaged())
    own = access.scheme_versions(asked.viewer).published().order_by("code", "version")
    titles |= dict(own.values_list("code", "title"))
    for code, title in titles.items():
        if asked.fits(f"quy chế {title} {code}"):
            yield Hit(title, code, reverse("scheme", args=[code]))


@cache
def _packaged() -> tuple[tuple[str, str], ...]:
    return tuple((code, title_of(catalogue.scheme_text(code))) for code in catalogue.scheme_codes())


def _figures(asked: Asked) -> Iterable[Hit]:
    """Figures of the reader's own unit, by what they are called."""
    if not asked.viewer.posts:
        return
    post, month = asked.viewer.posts[0], containing(asked.viewer.day, PeriodKind.MONTH)
    for definition in figure_definitions(asked.viewer.day):
        if asked.fits(f"số liệu {definition.title}"):
            sub = f"{post.unit_name}, {write.period(month)}"
            yield Hit(definition.title, sub, reverse("unit-month", args=[post.unit, month.code]))


def _deeds(asked: Asked) -> Iterable[Hit]:
    """By kind and unit. The words a kind's title does not answer must answer to the unit; both are short lists, so
    they are matched here and the long table is asked for them by key."""
    units = Unit.objects.filter(code__in=asked.viewer.branch).values_list("pk", "search")
    titles = {kind.code: kind.title for kind in deed_kinds().values()}
    wanted = Q()
    for rest, kinds in _left_over(asked, titles).items():
        fits = matcher(rest, asked.abbreviations)
        answered = [pk for pk, search in units if fits(search)]
        wanted |= Q(kind__in=kinds, unit__in=answered) if answered else Q()
    if not wanted:
        return
    rows = access.deeds(asked.viewer).filter(wanted, replaced_by__isnull=True)
    for row in _read(rows.select_related("unit").order_by("-on", "-pk")):
        title = f"{titles.get(row.kind, row.kind)}, {write.day(row.on)}"
        yield Hit(title, row.unit.name, reverse("deed", args=[row.code]))


def _left_over(asked: Asked, titles: Mapping[str, str]) -> dict[str, list[str]]:
    """What of the query each kind's title leaves over → those kinds."""
    found: dict[str, list[str]] = {}
    for code, title in titles.items():
        said = f"{fold(title)} viec lam"
        rest = [word for word in words(asked.query) if not matches(said, word, asked.abbreviations)]
        found.setdefault(" ".join(rest), []).append(code)
    return found


def _awards(asked: Asked) -> Iterable[Hit]:
    rows = access.awards(asked.viewer).filter(asked.answers("search", noun="khen thưởng"))
    for row in _read(rows.order_by("-year", "register_number")):
        sub = f"{row.decision_number}, {row.year}" if row.decision_number else str(row.year)
        yield Hit(row.subject_name, sub, reverse("award", args=[row.code]))


# --- What a month leaves ----------------------------------------------------------------------------------


def _of_month(column: str) -> Also:
    """ "3", "03" and "2025" answer a row of March 2025."""

    def also(word: str) -> Q:
        if not (word.isascii() and word.isdecimal()):
            return Q()
        return Q(**{f"{column}__endswith": f"-{word:0>2}"}) | Q(**{f"{column}__startswith": f"{word}-"})

    return also


def _reports(asked: Asked) -> Iterable[Hit]:
    rows = access.reports(asked.viewer).filter(
        asked.answers("unit__search", noun="báo cáo tháng", also=_of_month("month"))
    )
    for row in _read(rows.select_related("unit").order_by("-month", "unit__name")):
        title = _("Báo cáo %(month)s") % {"month": write.period(Period.parse(row.month)).lower()}
        yield Hit(title, row.unit.name, reverse("report", args=[row.unit.code, row.month]))


def _bulletins(asked: Asked) -> Iterable[Hit]:
    rows = access.bulletins(asked.viewer).filter(
        asked.answers("unit__search", noun="bản tin tháng", also=_of_month("period"))
    )
    for row in _read(rows.order_by("-period", "unit__name")):
        title = _("Bản tin %(month)s") % {"month": write.period(Period.parse(row.period)).lower()}
        yield Hit(title, row.unit.name, reverse("bulletin", args=[row.unit.code, row.period]))


def _weaknesses(asked: Asked) -> Iterable[Hit]:
    """By unit, month and the figure that fell short; what somebody called it is her own words."""
    titles = {d.code: d.title for d in figure_definitions(asked.viewer.day)}
    months = _of_month("period")

    def also(word: str) -> Q:
        shown = [code for code, title in titles.items() if matches(fold(title), word, asked.abbreviations)]
        return months(word) | Q(figure__in=shown) if shown else months(word)

    rows = access.weaknesses(asked.viewer).filter(
        asked.answers("unit__search", noun="khâu yếu tháng", also=also)
    )
    for row in _read(rows.order_by("-period", "-pk")):
        title = _("Khâu yếu %(month)s") % {"month": write.period(Period.parse(row.period)).lower()}
        sub = f"{row.unit.name} · {titles[row.figure]}" if row.figure in titles else row.unit.name
        yield Hit(title, sub, reverse("weakness", args=[row.code]))


def _minutes(asked: Asked) -> Iterable[Hit]:
    """By kind, unit, movement and day, not by the title somebody wrote."""

    def also(word: str) -> Q:
        kinds = [
            kind for kind, title in Minutes.Kind.choices if matches(fold(title), word, asked.abbreviations)
        ]
        return Q(kind__in=kinds) if kinds else Q()

    wanted = asked.answers("unit__search", "movement__search", noun="biên bản văn bản", also=also)
    for row in _read(access.minutes(asked.viewer).filter(wanted).order_by("-began", "-pk")):
        title = _("Biên bản: %(kind)s") % {"kind": row.get_kind_display()}
        yield Hit(
            title, f"{row.unit.name}, {write.day(row.began.date())}", reverse("minutes", args=[row.code])
        )


def _disputes(asked: Asked) -> Iterable[Hit]:
    """By number and unit, for who may read them; never by whom they concern or what was said."""

    def also(word: str) -> Q:
        return Q(code__startswith=word) | Q(code__contains=f"-{word}")

    wanted = asked.answers("unit__search", noun="khiếu nại", also=also)
    for row in _read(access.disputes(asked.viewer).filter(wanted).select_related("unit").order_by("-pk")):
        yield Hit(
            _("Khiếu nại %(code)s") % {"code": row.code}, row.unit.name, reverse("dispute", args=[row.code])
        )


def _read(rows: QuerySet) -> Iterable:
    return rows[:MOST_READ]


FINDERS: tuple[tuple[str, Callable[[Asked], Iterable[Hit]]], ...] = (
    (gettext_lazy("Trang"), _pages),
    (gettext_lazy("Đơn vị"), _units),
    (gettext_lazy("Người"), _people),
    (gettext_lazy("Phong trào"), _movements),
    (gettext_lazy("Giao ước"), _compacts),
    (gettext_lazy("Kế hoạch"), _plans),
    (gettext_lazy("Văn bản chỉ đạo"), _directives),
    (gettext_lazy("Số liệu"), _figures),
    (gettext_lazy("Việc làm"), _deeds),
    (gettext_lazy("Báo cáo tháng"), _reports),
    (gettext_lazy("Bản tin"), _bulletins),
    (gettext_lazy("Khâu yếu"), _weaknesses),
    (gettext_lazy("Biên bản"), _minutes),
    (gettext_lazy("Khiếu nại"), _disputes),
    (gettext_lazy("Sổ ghi danh"), _awards),
    (gettext_lazy("Quy chế chấm điểm"), _schemes),
    (gettext_lazy("Địa bàn"), _areas),
)
