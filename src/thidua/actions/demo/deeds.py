"""Made-up deeds of the communes: outreach, forums, days of help, models taken up elsewhere; with papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thidua.actions.demo.calendar import season
from thidua.actions.demo.numbers import MadeFigure, Numbers
from thidua.actions.demo.units import COMMUNES, MadeUnit
from thidua.core.number import MILLI
from thidua.core.period import Period

_TOPICS = (
    "nhận biết thủ đoạn lừa đảo qua điện thoại và mạng xã hội",
    "an toàn giao thông cho học sinh và phụ huynh trước cổng trường",
    "phòng cháy trong nhà ở kết hợp kinh doanh",
    "thủ tục cư trú, định danh điện tử làm tại nhà",
    "phòng, chống đuối nước trước mùa mưa",
    "giao nộp vũ khí, vật liệu nổ tự nguyện",
    "phòng, chống ma túy trong thanh thiếu niên",
    "quyền phản ánh, kiến nghị và cách tra kết quả trả lời",
)
_VENUES = ("nhà văn hóa thôn", "trường trung học cơ sở", "chợ phiên", "sân nhà cộng đồng", "trụ sở thôn")
_WORKS = (
    "gặt lúa, phơi thóc cùng các hộ neo đơn",
    "sửa đường liên thôn bị xói",
    "dựng lại nhà cho hộ có nhà dột nát",
    "nạo vét mương trước mùa mưa",
    "dọn vệ sinh trường học",
)
_FLOOD_WORK = "dọn bùn, sửa nhà và đưa dân trở về sau mưa lũ"
_MODELS = (
    "Cổng trường an toàn",
    "Tổ liên gia phòng cháy",
    "Hòm thư góp ý tại nhà văn hóa thôn",
    "Ngày thứ Bảy giải quyết thủ tục vì dân",
)
DEED_KEEPERS = tuple(f"ca-{code}" for code, _, _ in COMMUNES[:6])  # the others declare their figures
_VILLAGES = 7  # thôn 1 … thôn 7 of a made-up commune


@dataclass(frozen=True, slots=True)
class MadeDeed:
    """`paper` says which evidence file the generator makes: "png" or "pdf"."""

    code: str
    kind: str
    unit: str
    on: date
    place: str
    summary: str
    quantities: tuple[tuple[str, int], ...]  # whole numbers of their own unit
    paper: str


def week_deeds(
    numbers: Numbers, unit: MadeUnit, week: Period, figures: tuple[MadeFigure, ...]
) -> tuple[MadeDeed, ...]:
    """Deeds whose quantities add up to the week's figures; communes only."""
    if unit.code not in DEED_KEEPERS:
        return ()
    have = {f.figure: f.numerator // MILLI for f in figures if f.applies}
    made = [
        _outreach(numbers, unit, week, have),
        _forum(numbers, unit, week, have["dien-dan-lang-nghe"]),
        _help(numbers, unit, week, have["ngay-cong-giup-dan"]),
        _spread(numbers, unit, week, have["mo-hinh-duoc-nhan-rong"]),
    ]
    return tuple(deed for deed in made if deed)


def _outreach(numbers: Numbers, unit: MadeUnit, week: Period, have: dict[str, int]) -> MadeDeed | None:
    sessions, heard = have["buoi-tuyen-truyen"], have["luot-nghe-tuyen-truyen"]
    if not sessions:
        return None
    random = numbers.of(unit.code, "tuyen-truyen", week.code)
    topic = random.choice(_TOPICS)
    village = random.randint(1, _VILLAGES)
    return MadeDeed(
        code=f"{unit.code}-{week.code.lower()}-tuyen-truyen",
        kind="tuyen-truyen",
        unit=unit.code,
        on=_workday(unit, week, random),
        place=f"{random.choice(_VENUES)}, thôn {village}, {unit.short_name}",
        summary=f"Tuyên truyền {sessions} buổi về {topic}, {heard} lượt người nghe",
        quantities=(("buoi", sessions), ("luot", heard)),
        paper=random.choice(("png", "png", "pdf")),
    )


def _forum(numbers: Numbers, unit: MadeUnit, week: Period, forums: int) -> MadeDeed | None:
    if not forums:
        return None
    random = numbers.of(unit.code, "dien-dan", week.code)
    questions = random.randint(3, 12)
    answered = random.randint(1, questions)
    village = random.randint(1, _VILLAGES)
    return MadeDeed(
        code=f"{unit.code}-{week.code.lower()}-dien-dan",
        kind="dien-dan",
        unit=unit.code,
        on=_workday(unit, week, random),
        place=f"nhà văn hóa thôn {village}, {unit.short_name}",
        summary=(
            f"Diễn đàn lắng nghe nhân dân thôn {village}: {questions} câu hỏi, {answered} câu trả lời tại chỗ, "
            "các câu còn lại đã hẹn ngày"
        ),
        quantities=(
            ("cuoc", forums), ("luot", random.randint(20, 80)), ("cau-hoi", questions), ("tra-loi-ngay", answered),
        ),
        paper="pdf",
    )  # fmt: skip


def _help(numbers: Numbers, unit: MadeUnit, week: Period, days: int) -> MadeDeed | None:
    if not days:
        return None
    random = numbers.of(unit.code, "giup-dan", week.code)
    work = _FLOOD_WORK if season(week).said == "mưa lũ" else random.choice(_WORKS)
    return MadeDeed(
        code=f"{unit.code}-{week.code.lower()}-giup-dan",
        kind="giup-dan",
        unit=unit.code,
        on=_workday(unit, week, random),
        place=f"thôn {random.randint(1, _VILLAGES)}, {unit.short_name}",
        summary=f"Giúp dân {work}: {days} ngày công",
        quantities=(("ngay-cong", days), ("nguoi", min(days, random.randint(2, 6)))),
        paper=random.choice(("pdf", "png", "png")),
    )


def _workday(unit: MadeUnit, week: Period, random: Random) -> date:
    """Monday to Friday, not before the unit exists."""
    return max(week.start + timedelta(days=random.randint(0, 4)), unit.first_day)


def _spread(numbers: Numbers, unit: MadeUnit, week: Period, models: int) -> MadeDeed | None:
    if not models:
        return None
    random = numbers.of(unit.code, "mo-hinh", week.code)
    return MadeDeed(
        code=f"{unit.code}-{week.code.lower()}-nhan-rong",
        kind="nhan-rong",
        unit=unit.code,
        on=_workday(unit, week, random),
        place=unit.short_name,
        summary=f"Mô hình “{random.choice(_MODELS)}” được đơn vị khác áp dụng theo văn bản công nhận",
        quantities=(("mo-hinh", models), ("don-vi", models)),
        paper="pdf",
    )
