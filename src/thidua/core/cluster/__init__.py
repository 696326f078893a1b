"""One year of an emulation cluster: how far it has come, its members' reports, and who leads it next.

How proposals fall on the members, and whether the host judged itself best, is said by `core.finding.award_findings`.
"""

from thidua.core.cluster.edition import (
    REPRESENTS,
    ClusterStage,
    ClusterYear,
    Milestone,
    carried,
    check_ring,
    milestones,
    month_end_after,
    next_lead,
    quorum,
    stage_of,
)
from thidua.core.cluster.report import (
    ADDS,
    LimitText,
    MonthNumber,
    OwnNumber,
    Totalled,
    own_number,
    recurrence,
    report_problems,
    total,
    yearly_change,
)

__all__ = [
    "ADDS", "REPRESENTS", "ClusterStage", "ClusterYear", "LimitText", "Milestone", "MonthNumber",
    "OwnNumber", "Totalled", "carried", "check_ring", "milestones", "month_end_after", "next_lead", "own_number",
    "quorum", "recurrence", "report_problems", "stage_of", "total", "yearly_change",
]  # fmt: skip
