"""From a version of the text to the issue that readers see: every figure id becomes its value, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua.actions.bulletin_draw import month_before, subject_of
from thidua.actions.definition import figure_definition
from thidua.actions.document_report import figure_text, source_of, target_text
from thidua.actions.figure_frozen import frozen_month
from thidua.core.bulletin import DERIVED, FigureId, FrozenMonth, figure_ids, met, pieces
from thidua.core.document_copy import copied
from thidua.core.figure import FigureValue
from thidua.core.period import Period
from thidua.office.document.bulletin import Issue, Line, Part, Passage, Shown
from thidua.office.format import ABSENT, number, period
from thidua.store.models import Bulletin, BulletinVersion, Directive, Movement, Plan


@dataclass(slots=True)
class Numbers:
    """Months of one movement, each read once; the issue's own month as the close of its version holds it."""

    movement: Movement
    own: FrozenMonth
    held: dict[str, FrozenMonth] = field(default_factory=dict)

    def month(self, code: str) -> FrozenMonth:
        if code == self.own.period:
            return self.own
        if code not in self.held:
            self.held[code] = frozen_month(self.movement, Period.parse(code))
        return self.held[code]

    def value(self, figure: FigureId) -> FigureValue | None:
        return self.month(figure.period).value(figure.subject, figure.figure)

    def text(self, figure: FigureId) -> str:
        return told(figure, self.value(figure))


def told(figure: FigureId, value: FigureValue | None) -> str:
    """A number as every page and paper writes it."""
    if figure.figure in DERIVED:
        return ABSENT if value is None else f"{number(value.numerator)}/{number(value.denominator)}"
    definition = figure_definition(figure.figure, Period.parse(figure.period).end)
    return ABSENT if definition is None else figure_text(definition, value)


def numbers_of(bulletin: Bulletin, version: BulletinVersion) -> Numbers:
    month = Period.parse(bulletin.period)
    close = version.close
    return Numbers(
        bulletin.movement, frozen_month(bulletin.movement, month, close.version if close else None)
    )


def issue_of(
    bulletin: Bulletin, version: BulletinVersion, numbers: Numbers | None = None, *, marks: bool = False
) -> tuple[Issue, dict[str, FigureValue | None]]:
    """The issue, and every figure id that it prints with its value.

    Args:
        marks: say of each passage from which older paper it was copied, if it was.
    """
    numbers = numbers or numbers_of(bulletin, version)
    subject = subject_of(bulletin.unit, numbers.own)
    printed: dict[str, FigureValue | None] = {}
    papers = older_papers(bulletin) if marks else {}
    parts = []
    for section in version.sections:
        text, figures = section["text"], section["figures"]
        for figure in figure_ids(text, subject, bulletin.period):
            printed[str(figure)] = numbers.value(figure)
        for code in figures:
            for month in (bulletin.period, month_before(Period.parse(bulletin.period)).code):
                figure = FigureId(subject, code, month)
                printed[str(figure)] = numbers.value(figure)
        parts.append(
            Part(
                section["kind"],
                section["title"],
                _passages(text, subject, bulletin.period, numbers, _origins(section, papers)),
                tuple(_line(code, subject, bulletin.period, numbers) for code in figures),
                section["public"],
            )
        )
    told_period = period(Period.parse(bulletin.period))
    issue = Issue(bulletin.unit.name, told_period, bulletin.number, tuple(parts), source_of(numbers.own))
    return issue, printed


def _origins(section: Mapping[str, object], papers: Mapping[str, str]) -> dict[int, str]:
    own = set(str(section.get("drawn", "")).splitlines())
    return {found.line: found.origin for found in copied(str(section["text"]), papers, own)} if papers else {}


def _passages(
    text: str, subject: str, month: str, numbers: Numbers, origins: Mapping[int, str]
) -> tuple[Passage, ...]:
    found = []
    for place, line in enumerate(text.splitlines()):
        if not line.strip():
            continue
        shown = tuple(
            Shown(numbers.text(piece.figure), str(piece.figure)) if piece.figure else Shown(piece.text)
            for piece in pieces(line.strip(), subject, month)
        )
        found.append(Passage(shown, origins.get(place, "")))
    return tuple(found)


def _line(code: str, subject: str, month: str, numbers: Numbers) -> Line:
    figure = FigureId(subject, code, month)
    before = FigureId(subject, code, month_before(Period.parse(month)).code)
    definition = figure_definition(code, Period.parse(month).end)
    if definition is None:
        return Line(str(figure), code, "", ABSENT, ABSENT, None)
    target, value = numbers.own.target(subject, code), numbers.value(figure)
    return Line(
        str(figure), definition.title, target_text(definition, target), numbers.text(figure), numbers.text(before),
        met(definition.kind, value, target),
    )  # fmt: skip


def older_papers(bulletin: Bulletin) -> dict[str, str]:
    """What a passage may have been copied from: earlier issues, plans and directives of the unit and those above it."""
    papers: dict[str, str] = {}
    for plan in Plan.objects.filter(unit=bulletin.unit).prefetch_related("items").select_related("unit"):
        lines = [plan.title, plan.benefit, *(f"{item.title}. {item.measure}" for item in plan.items.all())]
        papers[plan.title] = "\n".join(lines)
    for directive in Directive.objects.prefetch_related("clauses"):
        papers[str(directive)] = "\n".join([directive.subject, *(c.text for c in directive.clauses.all())])
    earlier = Bulletin.objects.filter(unit=bulletin.unit, period__lt=bulletin.period).prefetch_related(
        "versions"
    )
    for other in earlier:
        versions = list(other.versions.all())
        if versions:
            text = "\n".join(section["text"] for section in versions[-1].sections)
            papers[f"Bản tin {period(Period.parse(other.period)).lower()}"] = text
    return papers


def values_json(printed: Mapping[str, FigureValue | None]) -> dict[str, list[int] | None]:
    return {
        key: None if value is None else [int(value.state), value.numerator, value.denominator]
        for key, value in printed.items()
    }
