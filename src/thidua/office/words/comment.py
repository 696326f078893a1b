"""Talking about a figure."""

WORDS = {
    "comment.refused": ("Chưa gửi được lời trao đổi.", "The comment was not sent."),
    "comment.empty": ("Viết điều muốn trao đổi.", "Write what you want to say."),
    "comment.too-long": (
        "Lời trao đổi dài {length} ký tự, nhiều nhất {limit}.",
        "The comment has {length} characters; at most {limit}.",
    ),
    "comment.may-not-see": (
        "Bạn không xem số liệu của {unit}.",
        "You do not see the figures of {unit}.",
    ),
    "comment.may-not-settle": (
        "Chỉ người viết hoặc người nhập số liệu của đơn vị đánh dấu xong.",
        "Only its writer or who records for the unit may settle a comment.",
    ),
    "comment.settled-already": ("Lời trao đổi này đã xong rồi.", "This comment is settled already."),
}
