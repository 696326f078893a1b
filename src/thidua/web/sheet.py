"""What a page shows, as an Excel file to take away; every list of the site answers through here."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thidua.core.text import fold
from thidua.office.format import moment
from thidua.office.workbook import Table, xlsx
from thidua.web.door import now, viewer_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(*tables: Table, name: str) -> HttpResponse:
    """The workbook as an attachment: a name with accents, and one without for old programs."""
    response = HttpResponse(xlsx(*tables), content_type=MEDIA_TYPE)
    plain = "".join(c if c.isalnum() or c in "-." else "-" for c in fold(name))
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    )
    return response


def source_line(request: HttpRequest) -> str:
    """Where a sheet comes from: from which page, for whom, when."""
    return _("Nguồn: %(page)s, lấy lúc %(at)s, người lấy: %(name)s") % {
        "page": request.path,
        "at": moment(now()),
        "name": viewer_of(request).name,
    }
