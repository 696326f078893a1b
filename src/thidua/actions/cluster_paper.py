"""Papers of a cluster composed from what is recorded: consolidated report, minutes of the conference, proposals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from thidua.actions.cluster_consolidated import value_of
from thidua.actions.cluster_vote import distribution, form_titles
from thidua.actions.document import full_name, heading_of, signature_of
from thidua.core.finding import Finding
from thidua.core.problem import Refused
from thidua.core.score.scheme import FigureKind
from thidua.office.document import Document
from thidua.office.document.cluster import (
    Conference,
    Figure,
    Limit,
    Proposed,
    Task,
    conference_document,
    consolidated_document,
    figure_text,
    proposals_document,
)
from thidua.office.document.minutes import moment
from thidua.store import access, vault
from thidua.store.models import ClusterEdition, ConsolidatedReport, LeadHandOver, Limitation, Unit

RECIPIENTS = ("Cơ quan thường trực thi đua của Bộ (để báo cáo)", "Các thành viên cụm", "Lưu: VT, hồ sơ cụm")


def cluster_paper(edition: ClusterEdition, which: str, day: date) -> Document:
    """The paper of that name: "bao-cao", "bien-ban" or "de-nghi".

    Raises:
        Refused: "cluster.not-issued" or "cluster.not-opened" while there is nothing to write.
        KeyError: no such paper.
    """
    return {"bao-cao": consolidated_paper, "bien-ban": conference_paper, "de-nghi": proposals_paper}[which](
        edition, day
    )


def _lead(edition: ClusterEdition, day: date) -> Unit:
    lead = access.cluster_lead(edition, day)
    assert lead is not None, "an edition that is lived here has a lead"
    return lead


def consolidated_paper(edition: ClusterEdition, day: date) -> Document:
    """The latest issue, number by number as it was issued."""
    issued = edition.consolidated.first()
    if issued is None:
        raise Refused("cluster.not-issued")
    assert edition.cut_off is not None
    lead, on = _lead(edition, day), issued.issued_at.astimezone(vault.HERE).date()
    members: dict[str, str] = issued.content["members"]
    silent = issued.content["lines"][0]["silent"] if issued.content["lines"] else []
    source = f"Máy cộng từ báo cáo của các thành viên; bản {issued.version}, mã {issued.digest[:16]}."
    return consolidated_document(
        heading_of(lead, on, abbreviation="BC"),
        title=edition.cluster.title, year=edition.year, cut_off=edition.cut_off, members=list(members.values()),
        silent=[members[code] for code in silent], reason=issued.reason, figures=_figures(issued, members),
        limits=_limits(edition), source=source, signature=signature_of(lead, on), recipients=RECIPIENTS,
        specimen=settings.DEMO,
    )  # fmt: skip


def _figures(issued: ConsolidatedReport, members: dict[str, str]) -> list[Figure]:
    rows = []
    for line in issued.content["lines"]:
        kind, total = FigureKind(line["kind"]), value_of(line["total"])
        numbers = {code: value_of(held) for code, held in line["numbers"].items()}
        fewer, more, compared = line["changes"]
        rows.append(
            Figure(
                f"{line['title']} ({line['unit']})",
                figure_text(kind, total),
                f"{len(numbers)}/{len(members)}",
                f"{fewer} giảm, {more} tăng trên {compared}" if compared else "–",
                tuple(figure_text(kind, numbers.get(code)) for code in members),
            )
        )
    return rows


def _limits(edition: ClusterEdition) -> list[Limit]:
    rows = Limitation.objects.filter(report__edition=edition, report__state="filed").select_related(
        "report__unit"
    )
    return [
        Limit(row.report.unit.name, row.text, row.cause, row.owner, row.due, row.repeats_id is not None)
        for row in rows.order_by("report__unit__name", "pk")
    ]


def proposals_paper(edition: ClusterEdition, day: date) -> Document:
    if edition.opened_at is None:
        raise Refused("cluster.not-opened")
    lead, on = _lead(edition, day), edition.opened_at.astimezone(vault.HERE).date()
    return proposals_document(
        heading_of(lead, on), title=edition.cluster.title, year=edition.year, groups=_groups(edition),
        findings=_findings(edition), method=_method(edition), signature=signature_of(lead, on), recipients=RECIPIENTS,
        specimen=settings.DEMO,
    )  # fmt: skip


def conference_paper(edition: ClusterEdition, day: date) -> Document:
    if edition.opened_at is None:
        raise Refused("cluster.not-opened")
    lead, began = _lead(edition, day), edition.opened_at.astimezone(vault.HERE)
    members = [row.unit for row in access.cluster_members(edition, day)]
    issued = edition.consolidated.select_related("issued_by").first()
    over = LeadHandOver.objects.filter(edition=edition).select_related("to_lead", "to_deputy").first()
    chair = signature_of(lead, began.date())
    held = Conference(
        began=moment(began), place=edition.place or "…",
        present=[unit.name for unit in members if unit.code in edition.present],
        absent=[unit.name for unit in members if unit.code not in edition.present],
        chair=f"{chair.name}, {chair.lines[0]}",
        secretary=f"{full_name(issued.issued_by)}, {lead.name}" if issued else "…",
    )  # fmt: skip
    return conference_document(
        heading_of(lead, None, abbreviation="BB", place=False, seen_on=began.date()),
        title=edition.cluster.title, held=held, report=_report(issued), groups=_groups(edition),
        findings=_findings(edition), method=_method(edition), next_lead=_next(over),
        tasks=[Task(i.task, i.speaker, i.owner.name, i.due) for i in edition.items.select_related("owner")],
        specimen=settings.DEMO,
    )  # fmt: skip


def _report(issued: ConsolidatedReport | None) -> str:
    if issued is None:
        return "Chưa ban hành báo cáo tổng hợp."
    lines = issued.content["lines"]
    silent = lines[0]["silent"] if lines else []
    count = f"{len(issued.content['members']) - len(silent)}/{len(issued.content['members'])}"
    seal = f"bản {issued.version}, mã {issued.digest[:16]}"
    return f"Hội nghị nghe báo cáo tổng hợp với số liệu của {count} thành viên ({seal})."


def _next(over: LeadHandOver | None) -> str:
    if over is None:
        return "Chưa bàn giao Cụm trưởng"
    deputy = f", Phó Cụm trưởng là {over.to_deputy.name}" if over.to_deputy else ""
    return f"Cụm trưởng năm {over.year} là {over.to_lead.name}{deputy}"


def _groups(edition: ClusterEdition) -> list[tuple[str, Sequence[Proposed]]]:
    titles, rows = form_titles(edition), list(edition.proposals.select_related("unit"))
    return [
        (
            titles.get(line["form"], line["form"]),
            [Proposed(r.unit.name, r.votes, r.voters, r.accepted) for r in rows if r.form == line["form"]],
        )
        for line in edition.forms
    ]


def _method(edition: ClusterEdition) -> str:
    own = "kể cả về đơn vị mình" if edition.own_vote else "không bỏ phiếu về đơn vị mình"
    return (
        f"Bỏ phiếu kín, mỗi thành viên có mặt một đại diện, {own}; "
        "được đề nghị khi quá nửa số người được bỏ phiếu về nội dung ấy đồng ý. Đề nghị chưa phải là quyết định khen."
    )


def _findings(edition: ClusterEdition) -> list[str]:
    return [finding_line(finding, form_titles(edition)) for finding in distribution(edition)]


def finding_line(finding: Finding, forms: dict[str, str]) -> str:
    """How proposals fall on the members, for paper."""
    held = {key: str(value) for key, value in finding.numbers.items()}
    if finding.code == "finding.award-each-once":
        return f"{held['split']} trên {held['members']} đơn vị: đơn vị nào cũng được đúng một đề nghị"
    if finding.code == "finding.award-host":
        roles = {"lead": "Cụm trưởng", "host": "đơn vị đăng cai"}
        told = " và ".join(roles[role] for role in held["roles"].split("+"))
        return f"{forms.get(held['form'], held['form'])} dành cho {held['name']}, cũng là {told}"
    if finding.code == "finding.award-outsider":
        return f"Có đơn vị ngoài cụm trong danh sách: {held['names']}"
    without, more = (held[key] if held[key] != "0" else "không có" for key in ("without", "more"))
    return f"{held['split']} trên {held['members']} đơn vị; chưa có đề nghị nào: {without}; hơn một: {more}"
