"""Words for records of merit and for the codes they choose from, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.law.facts import (
    AbsenceKind,
    Breadth,
    CommendationType,
    DisciplineLevel,
    HoldKind,
    InitiativeKind,
    Quality,
    Rating,
    Service,
    StudyResult,
)
from thidua.core.merit import Matter, MeritKind
from thidua.office.language import Lang, speaks

Pair = tuple[str, str]
KINDS: Mapping[str, Pair] = {
    MeritKind.RATING: ("Xếp loại năm", "Yearly rating"),
    MeritKind.ACHIEVEMENT: ("Thành tích", "Achievement"),
    MeritKind.INITIATIVE: ("Sáng kiến", "Initiative"),
    MeritKind.DISCIPLINE: ("Kỷ luật", "Discipline"),
    MeritKind.HOLD: ("Tạm dừng xét", "Hold"),
    MeritKind.ABSENCE: ("Nghỉ, đi học", "Absence"),
    MeritKind.SERVICE: ("Thời gian công tác", "Service"),
    MeritKind.CONFIRMATION: ("Xác nhận", "Confirmation"),
    MeritKind.REGISTRATION: ("Đăng ký danh hiệu", "Registration"),
    MeritKind.REVIEW: ("Rà soát", "Review of the records"),
}
FIELDS: Mapping[str, Pair] = {
    "year": ("Năm", "Year"),
    "rating": ("Mức xếp loại", "Rating"),
    "title": ("Tên", "Name"),
    "first_day": ("Từ ngày", "From"),
    "last_day": ("Đến ngày", "Until"),
    "commendation": ("Loại hình khen thưởng", "Kind of commendation"),
    "breadth": ("Phạm vi ảnh hưởng, công nhận", "Breadth"),
    "kind": ("Loại", "Kind"),
    "recognised_by": ("Ai công nhận", "Recognised by"),
    "applied": ("Đã áp dụng có hiệu quả", "Applied with effect"),
    "level": ("Hình thức", "Level"),
    "decided_on": ("Ngày quyết định", "Decided on"),
    "acted_on": ("Ngày vi phạm", "Day of the act"),
    "served_on": ("Ngày chấp hành xong", "Served on"),
    "workdays": ("Số ngày làm việc nghỉ", "Working days missed"),
    "medical": ("Có kết luận của cơ sở y tế", "Concluded by a medical body"),
    "rules_kept": ("Chấp hành quy định khóa học", "Rules of the course kept"),
    "result": ("Kết quả học tập", "Result of the course"),
    "service": ("Là", "Service"),
    "since": ("Từ ngày", "Since"),
    "quality": ("Điều được xác nhận", "What is confirmed"),
    "holds": ("Có", "Holds"),
    "form": ("Danh hiệu, hình thức", "Title or form"),
    "until": ("Rà soát đến hết ngày", "Reviewed until"),
    "covers": ("Đã ghi đủ", "Complete"),
    "history_from": ("Sổ khen đủ từ năm", "Awards complete from"),
}
CHOICES: Mapping[str, Pair] = {
    Rating.EXCELLENT: ("Hoàn thành xuất sắc nhiệm vụ", "Excellent"),
    Rating.GOOD: ("Hoàn thành tốt nhiệm vụ", "Good"),
    Rating.DONE: ("Hoàn thành nhiệm vụ", "Done"),
    Rating.NOT_DONE: ("Không hoàn thành nhiệm vụ", "Not done"),
    Breadth.UNIT: ("Cơ sở", "Own unit"),
    Breadth.MINISTRY: ("Bộ, ngành, tỉnh", "Ministry or province"),
    Breadth.NATION: ("Toàn quốc", "Nation"),
    CommendationType.MERIT: ("Công trạng", "Merit"),
    CommendationType.SUDDEN: ("Đột xuất", "Sudden achievement"),
    CommendationType.MOVEMENT: ("Phong trào, chuyên đề", "Movement"),
    CommendationType.DEVOTION: ("Quá trình cống hiến", "Devotion"),
    CommendationType.TENURE: ("Niên hạn", "Tenure"),
    CommendationType.FOREIGN: ("Đối ngoại", "Foreign relations"),
    InitiativeKind.INITIATIVE: ("Sáng kiến", "Initiative"),
    InitiativeKind.SCIENCE: ("Đề tài, đề án khoa học", "Work of science"),
    InitiativeKind.INGENUITY: ("Mưu trí, sáng tạo trong chiến đấu", "Ingenuity in combat"),
    DisciplineLevel.REPRIMAND: ("Khiển trách", "Reprimand"),
    DisciplineLevel.WARNING: ("Cảnh cáo", "Warning"),
    DisciplineLevel.DEMOTION: ("Giáng cấp, hạ lương", "Demotion"),
    DisciplineLevel.DISMISSAL: ("Cách chức, giáng chức", "Removal from post"),
    DisciplineLevel.EXPULSION: ("Tước danh hiệu Công an nhân dân", "Expulsion"),
    HoldKind.DISCIPLINE_PENDING: ("Đang xem xét kỷ luật", "Discipline pending"),
    HoldKind.INVESTIGATION: ("Đang điều tra", "Under investigation"),
    HoldKind.INSPECTION: ("Thanh tra, kiểm tra có dấu hiệu vi phạm", "Inspection with signs of a violation"),
    HoldKind.COMPLAINT: ("Khiếu nại, tố cáo đang xác minh", "Complaint being verified"),
    HoldKind.PRESS: ("Báo chí nêu, đang xác minh", "Press report being verified"),
    AbsenceKind.MATERNITY: ("Thai sản", "Maternity"),
    AbsenceKind.INJURY: ("Bị thương khi làm nhiệm vụ", "Injured on duty"),
    AbsenceKind.STUDY: ("Học tập", "Study"),
    AbsenceKind.OTHER: ("Khác", "Other"),
    StudyResult.EXCELLENT: ("Giỏi", "Excellent"),
    StudyResult.GOOD: ("Khá", "Good"),
    StudyResult.AVERAGE: ("Trung bình", "Average"),
    StudyResult.FAILED: ("Không đạt", "Failed"),
    Service.OFFICER: ("Sĩ quan", "Officer"),
    Service.SERGEANT: ("Hạ sĩ quan", "Sergeant"),
    Service.SOLDIER: ("Chiến sĩ", "Soldier"),
    Service.WORKER: ("Công nhân công an", "Worker of the force"),
    Service.CONTRACT: ("Lao động hợp đồng", "Contract staff"),
    Service.CIVILIAN: ("Cán bộ, công chức", "Civil servant"),
    Service.OUTSIDER: ("Người ngoài lực lượng", "Outside the force"),
    Service.OUTSIDE_LEADER: ("Lãnh đạo ngoài lực lượng", "A leader outside the force"),
    Service.SECURITY_TEAM: ("Tổ bảo vệ an ninh, trật tự", "A team that keeps order at the grassroots"),
    Quality.SPIRIT: ("Tự lực, đoàn kết, tích cực tham gia phong trào", "Spirit and active part in movements"),
    Quality.REGISTERED: ("Đã đăng ký thi đua", "Registered"),
    Quality.OUTSTANDING: ("Thành tích xuất sắc tiêu biểu", "Outstanding"),
    Quality.UNITY: ("Nội bộ đoàn kết", "Unity"),
    Quality.DEMOCRACY: ("Thực hiện tốt dân chủ ở cơ sở", "Grassroots democracy"),
    Quality.MOVEMENT_REGULAR: ("Phong trào thường xuyên, thiết thực", "Regular movement"),
    Quality.LEADS_CLUSTER: ("Dẫn đầu cụm, khối", "Leads its cluster"),
    Quality.LEADS_THEME: ("Dẫn đầu phong trào chuyên đề từ 03 năm", "Leads a movement of three years or more"),
    Quality.TARGETS_EXCEEDED: ("Vượt mức chỉ tiêu", "Targets exceeded"),
    Quality.PARTY_EXCELLENT: ("Tổ chức đảng, đoàn thể hoàn thành xuất sắc", "Party and unions excellent"),
    Quality.THRIFT: ("Tiết kiệm, phòng chống tham nhũng", "Thrift, no corruption"),
    Quality.TESTS_PASSED: ("Kiểm tra điều lệnh, huấn luyện đạt", "Tests passed"),
    Quality.ACCLAIMED: ("Được tập thể suy tôn", "Acclaimed by the collective"),
    Quality.OWN_STANDING: ("Thành lập theo quyết định, có tổ chức đảng riêng", "Set up by decision, own party cell"),
    Matter.HONOURS: ("Khen thưởng các năm", "Awards"),
    Matter.INITIATIVES: ("Sáng kiến", "Initiatives"),
    Matter.ACHIEVEMENTS: ("Thành tích", "Achievements"),
    Matter.DISCIPLINES: ("Kỷ luật", "Disciplines"),
    Matter.HOLDS: ("Việc đang xem xét, xác minh", "Matters under review"),
    Matter.ABSENCES: ("Nghỉ, đi học", "Absences"),
}  # fmt: skip


@speaks
def kind_title(kind: str, lang: Lang = "vi") -> str:
    return KINDS[kind][lang == "en"]


@speaks
def field_title(name: str, lang: Lang = "vi") -> str:
    return FIELDS[name][lang == "en"]


@speaks
def choice_title(code: str, lang: Lang = "vi") -> str:
    """The words for a code; the code itself where nobody has given it words."""
    return CHOICES[code][lang == "en"] if code in CHOICES else code
