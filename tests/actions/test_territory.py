"""What a number is of: the same report on two days, and a ratio that mixes two territories."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests import factories
from thidua.actions.directory import directory_load
from thidua.actions.export import directory_export
from thidua.actions.figure import FigureEntry, figures_record
from thidua.core.figure import FigureValue
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.office.workbook import csv_file
from thidua.store.access import viewer_of
from thidua.store.models import Figure, Unit

BEFORE, AFTER = date(2020, 12, 31), date(2025, 12, 31)
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def directory(db: None) -> None:
    directory_load(by="Quản trị", at=AT)


def communes_of_lai_chau(on: date) -> dict[str, str]:
    """Commune-level area → version of the territory, as the report of that day says."""
    rows = directory_export(on=on).rows
    levels = ("xã", "phường", "thị trấn", "đặc khu")
    return {row[0]: row[4] for row in rows if row[3] == "lai-chau" and row[2].lower() in levels}


def test_the_same_report_gives_the_units_of_its_own_day(directory: None) -> None:
    before, after = communes_of_lai_chau(BEFORE), communes_of_lai_chau(AFTER)
    assert (len(before), len(after)) == (106, 38)
    assert set(before) & set(after) == {"ta-tong", "mu-ca"}
    assert set(before.values()) == {"lai-chau@2020-12-31"}
    assert set(after.values()) == {"lai-chau@2025-07-01"}


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_the_report_of_a_day_can_be_made_again(directory: None, on: date) -> None:
    assert csv_file(directory_export(on=on)) == csv_file(directory_export(on=on))


def drug_free(period: str, k: int, n: int, *, own: str = "", other: str = "") -> FigureEntry:
    unit = Unit.objects.get(code="ca-tinh-lai-chau")
    value = FigureValue(numerator=k * 1000, denominator=n * 1000)
    return FigureEntry(
        unit, "xa-khong-te-nan-ma-tuy", period, value, territory=own, denominator_territory=other
    )


def record(entry: FigureEntry) -> Figure:
    assert isinstance(entry.subject, Unit)
    by = factories.person("clerk-lai-chau", "Cán bộ thử", entry.subject, Role.CLERK)
    seen = viewer_of(by, date(2026, 1, 5))
    (figure,) = figures_record(by=seen, at=AT, entries=[entry]).figures
    return figure


@pytest.mark.parametrize(
    ("period", "territory"), [("2020", "lai-chau@2020-12-31"), ("2025", "lai-chau@2025-07-01")]
)
def test_a_ratio_of_communes_carries_the_territory_of_its_day(
    directory: None, period: str, territory: str
) -> None:
    assert record(drug_free(period, 31, 38 if period == "2025" else 106)).territory == territory


def test_a_ratio_of_old_communes_out_of_new_ones_is_refused(directory: None) -> None:
    mixed = drug_free("2025", 31, 38, own="lai-chau@2020-12-31", other="lai-chau@2025-07-01")
    with pytest.raises(Refused) as refused:
        record(mixed)
    assert [p.code for p in refused.value.problems] == ["area.territory-differs"]
    assert not Figure.objects.exists()
