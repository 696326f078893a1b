"""Reading a unit's own sheet through a layout."""

WORDS = {
    "mapping.total-row": (
        "Dòng “{name}” là dòng cộng, không lấy.",
        "Row “{name}” adds others up; it is left out.",
    ),
    "mapping.total-column": (
        "Cột “{name}” là cột cộng, không lấy.",
        "Column “{name}” adds others up; it is left out.",
    ),
    "mapping.row-without-name": (
        "Dòng này không có tên, không lấy.",
        "This row has no name; it is left out.",
    ),
    "mapping.twice": (
        "{subject}, {figure}, {period} đã có ở {first} của tệp này.",
        "{subject}, {figure}, {period} stands at {first} of this file already.",
    ),
    "mapping.name-unknown": (
        "Chưa biết “{name}” là gì ({what}).",
        "It is not known what “{name}” is ({what}).",
    ),
    "mapping.name-missing": (
        "Đặt tên cho cách đọc tệp để lần sau nhận ra.",
        "Name this way of reading, so that it is recognised next time.",
    ),
}
