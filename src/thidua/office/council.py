"""What a council's votes come to, in words: on pages in the reader's language, on paper in Vietnamese."""

from __future__ import annotations

from thidua.core.council import Advice
from thidua.core.law.council import Threshold
from thidua.office.format import percent
from thidua.office.language import Lang, speaks

ADVICE = {
    Advice.OPEN: ("Chưa bỏ phiếu", "Not voted on yet"),
    Advice.RECOMMENDED: ("Đề nghị", "Recommended"),
    Advice.SHORT: ("Không đủ phiếu", "Too few votes"),
    Advice.NO_PLACE: ("Đủ phiếu, hết chỉ tiêu", "Enough votes, no place left"),
    Advice.AGAIN: ("Bằng phiếu, bỏ phiếu vòng hai", "Tied, a second round"),
    Advice.CHAIR: ("Bằng phiếu, chủ tọa quyết định", "Tied, for the chair to decide"),
}


@speaks
def result_words(
    advice: Advice, yes: int | None, members: int, needed: int, by_chair: bool, lang: Lang
) -> str:
    """ "Đề nghị (8/9, cần 8)"."""
    words = ADVICE[advice][lang == "en"]
    if by_chair:
        words += ", theo quyết định của chủ tọa" if lang == "vi" else ", by the chair's decision"
    if yes is None:
        return words
    return f"{words} ({yes}/{members}, {'cần' if lang == 'vi' else 'needs'} {needed})"


@speaks
def share_words(asked: Threshold | None, needed: int, members: int, lang: Lang) -> str:
    """ "ít nhất 80 % tổng số thành viên, là 8/9 (Nghị định …)"; `asked` is None where no text asks for a share."""
    count = f"{needed}/{members}"
    if asked is None:
        if lang == "vi":
            return f"quá nửa tổng số thành viên, là {count} (không văn bản nào nêu tỷ lệ)"
        return f"more than half of all members, {count} (no text names a share)"
    share, clause = percent(asked.share), asked.provision.clause
    if lang == "vi":
        return f"ít nhất {share} tổng số thành viên, là {count} ({clause})"
    return f"at least {share} of all members, {count} ({clause})"
