"""The sentences of the impact sheet. `{n}` is the main number; other names are the values of the effect."""

from __future__ import annotations

from thidua.core.lab.effect import Gravity, Part

QUESTIONS: dict[Part, tuple[str, str]] = {
    Part.CLIFF: ("Bước nhảy điểm", "Thêm một phần việc có khi nào được thêm quá nhiều điểm không?"),
    Part.PEER: (
        "Đơn vị này làm, đơn vị khác mất điểm",
        "Một đơn vị làm nhiều hơn có lấy mất điểm của đơn vị khác không?",
    ),
    Part.WEIGHT: (
        "Tiêu chí quyết định thứ tự",
        "Tiêu chí nào thật sự quyết định thứ tự, tiêu chí nào không?",
    ),
    Part.BEST: (
        "Đơn vị giỏi nhất có đứng đầu",
        "Trong một kỳ, đơn vị tốt nhất thật sự đứng đầu bao nhiêu lần?",
    ),
    Part.LUCK: ("May rủi của đơn vị nhỏ", "Nếu mọi đơn vị tốt như nhau thì ai đứng đầu, ai đứng cuối?"),
    Part.PADDING: ("Khai tăng 10 %", "Khai tăng một con số thêm 10 % thì được gì, người khác mất gì?"),
    Part.LOOPHOLE: (
        "Kẽ hở “không áp dụng”",
        "Được ghi “không áp dụng” hay không được giao chỉ tiêu thì lợi bao nhiêu?",
    ),
    Part.REVIEWER: ("Gộp điểm hai người chấm", "Lấy điểm cao nhất của hai người chấm dễ, chấm chặt thì sao?"),
    Part.QUOTA: ("Làm tròn tỷ lệ với tổ nhỏ", "Mười tổ 6 người có được bằng một đơn vị 60 người không?"),
    Part.STABILITY: ("Người đứng đầu có vững", "Mức điểm tối đa đổi 10 % thì người đứng đầu có đổi không?"),
    Part.INCENTIVE: (
        "Khuyến khích sai",
        "Có thưởng cho số lượng đơn thuần, cho quy mô hay cho việc không ghi nhận không?",
    ),
    Part.DUPLICATE: ("Thưởng trùng", "Cùng một kết quả có được thưởng hai lần không?"),
}

GRAVITY: dict[Gravity, str] = {
    Gravity.FAULT: "Cần sửa",
    Gravity.CAUTION: "Cần cân nhắc",
    Gravity.NOTE: "Cần biết",
    Gravity.SOUND: "Không thấy",
}

LEGENDS: dict[Part, tuple[str, str]] = {
    Part.PEER: ("mỗi đơn vị khác mất, bình quân", "đơn vị mất nhiều nhất"),
    Part.WEIGHT: ("phần cặp đơn vị nó quyết định", "phần trong tổng điểm tối đa"),
    Part.BEST: ("số kỳ mà đơn vị tốt nhất thật sự đứng đầu", ""),
    Part.LUCK: ("phần số lần, khi mọi đơn vị tốt như nhau", "phần trong số đơn vị"),
    Part.PADDING: ("số bậc người khai tăng được lên", "số đơn vị bị tụt bậc"),
    Part.LOOPHOLE: ("đơn vị không làm gì được thêm", "đơn vị trung bình được thêm"),
    Part.REVIEWER: ("số kỳ mà đơn vị tốt nhất thật sự đứng đầu", ""),
    Part.STABILITY: ("số kỳ đổi người đứng đầu khi chỉ đổi riêng mức này", ""),
    Part.INCENTIVE: ("số điểm", ""),
    Part.DUPLICATE: ("nhiều nhất ở quy chế này", "nhiều nhất ở nơi kia"),
}

CAPTIONS = {
    Part.CLIFF: "Trục đứng: tổng điểm của một đơn vị trung bình. Trục ngang: con số của tiêu chí.",
    Part.WEIGHT: "r: tương quan giữa thứ hạng theo riêng tiêu chí ấy và thứ hạng chung (1 là như nhau).",
    Part.QUOTA: "Trục đứng: % số người được. Trục ngang: số người của tổ, từ 1 đến 60.",
}

WORTH_COLUMNS = ("Con số", "Mức trung bình", "Thêm một được (điểm)", "Thôi được thêm")

NAMES = {
    "luck.small-first": "Đơn vị nhỏ đứng đầu",
    "luck.small-last": "Đơn vị nhỏ đứng cuối",
    "luck.large-first": "Đơn vị lớn đứng đầu",
    "luck.large-last": "Đơn vị lớn đứng cuối",
    "reviewer.highest": "Lấy điểm cao nhất",
    "reviewer.mean": "Lấy trung bình",
    "reviewer.lowest": "Lấy điểm thấp nhất",
    "reviewer.median": "Lấy điểm ở giữa",
    "reviewer.decides": "Một người quyết định",
}

# What is said of officers instead, in this order.
PERSONS = (
    ("Khi mỗi đơn vị có", "Khi mỗi người có"),
    ("10 người,", "10 việc,"),
    ("100 người là", "100 việc là"),
    ("Mỗi đơn vị", "Mỗi người"),
    ("đơn vị tốt nhất thật sự", "người tốt nhất thật sự"),
    ("đơn vị nhỏ", "người ít việc"),
    ("Đơn vị nhỏ", "Người ít việc"),
    ("đơn vị lớn", "người nhiều việc"),
    ("Đơn vị lớn", "Người nhiều việc"),
    ("Đơn vị", "Cá nhân"),
    ("đơn vị", "cá nhân"),
)

SKIPPED = {
    "no-points": "Biểu này không cho điểm nên không có câu trả lời.",
    "few-units": "Cần ít nhất ba đơn vị.",
    "no-pairs": "Không có cặp đơn vị nào để so sánh.",
    "no-chance": (
        "Các số liệu của biểu này không dao động theo quy mô đơn vị (chỉ có điểm chấm tay, có hoặc không)."
    ),
    "one-size": "Các đơn vị có quy mô như nhau.",
    "nothing-to-pad": "Không có con số nào do đơn vị tự báo.",
    "no-marks": "Không có tiêu chí nào chấm tay.",
    "one-assessor": "Chỉ có một người chấm.",
    "no-quota": "Quy chế không có tỷ lệ khống chế.",
    "one-criterion": "Chỉ có một tiêu chí.",
}

DRAWN = " (Hỏi trên đơn vị giả định: trong số liệu này chưa thấy.)"

SENTENCES = {
    "cliff.at-target": (
        "{title}: {alone}, vượt chỉ tiêu dù chỉ một chút là được thêm ngay {n} "
        "(tổng điểm từ {before} lên {after}){elsewhere}. Nên nối liền mức điểm ở hai bên chỉ tiêu."
    ),
    "cliff.jump": (
        "{title}: tại mức {at}, điểm nhảy {n} trong một bước (tổng điểm từ {before} thành {after}); {between}."
    ),
    "cliff.none": "Không có bước nhảy: ở đâu thêm một phần việc cũng chỉ thêm phần điểm tương xứng.",
    "peer.leader": (
        "{title}: một đơn vị làm gấp đôi mức cao nhất của cụm ({value}) thì {losers} số đơn vị còn lại "
        "mất điểm dù không "
        "làm kém đi; bình quân mỗi đơn vị khác mất {n}, đơn vị mất nhiều nhất mất {most}."
    ),
    "peer.tiny-target": (
        "{title}: cùng vượt một {unit}, đơn vị được giao 1 {unit} hơn đơn vị được giao {target} {unit} tới {n}, còn "
        "mỗi đơn vị khác bị mất thêm bình quân {lost}. Ai được giao chỉ tiêu thấp nhất dễ dẫn đầu nhất."
    ),
    "peer.none": "Điểm của một đơn vị không đổi khi đơn vị khác làm nhiều hơn.",
    "weight.top": (
        "{title} quyết định thứ tự của {n} số cặp đơn vị, trong khi mức điểm của nó chiếm {nominal} tổng "
        "điểm tối đa; "
        "tiếp theo là “{second}”."
    ),
    "weight.heavier": "{title} quyết định {n} số cặp, hơn hẳn phần {nominal} mà mức điểm của nó gợi ra.",
    "weight.lighter": (
        "{title} chiếm {nominal} tổng điểm tối đa nhưng chỉ quyết định {n} số cặp: hầu như ai cũng được "
        "điểm như nhau."
    ),
    "weight.always-full": "{title}: mọi đơn vị đều được điểm tối đa, tiêu chí không phân biệt được ai.",
    "weight.never-scores": "{title}: không đơn vị nào có điểm, tiêu chí không phân biệt được ai.",
    "weight.same-for-all": "{title}: mọi đơn vị được điểm bằng nhau, tiêu chí không phân biệt được ai.",
    "best.by-size": (
        "Khi mỗi đơn vị có {small_size} người, đơn vị tốt nhất thật sự chỉ đứng đầu {n} số kỳ; khi mỗi đơn vị có "
        "{large_size} người là {large}. Một lần đứng đầu chưa đủ để kết luận; nên xét nhiều kỳ."
    ),
    "best.past": (
        "Nếu kỳ ấy diễn ra lần nữa với cùng mức làm việc, đơn vị đã đứng đầu vẫn đứng đầu {n} số lần."
    ),
    "luck.small-at-ends": (
        "Dù mọi đơn vị tốt như nhau, đơn vị nhỏ vẫn đứng ở hai đầu bảng gấp {n} phần của mình: chiếm "
        "{fair} số đơn vị "
        "nhưng {small_first} số lần đứng đầu và {small_last} số lần đứng cuối. Chỉ do may rủi, tổng điểm của đơn vị "
        "nhỏ trải rộng {spread}, của đơn vị lớn {spread_large}."
    ),
    "luck.even": "Đơn vị nhỏ không đứng ở hai đầu bảng nhiều hơn phần của mình ({n}).",
    "luck.large-first": (
        "Dù mọi đơn vị tốt như nhau, đơn vị lớn đứng đầu {n} số lần trong khi chỉ chiếm {fair} số đơn vị: quy chế "
        "thưởng cho quy mô."
    ),
    "padding.earns": (
        "{title}: khai tăng 10 % được thêm bình quân {points}, lên {n} (nhiều nhất {most}); kéo {lost} đơn vị khác "
        "tụt bậc{others}."
    ),
    "padding.none": "Khai tăng 10 % một con số không đổi thứ bậc của ai.",
    "loophole.not-assigned": (
        "{title}: đơn vị không làm gì mà được ghi “không áp dụng” thì được thêm {n}{places}; "
        "trong các đơn vị bình thường, {gainers} được lợi nếu được ghi như vậy. "
        "Việc ghi phải do cấp trên quyết định và nêu lý do."
    ),
    "loophole.no-target": (
        "{title}: đơn vị không làm gì mà không được giao chỉ tiêu thì được thêm {n}{places}; "
        "trong các đơn vị bình thường, {gainers} được lợi nếu không có chỉ tiêu."
    ),
    "loophole.none": "Ghi “không áp dụng” hay không giao chỉ tiêu không làm ai được thêm điểm.",
    "reviewer.highest": (
        "Hai người chấm chênh nhau thường tới {leniency} mức điểm: lấy điểm cao nhất thì tổng điểm cao hơn mức thật "
        "{n}, đơn vị tốt nhất thật sự đứng đầu {first} số kỳ; lấy trung bình thì lệch {mean} và "
        "{mean_first}. Dự thảo: "
        "{stated}."
    ),
    "quota.small-lose": (
        "{title}{own}: nếu ai cũng xứng đáng, mười tổ 6 người được {small} {what}, một đơn vị 60 người được "
        "{pooled} suất. Làm tròn lấy mất của các tổ nhỏ {n} suất."
    ),
    "quota.small-win": (
        "{title}{own}: mười tổ 6 người được {small} {what}, một đơn vị 60 người chỉ được {pooled} suất."
    ),
    "quota.even": "{title}{own}: mười tổ 6 người và một đơn vị 60 người được số {what} như nhau ({small}).",
    "quota.barred": (
        "{title}{own}: tổ từ {n} người trở xuống không bao giờ có {what}, dù tất cả đều xứng đáng."
    ),
    "stability.moves": (
        "Khi mọi mức điểm tối đa cùng xê dịch ngẫu nhiên trong phạm vi 10 %, người đứng đầu đổi {n} số "
        "lần. Nhạy nhất là "
        "{title}: chỉ đổi riêng mức này đã đổi người đứng đầu {single} số lần."
    ),
    "stability.firm": "Mức điểm tối đa xê dịch 10 % không làm đổi người đứng đầu.",
    "incentive.unmarked": (
        "{title} thưởng cho số lượng xử lý vi phạm (đến {n}) mà chưa khai là số liệu xử lý, chưa nêu lý "
        "do và chưa đi "
        "kèm số liệu chất lượng."
    ),
    "incentive.no-pair": (
        "{title} thưởng cho số lượng xử lý (đến {n}) mà không có số liệu chất lượng đi kèm."
    ),
    "incentive.pair-unread": (
        "{title} thưởng cho số lượng xử lý (đến {n}); số liệu chất lượng “{pair}” chỉ được nêu tên, "
        "không ảnh hưởng đến "
        "điểm."
    ),
    "incentive.pair-weak": (
        "{title}: xử lý thật nhiều với chất lượng kém nhất (“{pair}”) vẫn hơn không xử lý vụ nào {n}. "
        "Chất lượng chưa "
        "giữ được số lượng."
    ),
    "incentive.paired": (
        "{title} thưởng cho số lượng xử lý (đến {n}), có “{pair}” đi kèm. Lý do ghi trong dự thảo: {why}."
    ),
    "incentive.more-loses": "{title}: có lúc làm nhiều hơn lại ít điểm hơn, nhiều nhất {n}.",
    "incentive.zero-full": (
        "{title}: con số bằng 0 được nhiều điểm nhất, hơn {n} so với khi ghi nhận nhiều. Không ghi nhận "
        "có lợi hơn ghi "
        "nhận đúng."
    ),
    "incentive.zero-pays": (
        "{title}: mỗi {unit} được ghi nhận mất {n}. Nếu đơn vị tự ghi thì im lặng có lợi; con số phải do "
        "nơi khác xác nhận."
    ),
    "incentive.volume": (
        "{title}: đơn vị 100 người được hơn đơn vị 10 người làm tốt như nhau {n} chỉ vì đông hơn. Nên "
        "tính theo chỉ tiêu "
        "hoặc theo đầu người."
    ),
    "incentive.none": (
        "Không thấy tiêu chí nào thưởng cho số lượng đơn thuần, quy mô hay việc không ghi nhận."
    ),
    "duplicate.schemes": (
        "“{title}” được thưởng ở đây đến {n} và ở “{other}” ({clause}) đến {there}: một việc được thưởng hai lần."
    ),
    "duplicate.lines": (
        "{title} ({n}) đọc cùng số liệu với “{other}” ({there}): một việc được tính hai lần trong một biểu."
    ),
    "duplicate.none": "Không thấy số liệu nào được thưởng hai lần (đã đối chiếu với {n} quy chế khác).",
}
