"""The close of a ministry, on a ministry of sixty officers: no database, the same functions."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import compare, duck, world
from thidua.actions.scale import Books, Moment, on_threads, verify, week_reclose, why, year_close
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.store.vault.parted import latest, read_part

SIZE = world.Size("thử", officers=60, provinces=2, communes=4, entries=20_000)
CLOSED = Moment(datetime(2026, 1, 5, 9, tzinfo=timezone(timedelta(hours=7))), "Dung")
WEEK = Period.parse("2025-W28")
AGAIN = Moment(CLOSED.at + timedelta(days=1), "Dung", "Ghi thiếu một ca tuần tra")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Books:
    books = world.build(tmp_path_factory.mktemp("bo") / "bo", SIZE)
    year_close(books, world.YEAR, CLOSED)
    return books


@pytest.fixture
def books(closed: Books, tmp_path: Path) -> Books:
    """A ministry of one's own, closed."""
    shutil.copytree(closed.home, tmp_path / "bo")
    return Books(tmp_path / "bo", tmp_path / "bo" / "vault", closed.movement)


def enter(books: Books, province: str, *rows: tuple[int, int, int, bool]) -> None:
    """Further entries of the week: (officer's number, figure, how many, taken back)."""
    officer, figure, value, reversal = zip(*rows, strict=True)
    table = pa.table(
        {"officer": officer, "figure": figure, "value": [1000 * v for v in value], "reversal": reversal}
    )
    pq.write_table(table, books.home / "ledger" / f"{WEEK.code}.{province}.1.parquet")


def total(books: Books, period: str, province: str, row: int) -> int:
    files = latest(books.bundles)[period].files
    return int(
        read_part(books.bundles, files, "standing", province, books.provinces.index(province))["total"][row]
    )


def test_the_close_says_what_hand_written_sql_says_row_by_row(closed, tmp_path):
    duck.close(closed, tmp_path / "sql")
    # 52 weeks, 12 months and the year of 60 officers; the lines of about 20,000 cells; units and quotas.
    assert compare.compare(closed, tmp_path / "sql") > 60 * 65 + 10_000


def test_many_workers_write_the_same_bytes_as_one(closed, tmp_path):
    alone = latest(closed.bundles)["2025"]
    others = Books(closed.home, tmp_path / "vault", closed.movement)
    year_close(others, world.YEAR, CLOSED, each=on_threads(3))
    assert latest(others.bundles)["2025"] == alone


def test_a_closed_ministry_verifies_from_the_vault_alone(closed):
    assert verify(closed.bundles) == []


def test_a_year_is_closed_once(closed):
    with pytest.raises(Refused) as refused:
        year_close(closed, world.YEAR, CLOSED)
    assert refused.value.code == "period.closed-already"


def test_a_correction_moves_its_officer_and_what_stands_above(books):
    before = why(books.bundles, WEEK, "00", "cb-000003").total
    enter(books, "00", (3, 12, 1, False))  # one late report: 1.5 points off in the second half of the year
    week_reclose(books, WEEK, "00", AGAIN)
    assert why(books.bundles, WEEK, "00", "cb-000003").total == before - 1500
    assert total(books, WEEK.code, "00", 3) == before - 1500
    assert verify(books.bundles) == []
    versions = {manifest.period: manifest.version for manifest in latest(books.bundles).values()}
    assert {period for period, version in versions.items() if version == 2} == {WEEK.code, "2025-07", "2025"}


def test_a_correction_names_the_other_provinces_where_they_lie(books):
    before = latest(books.bundles)[WEEK.code]
    enter(books, "00", (3, 0, 1, False))
    week_reclose(books, WEEK, "00", AGAIN)
    after = latest(books.bundles)[WEEK.code]
    assert {name for name in after.files if after.files[name] != before.files.get(name)} == {
        "lines.00.parquet",
        "standing.00.parquet",
        "scheme.yaml",
    }
    assert after.reason == AGAIN.reason


def test_closing_again_gives_what_closing_late_would_have_given(books, tmp_path):
    enter(books, "01", (35, 14, 2, False), (41, 2, 1, False), (41, 2, 1, True))
    week_reclose(books, WEEK, "01", AGAIN)
    late = Books(books.home, tmp_path / "late", books.movement)
    year_close(late, world.YEAR, CLOSED)
    ours, theirs = latest(books.bundles), latest(late.bundles)
    for period in ours:
        assert ours[period].files.keys() >= theirs[period].files.keys()
        for table in ("standing", *(("lines",) if "W" in period else ())):
            for index, province in enumerate(books.provinces):
                a = read_part(books.bundles, ours[period].files, table, province, index)
                b = read_part(late.bundles, theirs[period].files, table, province, index)
                assert {k: v.tolist() for k, v in a.items()} == {k: v.tolist() for k, v in b.items()}
        if "W" not in period:
            assert ours[period].files["units.parquet"].sha256 == theirs[period].files["units.parquet"].sha256


def test_a_regulation_with_ratios_is_not_closed_from_a_ledger(books, tmp_path):
    text = (books.home / "schemes" / "1.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "{title: Báo cáo đúng hạn, kind: count, unit: báo cáo}", "{title: Báo cáo đúng hạn, kind: ratio}"
    )
    text = text.replace("events: {of: bao-cao, each: 5}", "share: {of: bao-cao, empty: zero}")
    (books.home / "schemes" / "1.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        year_close(Books(books.home, tmp_path / "new", books.movement), world.YEAR, CLOSED)
    assert refused.value.code == "ledger.scheme-unfit"
    assert [(p.code, p.values["criterion"]) for p in refused.value.problems] == [
        ("ledger.method-unfit", "Báo cáo đúng hạn")
    ]


def test_a_regulation_that_measures_by_a_leader_is_not_closed_in_parts(books, tmp_path):
    """Its groups may reach beyond a province, and half a group has another leader."""
    text = (books.home / "schemes" / "1.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "events: {of: bao-cao, each: 5}", "relative: {of: bao-cao, at-target: 1/2, empty: zero}"
    )
    (books.home / "schemes" / "1.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        year_close(Books(books.home, tmp_path / "new", books.movement), world.YEAR, CLOSED)
    assert [(p.code, p.values["criterion"]) for p in refused.value.problems] == [
        ("ledger.method-unfit", "Báo cáo đúng hạn")
    ]


def test_a_correction_needs_a_reason(books):
    with pytest.raises(Refused) as refused:
        week_reclose(books, WEEK, "00", CLOSED)
    assert refused.value.code == "period.reason-missing"


def test_taking_back_what_was_never_entered_closes_nothing(books):
    enter(books, "00", (3, 14, 9, True), (3, 14, 9, True), (3, 14, 9, True))
    with pytest.raises(Refused) as refused:
        week_reclose(books, WEEK, "00", AGAIN)
    assert refused.value.code == "ledger.refused"
    assert [p.code for p in refused.value.problems] == ["ledger.reversal-without-entry"]
    assert latest(books.bundles)[WEEK.code].version == 1
    assert verify(books.bundles) == []


def test_an_entry_of_another_province_is_refused(books):
    enter(books, "00", (59, 0, 1, False))
    with pytest.raises(Refused) as refused:
        week_reclose(books, WEEK, "00", AGAIN)
    assert refused.value.code == "ledger.officer-unknown"
    assert refused.value.values["officer"] == "59"


def test_why_names_every_line_with_its_clause(closed):
    found = why(closed.bundles, WEEK, "01", "cb-000041")
    assert found.working.total is not None
    groups = found.working.total.children
    assert [group.code for group in groups] == ["cong-viec", "ky-luat", "thuong", "tru"]
    assert [len(group.children) for group in groups] == [5, 5, 2, 3]
    assert found.total == max(0, 14_000 + sum(group.points for group in groups))


def test_a_changed_byte_is_found(books):
    path = next(books.bundles.glob(f"*-{WEEK.code}.v1")) / "standing.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert {problem.code for problem in verify(books.bundles)} == {"vault.file-changed"}
