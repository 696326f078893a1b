"""Copied passages are found whatever numbers were put in, and one's own words are not."""

from __future__ import annotations

from thidua.core.document_copy import Copied, copied

OLD = (
    "Tiếp tục đẩy mạnh phong trào, phát huy vai trò nêu gương của cán bộ, đảng viên, nâng cao chất lượng phục vụ "
    "nhân dân.\n"
    "Trong tháng đã trả lời 41 phản ánh, đạt 98 % so với kế hoạch được giao từ đầu năm."
)


def test_a_passage_with_other_numbers_is_still_the_old_one() -> None:
    text = "Lời mở.\nTrong tháng đã trả lời [phan-anh] phản ánh, đạt 92,5 % so với kế hoạch được giao từ đầu năm."
    assert copied(text, {"Bản tin tháng 11/2025": OLD}) == (Copied(1, "Bản tin tháng 11/2025", 100),)


def test_a_passage_with_a_few_other_words_says_how_much_of_it_is_old() -> None:
    text = "Tiếp tục đẩy mạnh phong trào, phát huy vai trò nêu gương của cán bộ, đảng viên và quần chúng ở từng thôn."
    (found,) = copied(text, {"Kế hoạch 2024": OLD})
    assert 60 <= found.percent < 100


def test_ones_own_words_short_phrases_and_drawn_lines_are_not_marked() -> None:
    own = "Tổ An ninh xã gặp từng hộ ở bản xa, nghe dân kể vì sao phản ánh gửi mãi mà chưa thấy ai trả lời."
    short = "Tiếp tục đẩy mạnh phong trào."
    line = OLD.splitlines()[0]
    assert copied("\n".join((own, short, line)), {"Kế hoạch": OLD}, own=[line]) == ()


def test_of_several_papers_the_one_with_most_of_it_is_named() -> None:
    half = " ".join(OLD.split()[:14])
    (found, _) = copied(OLD, {"Cũ hơn": half, "Mới hơn": OLD})
    assert found.origin == "Mới hơn"
