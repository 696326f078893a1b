"""Drafts: what is typed and not yet saved."""

WORDS = {
    "draft.too-large": (
        "Bản nháp có quá nhiều ô (hơn {limit}); hãy lưu bớt.",
        "The draft has too many cells (more than {limit}); save some of them.",
    ),
}
