"""Bundles of closed periods and their chain."""

WORDS = {
    "vault.not-a-bundle": (
        "“{bundle}” không phải là gói kết quả đã chốt (không có manifest.json).",
        "“{bundle}” is not a bundle (no manifest.json).",
    ),
    "vault.manifest-unreadable": (
        "Gói {bundle}: không đọc được manifest.json hoặc nội dung không đúng dạng.",
        "Bundle {bundle}: manifest.json is missing or is not a manifest.",
    ),
    "vault.file-unnamed": (
        "Gói {bundle}: manifest.json không kê tệp {file}.",
        "Bundle {bundle}: manifest.json does not name {file}.",
    ),
    "vault.file-missing": ("Gói {bundle}: thiếu tệp {file}.", "Bundle {bundle}: {file} is missing."),
    "vault.file-changed": (
        "Gói {bundle}: tệp {file} đã bị sửa sau khi chốt.",
        "Bundle {bundle}: {file} was changed after the close.",
    ),
    "vault.file-foreign": (
        "Gói {bundle}: có tệp lạ {file}, không thuộc kết quả đã chốt.",
        "Bundle {bundle}: {file} does not belong here.",
    ),
    "vault.content-differs": (
        "Gói {bundle}: nội dung tệp {file} không khớp mã ghi trong manifest.json.",
        "Bundle {bundle}: what {file} says differs from the digest in manifest.json.",
    ),
    "vault.bundle-missing": (
        "Thiếu gói số {sequence} ({bundle}): đã bị lấy ra khỏi chuỗi.",
        "Bundle number {sequence} ({bundle}) is missing from the chain.",
    ),
    "vault.bundle-misplaced": (
        "Gói {bundle} không đúng chỗ: manifest.json ghi {says}.",
        "Bundle {bundle} is not where it belongs: its manifest says {says}.",
    ),
    "vault.number-twice": (
        "Gói {bundle} trùng số {sequence} với gói {other}.",
        "Bundle {bundle} has the same number {sequence} as {other}.",
    ),
    "vault.chain-broken": (
        "Gói {bundle} không nối tiếp gói {other}: gói trước đã bị thay hoặc thứ tự bị đổi.",
        "Bundle {bundle} does not continue {other}: that one was replaced or the order was changed.",
    ),
    "vault.back-dated": (
        "Gói {bundle} ghi giờ chốt sớm hơn gói {other} đứng trước nó.",
        "Bundle {bundle} says it was closed before {other}, which precedes it.",
    ),
    "vault.closed-too-early": (
        "Gói {bundle} ghi chốt ngày {closed}, khi kỳ chưa hết ({last_day}).",
        "Bundle {bundle} says it was closed on {closed}, before the period ended ({last_day}).",
    ),
    "vault.version-wrong": (
        "Gói {bundle} là lần chốt {version}, lẽ ra phải là lần {expected}.",
        "Bundle {bundle} is version {version}; version {expected} was expected.",
    ),
    "vault.chain-unreadable": (
        "{bundle}: không đọc được chain.json.",
        "{bundle}: chain.json cannot be read.",
    ),
    "vault.chain-absent": (
        "Gói {bundle} nằm riêng một mình, không kiểm tra được chuỗi trước và sau nó.",
        "Bundle {bundle} stands alone; its chain cannot be checked.",
    ),
    "vault.head-differs": (
        "{movement}: chuỗi gói kết thúc không đúng chỗ đã ghi; gói cuối đã bị bỏ, thêm hoặc thay.",
        "{movement}: the chain does not end where it was recorded; the last bundle was dropped, added or replaced.",
    ),
    "vault.head-not-given": (
        "Gói cuối {bundle} không mang mã {head} mà bạn đưa ra: có gói đã bị bỏ hoặc thay.",
        "The last bundle {bundle} is not {head}: bundles were dropped or replaced.",
    ),
    "vault.scheme-faulty": (
        "Gói {bundle}: scheme.yaml không phải là quy chế “{scheme}” đọc được.",
        "Bundle {bundle}: scheme.yaml is not a readable “{scheme}”.",
    ),
    "vault.not-computable": (
        "Gói {bundle}: không tính lại được ({fault}).",
        "Bundle {bundle}: it cannot be computed again ({fault}).",
    ),
    "vault.result-differs": (
        "Gói {bundle}: tính lại cho kết quả khác với {file}.",
        "Bundle {bundle}: computing again gives another result than {file}.",
    ),
    "vault.bytes-differ": (
        "Gói {bundle}: tính lại cho cùng nội dung nhưng {file} không trùng từng byte.",
        "Bundle {bundle}: computing again says the same but {file} is not the same bytes.",
    ),
    "vault.other-writer": (
        "Gói {bundle} do {then} ghi, máy này dùng {now}: so nội dung, không so từng byte.",
        "Bundle {bundle} was written by {then}, this is {now}: contents are compared, not bytes.",
    ),
    "vault.incomplete-differs": (
        "Gói {bundle}: danh sách đối tượng thiếu số liệu không khớp kết quả tính lại.",
        "Bundle {bundle}: the list of incomplete subjects differs from the computed one.",
    ),
    "vault.part-absent": (
        "Gói {bundle}: không thấy gói kỳ {period} lần {version} mà nó được tính từ đó.",
        "Bundle {bundle}: {period} version {version}, which it was made of, is not here.",
    ),
    "vault.parts-differ": (
        "Gói {bundle}: parts.parquet không đúng với kết quả của các kỳ con.",
        "Bundle {bundle}: parts.parquet differs from the standings of its parts.",
    ),
}
