"""Nhận xét của đơn vị cũ: what was asked about somebody who was moved, and the answer, given once."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.dossier.remark import remark_answer
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import TransferRemark
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.dossier.life import file_kept
from thidua.web.form import Form

TYPED = {"text": "", "agrees": "", "paper": ""}
AGREES = {"co": True, "khong": False}


def transfer_remark(request: HttpRequest, pk: int) -> HttpResponse:
    """The old unit answers here; the new one may write down what came on paper; the person reads it."""
    viewer = viewer_of(request)
    row = access.transfer_remark_for(viewer, pk)
    form = Form(request, TYPED)
    if form.sent:
        try:
            _answer(request, viewer, row, form)
        except Refused as refused:
            form.refused(refused)
        else:
            messages.success(request, _("Đã ghi nhận xét; hồ sơ đang xét tự có giấy tờ này."))
            return redirect("transfer-remark", pk)
    context = {
        "crumbs": crumbs((_("Khen thưởng"), reverse("season")), _("Nhận xét của đơn vị cũ")),
        "row": row,
        "may_answer": row.answered_at is None and access.may_answer_remark(viewer, row),
        "for_them": row.unit.code not in viewer.leads,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "dossier/remark.html", context, status=form.status)


@transaction.atomic
def _answer(request: HttpRequest, viewer: Viewer, row: TransferRemark, form: Form) -> None:
    evidence = None
    if access.may_answer_remark(viewer, row):
        evidence = file_kept(request, viewer, row.unit if row.unit.code in viewer.leads else row.to, "remark")
    remark_answer(
        by=viewer, at=now(), remark=row, text=form["text"], agrees=AGREES.get(form["agrees"]), paper=form["paper"],
        evidence=evidence,
    )  # fmt: skip
