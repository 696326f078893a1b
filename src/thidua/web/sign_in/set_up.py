"""The first page of an empty home: whoever sits at the machine names the top unit and becomes its administrator."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.actions.directory_file import directory_read
from thidua.actions.directory_start import BY, code_fits, directory_start
from thidua.core.problem import Problem, Refused
from thidua.office.wording import sentence
from thidua.rules.directory import Directory, packaged
from thidua.store.models import Account
from thidua.web.door import now
from thidua.web.form import Form
from thidua.web.sign_in.adapter import TOO_MANY
from thidua.web.sign_in.address import client_address
from thidua.web.sign_in.limit import Attempts
from thidua.web.titles import unit_kinds

SOURCES = ("moi", "cong-bo", "tep")
FILES_MAX = 8
FILE_MAX = 4 * 1024 * 1024


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """404 as soon as there is an account: nobody learns that there once was such a page."""
    if Account.objects.exists():
        raise Http404
    form = Form(
        request,
        {"code": "", "source": SOURCES[0], "unit_name": "", "unit_kind": "cong-an-tinh", "root": "", "name": "",
         "username": "quan-tri"},
    )  # fmt: skip
    status = form.status
    if form.sent:
        attempts = Attempts("set-up", client_address(request))
        if attempts.too_many():
            form.wrong.append(("code", TOO_MANY))
            status = 429
        elif not code_fits(form["code"]):
            attempts.count()
            form.wrong.append(("code", sentence(Problem("set-up.code-wrong"))))
            status = 400
        elif _begun(request, form):
            messages.success(request, _("Đã thiết lập. Mời đăng nhập."))
            return redirect("sign-in")
        else:
            status = 400
    context = {
        "fields": form.fields,
        "faults": form.wrong,
        "told": dict(reversed(form.wrong)),
        "kinds": [(code, kind.title) for code, kind in unit_kinds().units.items() if kind.last_day is None],
    }
    return render(request, "sign_in/set_up.html", context, status=status)


def _begun(request: HttpRequest, form: Form) -> bool:
    password = request.POST.get("password", "")[:200]
    if password != request.POST.get("again", "")[:200]:
        form.wrong.append(("again", _("Hai lần gõ mật khẩu chưa giống nhau.")))
        return False
    try:
        directory_start(
            by=BY, at=now(), name=form["name"][:120], username=form["username"].lower()[:60], password=password,
            unit_name=form["unit_name"][:200], unit_kind=form["unit_kind"], directory=_directory(request, form),
            root=form["root"][:80],
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
    return not form.wrong


def _directory(request: HttpRequest, form: Form) -> Directory | None:
    """
    Raises:
        Refused: the files are not a directory.
    """
    if form["source"] == "cong-bo":
        return packaged()
    if form["source"] != "tep":
        return None
    with tempfile.TemporaryDirectory() as folder:
        for file in request.FILES.getlist("files")[:FILES_MAX]:
            if file.size <= FILE_MAX:
                (Path(folder) / Path(file.name).name).write_bytes(file.read())
        return directory_read(Path(folder))
