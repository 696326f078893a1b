"""Accounts: opened, locked, and never all of them."""

WORDS = {
    "account.taken": (
        "Tên đăng nhập “{username}” đã có.",
        "The user name “{username}” is taken.",
    ),
    "account.name-unfit": (
        "Tên đăng nhập “{username}” chỉ được gồm chữ cái không dấu, số và dấu gạch ngang.",
        "The user name “{username}” may hold only plain letters, digits and hyphens.",
    ),
    "account.person-unknown": (
        "Không có người mang mã “{person}” trong danh bạ.",
        "The directory has nobody with the code “{person}”.",
    ),
    "account.person-has-account": (
        "“{person}” đã có tài khoản “{username}”.",
        "“{person}” already has the account “{username}”.",
    ),
    "account.password-weak": (
        "Mật khẩu chưa đủ mạnh.",
        "The password is too weak.",
    ),
    "account.password-short": (
        "Mật khẩu phải có ít nhất 8 ký tự.",
        "The password needs at least 8 characters.",
    ),
    "account.password-common": (
        "Mật khẩu này nhiều người dùng, dễ bị đoán.",
        "This password is in common use and easily guessed.",
    ),
    "account.password-numeric": (
        "Mật khẩu không được chỉ gồm chữ số.",
        "The password may not be digits only.",
    ),
    "account.unknown": (
        "Không có tài khoản “{username}”.",
        "There is no account “{username}”.",
    ),
    "account.password-same": (
        "Mật khẩu mới phải khác mật khẩu cũ.",
        "The new password must differ from the old one.",
    ),
    "account.password-unlike": ("Hai lần gõ mật khẩu chưa giống nhau.", "The two passwords differ."),
    "account.password-wrong": ("Mật khẩu không đúng.", "The password is wrong."),
    "account.may-not-administer": (
        "Chỉ quản trị của đơn vị người này đang công tác mới làm được việc đó.",
        "Only the administrator of the unit where this person serves does that.",
    ),
    "account.own": (
        "Việc này không tự làm cho tài khoản của mình; dùng trang Tài khoản của tôi hoặc nhờ quản trị khác.",
        "Nobody does this to her own account; use the page of your account or ask another administrator.",
    ),
    "account.last-administrator": (
        "Từ ngày {day}, {unit} sẽ không còn ai quản trị. Giao quản trị cho người khác trước, rồi làm lại.",
        "From {day} nobody would administer {unit}. Appoint somebody else first, then try again.",
    ),
}
