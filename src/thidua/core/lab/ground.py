"""What the questions are asked on: past figures, or worlds drawn from the scheme itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from thidua.core.lab.batch import Batch, Outcome, plain
from thidua.core.lab.effect import Part
from thidua.core.lab.law import HEADS, Chance, Floats, Law, conditions_of, figures_of, laws, level, stray
from thidua.core.number import MILLI, Int64
from thidua.core.period import containing
from thidua.core.score.rows import columns
from thidua.core.score.scheme import Combine, FigureKind, Form, Mark, Scheme, SubjectKind
from thidua.core.score.table import FigureTable, State

HEADCOUNTS = (10, 10, 10, 10, 30, 30, 30, 30, 100, 100, 100, 100)  # people of the twelve made-up units
SMALL, MIDDLE, LARGE = 0, 1, 2
ROWS_MAX = 240_000  # units of all drawn worlds together
REFERENCE_MAX = 41  # units of the reference, evenly from the best to the last of the largest group
OWN = 0.8  # of a unit's standing in one figure, what is its own there; the rest is its general quality
COMMON = 0.6


@dataclass(frozen=True, slots=True)
class Ground:
    """A scheme, one of its forms, and the figures to ask about.

    Attributes:
        scheme: without quotas and distinctions, as the batches want it; `full` has everything.
        table: past figures of units with complete figures, or one row per made-up unit at its usual level.
        reference: units at spaced levels, the one in `middle` in their middle; for exact questions.
        heads: size of each row of `table`, in people of a middling unit.
        worlds: how often chance is drawn.
    """

    full: Scheme
    scheme: Scheme
    form: Form
    laws: tuple[Law, ...]
    table: FigureTable
    heads: Floats
    reference: FigureTable
    middle: int
    synthetic: bool
    left_out: int
    seed: int
    worlds: int

    def rng(self, part: Part) -> np.random.Generator:
        """Chance of its own for each question, so that one question never changes another's numbers."""
        return np.random.default_rng([self.seed, list(Part).index(part)])

    @property
    def sizes(self) -> Int64:
        """SMALL, MIDDLE or LARGE for each row of the table."""
        low, high = np.quantile(self.heads, [1 / 3, 2 / 3])
        if low == high:
            return np.full(len(self.heads), MIDDLE, dtype=np.int64)
        return np.where(self.heads <= low, SMALL, np.where(self.heads > high, LARGE, MIDDLE)).astype(np.int64)

    @property
    def counting(self) -> tuple[Law, ...]:
        """Without marks that stand beside the deciding one."""
        aside = {
            f"{c.method.figure}@{assessor}"
            for c in self.form.criteria
            if isinstance(c.method, Mark) and c.method.combine is Combine.DECIDES
            for assessor in c.method.assessors
            if assessor != c.method.decides
        }
        return tuple(law for law in self.laws if law.figure not in aside)

    @property
    def copies(self) -> int:
        """How often a whole world is drawn: fewer times when there are very many units, which vary less."""
        return min(self.worlds, max(20, ROWS_MAX // len(self.table.subjects)))

    def asked(self, most: int) -> Int64:
        """Rows that are changed one at a time: all of them, or evenly chosen ones where that would be too many."""
        units = len(self.table.subjects)
        number = min(units, max(2, most // units))
        return np.unique(np.linspace(0, units - 1, number).astype(np.int64))

    def truths(self, copies: int, rng: np.random.Generator, heads: Floats | None = None) -> Batch:
        """The units' true levels: past figures taken as they are, or drawn anew for every copy."""
        batch = Batch.of(self.table, copies)
        if not self.synthetic:
            return batch
        shape = batch.state.shape[:2]
        common = rng.standard_normal(shape)
        own: dict[str, Floats] = {}  # two reviewers of one mark look at the same work
        for law in self.laws:
            z = own.setdefault(law.figure.partition("@")[0], rng.standard_normal(shape))
            _put(batch, law, COMMON * common + OWN * z, self.heads if heads is None else heads)
        return batch

    def equals(self, copies: int) -> Batch:
        """Everybody equally good: the usual level, or the common rate of the unit's group in past figures."""
        batch = Batch.of(self.table, copies)
        for law in self.laws:
            if self.synthetic:
                _put(batch, law, np.zeros(batch.state.shape[:2]), self.heads)
            elif law.chance in (Chance.BINOMIAL, Chance.POISSON, Chance.AMOUNT):
                _pool(batch, law, self.heads)
            else:
                middle = np.median(self.table.numerator[:, law.column])
                batch.numerator[:, :, law.column] = int(middle)
        return batch

    def strayed(self, truth: Batch, rng: np.random.Generator) -> Batch:
        """One period drawn around the true levels."""
        drawn = truth.repeated(1)
        for law in self.laws:
            at = law.column
            there = drawn.state[:, :, at] == State.PRESENT
            new = stray(law, truth.numerator[:, :, at], truth.denominator[:, :, at], rng)
            drawn.numerator[:, :, at] = np.where(there, new, truth.numerator[:, :, at])
        return drawn

    def run(self, batch: Batch) -> Outcome:
        return batch.run(self.scheme)


def _put(batch: Batch, law: Law, z: Floats, heads: Floats) -> None:
    at = law.column
    over, under, target = level(law, z, heads)
    batch.state[:, :, at] = State.PRESENT
    batch.numerator[:, :, at], batch.denominator[:, :, at], batch.target[:, :, at] = over, under, target


def _pool(batch: Batch, law: Law, heads: Floats) -> None:
    """Every unit gets the rate of its group, over its own cases, target or size."""
    base, at = batch.base, law.column
    weight = base.denominator[:, at].astype(np.float64)
    if law.chance is not Chance.BINOMIAL:
        target = base.target[:, at].astype(np.float64)
        weight = target if target.all() else heads.astype(np.float64)
    there = base.state[:, at] == State.PRESENT
    for group in sorted(set(base.groups)):
        mine = np.array([g == group for g in base.groups]) & there
        if mine.any() and weight[mine].sum() > 0:
            rate = base.numerator[mine, at].sum() / weight[mine].sum()
            batch.numerator[:, mine, at] = np.rint(rate * weight[mine]).astype(np.int64)


# --- Preparing the ground ---------------------------------------------------------------------------------


def prepare(
    scheme: Scheme, form: Form, data: FigureTable | None = None, *, seed: int, worlds: int
) -> Ground | None:
    """The ground for one form; None when the form gives no points, or no unit has complete figures.

    Past figures of officers are never drawn from or ordered: for them, and without `data`, units are made up.
    """
    if not form.criteria:
        return None
    form = distinct(form)
    simple = plain(scheme)
    if data is not None and scheme.subject is not SubjectKind.OFFICER:
        return _from_data(scheme, simple, form, data, seed, worlds)
    names = columns(scheme)
    chances = laws(scheme, form, names)
    spaced = _blank(scheme, form, 11)
    _fill(spaced, chances, np.linspace(-1.25, 1.25, 11), np.full(11, float(HEADS)))
    settled = _settle(simple, form, spaced, chances)
    table = _blank(scheme, form, len(HEADCOUNTS))
    for array in ("state", "numerator", "denominator"):
        getattr(table, array)[:] = getattr(settled, array)[5]
    heads = np.array(HEADCOUNTS, dtype=np.float64)
    _fill(table, chances, np.zeros(len(heads)), heads)
    return Ground(
        full=scheme, scheme=simple, form=form, laws=chances, table=table, heads=heads, reference=settled,
        middle=5, synthetic=True, left_out=0, seed=seed, worlds=worlds,
    )  # fmt: skip


def distinct(form: Form) -> Form:
    """Titles that stand alone: where two lines of a form are called the same, their group says which."""
    titles = [c.title for c in form.criteria]
    groups = tuple(
        replace(
            group,
            criteria=tuple(
                replace(c, title=f"{group.title}: {c.title}") if titles.count(c.title) > 1 else c
                for c in group.criteria
            ),
        )
        for group in form.groups
    )
    return replace(form, groups=groups)


def _blank(scheme: Scheme, form: Form, size: int) -> FigureTable:
    names = columns(scheme)
    shape = (size, len(names))
    return FigureTable(
        period=containing(scheme.first_day, scheme.period),
        subjects=tuple(f"{i + 1:02d}" for i in range(size)),
        forms=(form.code,) * size,
        groups=("",) * size,
        figures=names,
        state=np.zeros(shape, dtype=np.int8),
        numerator=np.zeros(shape, dtype=np.int64),
        denominator=np.full(shape, MILLI, dtype=np.int64),
        target=np.zeros(shape, dtype=np.int64),
    )


def _fill(table: FigureTable, chances: tuple[Law, ...], z: Floats, heads: Floats) -> None:
    for law in chances:
        at = law.column
        over, under, target = level(law, z, heads)
        table.state[:, at] = State.PRESENT
        table.numerator[:, at], table.denominator[:, at], table.target[:, at] = over, under, target


def _settle(scheme: Scheme, form: Form, table: FigureTable, chances: tuple[Law, ...]) -> FigureTable:
    """Give figures that only conditions read the value under which nothing is vetoed, capped or gated."""
    drawn = {law.figure for law in chances}
    asked: dict[str, set[int]] = {}
    for condition in conditions_of(form):
        for leaf in figures_of(condition):
            if leaf.figure in table.figures and leaf.figure not in drawn:
                values = asked.setdefault(leaf.figure, {0, MILLI})
                for bound in (leaf.bounds.low, leaf.bounds.high):
                    if bound is not None:
                        exact = round(bound * MILLI)
                        values |= {max(0, exact - MILLI), exact, exact + MILLI}
    kinds = {use.code: use.kind for use in scheme.figures}
    for name in asked:
        table.state[:, table.column(name)] = State.PRESENT
    for name, values in asked.items():
        kept = sorted(
            v for v in values if v <= MILLI or kinds[name] not in (FigureKind.RATIO, FigureKind.YES_NO)
        )
        batch = Batch.of(table, len(kept))
        batch.numerator[:, :, table.column(name)] = np.array(kept)[:, None]
        out = batch.run(scheme)
        worth = out.complete.sum(axis=1) * 10**12 + out.total.sum(axis=1) * 100 - out.classes.sum(axis=1)
        table.numerator[:, table.column(name)] = kept[int(np.argmax(worth))]
    return table


def _from_data(
    full: Scheme, scheme: Scheme, form: Form, data: FigureTable, seed: int, worlds: int
) -> Ground | None:
    mine = _rows(data, [i for i, code in enumerate(data.forms) if code == form.code])
    if not mine.subjects:
        return None
    out = Batch.of(mine, 1).run(scheme)
    table = _rows(mine, np.flatnonzero(out.complete[0]).tolist())
    if not table.subjects:
        return None
    chances = _scaled(laws(scheme, form, table.figures), table)
    largest = max(sorted(set(table.groups)), key=table.groups.count)
    reference = _rows(table, [i for i, g in enumerate(table.groups) if g == largest])
    order = np.argsort(Batch.of(reference, 1).run(scheme).total[0], kind="stable")
    if len(order) > REFERENCE_MAX:
        chosen = order[np.linspace(0, len(order) - 1, REFERENCE_MAX).astype(np.int64)]
        reference, order = _rows(reference, chosen.tolist()), np.arange(REFERENCE_MAX)
    middle = int(order[len(order) // 2])
    return Ground(
        full=full, scheme=scheme, form=form, laws=chances, table=table, heads=_heads(table, chances),
        reference=reference, middle=middle, synthetic=False, left_out=len(mine.subjects) - len(table.subjects),
        seed=seed, worlds=worlds,
    )  # fmt: skip


def _rows(table: FigureTable, rows: list[int]) -> FigureTable:
    return replace(
        table,
        subjects=tuple(table.subjects[i] for i in rows),
        forms=tuple(table.forms[i] for i in rows),
        groups=tuple(table.groups[i] for i in rows),
        state=table.state[rows],
        numerator=table.numerator[rows],
        denominator=table.denominator[rows],
        target=table.target[rows],
    )


def _scaled(chances: tuple[Law, ...], table: FigureTable) -> tuple[Law, ...]:
    """Targets as they are in the data; the other laws only say how chance works."""
    return tuple(
        replace(law, target=float(np.median(targets[targets > 0])) / MILLI)
        if (targets := table.target[:, law.column]).any()
        else law
        for law in chances
    )


def _heads(table: FigureTable, chances: tuple[Law, ...]) -> Floats:
    """How large each unit is: its cases and targets against the median unit's, times the middling size."""
    ratios = []
    for law in chances:
        column = table.denominator if law.chance is Chance.BINOMIAL else table.target
        size = column[:, law.column].astype(np.float64)
        if law.chance in (Chance.BINOMIAL, Chance.POISSON, Chance.AMOUNT) and size.min() > 0:
            ratios.append(size / np.median(size))
    if not ratios:
        return np.full(len(table.subjects), float(HEADS))
    heads: Floats = HEADS * np.exp(np.mean(np.log(np.array(ratios)), axis=0))
    return heads
