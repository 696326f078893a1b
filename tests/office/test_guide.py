"""What the guide shows is what the reader reads."""

from __future__ import annotations

import re
from pathlib import Path

from thidua.office.archive import COLUMNS_MAX, ROWS_MAX
from thidua.office.figures_file import COLUMNS, read_figures
from thidua.office.format import count
from thidua.office.number import read_value
from thidua.office.sheet import BYTES_MAX

GUIDE = (Path(__file__).resolve().parents[2] / "docs/guide/so-lieu-tu-excel.md").read_text(encoding="utf-8")


def test_the_example_of_the_guide_is_read_without_a_problem() -> None:
    example = re.findall(r"(?ms)^```csv\n(.*?)^```$", GUIDE)
    rows, problems = read_figures(example[0].encode(), "x.csv")
    assert (len(rows), problems) == (8, [])


def test_every_column_stands_in_the_guide_in_both_languages() -> None:
    missing = [name for c in COLUMNS for name in (f"`{c.key}`", c.titles[0]) if name not in GUIDE]
    assert missing == []


def test_the_limits_in_the_guide_are_the_limits() -> None:
    said = f"Nhiều nhất {count(ROWS_MAX)} dòng, {COLUMNS_MAX} cột, {BYTES_MAX // 10**6} MB."
    assert said in GUIDE


def test_every_value_of_the_guide_can_be_read() -> None:
    table = GUIDE.split("## Giá trị")[1].split("Những thứ")[0]
    values = re.findall(
        r"`([^`]+)`", "".join(line.split("|")[1] for line in table.splitlines() if "`" in line)
    )
    assert len(values) == 10
    assert [v for v in values if not hasattr(read_value(v), "written")] == []
