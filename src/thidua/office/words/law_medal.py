"""What a verdict says of medals, badges, honorary titles and a lifetime of service."""

WORDS = {
    "law.age-held": ("Đủ {years} năm (cần {wanted}).", "{years} years ({wanted} are needed)."),
    "law.age-short": ("Mới {years} năm, chưa đủ {wanted} năm.", "{years} years, fewer than {wanted}."),
    "law.age-missing": (
        "Chưa rõ mốc bắt đầu để tính đủ {wanted} năm.",
        "Since when is not known ({wanted} years are needed).",
    ),
    "law.leaving-held": ("Có thông báo thôi phục vụ, nghỉ hưu.", "Leaving the force, by notice."),
    "law.leaving-missing": (
        "Chưa có thông báo thôi phục vụ, nghỉ hưu.",
        "No notice of leaving the force.",
    ),
    "law.medal-held": (
        "Đã có Huy chương Chiến sĩ vẻ vang hạng Ba nên không thuộc diện này.",
        "Holds the Glorious Fighter medal, third class, and so is not meant.",
    ),
    "law.army-only": (
        "Chỉ dành cho người của Quân đội nhân dân.",
        "Only for members of the army.",
    ),
    "law.thanked-held": ("Đã từng được khen thưởng.", "Thanked before."),
    "law.thanked-none": ("Chưa từng được khen thưởng.", "Never thanked before."),
    "law.thanked-missing": ("Chưa có ai nêu khen thưởng đã có.", "Nobody has said what is held."),
    "law.team-unknown": (
        "Số năm cần có khác nhau giữa nam và nữ, mà chưa có ai nêu.",
        "Men and women need different numbers of years, and nobody has said which.",
    ),
    "law.hard-years": (
        "{years} năm ở địa bàn khó khăn được tính gấp đôi.",
        "{years} years in an area of hardship count twice.",
    ),
    "law.devotion-time": (
        "{post}: {years} năm {months} tháng, gồm cả thời gian ở chức vụ cao hơn.",
        "{post}: {years} years and {months} months, those in higher posts among them.",
    ),
    "law.devotion-unread": (
        "Chưa đọc được cần bao nhiêu năm ở chức vụ nào.",
        "How many years in which post are needed has not been seen in any text.",
    ),
    "law.devotion-held": (
        "Đủ thời gian giữ chức vụ (cần {wanted} năm).",
        "Long enough in the post ({wanted} years are needed).",
    ),
    "law.devotion-short": (
        "Chưa đủ thời gian giữ chức vụ (cần {wanted} năm).",
        "Not long enough in the post ({wanted} years are needed).",
    ),
    "law.devotion-woman": (
        "Nữ lãnh đạo được giảm một phần ba thời gian.",
        "Women who lead need a third less time.",
    ),
    "law.devotion-disciplined": (
        "Bị kỷ luật trong thời gian giữ chức vụ được tính.",
        "Disciplined while holding a post that counts.",
    ),
    "law.congress-year": (
        "Năm {year} là năm Đại hội thi đua yêu nước.",
        "{year} is a year of the congress.",
    ),
    "law.hero-yearly": (
        "Năm {year} không phải năm Đại hội và không có thành tích đột xuất.",
        "{year} is no year of the congress, and there is nothing sudden.",
    ),
    "law.hero-sudden": (
        "Có thành tích đột xuất: được xét ngoài kỳ Đại hội.",
        "A sudden achievement may be considered outside the congress.",
    ),
}
