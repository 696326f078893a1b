"""Units, areas, people and the directory."""

WORDS = {
    "unit.may-not-keep": (
        "Bạn không được sửa danh bạ của {unit}: cần chức vụ trưởng, phó, cán bộ thi đua hoặc quản trị của đơn vị hoặc"
        " của cấp trên.",
        "You may not keep the directory of {unit}: that takes the head, a deputy, the emulation officer or an"
        " administrator of the unit or one above.",
    ),
    "unit.refused": (
        "Chưa ghi được thay đổi của đơn vị {unit}.",
        "The change of unit {unit} was not recorded.",
    ),
    "unit.unknown": (
        "Danh bạ không có đơn vị {unit} vào ngày đó.",
        "The directory has no unit {unit} on that day.",
    ),
    "unit.already-ended": ("{unit} không còn hoạt động vào ngày {day}.", "{unit} no longer exists on {day}."),
    "unit.code-taken": ("Mã {unit} đã dùng cho một đơn vị khác.", "The code {unit} belongs to another unit."),
    "unit.days": ("{unit}: ngày kết thúc trước ngày bắt đầu.", "{unit}: ends before it begins."),
    "unit.area-unknown": ("Danh bạ không có địa bàn {area}.", "The directory has no area {area}."),
    "unit.kind-unknown": ("{unit}: không có loại đơn vị {kind}.", "{unit}: there is no kind of unit {kind}."),
    "unit.outside-kind": (
        "{unit}: loại “{kind}” không tồn tại suốt thời gian của đơn vị này.",
        "{unit}: the kind “{kind}” does not exist for the whole life of this unit.",
    ),
    "unit.kind-parent-unknown": (
        "Loại cấp trên {parent} không có trong danh mục; gần nhất là {suggestion}.",
        "The parent kind {parent} is not in the list; the nearest is {suggestion}.",
    ),
    "unit.abbreviation-not-folded": (
        "Chữ viết tắt {word} phải viết thường, không dấu: {suggestion}.",
        "The abbreviation {word} must be lower case without accents: {suggestion}.",
    ),
    "unit.not-moved": (
        "Vào ngày đó {unit} đã ở dưới {parent} rồi; chọn cấp trên khác, hoặc ngày sau ngày bắt đầu quan hệ hiện có.",
        "On that day {unit} stands under {parent} already; choose another superior, or a day after that link began.",
    ),
    "directory.files-refused": (
        "Chưa nạp được danh bạ, cần sửa các lỗi dưới đây.",
        "The directory was not brought in; see below.",
    ),
    "directory.outside": (
        "{name} không thuộc phần danh bạ bạn được giữ.",
        "{name} is outside the part of the directory that you keep.",
    ),
    "succession.not-open": (
        "Phương án này đã thực hiện hoặc đã bỏ, không sửa được nữa; cần sửa thì lập một bản ghi khác.",
        "This re-organisation has been done or dropped and cannot change; another record can correct it.",
    ),
    "unit.open-item-unassigned": (
        "{unit} còn việc chưa có đơn vị nhận: {item}.",
        "{unit} still has something nobody takes over: {item}.",
    ),
    "unit.open-item-heir-unknown": (
        "{item}: đơn vị nhận {heir} không tồn tại sau khi {unit} kết thúc.",
        "{item}: {heir}, which is to take it over, does not exist after {unit} has ended.",
    ),
    "link.unit-unknown": (
        "Quan hệ trỏ đến đơn vị {unit}, không có trong danh bạ.",
        "The link names the unknown unit {unit}.",
    ),
    "link.outside-life": (
        "Quan hệ {child} dưới {parent} nằm ngoài thời gian tồn tại của {unit}.",
        "The link of {child} under {parent} lies outside the life of {unit}.",
    ),
    "link.overlap": (
        "{child} đã có cấp trên cùng loại là {other} vào ngày {day}; không thể đồng thời ở dưới {parent}.",
        "{child} already has the parent {other} of that kind on {day}; it cannot stand under {parent} as well.",
    ),
    "link.cycle": (
        "Ngày {day}, quan hệ đi thành vòng: {units}.",
        "On {day} the links go round in a circle: {units}.",
    ),
    "link.parent-kind": (
        "Theo loại đơn vị, {child} không thể ở dưới {parent} trong quan hệ này.",
        "By their kinds, {child} cannot stand under {parent} in this hierarchy.",
    ),
    "succession.shape": (
        "Kiểu sắp xếp đã chọn không đi từ {before} thành {after} đơn vị.",
        "A {kind} does not lead from {before} to {after} units.",
    ),
    "succession.same-code": (
        "{unit} đứng ở cả hai vế; đơn vị giữ nguyên thì không ghi, đơn vị mới phải có mã mới.",
        "{unit} stands on both sides; an unchanged unit is left out, a new one needs a new code.",
    ),
    "succession.without-paper": (
        "Thiếu văn bản làm căn cứ sắp xếp.",
        "The paper behind the succession is missing.",
    ),
    "succession.shares": (
        "Tỷ lệ chia của {unit} phải chỉ đến các đơn vị mới và cộng lại bằng 1 (đang là {total}).",
        "The shares of {unit} must name new units and add up to 1 (now {total}).",
    ),
    "succession.shares-missing": (
        "{unit} được chia ra mà chưa khai tỷ lệ chia, nên không cộng được.",
        "{unit} was split without declared shares, so nothing can be added up.",
    ),
    "succession.inherit-without-decision": (
        "Muốn kế thừa danh hiệu, trạng thái hay điều kiện xét thì phải nêu quyết định; không tự động mang sang.",
        "To inherit {purpose}, name the decision; it is never carried over by itself.",
    ),
    "succession.inherit-conflict": (
        "Không thể kế thừa: các đơn vị cũ ({units}) có giá trị khác nhau.",
        "{purpose} cannot be inherited: the old units ({units}) differ.",
    ),
    "area.may-not-keep": (
        "Chỉ trưởng đơn vị hoặc cán bộ thi đua của đơn vị phụ trách địa bàn bên trên được sửa địa bàn nằm trong đó.",
        "Only the head or emulation officer of the unit in charge of the area above may change what lies in it.",
    ),
    "area.refused": ("Chưa ghi được thay đổi địa bàn {area}.", "The change of area {area} was not recorded."),
    "area.unknown": (
        "Danh bạ không có địa bàn {area} vào ngày đó.",
        "The directory has no area {area} on that day.",
    ),
    "area.already-ended": ("{area} không còn vào ngày {day}.", "{area} no longer exists on {day}."),
    "area.code-taken": (
        "Mã {area} đã dùng cho một địa bàn khác.",
        "The code {area} belongs to another area.",
    ),
    "area.kind-unknown": (
        "{area}: không có loại địa bàn {kind}.",
        "{area}: there is no kind of area {kind}.",
    ),
    "area.days": ("{area}: ngày kết thúc trước ngày bắt đầu.", "{area}: ends before it begins."),
    "area.parent-unknown": (
        "{area}: không có địa bàn cấp trên {parent}.",
        "{area}: there is no area {parent} above it.",
    ),
    "area.parent-outside-life": (
        "{area} tồn tại ngoài thời gian của địa bàn cấp trên {parent}.",
        "{area} exists outside the days of {parent}, the area above it.",
    ),
    "area.cycle": ("{area} nằm trong chính nó.", "{area} lies inside itself."),
    "area.not-in-force": ("Ngày {day} không có địa bàn {area}.", "There is no area {area} on {day}."),
    "area.territory-unknown": (
        "Không rõ tử số hoặc mẫu số thuộc địa giới nào nên không tính tỷ lệ.",
        "It is not known of which territory the numerator or denominator is, so there is no ratio.",
    ),
    "area.territory-differs": (
        "Tử số theo địa giới {numerator}, mẫu số theo địa giới {denominator}: không tính tỷ lệ.",
        "Numerator of territory {numerator}, denominator of {denominator}: there is no such ratio.",
    ),
    "area.crosswalk-incomplete": (
        "Chưa quy đổi được: còn {count} địa bàn bị chia mà chưa khai tỷ lệ.",
        "Not convertible: {count} areas were split without declared shares.",
    ),
    "person.refused": ("Chưa ghi được thông tin của {person}.", "The record of {person} was not written."),
    "person.name-missing": ("Thiếu họ tên.", "The name is missing."),
    "person.code-taken": (
        "Mã {person} đã dùng cho người khác.",
        "The code {person} belongs to somebody else.",
    ),
    "person.own-post": (
        "Không ai tự ghi chức vụ cho mình; việc này do người khác có quyền làm.",
        "Nobody gives herself a post; somebody else with the right does.",
    ),
    "person.may-not-appoint": (
        "Chỉ quản trị của {unit} hoặc cấp trên mới giao hoặc thôi giao chức vụ quản trị.",
        "Only an administrator of {unit} or above appoints or dismisses administrators.",
    ),
    "person.title-missing": ("Thiếu tên chức vụ.", "The title of the post is missing."),
    "person.days": (
        "{person}: ngày thôi giữ chức trước ngày bắt đầu.",
        "{person}: the post ends before it begins.",
    ),
    "person.unit-not-in-force": (
        "{unit} không tồn tại suốt thời gian giữ chức vụ này (từ {day}).",
        "{unit} does not exist throughout this post (from {day}).",
    ),
    "directory.file-missing": ("Thiếu tệp danh bạ.", "The directory file is missing."),
    "directory.unit-unknown": (
        "Không có đơn vị {unit} trong danh bạ này.",
        "This directory has no unit {unit}.",
    ),
    "directory.area-unknown": (
        "Không có địa bàn {area} trong danh bạ này.",
        "This directory has no area {area}.",
    ),
    "directory.first-day-missing": (
        "Thiếu ngày bắt đầu (first_day) và tệp không có ngày mở danh bạ (opened).",
        "first_day is missing and the file gives no day on which the directory opens (opened).",
    ),
    "directory.nothing-matches": ("Không có mã nào khớp với {word}.", "No code matches {word}."),
}
