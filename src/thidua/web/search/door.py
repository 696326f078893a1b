"""Pages of the site as somebody would ask for them; only those that open for her."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.period import PeriodKind, containing
from thidua.store import access
from thidua.store.access import CLOSES, CONFIRMS, RECORDS, Viewer


@dataclass(frozen=True, slots=True)
class Door:
    """`words` is what people call the page besides its title."""

    title: str
    words: str
    url: str
    sub: str = ""


def doors(viewer: Viewer) -> Iterator[Door]:
    month = containing(viewer.day, PeriodKind.MONTH).code
    yield Door(_("Việc hôm nay"), "trang chủ, cần làm", reverse("today"))
    for post in viewer.posts:
        if post.role in RECORDS:
            yield Door(
                _("Nhập số liệu tháng này"), "ghi số, biểu mẫu, báo cáo",
                reverse("entry", args=[post.unit, month]), post.unit_name,
            )  # fmt: skip
        yield Door(
            _("Số liệu của đơn vị"),
            "tháng này",
            reverse("unit-month", args=[post.unit, month]),
            post.unit_name,
        )
    if access.recordable_units(viewer).exists():
        yield Door(_("Ghi việc làm mới"), "việc tốt, minh chứng, ảnh", reverse("deed-new"))
        yield Door(_("Nhập số liệu từ Excel"), "tệp, xlsx, csv", reverse("figures-import"))
    yield Door(_("Việc làm"), "việc đã ghi, minh chứng", reverse("deeds"))
    yield Door(_("Phong trào thi đua"), "đợt, giao ước, xếp hạng", reverse("movements"))
    yield Door(_("Kế hoạch"), "chương trình, đầu việc, chỉ thị", reverse("plans"))
    yield Door(_("Sổ ghi danh"), "khen thưởng, danh hiệu, bằng khen", reverse("register"))
    yield Door(_("Danh bạ"), "đơn vị, chức vụ, địa bàn, sáp nhập", reverse("directory"))
    yield Door(_("Quy chế chấm điểm"), "thang điểm, điều khoản", reverse("schemes"))
    yield Door(_("Số liệu đã công bố"), "báo chí", reverse("published"))
    if any(post.role in CONFIRMS | CLOSES for post in viewer.posts):
        yield Door(_("Lập phong trào"), "phát động, đợt mới", reverse("movement-new"))
        yield Door(_("Lập kế hoạch"), "chương trình hành động", reverse("plan-new"))
        yield Door(_("Ghi một khen thưởng"), "quyết định, bằng khen, giấy khen", reverse("award-new"))
