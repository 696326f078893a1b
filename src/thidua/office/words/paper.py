"""Papers of an award, their templates, and codes that are checked against the register."""

WORDS = {
    "paper.may-not-print": (
        "Bạn không làm giấy tờ khen thưởng cho đơn vị này.",
        "You do not make papers of awards for this unit.",
    ),
    "paper.template-packaged": (
        "Đang dùng mẫu của chương trình, không có gì để trở về.",
        "The packaged template is in use already.",
    ),
    "paper.stock-refused": ("Chưa lưu được mẫu in.", "The stock was not saved."),
    "paper.stock-name": ("Chưa đặt tên cho mẫu in.", "The stock has no name."),
    "paper.stock-name-taken": ("Đã có mẫu in tên “{name}”.", "There is a stock named “{name}” already."),
    "paper.stock-size": ("Mỗi cạnh tờ giấy từ 100 đến 450 mm.", "Each side of a sheet is 100 to 450 mm."),
    "paper.stock-shift": (
        "Chỉnh máy in nhiều nhất 20 mm mỗi chiều.",
        "A printer is corrected by 20 mm at most.",
    ),
    "paper.stock-off-sheet": ("Dòng này nằm ngoài tờ giấy.", "This line is off the sheet."),
    "paper.stock-letters": ("Cỡ chữ từ 6 đến 80.", "Letters are 6 to 80 points."),
    "paper.emblem-unreadable": (
        "Không đọc được hình: cần tệp PNG hoặc JPEG.",
        "The picture cannot be read: a PNG or JPEG file is needed.",
    ),
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
    "paper.template-unfillable": (
        "Điền thử không ra văn bản: vòng lặp mở ở hàng thì đóng ở hàng, mở ở đoạn thì đóng ở đoạn.",
        "Filled with examples it is no document: a loop closes in the kind of row or paragraph it opens in.",
    ),
    "paper.template-depth": (
        "Vòng lặp lồng nhau quá hai tầng.",
        "Loops are nested more than two deep.",
    ),
}
