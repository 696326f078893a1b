"""What a sent form does to a dossier: one entry per step, with its button, and the action behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.actions.dossier.paper import paper_set
from thidua.actions.dossier.remark import remark_ask
from thidua.actions.dossier.step import (
    dossier_appraise,
    dossier_consent,
    dossier_publish,
    dossier_refuse,
    dossier_resume,
    dossier_return,
    dossier_to_council,
    dossier_voice,
    dossier_withdraw,
)
from thidua.actions.evidence import LARGEST, evidence_keep
from thidua.core.dossier import DossierState
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.office.dates import read_day
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Dossier, DossierPaper, Evidence, Unit
from thidua.web.door import now

COUNT_DIGITS = 6  # of people who said something
Text = str | Promise
Take = Callable[[HttpRequest, Viewer, Dossier], object]


@dataclass(frozen=True)
class Way:
    """`then`: the state it leads to, None for what changes none; `why`: a reason is asked for."""

    title: Text
    done: Text
    then: DossierState | None
    take: Take
    why: bool = False
    main: bool = False


def _text(request: HttpRequest, name: str, most: int = 300) -> str:
    return request.POST.get(name, "").strip()[:most]


def _consent(request: HttpRequest, viewer: Viewer, row: Dossier) -> object:
    return dossier_consent(
        by=viewer, at=now(), dossier=row, agrees=request.POST.get("agrees") == "co",
        public="public" in request.POST, paper=_text(request, "paper", 160),
    )  # fmt: skip


def _publish(request: HttpRequest, viewer: Viewer, row: Dossier) -> object:
    until = read_day(_text(request, "until")) if _text(request, "until") else None
    if isinstance(until, Problem):
        raise Refused("dossier.refused", [problem(until.code, Where(field="until"), **until.values)])
    return dossier_publish(by=viewer, at=now(), dossier=row, until=until)


def _voice(request: HttpRequest, viewer: Viewer, row: Dossier) -> object:
    """Nothing typed is nobody; what is no number is told, and never taken for nobody."""
    typed = {name: _text(request, name) for name in ("agree", "disagree")}
    wrong = [
        problem("number.not-a-number", Where(field=name), value=text)
        for name, text in typed.items()
        if text and not (text.isascii() and text.isdecimal() and len(text) <= COUNT_DIGITS)
    ]
    if wrong:
        raise Refused("dossier.refused", wrong)
    counts = {name: int(text or "0") for name, text in typed.items()}
    return dossier_voice(
        by=viewer,
        at=now(),
        dossier=row,
        **counts,
        text=_text(request, "text"),
        answer=_text(request, "answer"),
    )


STEPS: Mapping[str, Way] = {
    "tham-dinh": Way(
        _("Thẩm định xong"),
        _("Đã ghi kết quả thẩm định."),
        DossierState.APPRAISED,
        lambda r, v, d: dossier_appraise(by=v, at=now(), dossier=d, remark=_text(r, "reason")),
        main=True,
    ),
    "hoi-dong": Way(
        _("Đưa ra hội đồng"),
        _("Hồ sơ đã nằm trong danh sách chờ hội đồng."),
        DossierState.COUNCIL,
        lambda r, v, d: dossier_to_council(by=v, at=now(), dossier=d),
    ),
    "cong-khai": Way(
        _("Công khai lấy ý kiến"),
        _("Đã công khai; hết hạn thì thẩm định."),
        DossierState.PUBLISHED,
        _publish,
    ),
    "sua-lai": Way(
        _("Nhận lại để hoàn thiện"),
        _("Hồ sơ lại ở bước hoàn thiện."),
        DossierState.COLLECTING,
        lambda r, v, d: dossier_resume(by=v, at=now(), dossier=d),
    ),
    "tra-lai": Way(
        _("Trả lại"),
        _("Đã trả lại, kèm lý do."),
        DossierState.RETURNED,
        lambda r, v, d: dossier_return(by=v, at=now(), dossier=d, reason=_text(r, "reason")),
        why=True,
    ),
    "khong-cong-nhan": Way(
        _("Ghi: không công nhận"),
        _("Đã ghi, kèm lý do; đơn vị và người được đề nghị đã được báo."),
        DossierState.REFUSED,
        lambda r, v, d: dossier_refuse(by=v, at=now(), dossier=d, reason=_text(r, "reason")),
        why=True,
    ),
    "rut": Way(
        _("Rút đề nghị"),
        _("Đã rút đề nghị."),
        DossierState.WITHDRAWN,
        lambda r, v, d: dossier_withdraw(by=v, at=now(), dossier=d, reason=_text(r, "reason")),
        why=True,
    ),
    "tra-loi": Way(_("Trả lời"), _("Đã ghi câu trả lời."), None, _consent),
    "hoi-don-vi-cu": Way(
        _("Hỏi đơn vị cũ"),
        _("Đã hỏi; đơn vị cũ trả lời trên trang của mình, hồ sơ tự có giấy tờ này."),
        None,
        lambda r, v, d: remark_ask(by=v, at=now(), dossier=d),
    ),
    "y-kien": Way(_("Ghi ý kiến"), _("Đã ghi ý kiến."), None, _voice),
}


def paper_sent(request: HttpRequest, viewer: Viewer, row: Dossier, kind: str) -> DossierPaper:
    """A file that was sent is kept first, then the paper is said to be there.

    Raises:
        Refused: as `evidence_keep` and `paper_set`.
    """
    if not access.may_keep_dossier(viewer, row):
        raise Http404
    evidence = file_kept(request, viewer, row.desk, kind)
    return paper_set(
        by=viewer, at=now(), dossier=row, kind=kind,
        state=request.POST.get("state", "") or DossierPaper.State.PRESENT, evidence=evidence,
        number=_text(request, "number", 80), reason=_text(request, "reason"),
    )  # fmt: skip


def file_kept(request: HttpRequest, viewer: Viewer, unit: Unit, title: str) -> Evidence | None:
    """The file that was sent along, kept for that unit; None where none was. Raises: Refused as `evidence_keep`."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return None
    content = b"" if file.size > LARGEST else file.read()
    return evidence_keep(
        by=viewer, at=now(), unit=unit, name=file.name or "", content=content,
        media_type=file.content_type or "", title=title,
    )  # fmt: skip
