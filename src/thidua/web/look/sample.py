"""What the design page shows: the tokens as they stand in the style sheets, and pieces with made-up numbers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.board import shade, shade_bounds
from thidua.web import chart
from thidua.web.door import crumbs

CSS = Path(__file__).resolve().parents[1] / "static" / "css"
COLOURS = (
    ("ink", "soft-ink", "muted"), ("ground", "card", "soft", "hover", "mine"), ("line", "line-strong", "edge"),
    ("red", "blue", "green", "amber", "bad"), ("red-soft", "blue-soft", "green-soft", "amber-soft"),
    ("heat-1", "heat-2", "heat-3", "heat-4", "heat-5"),
    ("series-0", "series-1", "series-2", "series-3", "series-4"), ("part-0", "part-1", "part-2", "part-3", "part-4"),
)  # fmt: skip
WEEKS = ("T41", "T42", "T43", "T44", "T45", "T46", "T47", "T48")


@cache
def tokens(name: str) -> dict[str, str]:
    """Token → value, read from the style sheet itself, so that the page cannot lag behind."""
    found = re.findall(r"--([a-z0-9-]+):\s*([^;]+);", (CSS / name).read_text(encoding="utf-8"))
    return dict(reversed(found))  # the first counts; later ones are for phones


def sample() -> dict[str, Any]:
    light, dark = tokens("tokens.css"), {**tokens("tokens.css"), **tokens("dark.css")}
    return {
        "crumbs": crumbs(_("Mẫu giao diện")),
        "colours": [
            [
                {"name": name, "light": light[name], "dark": dark[name], "swatch": f"show-{name}"}
                for name in row
            ]
            for row in COLOURS
        ],
        "sizes": [
            (name, light[name])
            for name in ("size", "size-small", "size-tiny", "gap", "inset", "round", "touch", "page")
        ],
        "rows": [
            {
                "place": 1,
                "name": _("Xã Đồi Chè"),
                "total": 98330,
                "change": 2,
                "tag": _("Xuất sắc"),
                "tone": "green",
            },
            {
                "place": 2,
                "name": _("Xã Rừng Sến"),
                "total": 96330,
                "change": -1,
                "tag": _("Tốt"),
                "tone": "blue",
            },
            {
                "place": 0,
                "name": _("Xã Lim Xanh"),
                "total": None,
                "change": None,
                "tag": _("Thiếu số liệu"),
                "tone": "red",
            },
        ],
        "good": {"value": _("Công an xã Lim Xanh"), "fault": ""},
        "wrong": {"value": "32/13/2025", "fault": _("Ngày viết là dd/mm/yyyy, ví dụ 05/09/2025.")},
        "faults": [("wrong", _("Ngày viết là dd/mm/yyyy, ví dụ 05/09/2025."))],
        "many": [_("Xã số {number}").format(number=number) for number in range(1, 19)],
        **_charts(),
    }


def _charts() -> dict[str, Any]:
    values = (91_000, 88_500, None, 93_200, 95_000, 94_100, 97_300, 98_330)
    other = (84_000, 86_000, 85_000, 89_000, 87_500, 90_000, 92_000, 96_330)
    lines = [chart.Line(_("Xã Đồi Chè"), values), chart.Line(_("Xã Rừng Sến"), other)]
    places = [
        chart.Line(_("Xã Đồi Chè"), (2, 3, None, 2, 1, 1, 1, 1)),
        chart.Line(_("Xã Rừng Sến"), (6, 5, 5, 3, 4, 2, 3, 2)),
    ]
    bounds = shade_bounds([3, 5, 8, 13, 21, 34])
    grid = [[None, 3, 5], [8, 13, 21], [34, 0, None]]
    levels = [[None if v is None else 0 if v == 0 else shade(v, bounds) for v in row] for row in grid]
    stack = [
        chart.Stack(_("Xã Đồi Chè"), (40_000, 30_000, 20_000, 8_330)),
        chart.Stack(_("Xã Rừng Sến"), (38_000, 31_000, 19_000, 10_330, -2_000)),
    ]
    seen = _("Hạng 2, có thể từ 1 đến 4; trước đây từ 1 đến 7")
    talks = [(_("Xã Đồi Chè"), 13_000), (_("Xã Rừng Sến"), 8_000), (_("Xã Lim Xanh"), None)]
    names = [_("Vận động"), _("Phục vụ"), _("Lực lượng"), _("Báo cáo"), _("Trừ")]
    return {
        "charts": [
            ("sparkline", chart.sparkline(values, _("Tám tuần, một tuần không có số"))),
            ("interval", chart.interval(1, 4, 2, 12, seen, seen=(1, 7))),
            ("target_bar", chart.target_bar(6_000, 8_000, _("6 trên chỉ tiêu 8"))),
            ("trend", chart.trend(lines, WEEKS, _("Điểm hai xã trong tám tuần"))),
            ("ranks", chart.ranks(places, WEEKS, 12, _("Hạng hai xã trong tám tuần"))),
            ("stacked", chart.stacked(stack, names, _("Điểm theo nhóm"))),
            ("bars", chart.bars(talks, _("Số buổi của ba xã"))),
            ("strip", chart.strip([1, 3, 5, 0, 2, 4, 5, None], list(WEEKS), _("Bậc của tám tuần"))),
            ("tiles", chart.tiles(levels, _("Bản đồ ô chín ô"))),
        ]
    }  # fmt: skip
