"""Papers of an award, their templates, and codes that are checked against the register."""

WORDS = {
    "paper.template-refused": (
        "Mẫu chưa dùng được; mẫu đang dùng vẫn giữ nguyên.",
        "This template cannot be used; the one in use stays.",
    ),
    "paper.template-not-word": (
        "Tệp không phải văn bản Word (.docx) hoặc bị hỏng.",
        "The file is not a Word document (.docx), or is damaged.",
    ),
    "paper.template-too-large": (
        "Mẫu lớn hơn {limit} MB.",
        "The template is larger than {limit} MB.",
    ),
    "paper.template-active": (
        "Mẫu có macro, đối tượng nhúng hoặc liên kết ra ngoài ({part}); bỏ đi rồi tải lại.",
        "The template has a macro, an embedded object or a link to the outside ({part}); remove it.",
    ),
    "paper.template-syntax": (
        "Dấu ngoặc của một chỗ điền chưa khép đúng, gần “{near}” ({told}).",
        "The brackets of a field do not close, near “{near}” ({told}).",
    ),
    "paper.template-forbidden": (
        "Mẫu chỉ được dùng chỗ điền, vòng lặp và điều kiện; không dùng được “{what}”.",
        "A template may use fields, loops and conditions only; “{what}” is not allowed.",
    ),
    "paper.template-unknown": (
        "Không có chỗ điền “{field}”.",
        "There is no field “{field}”.",
    ),
    "paper.template-misspelt": (
        "Không có chỗ điền “{field}”; có phải “{near}” không?",
        "There is no field “{field}”; did you mean “{near}”?",
    ),
    "paper.template-missing": (
        "Thiếu chỗ điền bắt buộc “{field}”.",
        "The required field “{field}” is missing.",
    ),
    "paper.template-depth": (
        "Vòng lặp lồng nhau quá hai tầng.",
        "Loops are nested more than two deep.",
    ),
}
