"""What is wrong with the audit log."""

WORDS = {
    "audit.edited": (
        "Dòng {line} (mắt xích {number}) đã bị sửa: nội dung không còn đúng mã băm của nó.",
        "Line {line} (link {number}) was edited: its content no longer fits its digest.",
    ),
    "audit.missing": (
        "Dòng {line} (mắt xích {number}) đã bị lấy đi.",
        "Line {line} (link {number}) was taken away.",
    ),
    "audit.link-missing": (
        "Thiếu các mắt xích {first}–{last}.",
        "Links {first}–{last} are missing.",
    ),
    "audit.link-forged": (
        "Mắt xích {number} (dòng {line}) không nối được với mắt xích trước.",
        "Link {number} (line {line}) does not follow from the one before.",
    ),
    "audit.slipped-in": (
        "Dòng {line} không có trong chuỗi: được chèn vào mà không qua chương trình.",
        "Line {line} is not in the chain: it was slipped in behind the program.",
    ),
    "audit.head": (
        "Mắt xích {number} khác với mã băm đã ghi lại hôm trước: cả chuỗi đã bị dựng lại.",
        "Link {number} differs from the digest noted earlier: the whole chain was made anew.",
    ),
}
