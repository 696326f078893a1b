"""Digital signatures: making one, and what a check of one finds."""

WORDS = {
    "signature.refused": ("Chưa ký, chưa kiểm tra được.", "It could not be signed or checked."),
    "signature.key-unreadable": (
        "Không mở được chứng thư: sai mật khẩu, hoặc tệp không phải .p12, .pfx.",
        "The certificate cannot be opened: another passphrase, or not a .p12 or .pfx file.",
    ),
    "signature.certificate-not-valid": (
        "Chứng thư chưa có hiệu lực hoặc đã hết hạn.",
        "The certificate is not valid yet, or no more.",
    ),
    "signature.pdf-unreadable": (
        "Không đọc được tệp PDF này.",
        "This PDF cannot be read.",
    ),
    "signature.none": (
        "Tệp chưa có chữ ký số nào.",
        "The file has no digital signature.",
    ),
    "signature.broken": (
        "Có chữ ký không còn nguyên vẹn, hoặc nội dung bị đổi sau khi ký.",
        "A signature no longer holds, or something was changed after it.",
    ),
    "signature.another-paper": (
        "Không phải bản PDF quyết định tải từ trang này: quyết định đã đổi từ khi tải, hoặc phần mềm ký viết lại tệp."
        " Tải lại rồi ký nối tiếp vào đúng tệp ấy.",
        "Not the PDF of this decision as taken from this page: the decision has changed since, or the signing program"
        " wrote the file anew. Take it again and sign by an incremental update.",
    ),
    "signature.may-not-sign": (
        "Chỉ người giữ vai trò trưởng, phó của {unit} ký số quyết định.",
        "Only a head or deputy of {unit} signs its decisions.",
    ),
    "signature.no-unit": (
        "Quyết định không do đơn vị nào trong danh bạ ban hành nên không ký ở đây được.",
        "No unit of the directory issued this decision, so it cannot be signed here.",
    ),
}
