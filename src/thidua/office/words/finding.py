"""Published figures and what they say about each other."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from thidua.core.figure import Qualifier
from thidua.core.finding import Finding, FindingKind
from thidua.core.finding.figure import Number
from thidua.core.number import MILLI
from thidua.office import format as written

WORDS = {
    "finding.opposite-lists": (
        "Hai danh sách trái nghĩa trong cùng một tập: {bad_count} {bad} và {good_count} {good}, trên tổng số {whole}."
        " Cùng ngày, ít nhất {both} đơn vị phải nằm trong cả hai danh sách; sau khi trừ {gone} đơn vị đã ra khỏi danh"
        " sách thứ nhất (còn {left}), ít nhất {both_left}.",
        "Two opposite lists over one set: {bad_count} “{bad}” and {good_count} “{good}” out of {whole}. On the same"
        " day at least {both} must be on both lists; after {gone} left the first (leaving {left}), at least"
        " {both_left}.",
    ),
    "finding.opposite-lists-undated": (
        "Hai danh sách trái nghĩa trong cùng một tập: {bad_count} {bad} và {good_count} {good}, trên tổng số {whole}."
        " Ít nhất {both} đơn vị phải nằm trong cả hai danh sách; sau khi trừ {gone} đơn vị đã ra khỏi danh sách thứ"
        " nhất (còn {left}), ít nhất {both_left}. Chỉ không mâu thuẫn nếu hai danh sách thuộc hai thời điểm khác nhau;"
        " nguồn không nêu đủ ngày.",
        "Two opposite lists over one set: {bad_count} “{bad}” and {good_count} “{good}” out of {whole}. At least"
        " {both} must be on both; after {gone} left the first (leaving {left}), at least {both_left}. They agree only"
        " if the lists are of different days; the source does not give both days.",
    ),
    "finding.opposite-lists-other-day": (
        "Hai danh sách trái nghĩa trong cùng một tập: {bad_count} {bad} và {good_count} {good}, trên tổng số {whole},"
        " nhưng của hai ngày khác nhau. Nếu cùng ngày, ít nhất {both} đơn vị nằm trong cả hai.",
        "Two opposite lists over one set: {bad_count} “{bad}” and {good_count} “{good}” out of {whole}, but of"
        " different days. On one day at least {both} would be on both.",
    ),
    "finding.opposite-lists-wider": (
        "Kể cả khi hiểu rộng theo {whole} đơn vị, vẫn có ít nhất {both} đơn vị nằm trong cả hai danh sách, và ít nhất"
        " {both_left} sau khi trừ những đơn vị đã ra khỏi danh sách thứ nhất.",
        "Even over the wider {whole}, at least {both} are on both lists, and at least {both_left} after those that"
        " left the first.",
    ),
    "finding.coverage-gap": (
        "Danh sách {list} còn {left} ({listed} trừ {gone}), nhưng “{cover}” chỉ có {covered}: thiếu {gap}, hoặc hai số"
        " thuộc hai danh sách, hai thời điểm khác nhau.",
        "The list “{list}” has {left} left ({listed} less {gone}), but “{cover}” is only {covered}: {gap} missing, or"
        " the two speak of different lists or days.",
    ),
    "finding.coverage-excess": (
        "Danh sách {list} còn {left} ({listed} trừ {gone}), nhưng “{cover}” là {covered}: nhiều hơn {gap}.",
        "The list “{list}” has {left} left ({listed} less {gone}), but “{cover}” is {covered}: {gap} more.",
    ),
    "finding.coverage-holds": (
        "“{cover}” là {covered}, đúng bằng số còn lại của danh sách {list} ({listed} trừ {gone}).",
        "“{cover}” is {covered}, exactly what is left of the list “{list}” ({listed} less {gone}).",
    ),
    "finding.not-comparable": (
        "“{one}” và “{other}” không so sánh được: khác định nghĩa hoặc khác tập được đếm. Chuỗi số phải ngắt ở đây.",
        "“{one}” and “{other}” cannot be compared: defined or counted differently. The series breaks here.",
    ),
    "finding.different-wholes": (
        "Cùng một nơi nhưng hai mẫu số: {small} và {large} (chênh {difference}). Hai tỷ lệ không được cộng hay"
        " so sánh.",
        "One place, two denominators: {small} and {large} ({difference} apart). The rates are not added or compared.",
    ),
    "finding.territory-changed": (
        "Tỷ lệ này thuộc địa giới {then}; nay là {now}. Chỉ được dẫn theo địa giới tại thời điểm đó.",
        "This rate belongs to the territory {then}; today it is {now}. Quote it for its own day only.",
    ),
    "finding.sum-holds": (
        "{parts} = {sum}, khớp với tổng đã công bố.",
        "{parts} = {sum}, as the printed total.",
    ),
    "finding.sum-differs": (
        "{parts} = {sum}, nhưng tổng đã công bố là {total}: lệch {difference}.",
        "{parts} = {sum}, but the printed total is {total}: {difference} apart.",
    ),
    "finding.sum-computed": (
        "{parts} = {sum} {measure} (tổng do máy cộng, nguồn không nêu): {names}.",
        "{parts} = {sum} {measure} (added here, not printed): {names}.",
    ),
    "finding.instances": (
        "{parts} = {sum} lượt. Lượt không phải là số tập thể, cá nhân khác nhau: một nơi có thể được khen nhiều lần.",
        "{parts} = {sum} times given. Times given are not distinct recipients: one may be thanked several times.",
    ),
    "finding.percent-grim": (
        "{value} % “{name}” không kèm tử số, mẫu số. Với một chữ số thập phân, mẫu số phải là một trong {fits} …; không"
        " mẫu số nào nhỏ hơn {smallest} cho ra tỷ lệ này. Nếu là trung bình nhiều năm thì không phải một tỷ lệ k/n.",
        "{value} % “{name}” has no numerator and denominator. To that many decimals the denominator must be one of"
        " {fits} …; none below {smallest} gives it. An average over years is no k/n at all.",
    ),
    "finding.percent-without-parts": (
        "{value} % “{name}” không kèm tử số, mẫu số nên không kiểm tra được.",
        "{value} % “{name}” has no numerator and denominator and cannot be checked.",
    ),
    "finding.percent-disagrees": (
        "“{name}”: {numerator}/{denominator} = {right} %, không phải {value} %.",
        "“{name}”: {numerator}/{denominator} = {right} %, not {value} %.",
    ),
    "finding.pooled-rate": (
        "{value} % “{name}” gộp những thứ khác loại ({kinds}); cần tách từng loại.",
        "{value} % “{name}” pools unlike things ({kinds}); they belong apart.",
    ),
    "finding.derived-earlier": (
        "{name}: {later} {measure}, thay đổi {change} %. Suy ra giai đoạn trước khoảng {middle} {measure} (từ {low} đến"
        " {high}); nguồn không công bố số này.",
        "{name}: {later} {measure}, a change of {change} %. Derived: about {middle} {measure} before (between {low} and"
        " {high}); the source does not print it.",
    ),
    "finding.bound-above": (
        "“{name}” chỉ là cận dưới: {printed}. Không vẽ như một số chính xác.",
        "“{name}” is only a lower bound: {printed}. It is not drawn as an exact number.",
    ),
    "finding.bound-below": (
        "“{name}” chỉ là cận trên: {printed}. Không vẽ như một số chính xác.",
        "“{name}” is only an upper bound: {printed}. It is not drawn as an exact number.",
    ),
    "finding.cut-off-early": (
        "{count} số liệu của kỳ đến {until} được công bố ngày {published}, sớm hơn {days} ngày; nguồn không nêu ngày"
        " chốt số liệu.",
        "{count} figures of a span until {until} were published on {published}, {days} days early; the source gives no"
        " cut-off.",
    ),
    "finding.award-each-once": (
        "{cluster}: {split} = {awards} khen thưởng cho {members} thành viên, mỗi thành viên đúng một; không nơi nào"
        " không có.",
        "{cluster}: {split} = {awards} awards for {members} members, exactly one each; nobody goes without.",
    ),
    "finding.award-uneven": (
        "{cluster}: {split} = {awards} khen thưởng cho {members} thành viên. Không có: {without}. Nhiều hơn"
        " một: {more}.",
        "{cluster}: {split} = {awards} awards for {members} members. Without: {without}. More than one: {more}.",
    ),
    "finding.award-outsider": (
        "{cluster}: có khen thưởng cho nơi không phải thành viên: {names}.",
        "{cluster}: awards for units that are no members: {names}.",
    ),
    "finding.award-host": (
        "{name} nhận (hoặc được đề nghị) hình thức cao nhất và đồng thời là {roles_vi} của {cluster}: cần nói rõ"
        " xung đột lợi ích bên cạnh kết quả.",
        "{name} gets (or is proposed for) the highest award and is also {roles_en} of {cluster}: the conflict of"
        " interest is to be said beside the result.",
    ),
    "published.columns": (
        "Tệp phải có đúng các cột: {columns}.",
        "The file must have exactly the columns {columns}.",
    ),
    "published.missing": ("Thiếu {column}.", "{column} is missing."),
    "published.twice": ("Mã {figure} xuất hiện hai lần.", "The code {figure} appears twice."),
    "published.number": ("{column}: “{value}” không phải là số.", "{column}: “{value}” is not a number."),
    "published.day": ("{column}: “{value}” không phải là ngày.", "{column}: “{value}” is not a day."),
    "published.choice": (
        "{column}: “{value}” không thuộc các giá trị: {choices}.",
        "{column}: “{value}” is none of: {choices}.",
    ),
    "published.parts": (
        "Tử số và mẫu số phải đi cùng nhau, mẫu số lớn hơn 0.",
        "Numerator and denominator go together, the denominator above 0.",
    ),
    "published.mark-unknown": (
        "Số liệu {figure} trỏ đến {mark}, mã này không có trong tệp.",
        "Figure {figure} points at {mark}, which is not in the file.",
    ),
    "published.refused": ("Chưa nạp được số liệu đã công bố.", "The published figures were not loaded."),
    "published.unit-unknown": (
        "Số liệu {figure}: danh bạ không có đơn vị {unit}.",
        "Figure {figure}: the directory has no unit {unit}.",
    ),
    "published.area-unknown": (
        "Số liệu {figure}: danh bạ không có địa bàn {area}.",
        "Figure {figure}: the directory has no area {area}.",
    ),
}

KINDS = {
    FindingKind.CONTRADICTION: ("Mâu thuẫn", "Contradiction"),
    FindingKind.QUESTION: ("Cần hỏi lại", "Question"),
    FindingKind.NOTE: ("Cách đọc", "How to read it"),
    FindingKind.HOLDS: ("Khớp", "Agrees"),
}
_ROLES = {
    "lead": ("Cụm trưởng", "lead"),
    "host": ("đơn vị đăng cai hội nghị", "host of the conference"),
    "lead+host": ("Cụm trưởng và đơn vị đăng cai hội nghị", "lead and host of the conference"),
}


def finding_sentence(finding: Finding, lang: str = "vi") -> str:
    """A finding as one or two sentences with its computed numbers filled in."""
    english = lang == "en"
    values = {name: _written(value) for name, value in finding.numbers.items()}
    if "roles" in values:
        values["roles_vi"], values["roles_en"] = _ROLES[values["roles"]]
    if "qualifier" in values:
        value = Fraction(finding.numbers["value"])  # type: ignore[arg-type]
        printed = written.qualified(round(value * MILLI), Qualifier(values["qualifier"]))
        values["printed"] = f"{printed} {values['measure']}"
    for name in ("then", "now"):
        if name in values:
            values[name] = _territory(values[name])
    return WORDS[finding.code][english].format_map(values)


def _written(value: Number) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return written.day(value)
    return written.number(round(Fraction(value) * MILLI))


def _territory(version: str) -> str:
    """ "lai-chau@2025-07-01" → "từ ngày 01/07/2025"."""
    _, _, day = version.partition("@")
    return f"từ ngày {written.day(date.fromisoformat(day))}"
