"""Sheets that certificates are printed on: saved by name for a unit, adjusted to a tenth of a millimetre."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from PIL import Image

from thidua.actions.audit import acting, allow, audit
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.office.paper.certificate import PLACES, Place, Stock
from thidua.office.photo import FORMATS, redraw
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import PaperStock, Unit

ALIGNED = ("left", "centre", "right")
EMBLEM_EDGE = 900  # dots: 27 mm at 800 dots per inch


@dataclass(frozen=True)
class StockEntry:
    """A stock as typed. `places` names every line of `PLACES`."""

    name: str
    printed: bool
    width: int
    height: int
    places: Mapping[str, Place]
    right: int = 0
    down: int = 0


def stock_of(row: PaperStock | None) -> Stock:
    if row is None:
        return Stock()
    places = {name: Place(**given) for name, given in row.places.items() if name in PLACES}
    return Stock(
        row.printed, row.width, row.height, {**PLACES, **places}, (row.right, row.down), bytes(row.emblem)
    )


def stock_problems(entry: StockEntry) -> list[Problem]:
    """Everything that would not be on the sheet.

    Codes: paper.stock-name, paper.stock-size, paper.stock-shift, paper.stock-off-sheet, paper.stock-letters.
    """
    found = []
    if not entry.name.strip():
        found.append(problem("paper.stock-name", Where(field="name")))
    if not (100 <= entry.width <= 450 and 100 <= entry.height <= 450):
        found.append(problem("paper.stock-size", Where(field="width")))
    if not (abs(entry.right) <= 200 and abs(entry.down) <= 200):
        found.append(problem("paper.stock-shift", Where(field="right")))
    for name, place in entry.places.items():
        inside = place.x >= 0 and 0 <= place.y < entry.height and 0 < place.width <= entry.width - place.x
        if not inside or place.align not in ALIGNED:
            found.append(problem("paper.stock-off-sheet", Where(field=f"{name}-x")))
        if not 6 <= place.size <= 80:
            found.append(problem("paper.stock-letters", Where(field=f"{name}-size")))
    return found


@transaction.atomic
def paper_stock_save(
    *, by: Viewer, at: datetime, unit: Unit, entry: StockEntry, row: PaperStock | None = None
) -> PaperStock:
    """Add a stock, or change one.

    Raises:
        Refused: "paper.may-not-print"; "paper.stock-refused" with all problems.
    """
    person = acting(by)
    allow(access.printing_units(by).filter(pk=unit.pk).exists(), "paper.may-not-print")
    name = visible(entry.name)[:120]
    found = stock_problems(entry)
    others = PaperStock.objects.filter(unit=unit, name=name).exclude(pk=row.pk if row else None)
    if others.exists():
        found.append(problem("paper.stock-name-taken", Where(field="name"), name=name))
    if found:
        raise Refused("paper.stock-refused", found)
    made = row or PaperStock(unit=unit)
    made.name, made.printed, made.width, made.height = name, entry.printed, entry.width, entry.height
    made.places = {line: asdict(place) for line, place in entry.places.items()}
    made.right, made.down, made.changed_by, made.changed_at = entry.right, entry.down, person, at
    made.save()
    told = "phôi in sẵn" if made.printed else "mẫu in cả khung"
    audit(
        by=by, at=at, action="paper-stock", subject=f"paper-stock:{made.pk}", unit=unit,
        sentence=f"{'Chỉnh' if row else 'Thêm'} {told} “{name}” của {unit.name}.",
    )  # fmt: skip
    return made


@transaction.atomic
def paper_stock_emblem(*, by: Viewer, at: datetime, row: PaperStock, content: bytes, media_type: str) -> None:
    """Put the unit's own drawing in place of our star; empty content puts the star back.

    Raises:
        Refused: "paper.may-not-print"; "paper.emblem-unreadable".
    """
    acting(by)
    allow(access.printing_units(by).filter(pk=row.unit_id).exists(), "paper.may-not-print")
    row.emblem = _square(content, media_type) if content else b""
    row.save(update_fields=["emblem"])
    told = "Đặt hình biểu trưng riêng cho" if content else "Bỏ hình biểu trưng riêng của"
    audit(
        by=by, at=at, action="paper-stock-emblem", subject=f"paper-stock:{row.pk}", unit=row.unit,
        sentence=f"{told} mẫu in “{row.name}”.",
    )  # fmt: skip


def _square(content: bytes, media_type: str) -> bytes:
    """Redrawn on a white square, as PNG."""
    photo = redraw(content, media_type) if media_type in FORMATS else "paper.emblem-unreadable"
    if isinstance(photo, str):
        raise Refused("paper.emblem-unreadable", [problem("paper.emblem-unreadable", Where(field="file"))])
    picture = Image.open(io.BytesIO(photo.content)).convert("RGB")
    picture.thumbnail((EMBLEM_EDGE, EMBLEM_EDGE), Image.Resampling.LANCZOS)
    edge = max(picture.size)
    square = Image.new("RGB", (edge, edge), "white")
    square.paste(picture, ((edge - picture.width) // 2, (edge - picture.height) // 2))
    drawn = io.BytesIO()
    square.save(drawn, "PNG")
    return drawn.getvalue()
