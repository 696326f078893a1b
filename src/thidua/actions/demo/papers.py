"""The made-up papers: directive, plans with their items, movements, compacts with targets and commitments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.actions.demo.numbers import WEEKLY_TARGETS
from thidua.actions.demo.people import MadePerson
from thidua.actions.demo.units import CLUSTERS, COMPANY, PROVINCE, MadeUnit
from thidua.core.number import MILLI
from thidua.core.period import Period

MOVEMENT = "vi-an-ninh-to-quoc-2025"
NEXT_MOVEMENT = "vi-an-ninh-to-quoc-2026"
CLASS_MOVEMENT = "phan-loai-can-bo-2025"
NEXT_CLASS_MOVEMENT = "phan-loai-can-bo-2026"
UNIT_SCHEME = "vi-an-ninh-to-quoc"
OFFICER_SCHEME = "e29-thang"
SLOGAN = "Lắng nghe dân nói, làm cho dân tin"
DIRECTIVE = "minh-hoa-ct-01-2025"
MISMATCH_UNIT = "ca-xa-cau-may"  # its teams promised less than the commune did: shown by the reconciliation
FLOOD_UNIT = "ca-xa-bai-lau"  # its target is changed by an annex after the flood
FLOOD_DAY = date(2025, 8, 4)
FLOOD_FIGURE, FLOOD_WEEKS, FLOOD_LESS = "buoi-tuyen-truyen", range(32, 36), 1  # one session less a week
FLOOD_REASON = (
    "Mưa lũ từ ngày 21/7 đến ngày 03/8/2025 làm hư hỏng nhà văn hóa của ba thôn, không đủ chỗ tổ chức các buổi "
    "tuyên truyền trong tháng 8; hai bên thống nhất giảm chỉ tiêu bốn tuần và dành lực lượng giúp dân."
)


@dataclass(frozen=True, slots=True)
class MadeItem:
    title: str
    owner: str  # person code
    due: date
    measure: str
    figure: str
    clause: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class MadePlan:
    code: str
    parent: str
    unit: str
    number: str
    title: str
    issued: date
    benefit: str
    items: tuple[MadeItem, ...]


@dataclass(frozen=True, slots=True)
class MadeDirective:
    code: str
    kind: str
    number: str
    issued: date
    issuer: str
    subject: str
    clauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MadeMovement:
    code: str
    title: str
    form: str
    scope: str
    scheme: str
    first_day: date
    last_day: date
    parent: str
    clusters: tuple[str, ...]
    collectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeTarget:
    """A year's promise in thousandths; `subject` is a unit's or an officer's code."""

    subject: str
    figure: str
    period: str
    value: int


@dataclass(frozen=True, slots=True)
class MadeCompact:
    code: str
    superior: str
    unit: str
    text: str
    superior_signer: str  # person code
    unit_signer: str
    on: date
    targets: tuple[MadeTarget, ...]
    commitments: tuple[tuple[str, str, str, date], ...]  # person, text, measure, due


def make_directive() -> MadeDirective:
    return MadeDirective(
        code=DIRECTIVE,
        kind="Chỉ thị",
        number="01/CT-CAMH (văn bản mẫu)",
        issued=date(2024, 12, 16),
        issuer="Giám đốc Công an tỉnh Minh Họa",
        subject="Tổ chức phong trào thi đua “Vì an ninh Tổ quốc” năm 2025, lấy sự phục vụ làm thước đo",
        clauses=(
            (
                "khoản 1",
                "Đưa thông tin pháp luật đến từng thôn; mỗi buổi có người nghe, có hỏi, có trả lời.",
            ),
            (
                "khoản 2",
                "Giải quyết thủ tục, trả lời phản ánh đúng hẹn; chậm thì xin lỗi và hẹn lại ngày cụ thể.",
            ),
            ("khoản 3", "Mỗi tuần dành ngày công giúp dân, ưu tiên hộ neo đơn và nơi bị thiên tai."),
            ("khoản 4", "Giữ điều lệnh, tập huấn đúng kế hoạch, báo cáo đúng hạn và đúng sự thật."),
            ("khoản 5", "Không giao chỉ tiêu và không tính điểm theo số vụ bắt giữ, xử phạt."),
        ),
    )


def make_movements(year: int = 2025) -> tuple[MadeMovement, ...]:
    clusters = tuple(code for code, _, _ in CLUSTERS)
    first, last = date(year, 1, 1), date(year, 12, 31)
    title = "Phong trào thi đua “Vì an ninh Tổ quốc”"
    return (
        MadeMovement(
            MOVEMENT, f"{title} năm 2025", "regular", "sector", UNIT_SCHEME, first, last, "", clusters, ()
        ),
        MadeMovement(
            CLASS_MOVEMENT,
            "Phân loại cán bộ, chiến sĩ Đại đội Cảnh sát cơ động năm 2025",
            "thematic", "unit", OFFICER_SCHEME, first, last, MOVEMENT, (), (COMPANY,),
        ),
        MadeMovement(
            NEXT_MOVEMENT, f"{title} năm 2026", "regular", "sector", UNIT_SCHEME,
            date(year + 1, 1, 1), date(year + 1, 12, 31), "", clusters, (),
        ),
        MadeMovement(
            NEXT_CLASS_MOVEMENT,
            "Phân loại cán bộ, chiến sĩ Đại đội Cảnh sát cơ động năm 2026",
            "thematic", "unit", OFFICER_SCHEME,
            date(year + 1, 1, 1), date(year + 1, 12, 31), NEXT_MOVEMENT, (), (COMPANY,),
        ),
    )  # fmt: skip


def make_plans(units: tuple[MadeUnit, ...], people: tuple[MadePerson, ...]) -> tuple[MadePlan, ...]:
    """The province's plan and one under it for every commune."""
    head = {p.post.unit: p for p in people if p.post.role == "head"}
    deputy = {p.post.unit: p for p in people if p.post.role == "deputy"}
    top = "minh-hoa-kh-2025"
    plans = [
        MadePlan(
            top, "", PROVINCE, "02/KH-CAMH (văn bản mẫu)", "Kế hoạch thực hiện phong trào thi đua năm 2025",
            date(2024, 12, 23),
            "Người dân biết cơ quan Công an hứa gì trong năm, theo dõi được từng tháng "
            "và phản ánh khi lời hứa không được giữ.",
            (
                MadeItem(
                    "Kiểm tra việc trả lời phản ánh tại 12 xã, phường, đặc khu",
                    deputy[PROVINCE].code, date(2025, 6, 30),
                    "12/12 đơn vị có biên bản kiểm tra", "phan-anh-tra-loi-dung-han", "khoản 2",
                    date(2025, 6, 27),
                ),
                MadeItem(
                    "Rà soát các mô hình đã đăng ký, xác nhận mô hình còn hoạt động",
                    "dung", date(2025, 9, 30),
                    "100% mô hình có kết luận còn hoạt động hay không", "mo-hinh-xac-nhan", "khoản 1",
                    date(2025, 9, 26),
                ),
                MadeItem(
                    "Tổng kết phong trào, công khai kết quả và căn cứ chấm điểm", "dung", date(2026, 1, 31),
                    "Chốt đủ 52 tuần, 12 tháng và cả năm; kiểm tra lại đạt 100%", "", "khoản 4",
                ),
            ),
        )
    ]  # fmt: skip
    for unit in units:
        if unit.sort == "commune":
            plans.append(_commune_plan(unit, top, head[unit.code].code, deputy[unit.code].code))
    return tuple(plans)


def _commune_plan(unit: MadeUnit, parent: str, head: str, deputy: str) -> MadePlan:
    return MadePlan(
        f"{unit.code}-kh-2025", parent, unit.code, "01/KH-CAX (văn bản mẫu)",
        f"Chương trình thi đua năm 2025 của {unit.name}", max(date(2025, 1, 3), unit.first_day),
        "Mỗi thôn có ít nhất một buổi gặp gỡ trong quý; người làm thủ tục nhận kết quả đúng hẹn; "
        "hộ khó khăn được giúp ngày công khi cần.",
        (
            MadeItem(
                "Tổ chức mỗi tuần hai buổi tuyên truyền tại thôn", deputy, date(2025, 12, 26),
                "104 buổi trong năm, có danh mục câu hỏi và trả lời", "buoi-tuyen-truyen", "khoản 1",
                date(2025, 12, 24),
            ),
            MadeItem(
                "Trả lời phản ánh của người dân đúng hạn", head, date(2025, 12, 31),
                "Từ 95% phản ánh trở lên được trả lời đúng hạn", "phan-anh-tra-loi-dung-han", "khoản 2",
                date(2025, 12, 31),
            ),
            MadeItem(
                "Giúp dân theo mùa vụ và khi có thiên tai", deputy, date(2025, 11, 28),
                "416 ngày công trong năm", "ngay-cong-giup-dan", "khoản 3", date(2025, 11, 25),
            ),
        ),
    )  # fmt: skip


def make_compacts(
    units: tuple[MadeUnit, ...], people: tuple[MadePerson, ...], weeks: tuple[Period, ...]
) -> tuple[MadeCompact, ...]:
    """Province with communes and offices, communes with their teams; targets are weekly promises × weeks."""
    head = {p.post.unit: p for p in people if p.post.role == "head"}
    officers = {p.post.unit: p for p in people if p.post.role == "officer"}
    made = []
    for unit in units:
        if unit.sort in ("commune", "office", "team"):
            day = max(date(2025, 1, 10 if unit.sort == "team" else 6), unit.first_day + timedelta(days=7))
            made.append(
                MadeCompact(
                    f"{MOVEMENT}-{unit.code}", unit.parent, unit.code, _compact_text(unit),
                    head[unit.parent].code, head[unit.code].code, day,
                    (*year_targets(unit, _lived(unit, weeks)), *_officer_targets(unit, head, officers, weeks)),
                    _commitments(unit, head, officers),
                )
            )  # fmt: skip
    return tuple(made)


def _lived(unit: MadeUnit, weeks: tuple[Period, ...]) -> int:
    return sum(unit.first_day <= week.end for week in weeks)


def year_targets(unit: MadeUnit, weeks: int) -> tuple[MadeTarget, ...]:
    """What the unit promises for the year. Two teams of one commune promise too little, on purpose."""
    made = []
    for figure, by_sort in WEEKLY_TARGETS.items():
        if promised := by_sort.get(unit.sort, 0):
            total = promised * weeks
            if unit.parent == MISMATCH_UNIT and figure == "buoi-tuyen-truyen":
                total -= 6
            made.append(MadeTarget(unit.code, figure, "2025", total * MILLI))
    return tuple(made)


def _officer_targets(
    unit: MadeUnit, head: dict[str, MadePerson], officers: dict[str, MadePerson], weeks: tuple[Period, ...]
) -> tuple[MadeTarget, ...]:
    """A team's sessions shared between its leader and its officer."""
    if unit.sort != "team":
        return ()
    whole = next(t.value for t in year_targets(unit, _lived(unit, weeks)) if t.figure == "buoi-tuyen-truyen")
    half = whole // MILLI // 2 * MILLI
    shares = ((head[unit.code], whole - half), (officers[unit.code], half))
    return tuple(MadeTarget(p.code, "buoi-tuyen-truyen", "2025", value) for p, value in shares if value)


def _commitments(
    unit: MadeUnit, head: dict[str, MadePerson], officers: dict[str, MadePerson]
) -> tuple[tuple[str, str, str, date], ...]:
    if unit.sort != "team":
        return ()
    due = date(2025, 12, 19)
    leader, officer = head[unit.code].code, officers.get(unit.code)
    made = [
        (leader, "Trực tiếp trả lời phản ánh tại thôn được phân công", "Không có phản ánh nào quá hạn", due)
    ]
    if officer:
        made.append(
            (officer.code, "Mỗi tháng giúp dân một ngày công", "12 ngày công có xác nhận của thôn", due)
        )
    return tuple(made)


def _compact_text(unit: MadeUnit) -> str:
    above = "Công an tỉnh Minh Họa" if unit.parent == PROVINCE else unit.name.partition(", ")[2]
    return (
        f"Hôm nay, {above} và {unit.name} cùng ký giao ước thi đua “{SLOGAN}” năm 2025.\n"
        "1. Hoàn thành các chỉ tiêu ghi dưới đây; số liệu lấy từ việc có minh chứng, có người xác nhận.\n"
        "2. Trả lời phản ánh của người dân đúng hạn; chậm thì xin lỗi và hẹn lại ngày cụ thể.\n"
        "3. Không chạy theo số lượng, không nhận chỉ tiêu về số vụ bắt giữ, xử phạt.\n"
        "4. Chỉ tiêu chỉ được sửa bằng phụ lục có ngày, có lý do và có chữ ký của cả hai bên."
    )
