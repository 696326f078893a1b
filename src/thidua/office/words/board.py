"""Wall screens."""

WORDS = {
    "board.place-missing": (
        "Hãy ghi màn hình treo ở đâu, để sau này biết mà đóng.",
        "Say where the screen hangs, so that it can be taken down later.",
    ),
    "board.too-many": (
        "Phong trào này đã có {count} màn hình đang mở; hãy đóng bớt cái không dùng.",
        "This movement has {count} open screens; take down those not in use.",
    ),
    "board.taken-down-already": (
        "Màn hình “{place}” đã đóng rồi.",
        "The screen “{place}” has been taken down already.",
    ),
}
