"""Words for stages and states of a cluster's year, and a number of it as people read it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.cluster import ClusterStage
from thidua.core.finding import Finding
from thidua.store.models import ClusterEdition, ClusterMember, MemberReport

STAGES = {
    ClusterStage.PLANNED: (gettext_lazy("Đã lập, chưa ký giao ước"), ""),
    ClusterStage.COMPACT: (gettext_lazy("Đã ký giao ước"), "blue"),
    ClusterStage.REVIEWED: (gettext_lazy("Đã sơ kết các quý"), "blue"),
    ClusterStage.REPORTED: (gettext_lazy("Đã có báo cáo tổng hợp"), "gold"),
    ClusterStage.CONFERENCE: (gettext_lazy("Đang hội nghị"), "gold"),
    ClusterStage.VOTED: (gettext_lazy("Đã bỏ phiếu"), "gold"),
    ClusterStage.HANDED_OVER: (gettext_lazy("Đã bàn giao"), "green"),
}
MILESTONES = {
    ClusterStage.COMPACT: gettext_lazy("Ký giao ước"),
    ClusterStage.REVIEWED: gettext_lazy("Sơ kết quý"),
    ClusterStage.REPORTED: gettext_lazy("Báo cáo"),
    ClusterStage.CONFERENCE: gettext_lazy("Hội nghị"),
    ClusterStage.VOTED: gettext_lazy("Bỏ phiếu"),
    ClusterStage.HANDED_OVER: gettext_lazy("Bàn giao"),
}
PAGES = {
    ClusterStage.COMPACT: "cluster-compact",
    ClusterStage.REVIEWED: "cluster-reviews",
    ClusterStage.REPORTED: "cluster-total",
    ClusterStage.CONFERENCE: "cluster-conference",
    ClusterStage.VOTED: "cluster-conference",
    ClusterStage.HANDED_OVER: "cluster-hand-over",
}
ROLES = {
    ClusterMember.Role.LEAD: (gettext_lazy("Cụm trưởng"), "gold"),
    ClusterMember.Role.DEPUTY: (gettext_lazy("Phó Cụm trưởng"), "blue"),
    ClusterMember.Role.MEMBER: (gettext_lazy("Thành viên"), ""),
}
REPORTS = {
    MemberReport.State.DRAFT: (gettext_lazy("Đang làm"), ""),
    MemberReport.State.FILED: (gettext_lazy("Đã nộp"), "green"),
    MemberReport.State.RETURNED: (gettext_lazy("Bị trả lại"), "gold"),
}
TABS = (
    ("cluster", gettext_lazy("Tổng quan")),
    ("cluster-compact", gettext_lazy("Giao ước")),
    ("cluster-reviews", gettext_lazy("Sơ kết, kiểm tra chéo")),
    ("cluster-total", gettext_lazy("Báo cáo tổng hợp")),
    ("cluster-conference", gettext_lazy("Hội nghị")),
    ("cluster-items", gettext_lazy("Việc và hạn chế")),
    ("cluster-hand-over", gettext_lazy("Bàn giao")),
)


def tabs(request: HttpRequest, edition: ClusterEdition) -> list[dict[str, object]]:
    """The pages of a year; of one that is only known from print, those that have something to show."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    names = [("cluster", _("Tổng quan"))] if edition.published else list(TABS)
    code = edition.cluster.code
    return [
        {"title": title, "url": reverse(name, args=[code]), "here": name == here} for name, title in names
    ]


def finding_text(finding: Finding, forms: Mapping[str, str]) -> dict[str, str]:
    """How the proposals fall on the members, said plainly."""
    held = {key: str(value) for key, value in finding.numbers.items()}
    held["form"] = forms.get(held.get("form", ""), held.get("form", ""))
    if finding.code == "finding.award-each-once":
        said = _("%(split)s trên %(members)s đơn vị: đơn vị nào cũng được đúng một đề nghị.") % held
        return {"tone": "gold", "text": said, "code": finding.code}
    if finding.code == "finding.award-host":
        roles = {
            "lead": _("Cụm trưởng"),
            "host": _("đơn vị đăng cai"),
            "lead+host": _("Cụm trưởng và đơn vị đăng cai"),
        }
        held["roles"] = roles[held["roles"]]
        said = _("%(form)s dành cho %(name)s, cũng là %(roles)s. Nêu để hội nghị tự cân nhắc.") % held
        return {"tone": "red", "text": said, "code": finding.code}
    if finding.code == "finding.award-outsider":
        said = _("Có đơn vị ngoài cụm trong danh sách: %(names)s.") % held
        return {"tone": "red", "text": said, "code": finding.code}
    said = _("%(split)s trên %(members)s đơn vị; chưa có đề nghị nào: %(without)s; hơn một: %(more)s.") % {
        **held, "without": _none(held["without"]), "more": _none(held["more"]),
    }  # fmt: skip
    return {"tone": "", "text": said, "code": finding.code}


def _none(names: str) -> str:
    return _("không có") if names == "0" else names
