"""Records of merit: ratings, achievements, initiatives, disciplines and what else the law reads."""

WORDS = {
    "merit.refused": ("Chưa ghi được; không có gì được lưu.", "Nothing was recorded."),
    "merit.may-not": (
        "Đồng chí không ghi hồ sơ khen thưởng của {subject}.",
        "You do not keep the merit records of {subject}.",
    ),
    "merit.not-of-yourself": (
        "Không ai tự ghi về mình: cấp trên trực tiếp ghi.",
        "Nobody records about herself; the superior does.",
    ),
    "merit.wrong-subject": ("Loại này không ghi cho {subject}.", "This kind is not recorded for {subject}."),
    "merit.missing": ("Còn thiếu.", "Missing: {field}."),
    "merit.choice": (
        "Chưa chọn, hoặc “{value}” không có trong danh sách.",
        "“{value}” is none of the choices.",
    ),
    "merit.paper-missing": (
        "Phải ghi văn bản làm căn cứ: số, cơ quan ban hành.",
        "Name the paper it stands on: number and issuer.",
    ),
    "merit.days-in-order": ("Ngày {last} trước ngày {first}.", "{last} is before {first}."),
    "merit.future": ("Ngày {day} ở tương lai.", "{day} is in the future."),
    "merit.year": ("Năm {value} không đúng.", "{value} is no year that can be rated."),
    "merit.recogniser-missing": (
        "Đã ghi phạm vi công nhận thì phải ghi ai công nhận.",
        "Say who recognised it.",
    ),
    "merit.why-missing": ("Sửa, bỏ một dòng phải nêu lý do.", "A correction says why."),
    "merit.replaced": ("Dòng này đã được sửa bằng một dòng sau.", "A later record replaces this one."),
    "merit.used": (
        "Thành tích này đã dùng cho {award}: mỗi thành tích chỉ khen một lần.",
        "This achievement was used for {award}: one achievement, one award.",
    ),
    "merit.nobody": ("Chưa chọn xếp loại cho ai.", "Nobody was rated."),
    "merit.nothing-changed": ("Chưa có gì thay đổi.", "Nothing was changed."),
    "merit.paste-nobody": (
        "Không thấy ai của đơn vị trong “{text}”.",
        "Nobody of the unit is named in “{text}”.",
    ),
    "merit.paste-namesakes": (
        "Có hai người tên {name}: dùng mã thay cho tên.",
        "Two people are called {name}: give the code instead.",
    ),
    "merit.paste-title": (
        "{name}: không có danh hiệu “{text}”.",
        "{name}: there is no title “{text}”.",
    ),
    "merit.not-together": (
        "{subject} không cùng đơn vị với đồng chí.",
        "{subject} does not serve with you.",
    ),
    "merit.not-yours": (
        "Chỉ người được kể và người kể xóa được.",
        "Only whom it is about or who told it removes it.",
    ),
}
