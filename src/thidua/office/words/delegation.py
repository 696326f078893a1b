"""Rights lent to a colleague for some days."""

WORDS = {
    "delegation.refused": (
        "Chưa ủy quyền được cho {person}.",
        "Nothing was delegated to {person}.",
    ),
    "delegation.not-own-post": (
        "Chỉ người đang giữ chức vụ mới ủy quyền được; quyền được ủy quyền thì không ủy quyền tiếp.",
        "Only the holder of a post delegates; what was delegated is not passed on.",
    ),
    "delegation.nothing": ("Chọn ít nhất một việc để ủy quyền.", "Choose at least one thing to delegate."),
    "delegation.more-than-held": (
        "Chỉ ủy quyền được những việc chức vụ này được làm.",
        "Only what the post itself allows may be delegated.",
    ),
    "delegation.past": (
        "Ngày bắt đầu đã qua; ủy quyền không có hiệu lực về trước.",
        "The first day has passed; a delegation does not reach back.",
    ),
    "delegation.days": ("Ngày kết thúc trước ngày bắt đầu.", "The last day lies before the first."),
    "delegation.too-long": (
        "Mỗi lần ủy quyền nhiều nhất {most} ngày.",
        "A delegation lasts {most} days at most.",
    ),
    "delegation.beyond-post": (
        "Ngày kết thúc phải nằm trong thời gian giữ chức vụ.",
        "The last day must lie within the days of the post.",
    ),
    "delegation.reason-missing": ("Ghi lý do ủy quyền.", "Say why it is delegated."),
    "delegation.to-self": ("Không thể ủy quyền cho chính mình.", "Nobody delegates to herself."),
    "delegation.outside-branch": (
        "{person} không giữ chức vụ nào trong {unit} hoặc đơn vị cấp dưới vào ngày bắt đầu.",
        "{person} holds no post in {unit} or below it on the first day.",
    ),
    "delegation.standing-already": (
        "{person} đang được ủy quyền trong thời gian này; thu hồi lần trước rồi mới ủy quyền lại.",
        "{person} already has a delegation over these days; take the earlier one back first.",
    ),
    "delegation.may-not-revoke": (
        "Chỉ người ủy quyền, người được ủy quyền hoặc quản trị của đơn vị mới thu hồi được.",
        "Only whoever gave it, whoever received it or the unit's administrator takes it back.",
    ),
    "delegation.over": ("Lần ủy quyền này đã kết thúc.", "This delegation has ended."),
}
