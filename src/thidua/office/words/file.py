"""Files: what they are, what is in them, their headers, numbers, dates and periods."""

WORDS = {
    "file.not-found": ("Không có tệp này.", "There is no such file."),
    "file.empty": ("Tệp trống.", "The file is empty."),
    "file.too-large": ("Tệp lớn hơn {limit} MB.", "The file is larger than {limit} MB."),
    "file.ending-unknown": (
        "Không đọc được tệp đuôi “{ending}”; dùng .xlsx hoặc .csv.",
        "Files ending in “{ending}” are not read; use .xlsx or .csv.",
    ),
    "file.old-excel": (
        "Tệp Excel đời cũ (.xls). Mở bằng Excel, chọn Lưu thành… và chọn “Excel Workbook (.xlsx)”.",
        "An old Excel file (.xls). Open it, choose Save As and “Excel Workbook (.xlsx)”.",
    ),
    "file.encrypted": (
        "Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
        "The file has a password. Remove it and try again.",
    ),
    "file.is-excel": (
        "Tên tệp ghi {ending} nhưng bên trong là Excel. Đổi đuôi tên thành .xlsx.",
        "The name says {ending} but it is an Excel file. Rename it to .xlsx.",
    ),
    "file.is-not-excel": (
        "Tên tệp ghi .xlsx nhưng bên trong không phải Excel. Nếu là văn bản, đổi đuôi tên thành .csv.",
        "The name says .xlsx but it is not an Excel file. If it is text, rename it to .csv.",
    ),
    "file.not-a-workbook": (
        "Tệp nén này không phải sổ tính Excel.",
        "This archive is not an Excel workbook.",
    ),
    "file.broken": (
        "Tệp hỏng hoặc không đúng cấu trúc Excel. Mở bằng Excel rồi lưu lại.",
        "The file is damaged or not proper Excel. Open it in Excel and save it again.",
    ),
    "file.zip-bomb": (
        "Tệp bung ra lớn bất thường nên không được mở.",
        "The file unpacks to an abnormal size and was not opened.",
    ),
    "file.too-many-rows": (
        "Tệp có {count} dòng, nhiều nhất được {limit} dòng. Chia tệp theo kỳ.",
        "The file has {count} rows; at most {limit} are read. Split it by period.",
    ),
    "file.too-many-columns": (
        "Tệp có {count} cột, nhiều nhất được {limit} cột. Xóa ô lạc ở xa bảng.",
        "The file has {count} columns; at most {limit} are read. Delete stray cells far from the table.",
    ),
    "file.too-sparse": (
        "Bảng trải ra {rows} dòng và {columns} cột. Xóa ô lạc ở xa bảng rồi lưu lại.",
        "The table spreads over {rows} rows and {columns} columns. Delete stray cells far from it.",
    ),
    "file.binary": ("Tệp không phải văn bản.", "The file is not text."),
    "file.not-utf8": (
        "Chữ không phải Unicode UTF-8 (có thể là Windows-1258). Trong Excel chọn lưu kiểu “CSV UTF-8”.",
        "The text is not UTF-8 (perhaps Windows-1258). In Excel save as “CSV UTF-8”.",
    ),
    "file.tcvn3": (
        "Chữ gõ bằng phông cũ TCVN3 (.VnTime). Chuyển sang Unicode rồi gửi lại.",
        "The text was typed for old TCVN3 fonts (.VnTime). Convert it to Unicode and try again.",
    ),
    "file.bad-quotes": (
        "Dấu nháy kép không khép hoặc đặt sai chỗ.",
        "A double quote is not closed or stands in the wrong place.",
    ),
    "file.other-sheets": (
        "Chỉ đọc trang “{read}”; trang “{sheet}” không được đọc.",
        "Only the sheet “{read}” is read; the sheet “{sheet}” is not.",
    ),
    "file.merged": (
        "Các ô {cells} bị gộp. Bỏ gộp ô (Unmerge) và điền đủ từng ô.",
        "The cells {cells} are merged. Unmerge them and fill each one.",
    ),
    "file.formula-without-value": (
        "Ô có công thức nhưng không có kết quả được lưu. Mở bằng Excel, chờ tính xong rồi lưu lại.",
        "The cell has a formula without a stored result. Open the file in Excel, let it compute and save.",
    ),
    "file.cell-error": (
        "Ô báo lỗi {value}.",
        "The cell holds the error {value}.",
    ),
    "file.more-problems": (
        "Đã dừng ở {limit} lỗi; sửa rồi gửi lại để xem phần còn lại.",
        "Stopped after {limit} problems; mend these and try again to see the rest.",
    ),
    "file.no-rows": (
        "Dưới dòng tiêu đề không có dòng nào.",
        "There is no row below the header.",
    ),
    "header.none": (
        "Không thấy dòng tiêu đề. Cần các cột: {needed}.",
        "There is no header row. Needed columns: {needed}.",
    ),
    "header.missing": ("Thiếu cột {header}.", "The column {header} is missing."),
    "header.unknown": (
        "Không có cột “{header}”. Có phải “{suggestion}”?",
        "There is no column “{header}”. Did you mean “{suggestion}”?",
    ),
    "header.ignored": (
        "Cột “{header}” không được đọc.",
        "The column “{header}” is not read.",
    ),
    "header.twice": (
        "Cột “{header}” trùng với cột “{first}”.",
        "The column “{header}” repeats “{first}”.",
    ),
    "number.not-a-number": (
        "“{value}” không phải là số.",
        "“{value}” is not a number.",
    ),
    "number.ambiguous": (
        "“{value}” có thể là hàng nghìn hoặc số lẻ. Viết không dấu ngăn (1234) hoặc thêm phần lẻ (1,2340).",
        "“{value}” could be thousands or decimals. Write it without a separator (1234) or as 1,2340.",
    ),
    "number.other-style": (
        "“{value}” viết theo kiểu khác với phần còn lại. Có phải “{right}”?",
        "“{value}” is written in another style than the rest. Did you mean “{right}”?",
    ),
    "number.styles-mixed": (
        "“{value}” và “{other}” ({other_at}) viết theo hai kiểu số khác nhau trong cùng một tệp.",
        "“{value}” and “{other}” ({other_at}) use two number styles in one file.",
    ),
    "number.broken-groups": (
        "“{value}”: dấu chấm, dấu phẩy đặt sai chỗ.",
        "“{value}”: dots or commas stand in the wrong place.",
    ),
    "number.too-precise": (
        "{value} có hơn ba chữ số lẻ.",
        "{value} has more than three decimals.",
    ),
    "number.too-long": (
        "Dãy chữ số dài {length} ký tự không thể là một số liệu.",
        "A row of {length} digits cannot be a figure.",
    ),
    "number.too-large": ("{value} quá lớn.", "{value} is too large."),
    "number.became-date": (
        "{value}: Excel đã đổi thành ngày. Nhập tử số và mẫu số ở hai cột riêng, hoặc định dạng ô là Text.",
        "{value}: Excel turned this into a date. Use the numerator and denominator columns or format as Text.",
    ),
    "date.not-a-day": (
        "“{value}” không phải là ngày; viết dd/mm/yyyy, ví dụ 22/11/2026.",
        "“{value}” is not a day; write dd/mm/yyyy, such as 22/11/2026.",
    ),
    "date.short-year": (
        "“{value}”: viết đủ bốn chữ số của năm.",
        "“{value}”: write all four digits of the year.",
    ),
    "date.year-out-of-range": (
        "“{value}”: năm không hợp lý.",
        "“{value}”: the year is out of range.",
    ),
    "date.month-first": (
        "“{value}”: không có tháng ấy. Viết ngày trước, tháng sau.",
        "“{value}”: there is no such month. Write the day first, then the month.",
    ),
    "date.no-such-day": ("“{value}”: không có ngày ấy.", "“{value}”: there is no such day."),
    "date.not-a-time": (
        "“{value}” không phải là giờ; viết 14:30, 14h30 hoặc 2:30 CH.",
        "“{value}” is not a time; write 14:30 or 2:30 PM.",
    ),
    "period.unreadable": (
        "“{value}” không phải là kỳ; viết 2025-W09 (tuần), 2025-03 (tháng), 2025-Q1 (quý) hoặc 2025 (năm).",
        "“{value}” is not a period; write 2025-W09, 2025-03, 2025-Q1 or 2025.",
    ),
    "period.is-a-day": (
        "{value} là một ngày, không phải kỳ. Định dạng cột kỳ là Text.",
        "{value} is a day, not a period. Format the period column as Text.",
    ),
    "deed.source-unreadable": (
        "“{value}”: viết loại việc và số đếm cách nhau bằng dấu chấm, ví dụ giup-dan.ngay-cong.",
        "“{value}”: write deed kind and quantity with a dot, such as giup-dan.ngay-cong.",
    ),
    "award.duplicate": (
        "Trùng với dòng {first}: cùng hình thức, năm, đối tượng và quyết định ({award}).",
        "Repeats line {first}: same form, year, subject and decision ({award}).",
    ),
    "award.cell-missing": ("Thiếu {column}.", "{column} is missing."),
    "award.form-unreadable": (
        "Không có danh hiệu, hình thức “{value}”.{suggestion}",
        "There is no title or form “{value}”.{suggestion}",
    ),
    "award.category-unreadable": (
        "“{value}” không phải là loại đối tượng; ghi một trong: {known}.",
        "“{value}” is not a category; write one of: {known}.",
    ),
    "award.state-unreadable": (
        "“{value}” không phải là trạng thái; ghi một trong: {known}.",
        "“{value}” is not a state; write one of: {known}.",
    ),
    "award.year-unreadable": (
        "Thiếu năm hoặc năm “{value}” không đọc được.",
        "The year is missing or “{value}” cannot be read.",
    ),
}
