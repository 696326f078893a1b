"""Who may do what."""

WORDS = {
    "access.no-person": (
        "Tài khoản này chưa gắn với cán bộ nào nên không ghi được gì.",
        "This account belongs to nobody, so it cannot record anything.",
    ),
    "access.may-not-record": (
        "Bạn không được nhập số liệu cho {unit}; việc này do trưởng, phó hoặc cán bộ tổng hợp của đơn vị làm.",
        "You may not record for {unit}; its head, deputy or clerk does.",
    ),
    "access.may-not-confirm": (
        "Bạn không được xác nhận việc của {unit}; việc này do trưởng hoặc phó đơn vị làm.",
        "You may not confirm deeds of {unit}; its head or deputy does.",
    ),
    "access.may-not-close": (
        "Chỉ cán bộ thi đua hoặc người đứng đầu đơn vị chủ trì mới mở, khóa, chốt kỳ của “{movement}”.",
        "Only the emulation officer or the head of the owning unit opens, freezes and closes periods of “{movement}”.",
    ),
    "access.may-not-plan": (
        "Bạn không được lập kế hoạch, phong trào hoặc giao ước thay {unit}.",
        "You may not draw up plans, movements or compacts for {unit}.",
    ),
    "access.may-not-write-scheme": (
        "Chỉ cán bộ thi đua hoặc người đứng đầu của đơn vị chủ trì phong trào mới soạn quy chế thay {unit}.",
        "Only the emulation officer or head of a unit that owns movements writes regulations for {unit}.",
    ),
    "access.may-not-file": (
        "Chỉ người phụ trách hoặc cán bộ tổng hợp của một đơn vị mới ghi văn bản.",
        "Only somebody who leads or keeps records of a unit registers papers.",
    ),
    "access.may-not-sign": (
        "Chỉ trưởng hoặc phó của {unit} mới ký thay đơn vị.",
        "Only the head or deputy of {unit} signs for it.",
    ),
    "access.may-not-set-windows": (
        "Chỉ người đứng đầu hoặc cán bộ thi đua của {unit} mới đặt cửa sổ nhập.",
        "Only the head or the emulation officer of {unit} sets its windows.",
    ),
    "access.may-not-extend": (
        "Chỉ cấp trên của {unit} mới gia hạn, nhắc việc cho đơn vị.",
        "Only a unit above {unit} gives it more time or reminds it.",
    ),
    "access.may-not-decide": (
        "Báo cáo đang chờ {level}; bạn không quyết định ở cấp ấy.",
        "The report waits for {level}, where you do not decide.",
    ),
}
