"""Saying that something held about oneself is wrong, and the answer."""

WORDS = {
    "correction.refused": (
        "Chưa gửi được, cần sửa các chỗ dưới đây.",
        "Nothing was sent; see below.",
    ),
    "correction.not-held": (
        "Chỉ báo sai được về dữ liệu của chính mình.",
        "Only what is held about yourself can be said to be wrong.",
    ),
    "correction.nobody-answers": (
        "Chưa có trưởng, phó đơn vị nào để trả lời; hãy nhờ cán bộ thi đua ghi chức vụ vào danh bạ.",
        "No head or deputy is recorded who could answer.",
    ),
    "correction.text-missing": (
        "Cần ghi sai ở đâu, đúng là gì.",
        "Say what is wrong and what would be right.",
    ),
    "correction.text-long": ("Chỉ ghi đến {longest} ký tự.", "At most {longest} characters."),
    "correction.already-open": (
        "Mục này đã báo sai và đang chờ trả lời.",
        "This was already said to be wrong and waits for an answer.",
    ),
    "correction.may-not-answer": (
        "Chỉ trưởng hoặc phó của {unit} trả lời, và không phải người đã báo sai.",
        "Only the head or deputy of {unit} answers, and never the person who asked.",
    ),
    "correction.already-answered": ("Mục này đã được trả lời.", "This was answered already."),
    "correction.answer-missing": (
        "Cần ghi đã sửa gì, hoặc vì sao giữ nguyên.",
        "Say what was mended, or why it stays.",
    ),
}
