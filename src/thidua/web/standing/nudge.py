"""What would have changed one subject's result, as the page "Vì sao?" shows it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.nudge import nudges_of
from thidua.core.nudge import Nudge, by_effort
from thidua.core.nudge.longer import Longer
from thidua.core.period import Period
from thidua.core.score.leader import compares
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.core.standing import StandingRow
from thidua.office import nudge as told
from thidua.office import nudge_longer as told_of_longer
from thidua.web.standing.snapshot import Snapshot

SHOWN = 4
_ONE_BY_ONE = gettext_lazy("Từng số liệu một, các số khác giữ nguyên; ít công nhất xếp trước.")
_LONGER = gettext_lazy(
    "Kết quả của kỳ dài do các kỳ bên trong tạo nên; mỗi dòng nói một cách, những điều khác giữ nguyên."
)


def changes(held: Snapshot, period: Period, row: StandingRow) -> dict[str, Any]:
    """Sentences by what they would have done; empty while the subject has no result."""
    if not row.complete:
        return {}
    officers = held.scheme.subject is SubjectKind.OFFICER
    alone = officers and not compares(held.scheme)  # nobody's place or points depend on colleagues
    subjects = [r.subject for r in held.rows if r.group == row.group and (not alone or r == row)]
    found = nudges_of(held.scheme, held.given_of(period, subjects), row.subject)
    lines = (
        _longer(found, held.scheme, period)
        if isinstance(found, Longer)
        else _figure_by_figure(found, held.scheme)
    )
    helps = lines["helps"]
    first = _("phân loại") if officers else _("phân loại hay thứ hạng")
    return {
        **lines,
        "helps": helps[:SHOWN],
        "more": helps[SHOWN:],
        "none": lines.get(
            "none", _("Không số liệu nào, chỉ riêng mình nó, nâng được %(first)s.") % {"first": first}
        ),
    }


def _figure_by_figure(found: tuple[Nudge, ...], scheme: Scheme) -> dict[str, Any]:
    lines: dict[str, Any] = {"helps": [], "hurts": [], "idle": [], "note": _ONE_BY_ONE}
    for one in by_effort(found):
        kind = "helps" if one.helps else "hurts" if one.change else "idle"
        lines[kind].append(told.sentence(one, scheme))
    return lines if found else {"helps": [], "note": _ONE_BY_ONE}


def _longer(found: Longer, scheme: Scheme, period: Period) -> dict[str, Any]:
    lines: dict[str, Any] = {"helps": [], "hurts": [], "note": _LONGER}
    for one in (*found.gaps, *found.swaps):
        helps = one.after.better_than(found.before)
        lines["helps" if helps else "hurts"].append(told_of_longer.sentence(one, scheme, period.kind))
    if not found.gaps and not found.swaps:
        lines["none"] = told_of_longer.sentences(found, scheme, period.kind)[0] + "."
    return lines
