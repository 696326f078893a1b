"""What everybody has of her own, in the demonstration: notices, and somebody who says that a row about her is wrong."""

from __future__ import annotations

from thidua.actions.correction import correction_ask
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.rows import Rows
from thidua.actions.notice import notice_send, notices_read
from thidua.store.models import Account, Notice


def own_make(rows: Rows) -> None:
    """An has one notice that waits, one to read and one read; a soldier disputes her rank."""
    day = rows.world.weeks[-1].end
    an = Account.objects.select_related("person").get(username="an").person
    soldier = Account.objects.select_related("person").get(username="chien-si").person
    assert an is not None
    assert soldier is not None
    for hour, kind, sentence, link, waiting in (
        (
            8,
            "period-closed",
            "Tuần vừa rồi đã chốt; xem đơn vị đứng thứ mấy và vì sao.",
            "/phong-trao/",
            False,
        ),
        (9, "deed-waiting", "Một việc làm đang chờ đồng chí xác nhận.", "/viec/?trang-thai=cho", True),
        (10, "award-decided", "Sổ ghi danh có quyết định mới của đơn vị.", "/so-ghi-danh/", False),
    ):
        notice_send(
            by=rows.emulation, at=moment(day, hour), to=[an], kind=kind, subject=f"demo:{kind}",
            sentence=sentence, link=link, waiting=waiting,
        )  # fmt: skip
    first = Notice.objects.filter(to=an).order_by("at").first()
    assert first is not None
    notices_read(by=rows.viewer(an.code), at=moment(day, 11), pk=first.pk)
    correction_ask(
        by=rows.viewer(soldier.code), at=moment(day, 14), subject=f"person:{soldier.code}/rank",
        text="Cấp bậc ghi theo quyết định cũ; tôi đã được thăng cấp từ tháng trước.",
    )  # fmt: skip
