"""Finding and sorting in a long board. The official place always stays beside the name, whatever the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.core.text import fold

ORDERS = {
    "hang": _("Hạng chính thức"),
    "doi": _("Đổi hạng nhiều nhất"),
    "minh": _("Tiến bộ so với chính mình"),
    "nhom": _("So với nơi cùng loại"),
    "ten": _("Tên"),
}
_KEYS = {"doi": "change", "minh": "own", "nhom": "like"}


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for in the address; anything unknown is the official order of everybody."""

    find: str = ""
    sort: str = "hang"
    form: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Order:
        sort = asked.get("xep", "hang")
        return cls(
            asked.get("tim", "").strip()[:60], sort if sort in ORDERS else "hang", asked.get("loai", "")
        )

    @property
    def official(self) -> bool:
        return self.sort == "hang" and not self.find and not self.form

    def query(self, **more: str) -> str:
        """The same as part of an address."""
        held = {"tim": self.find, "xep": "" if self.sort == "hang" else self.sort, "loai": self.form} | more
        return urlencode({name: value for name, value in held.items() if value})

    def of_rows(self, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The rows that answer, in the order asked for; whoever lacks the number stands last."""
        words = fold(self.find).split()
        shown = [
            row
            for row in rows
            if (not self.form or row["form"] == self.form)
            and all(f" {word}" in f" {fold(row['title'] + ' ' + row['sub'])}" for word in words)
        ]
        if self.sort == "ten":
            return sorted(shown, key=lambda row: fold(row["title"]))
        if key := _KEYS.get(self.sort):
            return sorted(shown, key=lambda row: (row[key] is None, -(row[key] or 0)))
        return shown
