"""The only doors from a view or an action to an object.

A person sees her own units and everything below them by command, as of today: her **branch**. Sisters and superiors
are not in it. A standing is shared: every member of a cluster sees the cluster. What cannot be seen does not exist
(404), so that nobody learns from an answer that there was something to find.

Rights of a post may be lent for some days (`Delegation`): what is lent stands among the viewer's posts, marked with the
lender, and is gone the moment it ends. An administrator's post opens accounts and posts, and no content.

One file per noun that has doors of its own (`report.py`, `bulletin.py` …); everything is named here again, so that a
view says `access.unit_for`.
"""

from thidua.store.access.account import (
    administered_people,
    administered_person_for,
    administered_unit_for,
    administered_units,
    may_administer_person,
)
from thidua.store.access.audit import Scope, audit_lines, audit_scopes, audit_units, history
from thidua.store.access.award import (
    award_for,
    awards,
    decision_for,
    decisions,
    dossier_for,
    dossiers,
    may_answer_remark,
    may_keep_dossier,
    nominating_units,
    public_awards,
    revoked_awards,
    submission_for,
    submissions,
    transfer_remark_for,
    transfer_remarks,
)
from thidua.store.access.ballot import ballot_for, ballots
from thidua.store.access.board import bystander, wall_link_for, wall_links, wall_movements, wall_of
from thidua.store.access.bulletin import (
    bulletin_for,
    bulletin_units,
    bulletins,
    may_clear,
    may_write_bulletin,
    public_issue_for,
    public_issues,
    weakness_for,
    weaknesses,
)
from thidua.store.access.cluster import DEPUTY as CLUSTER_DEPUTY
from thidua.store.access.cluster import LEAD as CLUSTER_LEAD
from thidua.store.access.cluster import (
    cluster_candidates,
    cluster_edition_for,
    cluster_editions,
    cluster_item_for,
    cluster_lead,
    cluster_member_for,
    cluster_members,
    cluster_owners,
    limitation_for,
    may_keep_cluster,
    may_own_cluster,
    may_represent,
    may_write_for_member,
    member_reports,
    voters_of,
    writable_member_for,
)
from thidua.store.access.comment import comment_for, comments
from thidua.store.access.correction import answering_unit, correction_for, corrections, may_answer
from thidua.store.access.council import (
    council_candidates,
    council_for,
    council_item_for,
    council_session_for,
    council_sessions,
    council_units,
    councils,
    may_keep_council,
    may_run_council,
)
from thidua.store.access.delegation import (
    delegates_of,
    delegation_for,
    delegations_given,
    delegations_received,
    lendable_post_for,
    lendable_posts,
)
from thidua.store.access.directive import directive_for, directives, proposal_for, proposals
from thidua.store.access.directory import (
    area_for,
    directory_unit_for,
    directory_units,
    kept_areas,
    kept_units,
    succession_draft_for,
    succession_drafts,
)
from thidua.store.access.dispute import (
    disputable_for,
    dispute_for,
    disputes,
    disputes_at_hand,
    may_dispute,
    may_pursue,
)
from thidua.store.access.document import minutes, minutes_for
from thidua.store.access.door import (
    close_for,
    compact_for,
    compacts,
    deed_for,
    deeds,
    movement_for,
    movements,
    period_for,
    person_for,
    plan_for,
    plans,
    scheme_draft_for,
    scheme_version_for,
    scheme_versions,
    scheme_writers,
    standing_group_for,
    standing_groups,
    subject_for,
    unit_for,
    units,
)
from thidua.store.access.draft import draft_of
from thidua.store.access.evidence import evidence_for
from thidua.store.access.inspection import (
    inspecting_units,
    inspection_for,
    inspection_item_for,
    inspection_items,
    inspections,
    may_reply,
)
from thidua.store.access.job import job_for, jobs
from thidua.store.access.mapping import mapping_for, mappings
from thidua.store.access.merit import (
    good_deed_for,
    good_deeds,
    keeping,
    kept_members,
    kept_merit_units,
    may_write_merit,
    merit_person_for,
    merit_unit_for,
)
from thidua.store.access.notice import notice_for, notices
from thidua.store.access.outreach import outreach_events, outreach_sums, outreach_units
from thidua.store.access.paper import (
    may_print,
    paper_stock_for,
    paper_stocks,
    paper_template_for,
    paper_templates,
    printable_decisions,
    printed_decision_for,
    printing_unit_for,
    printing_units,
    signed_paper_for,
    signed_papers,
)
from thidua.store.access.report import (
    APPROVES,
    chains,
    deciders,
    deciding,
    may_decide,
    may_oversee,
    may_set_windows,
    overseen,
    reports,
)
from thidua.store.access.right import (
    answering_for,
    holders,
    may_administer,
    may_close,
    may_confirm,
    may_correct,
    may_keep_awards,
    may_keep_directory,
    may_keep_register,
    may_plan,
    may_record,
    may_sign,
    may_submit,
    may_take_up,
    may_write_schemes,
    planning_units,
    recordable_units,
)
from thidua.store.access.search import answers
from thidua.store.access.sync import sync_conflict_for, sync_conflicts, sync_records
from thidua.store.access.unit import above_all, below
from thidua.store.access.who import (
    CLOSES,
    CONFIRMS,
    KEEPS,
    RECORDS,
    Held,
    Viewer,
    only,
    serves_in,
    viewer,
    viewer_of,
)
