"""`thidua export figures|standing|register FILE`: to Excel or CSV, by the ending of the file's name."""

from __future__ import annotations

from thidua.cli.frame import Group
from thidua.cli.language import Both

export = Group(
    "export", said=Both("Xuất dữ liệu ra tệp .xlsx hoặc .csv.", "Write data to an .xlsx or .csv file.")
)
