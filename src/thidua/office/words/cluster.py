"""A cluster's year: reports that do not stand, steps taken too early, rights."""

WORDS = {
    "cluster.figure-differs": (
        "“{figure}”: ghi {entered}, nhưng {months} tháng của chính đơn vị cộng lại là {own}.",
        "“{figure}”: {entered} was written, but the unit's own {months} months add up to {own}.",
    ),
    "cluster.figure-without-months": (
        "“{figure}”: ghi {entered}, nhưng không tháng nào của đơn vị có số này.",
        "“{figure}”: {entered} was written, but no month of the unit has this figure.",
    ),
    "cluster.figure-left-out": (
        "“{figure}”: để trống, trong khi các tháng của đơn vị có {own}. Trống không phải là 0.",
        "“{figure}”: left empty, while the unit's months have {own}. Empty is not 0.",
    ),
    "cluster.limits-missing": (
        "Chưa nêu hạn chế, tồn tại nào. Báo cáo không có hạn chế thì cụm không nhận.",
        "No limitation is named. The cluster takes no report without limitations.",
    ),
    "cluster.limit-incomplete": (
        "Hạn chế {number} còn thiếu: cần đủ nội dung, nguyên nhân, ai khắc phục và hạn.",
        "Limitation {number} is incomplete: what, why, whose and by when are all needed.",
    ),
}
