"""Words for the papers, states and next steps of a dossier, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.dossier import DossierState, Todo
from thidua.office.language import Lang, speaks

Pair = tuple[str, str]
PAPERS: Mapping[str, Pair] = {
    "submission": ("Tờ trình", "Submission"),
    "report": ("Báo cáo thành tích", "Report of achievements"),
    "minutes": ("Biên bản bình xét", "Minutes of the council"),
    "certificate": ("Chứng nhận sáng kiến, thành tích", "Certificate of the initiative or achievement"),
    "remark": ("Nhận xét của đơn vị cũ", "Remark of the old unit"),
}
STATES: Mapping[DossierState, tuple[str, str, str]] = {
    DossierState.DRAFT: ("Chờ người được đề nghị trả lời", "Waiting for the person", "gold"),
    DossierState.COLLECTING: ("Đang hoàn thiện hồ sơ", "Papers being collected", "gold"),
    DossierState.PUBLISHED: ("Đang công khai lấy ý kiến", "Open to comment", "blue"),
    DossierState.APPRAISED: ("Đã thẩm định", "Appraised", "blue"),
    DossierState.RETURNED: ("Bị trả lại", "Returned", "red"),
    DossierState.SUBMITTED: ("Đã trình, chờ thẩm định", "Submitted, to be appraised", "blue"),
    DossierState.COUNCIL: ("Chờ hội đồng", "With the council", "blue"),
    DossierState.DECIDED: ("Đã có quyết định", "Decided", "green"),
    DossierState.REFUSED: ("Không công nhận", "Not recognised", ""),
    DossierState.WITHDRAWN: ("Đã rút", "Withdrawn", ""),
}
TODOS: Mapping[Todo, Pair] = {
    Todo.CONSENT: ("Hỏi ý kiến người được đề nghị", "Ask the person"),
    Todo.PAPERS: ("Bổ sung giấy tờ còn thiếu", "Bring the papers that are missing"),
    Todo.APPRAISE: ("Thẩm định", "Appraise"),
    Todo.COMMENT: ("Chờ hết thời gian lấy ý kiến", "Wait until the days for comments are over"),
    Todo.SUBMIT: ("Trình lên, đưa ra hội đồng hoặc ghi quyết định", "Submit, take to the council or decide"),
    Todo.COUNCIL: ("Chờ hội đồng họp", "Wait for the council to meet"),
    Todo.DECIDE: ("Ghi quyết định", "Record the decision"),
    Todo.ANSWER: (
        "Hội đồng không chọn: ghi không công nhận, hoặc đưa ra phiên khác",
        "Not chosen by the council: record that, or take it to another session",
    ),
    Todo.MEND: ("Sửa theo lý do trả lại", "Mend what it was returned for"),
    Todo.PRESENT: ("Trao và ghi việc trao", "Present it and record that"),
    Todo.NOTHING: ("Không còn việc", "Nothing left"),
}  # fmt: skip


@speaks
def paper_title(code: str, lang: Lang = "vi") -> str:
    return PAPERS[code][lang == "en"] if code in PAPERS else code


@speaks
def state_title(state: str, lang: Lang = "vi") -> str:
    return STATES[DossierState(state)][lang == "en"]


def state_tone(state: str) -> str:
    return STATES[DossierState(state)][2]


@speaks
def todo_title(todo: Todo, lang: Lang = "vi") -> str:
    return TODOS[todo][lang == "en"]
