"""A made-up cluster of seven provinces ten days before its conference, and the conference of 2023 as it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from thidua.actions.cluster import (
    YearPlan,
    cluster_check_write,
    cluster_compact_sign,
    cluster_compact_write,
    cluster_review_write,
    edition_open,
)
from thidua.actions.cluster_own import own_numbers
from thidua.actions.cluster_published import cluster_printed_load
from thidua.actions.cluster_report import ReportEntry, limitation_settle, member_report_file
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.cluster_past import past_make
from thidua.actions.demo.directory import BUILDER, MINISTRY, SET_UP
from thidua.actions.demo.people import FAMILY, GIVEN, MIDDLE
from thidua.actions.demo.rows import ALL_STAND, Rows
from thidua.actions.demo.units import LONG_BEFORE, NEIGHBOUR, PROVINCE
from thidua.actions.demo.world import YEAR
from thidua.actions.person import person_add, post_add
from thidua.actions.unit import unit_add
from thidua.core.cluster import LimitText, check_ring
from thidua.core.figure import FigureValue
from thidua.core.problem import Refused
from thidua.core.unit import LinkKind, Role
from thidua.store.access import Viewer, viewer_of
from thidua.store.models import ClusterEdition, Figure, Limitation, Person, Unit

SERIES, TITLE = "cum-minh-hoa", f"Cụm thi đua số 9 (minh họa) năm {YEAR}"
SOURCE = "Dữ liệu giả định, chỉ để trình diễn"
OTHERS = (("ca-ban-may", "Bản Mây"), ("ca-cua-song", "Cửa Sông"), ("ca-dong-lua", "Đồng Lúa"),
          ("ca-rung-thong", "Rừng Thông"), ("ca-suoi-da", "Suối Đá"))  # fmt: skip
CUT_OFF, CONFERENCE = date(YEAR, 11, 30), date(YEAR + 1, 2, 12)
FORMS = {"co-thi-dua-chinh-phu": 1, "co-thi-dua-bo-cong-an": 2, "bang-khen-bo-cong-an": 2}
# Figure → usual month of a province, and of how many where it is a ratio; made-up.
MONTHLY = {
    "buoi-tuyen-truyen": (140, 0), "dien-dan-lang-nghe": (24, 0), "ngay-cong-giup-dan": (310, 0),
    "ho-so-dung-han": (96, 100), "phan-anh-tra-loi-dung-han": (17, 19), "mo-hinh-xac-nhan": (30, 34),
}  # fmt: skip
COMPACT = (
    "1. Bảy đơn vị thi đua bằng việc làm cho người dân, không lấy số vụ bắt giữ, xử phạt làm chỉ tiêu.\n"
    "2. Số liệu báo cáo cụm là số đã chốt ở các tháng; sai thì sửa ở tháng, có lý do.\n"
    "3. Mỗi báo cáo nêu hạn chế, nguyên nhân, ai khắc phục, hạn; năm sau mở ra cùng xem.\n"
    "4. Mỗi quý kiểm tra chéo một vòng; đơn vị được kiểm tra nhận kết quả trước khi nêu ở sơ kết."
)
LIMITS = {
    NEIGHBOUR: ("Phản ánh của người dân trả lời chậm ở các xã vùng cao", "Chưa có người trực thay ngày nghỉ"),
    "ca-ban-may": ("Mô hình lập nhiều nhưng ít nơi xác nhận còn hoạt động", "Chưa giao người theo dõi từng nơi"),
    "ca-cua-song": ("Diễn đàn lắng nghe tập trung ở thị tứ, thôn xa chưa đến", "Thiếu phương tiện mùa mưa"),
    "ca-dong-lua": ("Hồ sơ hẹn lại lần hai còn nhiều", "Biểu mẫu hướng dẫn chưa thống nhất giữa các xã"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Province:
    unit: Unit
    head: Person
    officer: Person

    def leader(self, day: date = ALL_STAND) -> Viewer:
        return viewer_of(self.head, day)


def cluster_make(rows: Rows) -> None:
    """Members, last year as it ended, this year as it stands, and what was printed of 2023."""
    cluster_printed_load(by=BUILDER, at=SET_UP)
    provinces = _provinces(rows)
    previous = past_make([held.unit for held in provinces], [held.head for held in provinces])
    for held in provinces[1:]:
        _months(rows, held)
    edition = _open(provinces, previous)
    _live(rows, edition, provinces)
    _report(edition, provinces)


def _provinces(rows: Rows) -> list[Province]:
    """Minh Họa leads, its neighbour is deputy; each of the others has a director and an emulation officer."""
    ministry = Unit.objects.get(code=MINISTRY)
    units = [rows.units[PROVINCE], rows.units[NEIGHBOUR]]
    units += [
        unit_add(
            by=BUILDER, at=SET_UP, code=code, kind="cong-an-tinh", name=f"Công an tỉnh {name}",
            short_name=f"CAT {name}", first_day=LONG_BEFORE, under={LinkKind.COMMAND: ministry}, synthetic=True,
        )
        for code, name in OTHERS
    ]  # fmt: skip
    taken = set(Person.objects.values_list("name", flat=True))
    names = iter([f"{f} {MIDDLE} {g}" for g in GIVEN for f in FAMILY if f"{f} {MIDDLE} {g}" not in taken])
    found = [Province(units[0], rows.people[rows.world.leader(PROVINCE).code], rows.people["dung"])]
    for unit in units[1:]:
        head = _officer(unit, next(names), "giam-doc", Role.HEAD, "Giám đốc", "Đại tá")
        officer = _officer(unit, next(names), "thi-dua", Role.EMULATION, "Cán bộ thi đua", "Thiếu tá")
        found.append(Province(unit, head, officer))
    return found


def _officer(unit: Unit, name: str, post: str, role: Role, title: str, rank: str) -> Person:
    made = person_add(
        by=BUILDER, at=SET_UP, code=f"{unit.code}-{post}", name=name, unit=unit, rank=rank, synthetic=True
    )
    post_add(by=BUILDER, at=SET_UP, person=made, unit=unit, role=role, title=title, first_day=LONG_BEFORE)
    return made


def _months(rows: Rows, held: Province) -> None:
    """Eleven months that the province typed for itself."""
    random = Random(f"{rows.world.seed}|cluster|{held.unit.code}")  # noqa: S311 - made-up data, not a secret
    size = random.randint(80, 130)
    made = []
    for month in range(1, 12):
        for figure, (usual, of) in MONTHLY.items():
            total = of * size * random.randint(90, 110) // 10_000
            value = usual * size * random.randint(85, 115) // 10_000
            made.append(
                Figure(
                    figure=figure, unit=held.unit, period=f"{YEAR}-{month:02d}", cut_off=date(YEAR, month, 28),
                    numerator=(min(value, total) if of else value) * 1000,
                    denominator=max(1, total) * 1000 if of else 1000,
                    recorded_by=held.officer, recorded_at=moment(date(YEAR, month + 1, 3), 9), paper="Báo cáo tháng",
                )
            )  # fmt: skip
    Figure.objects.bulk_create(made)


def _open(provinces: Sequence[Province], previous: ClusterEdition) -> ClusterEdition:
    roles = dict.fromkeys([held.unit for held in provinces], "member")
    roles[provinces[0].unit], roles[provinces[1].unit] = "lead", "deputy"
    return edition_open(
        by="Cơ quan thường trực thi đua, Bộ Công an (giả định)", at=moment(date(YEAR, 1, 8), 9),
        code=f"{SERIES}-{YEAR}",
        title=TITLE, series=SERIES, year=YEAR, owner=Unit.objects.get(code=MINISTRY), roles=roles, previous=previous,
        source=SOURCE,
        plan=YearPlan(
            slogan="Việc thật, số thật, gần dân", host=provinces[1].unit, place="Hội trường Công an tỉnh Láng Giềng",
            conference_on=CONFERENCE, cut_off=CUT_OFF, figures=list(MONTHLY), forms=FORMS,
            rules="Mỗi thành viên một phiếu; không bỏ phiếu về đơn vị mình; quá nửa mới được đề nghị.",
        ),
    )  # fmt: skip


def _live(rows: Rows, edition: ClusterEdition, provinces: Sequence[Province]) -> None:
    """The compact, and the quarters that were reviewed; the third still misses some checks."""
    signed = moment(date(YEAR, 1, 17), 10)
    cluster_compact_write(by=rows.emulation, at=moment(date(YEAR, 1, 14), 9), edition=edition, text=COMPACT)
    for held in provinces:
        cluster_compact_sign(by=held.leader(), at=signed, edition=edition, unit=held.unit)
    by_code = {held.unit.code: held for held in provinces}
    found = ("Số liệu khớp với minh chứng đã xem.", "Một số liệu chưa kèm minh chứng; đơn vị đã bổ sung.")
    for quarter, on in ((1, date(YEAR, 4, 11)), (2, date(YEAR, 7, 10)), (3, date(YEAR, 10, 14))):
        review = cluster_review_write(
            by=rows.emulation, at=moment(on, 16), edition=edition, quarter=quarter, on=on, place="Họp trực tuyến",
            findings=f"Quý {quarter}: các đơn vị báo cáo đúng hạn; còn chỗ ghi số chưa kèm minh chứng.",
        )  # fmt: skip
        for n, (checker, checked) in enumerate(check_ring(list(by_code), quarter)):
            if quarter == 3 and n > 4:
                continue
            wrong = int((n + quarter) % 3 == 0)
            cluster_check_write(
                by=by_code[checker].leader(), at=moment(on, 17), review=review, checker=by_code[checker].unit,
                checked=by_code[checked].unit, looked=12, wrong=wrong, finding=found[wrong],
            )  # fmt: skip


def _report(edition: ClusterEdition, provinces: Sequence[Province]) -> None:
    """Four filed; one without limitations and one that does not add up were refused; the lead's own is not begun."""
    for n, held in enumerate(provinces[1:]):
        own = own_numbers(edition, held.unit)
        figures = {code: number.total for code, number in own.items()}
        text, cause = LIMITS.get(held.unit.code, ("Báo cáo tháng còn nộp muộn", "Chưa phân công người thay"))
        limits = [LimitText(text, cause, "Phòng Tham mưu", date(YEAR + 1, 6, 30))]
        if held.unit.code == "ca-rung-thong":
            limits = []
        if held.unit.code == "ca-suoi-da":
            sessions = figures["buoi-tuyen-truyen"]
            assert sessions is not None
            figures["buoi-tuyen-truyen"] = FigureValue(numerator=sessions.numerator + 60_000)
        entry = ReportEntry(
            figures, limits, "Các phong trào đã làm đều có minh chứng; cách làm hay đã gửi cụm."
        )
        _file(held, edition, entry, moment(date(YEAR + 1, 1, 26 + n), 10))
    old = Limitation.objects.filter(report__edition=edition.previous, report__unit=provinces[2].unit).first()
    if old is not None and old.settled_on is None:
        limitation_settle(
            by=provinces[2].leader(), at=moment(date(YEAR + 1, 1, 20), 9), limitation=old, on=date(YEAR, 12, 15),
            how="Đã lập danh sách mô hình, mỗi quý một lần xác nhận.",
        )  # fmt: skip


def _file(held: Province, edition: ClusterEdition, entry: ReportEntry, at: datetime) -> None:
    try:
        member_report_file(by=held.leader(), at=at, edition=edition, unit=held.unit, entry=entry)
    except Refused:
        return  # that is the story: the secretary sees why
