"""What would have changed one subject's result, from the columns of a bundle or of a period still open."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.actions.compute import Columns, Inputs, parts_of, table_of
from thidua.core.nudge import Nudge, nudges
from thidua.core.nudge.longer import Longer, longer
from thidua.core.score.scheme import Scheme


def nudges_of(scheme: Scheme, given: Inputs, subject: str) -> tuple[Nudge, ...] | Longer:
    """Figure by figure where figures were scored, by parts where the period is made of others.

    Args:
        given: with the subject's whole group, since places and leaders depend on it.
    """
    if given.parts is None:
        return nudges(scheme, table_of(scheme, given), subject)
    forms, groups = given.subjects["form"], given.subjects["group"]
    return longer(scheme, given.period, parts_of(scheme, given), forms, groups, subject)


def of_subjects(given: Inputs, subjects: Sequence[str]) -> Inputs:
    """These subjects alone."""
    wanted = set(subjects)
    return Inputs(
        given.period,
        _only(given.subjects, wanted),
        _only(given.inputs, wanted),
        None if given.parts is None else _only(given.parts, wanted),
    )


def _only(columns: Columns, wanted: set[str]) -> Columns:
    rows = [row for row, subject in enumerate(columns["subject"]) if subject in wanted]
    return {name: [values[row] for row in rows] for name, values in columns.items()}
