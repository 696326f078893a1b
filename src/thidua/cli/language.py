"""Which language the commands speak, click's own words included: Vietnamese, or English when asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Literal, NamedTuple

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")
_chosen: dict[str, Lang] = {"lang": "vi"}


class Both(NamedTuple):
    """One text in both languages; `{name}` places are filled in by `say`."""

    vi: str
    en: str


def language() -> Lang:
    return _chosen["lang"]


def say(text: Both, **values: object) -> str:
    """The text in the language chosen, with its places filled in."""
    chosen = text.en if language() == "en" else text.vi
    return chosen.format(**values) if values else chosen


def choose(arguments: Sequence[str]) -> None:
    """Read `--lang` before anything is parsed, so that help and errors already speak it.

    An unknown language leaves Vietnamese; click then reports the option itself.
    """
    wanted = os.environ.get("THIDUA_LANG", "vi")
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
        elif argument == "--lang" and position + 1 < len(arguments):
            wanted = arguments[position + 1]
    _chosen["lang"] = "en" if wanted == "en" else "vi"


# click asks gettext for its words; we answer from this table, which tests hold complete for the pinned click.
CLICK_WORDS = {
    "d": "ng",
    "{editor}: Editing failed": "{editor}: không sửa được",
    "{editor}: Editing failed: {e}": "{editor}: không sửa được: {e}",
    "Windows error: {error}": "Lỗi của Windows: {error}",
    "Aborted!": "Đã dừng theo yêu cầu.",
    "deprecated": "sắp bỏ",
    "required": "bắt buộc",
    "Missing command.": "Thiếu tên lệnh.",
    "Options": "Tùy chọn",
    "Positional arguments": "Tham số",
    "Commands": "Lệnh",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Lưu ý: lệnh {name!r} sắp bỏ.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "Lưu ý: {param_type} {name!r} sắp bỏ.{extra_message}"
    ),
    "Got unexpected extra argument ({args})": "Thừa tham số ({args})",
    "Got unexpected extra arguments ({args})": "Thừa các tham số ({args})",
    "Value must be an iterable.": "Giá trị phải là một danh sách.",
    "Could not determine name for option with declarations {decls!r}": "Không rõ tên tùy chọn {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?": "Có tên ({name}) mà không có tùy chọn. Ý bạn là '--{name}'?",
    "env var: {var}": "biến môi trường: {var}",
    "default: {default}": "mặc định: {default}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": (
        "Mỗi tham số chỉ khai báo một lần, ở đây {length}: {decls}."
    ),
    "(dynamic)": "(tính khi chạy)",
    "Name '{name}' defined twice": "Tên '{name}' khai báo hai lần",
    "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị nhưng chỉ có 1.",
    "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị nhưng có {len}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.": (
        "Tùy chọn {decl!r} không thể dùng một tên cho cả có và không."
    ),
    "Do you want to continue?": "Tiếp tục?",
    "Confirm the action without prompting.": "Làm luôn, không hỏi lại.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "Show the version and exit.": "In phiên bản rồi thoát.",
    "Show this message and exit.": "In hướng dẫn này rồi thoát.",
    "Did you mean {possibility}?": "Ý bạn là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Ý bạn là một trong: {possibilities}?)",
    "Missing argument": "Thiếu tham số",
    "unknown error": "lỗi không rõ",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không đúng: {message}",
    "Missing option": "Thiếu tùy chọn",
    "Could not open file {filename!r}: {message}": "Không mở được tệp {filename!r}: {message}",
    "Error: {message}": "Lỗi: {message}",
    "Try '{command} {option}' for help.": "Gõ '{command} {option}' để xem hướng dẫn.",
    "Missing parameter": "Thiếu tham số",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Invalid value: {message}": "Giá trị không đúng: {message}",
    "Missing {param_type}": "Thiếu {param_type}",
    "Usage:": "Cách dùng:",
    "Invalid start character for option ({option})": "Ký tự đầu của tùy chọn không đúng ({option})",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name!r} cần một giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn {name!r} cần {nargs} giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số {name!r} nhận {nargs} giá trị.",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Không biết phiên bản Bash nên không gợi ý lệnh được."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Bash cũ hơn 4.4 không gợi ý lệnh được."
    ),
    "Press any key to continue...": "Nhấn phím bất kỳ để tiếp tục...",
    "Repeat for confirmation": "Nhập lại để xác nhận",
    "Error: The two entered values do not match.": "Lỗi: hai lần nhập không khớp.",
    "Unknown color {colour!r}": "Không có màu {colour!r}",
    "Error: invalid input": "Lỗi: nhập không đúng",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} không phải {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} không nằm trong {choices}.",
    "Choice({choices})": "Chọn({choices})",
    "{value!r} does not match the format {format}.": "{value!r} không đúng dạng {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} không đúng các dạng {formats}.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} không phải có/không. Các giá trị nhận được: {states}"
    ),
    "{len_type} values are required, but {len_value} was given.": "Cần {len_type} giá trị, có {len_value}.",
    "{len_type} values are required, but {len_value} were given.": "Cần {len_type} giá trị, có {len_value}.",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là số hợp lệ.",
    "{value!r} is not a valid UUID.": "{value!r} không phải là UUID.",
    "{name} {filename!r} is a file.": "{name} {filename!r} là tệp.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} là thư mục.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} không đọc được.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} không ghi được.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} không chạy được.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} không tồn tại.",
    "Unknown standard stream '{name}'": "Không có luồng chuẩn '{name}'",
}

_CLICK_MODULES = (
    "core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils",
)  # fmt: skip


def teach_click() -> None:
    """Give click our words: gettext would need a compiled catalogue and the system's locale."""
    for name in _CLICK_MODULES:
        module = import_module(f"click.{name}")
        for word, answer in (("_", _word), ("ngettext", _plural)):
            if hasattr(module, word):
                setattr(module, word, answer)


def _word(text: str) -> str:
    return CLICK_WORDS.get(text, text) if language() == "vi" else text


def _plural(one: str, many: str, count: int) -> str:
    return _word(one if count == 1 else many)
