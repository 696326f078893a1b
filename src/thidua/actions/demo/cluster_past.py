"""The made-up cluster's year before, brought in from its papers: limitations, work, a vote, and the hand-over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.world import YEAR
from thidua.store.models import (
    Cluster,
    ClusterEdition,
    ClusterItem,
    ClusterMember,
    ClusterProposal,
    ClusterSignature,
    HandOverLine,
    LeadHandOver,
    Limitation,
    MemberReport,
    Person,
    Unit,
)

PAST, CUT_OFF, DAY = YEAR - 1, date(YEAR - 1, 10, 31), date(YEAR - 1, 11, 28)
SAID = (  # what each member named, why, and on which day it was settled
    ("Sổ theo dõi minh chứng chưa thống nhất giữa các xã", "Chưa có biểu mẫu chung", date(YEAR, 5, 20)),
    ("Phản ánh của người dân vùng cao trả lời còn chậm", "Chưa có người trực thay", None),
    ("Mô hình lập nhiều, ít nơi xác nhận còn hoạt động", "Chưa giao người theo dõi", None),
    ("Tuyên truyền còn ít ở thôn xa", "Thiếu phương tiện", date(YEAR, 8, 15)),
    ("Hồ sơ bổ sung nhiều lần", "Hướng dẫn chưa rõ", date(YEAR, 3, 30)),
    ("Ngày công giúp dân chưa ghi đủ", "Ghi cuối tháng nên sót", None),
    ("Báo cáo tháng nộp muộn ba lần", "Chưa phân công người thay", date(YEAR, 2, 28)),
)
WORK = (
    ("Đại diện cơ quan thường trực thi đua của Bộ (giả định)", "Các đơn vị cần một cách ghi minh chứng chung.",
     "Soạn hướng dẫn chung về minh chứng, gửi bảy đơn vị", 0, date(YEAR, 4, 30), date(YEAR, 4, 18),
     "Đã ban hành, bảy đơn vị dùng từ tháng 5."),
    ("Đại diện Ủy ban nhân dân tỉnh Bản Mây (giả định)", "Bà con vùng giáp ranh mong gặp cả hai bên một lúc.",
     "Tổ chức diễn đàn chung ở ba xã giáp ranh", 2, date(YEAR, 9, 30), None, ""),
    ("Giám đốc Công an tỉnh Cửa Sông (giả định)", "Kiểm tra chéo nên báo trước một tuần.",
     "Sửa lịch kiểm tra chéo, báo trước bảy ngày", 3, date(YEAR, 3, 31), date(YEAR, 3, 20), "Áp dụng từ quý 1."),
)  # fmt: skip
VOTES = (  # member → award, yes of six
    (2, "co-thi-dua-chinh-phu", 5), (0, "co-thi-dua-bo-cong-an", 6), (3, "co-thi-dua-bo-cong-an", 4),
    (1, "bang-khen-bo-cong-an", 6), (5, "bang-khen-bo-cong-an", 3),
)  # fmt: skip
FORMS = (("co-thi-dua-chinh-phu", 1), ("co-thi-dua-bo-cong-an", 2), ("bang-khen-bo-cong-an", 2))
LEAD, NEXT, DEPUTY = 2, 0, 1


def past_make(units: Sequence[Unit], heads: Sequence[Person]) -> ClusterEdition:
    """Brought in as it ended; figures were not kept in the program then, so none are shown."""
    cluster = Cluster.objects.create(
        code=f"cum-minh-hoa-{PAST}", title=f"Cụm thi đua số 9 (minh họa) năm {PAST}", owner=None,
        source="Dữ liệu giả định, chỉ để trình diễn", first_day=date(PAST, 1, 1), last_day=date(PAST, 12, 31),
    )  # fmt: skip
    for n, unit in enumerate(units):
        role = "lead" if n == LEAD else "deputy" if n == NEXT else "member"
        ClusterMember.objects.create(
            cluster=cluster, unit=unit, role=role, first_day=cluster.first_day, last_day=cluster.last_day
        )
    opened = moment(DAY, 8)
    row = ClusterEdition.objects.create(
        cluster=cluster, series="cum-minh-hoa", year=PAST, slogan="Việc thật, số thật", host=units[LEAD],
        place="Hội trường Công an tỉnh Bản Mây", conference_on=DAY, cut_off=CUT_OFF, opened_at=opened,
        forms=[{"form": form, "places": places} for form, places in FORMS], present=[unit.code for unit in units],
        compact="Bảy đơn vị thi đua bằng việc làm cho người dân.",
        digest=sha256("Bảy đơn vị thi đua bằng việc làm cho người dân.".encode()).hexdigest(),
    )  # fmt: skip
    for unit, head, (text, cause, settled) in zip(units, heads, SAID, strict=True):
        ClusterSignature.objects.create(
            edition=row,
            what="compact",
            unit=unit,
            by=head,
            at=moment(date(PAST, 1, 18), 9),
            digest=row.digest,
        )
        report = MemberReport.objects.create(
            edition=row, unit=unit, state="filed", filed_by=head, filed_at=moment(date(PAST, 11, 15), 10)
        )
        Limitation.objects.create(
            report=report, text=text, cause=cause, owner="Phòng Tham mưu", due=date(YEAR, 9, 30), settled_on=settled,
            settled_how="Đã làm xong, có biên bản." if settled else "",
        )  # fmt: skip
    for speaker, said, task, owner, due, done, outcome in WORK:
        ClusterItem.objects.create(
            edition=row, speaker=speaker, said=said, task=task, owner=units[owner], due=due, done_on=done,
            outcome=outcome, written_by=heads[LEAD], written_at=opened,
        )  # fmt: skip
    for n, form, yes in VOTES:
        ClusterProposal.objects.create(
            edition=row, form=form, unit=units[n], votes=yes, voters=6, accepted=2 * yes > 6
        )
    _hand_over(row, units, heads)
    return row


def _hand_over(row: ClusterEdition, units: Sequence[Unit], heads: Sequence[Person]) -> None:
    over = LeadHandOver.objects.create(edition=row, to_lead=units[NEXT], to_deputy=units[DEPUTY], year=YEAR)
    at = moment(date(PAST, 12, 20), 15)
    for title, note in (
        ("Quy chế hoạt động và giao ước của cụm", ""), ("Báo cáo của các thành viên", "7/7"),
        ("Biên bản hội nghị, biên bản kiểm phiếu, danh sách đề nghị khen thưởng", "4 đề nghị"),
        ("Hạn chế còn mở", "7 hạn chế"), ("Việc sau hội nghị còn mở", "3 việc"),
    ):  # fmt: skip
        HandOverLine.objects.create(hand_over=over, title=title, note=note, done_by=heads[NEXT], done_at=at)
    for n in (LEAD, NEXT):
        ClusterSignature.objects.create(
            edition=row, what="hand-over", unit=units[n], by=heads[n], at=at, digest=row.digest
        )
