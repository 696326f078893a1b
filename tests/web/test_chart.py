"""Charts say in words what they draw, leave gaps where nothing is known, and keep their labels apart."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

from thidua.web import chart


def _parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own text


def test_every_chart_is_wellformed_and_speaks() -> None:
    lines = [
        chart.Line("Xã Lim Xanh", (90_000, 91_500, None, 94_000)),
        chart.Line("Xã <Hoa> Mơ", (88_000,) * 4),
    ]
    charts = [
        chart.sparkline([1_000, 2_000], "hai tuần"),
        chart.trend(lines, ["T1", "T2", "T3", "T4"], "bốn tuần"),
        chart.interval(1, 4, 2, 12, "hạng 2"),
        chart.stacked([chart.Stack("Xã Lim Xanh", (40_000, 30_000, -2_000))], ["A", "B", "Trừ"], "điểm"),
        chart.target_bar(9_000, 10_000, "9 trên 10"),
    ]
    for svg in charts:
        root = _parsed(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label")
        assert "style" not in root.attrib


def test_a_missing_week_breaks_the_line_instead_of_falling_to_zero() -> None:
    svg = chart.sparkline([5_000, 5_000, None, 5_000, 5_000], "năm tuần")
    assert svg.count("<polyline") == 2


def test_nothing_known_draws_nothing() -> None:
    assert chart.sparkline([None, None], "trống") == ""
    assert chart.trend([chart.Line("A", (None,))], ["T1"], "trống") == ""
    assert chart.target_bar(3_000, 0, "không có chỉ tiêu") == ""


def test_end_labels_of_equal_lines_do_not_collide() -> None:
    lines = [chart.Line(f"Đơn vị {n}", (50_000, 50_000 + n)) for n in range(5)]
    svg = chart.trend(lines, ["T1", "T2"], "sát nhau")
    heights = sorted(float(y) for y in re.findall(r'class="name dot-\d" x="[\d.]+" y="([\d.]+)"', svg))
    assert len(heights) == 5
    assert all(after - before >= 17.9 for before, after in pairwise(heights))
    assert heights[-1] <= 260


def test_lines_differ_by_dash_for_a_black_printer() -> None:
    lines = [chart.Line(str(n), (n * 1_000, n * 1_000)) for n in range(1, 6)]
    svg = chart.trend(lines, ["T1", "T2"], "năm nét")
    dashes = re.findall(r'<polyline class="line series-\d"(?: stroke-dasharray="([^"]+)")?', svg)
    assert len(set(dashes)) == 5


def test_a_name_is_escaped() -> None:
    svg = chart.trend([chart.Line("<b>x</b>", (1_000, 2_000))], ["T1", "T2"], '"nháy"')
    assert "<b>" not in svg
    assert _parsed(svg).get("aria-label") == '"nháy"'


def test_the_axis_of_places_starts_at_one_and_ends_at_the_last() -> None:
    for count in (1, 2, 7, 12, 41, 124):
        numbers = [int(n) for n in re.findall(r">(\d+)</text>", chart.interval_axis(count))]
        assert numbers[0] == 1
        assert numbers[-1] == count
        assert numbers == sorted(set(numbers))
