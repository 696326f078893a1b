"""The impact sheet: every question asked of one form of a scheme, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from thidua.core.lab.cliff import cliffs
from thidua.core.lab.duplicate import duplicates
from thidua.core.lab.effect import Answer, Part, Sheet
from thidua.core.lab.ground import Ground, prepare
from thidua.core.lab.incentive import incentives
from thidua.core.lab.loophole import loopholes
from thidua.core.lab.luck import best, luck
from thidua.core.lab.padding import padding
from thidua.core.lab.peer import peers
from thidua.core.lab.quota import quotas
from thidua.core.lab.reviewer import reviewers
from thidua.core.lab.stability import stability
from thidua.core.lab.sweep import Sweep, sweep
from thidua.core.lab.weight import weights
from thidua.core.score.scheme import Form, Scheme
from thidua.core.score.table import FigureTable

WORLDS = 400
Progress = Callable[[Part, int, int], None]


def impact_sheet(
    scheme: Scheme,
    *,
    form: str = "",
    data: FigureTable | None = None,
    others: Sequence[Scheme] = (),
    seed: int = 1,
    worlds: int = WORLDS,
    progress: Progress | None = None,
) -> Sheet:
    """Ask every question.

    Args:
        form: the form to ask about; "" is the one most units of `data` use, else the first that gives points.
        data: past figures of one period; without it, worlds are drawn from the scheme.
        others: schemes that may reward the same results.
        seed: the same seed gives the same sheet.
        progress: told (question, number done, number of all) before each question.
    """
    chosen = chosen_form(scheme, form, data)
    ground = prepare(scheme, chosen, data, seed=seed, worlds=worlds)
    asked = _questions(scheme, chosen, ground, others)
    answers = []
    for number, (part, ask) in enumerate(asked.items()):
        if progress is not None:
            progress(part, number, len(asked))
        answers.append(ask())
    return Sheet(
        scheme=scheme.code,
        form=chosen.code,
        synthetic=ground is None or ground.synthetic,
        units=len(ground.table.subjects) if ground is not None else 0,
        left_out=ground.left_out if ground is not None else 0,
        worlds=worlds,
        seed=seed,
        periods=(data.period.code,)
        if data is not None and ground is not None and not ground.synthetic
        else (),
        answers=tuple(answers),
    )


def chosen_form(scheme: Scheme, form: str, data: FigureTable | None) -> Form:
    """The form that is asked for, or the one that matters most."""
    if form:
        return scheme.form(form)
    if data is not None and data.forms:
        return scheme.form(max(sorted(set(data.forms)), key=data.forms.count))
    return next((f for f in scheme.forms if f.criteria), scheme.forms[0])


def _questions(
    scheme: Scheme, form: Form, ground: Ground | None, others: Sequence[Scheme]
) -> dict[Part, Callable[[], Answer]]:
    swept: list[Sweep] = []

    def sweeps(own: Ground) -> tuple[Sweep, ...]:
        if not swept:
            for law in own.counting:
                swept.append(sweep(own, law))
                if law.target:
                    swept.append(sweep(own, law, alone=True))
        return tuple(swept)

    def of(question: Callable[[Ground], Answer], part: Part) -> Callable[[], Answer]:
        return lambda: question(ground) if ground is not None else Answer(part, skipped="no-points")

    return {
        Part.CLIFF: of(lambda g: cliffs(g, sweeps(g)), Part.CLIFF),
        Part.PEER: of(peers, Part.PEER),
        Part.WEIGHT: of(weights, Part.WEIGHT),
        Part.BEST: of(best, Part.BEST),
        Part.LUCK: of(luck, Part.LUCK),
        Part.PADDING: of(padding, Part.PADDING),
        Part.LOOPHOLE: of(loopholes, Part.LOOPHOLE),
        Part.REVIEWER: of(reviewers, Part.REVIEWER),
        Part.QUOTA: lambda: quotas(scheme),
        Part.STABILITY: of(stability, Part.STABILITY),
        Part.INCENTIVE: of(lambda g: incentives(g, sweeps(g)), Part.INCENTIVE),
        Part.DUPLICATE: lambda: duplicates(scheme, form, others),
    }
