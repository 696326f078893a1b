"""What the emulation officer of the demonstration prints with: decisions of the province, stock for certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import PROVINCE
from thidua.actions.paper_stock import StockEntry, paper_stock_save
from thidua.office.paper.certificate import PLACES
from thidua.store.models import Decision

STOCK = "Phôi giấy khen in sẵn"


def printing_prepare(rows: Rows) -> None:
    """The director's decisions were issued by the province; its stock came from a printer a little off."""
    province = rows.units[PROVINCE]
    director = f"Giám đốc {province.name}"
    Decision.objects.filter(authority__startswith=director).update(unit=province)
    places = {**PLACES, "name": replace(PLACES["name"], y=102), "reason": replace(PLACES["reason"], y=126)}
    paper_stock_save(
        by=rows.emulation, at=moment(date(2026, 1, 23), 9), unit=province,
        entry=StockEntry(STOCK, True, 297, 210, places, right=-15, down=10),
    )  # fmt: skip
