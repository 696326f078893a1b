"""Attacks on the vault: each must be found, and the bundle named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests import factories
from tests.actions.chain import CODE, DAY, build, bundle, name, rewrite, told
from tests.factories import World, at
from thidua.actions.period import period_close
from thidua.actions.standing_input import vault_folder
from thidua.actions.verify import verify
from thidua.core.problem import Refused
from thidua.store import vault
from thidua.store.models import Close, MovementPeriod
from thidua.store.vault import Head
from thidua.store.vault.manifest import FileSum, sha256

pytestmark = pytest.mark.django_db  # the vault under attack is built from a database, once for all tests


def test_untouched_vault_has_no_problems(chain: Path) -> None:
    assert [path.name for path in sorted(chain.iterdir())] == [
        "0001-2025-W10.v1",
        "0002-2025-W11.v1",
        "0003-2025-W12.v1",
        "0004-2025-W13.v1",
        "0005-2025-03.v1",
        "0006-2025-W10.v2",
        "0007-2025-03.v2",
        "chain.json",
    ]
    for path in (chain, chain.parent, *sorted(chain.glob("0*"))):
        assert verify(path) == []
    assert verify(chain, vault.read_head(chain).manifest) == []


@pytest.mark.parametrize("sequence", [1, 5, 7])
def test_one_edited_byte_in_any_file_is_found_and_named(chain: Path, sequence: int) -> None:
    for path in sorted(bundle(chain, sequence).iterdir()):
        content = path.read_bytes()
        for at_byte in (0, len(content) // 2, len(content) - 1):
            path.write_bytes(content[:at_byte] + bytes([content[at_byte] ^ 1]) + content[at_byte + 1 :])
            found = verify(path.parent)
            expected = name(chain, sequence)
            if path.name == "manifest.json":
                # The manifest's own sum stands in the bundle after it, or in chain.json.
                after = name(chain, sequence + 1) if sequence < 7 else expected
                assert {n for _, n in told(found)} & {expected, after}, at_byte
            else:
                assert told(found) == [("vault.file-changed", expected)], (path.name, at_byte)
                assert found[0].values["file"] == path.name
        path.write_bytes(content)
    assert verify(chain) == []


@pytest.mark.parametrize("sequence", range(1, 8))
def test_dropped_bundle_is_found(chain: Path, sequence: int) -> None:
    shutil.rmtree(bundle(chain, sequence))
    found = verify(chain)
    if sequence == 7:
        assert told(found) == [("vault.head-differs", name(chain, 6))]
    else:
        assert ("vault.bundle-missing", f"{CODE}/{sequence:04d}") in told(found)


def test_end_cut_off_together_with_chain_json_is_found_by_the_head_noted_elsewhere(chain: Path) -> None:
    head = vault.read_head(chain).manifest
    shutil.rmtree(bundle(chain, 7))
    last = vault.bundles(chain)[-1]
    (chain / "chain.json").write_bytes(Head(6, last.sha256).to_bytes())
    assert verify(chain) == []
    assert told(verify(chain, head)) == [("vault.head-not-given", name(chain, 6))]


def test_swapped_bundles_are_found(chain: Path) -> None:
    second, third = bundle(chain, 2), bundle(chain, 3)
    second.rename(chain / "spare")
    third.rename(chain / "0002-2025-W12.v1")
    (chain / "spare").rename(chain / "0003-2025-W11.v1")
    assert told(verify(chain)) == [
        ("vault.bundle-misplaced", f"{CODE}/0002-2025-W12.v1"),
        ("vault.bundle-misplaced", f"{CODE}/0003-2025-W11.v1"),
    ]


def test_renumbered_bundles_are_found(chain: Path) -> None:
    rewrite(bundle(chain, 2), lambda m: m.update(sequence=9))
    rewrite(bundle(chain, 3), lambda m: m.update(sequence=2))
    found = told(verify(chain))
    assert ("vault.bundle-missing", f"{CODE}/0003") in found
    assert ("vault.chain-broken", f"{CODE}/0002-2025-W12.v1") in found


def test_back_dated_bundle_is_found(chain: Path) -> None:
    rewrite(bundle(chain, 3), lambda m: m.update(closed_at="2025-04-01T08:00:00+07:00"))
    found = told(verify(chain))
    assert ("vault.back-dated", name(chain, 3)) in found
    assert ("vault.chain-broken", name(chain, 4)) in found


def test_bundle_dated_before_its_period_ended_is_found(chain: Path) -> None:
    rewrite(bundle(chain, 1), lambda m: m.update(closed_at="2025-03-08T08:00:00+07:00"))
    assert ("vault.closed-too-early", name(chain, 1)) in told(verify(chain))


def test_last_bundle_back_dated_is_found(chain: Path) -> None:
    rewrite(bundle(chain, 7), lambda m: m.update(closed_at="2025-04-08T07:59:00+07:00"))
    assert told(verify(chain)) == [("vault.head-differs", name(chain, 7))]


def test_replayed_bundle_is_found(chain: Path) -> None:
    """An old close put in again as if it were the newest."""
    shutil.copytree(bundle(chain, 1), chain / "0008-2025-W10.v3")
    replayed = f"{CODE}/0008-2025-W10.v3"
    assert told(verify(chain))[:2] == [("vault.bundle-misplaced", replayed), ("vault.number-twice", replayed)]


def test_bundle_of_another_movement_is_found(chain: Path) -> None:
    chain.rename(chain.parent / "khac")
    found = verify(chain.parent / "khac")
    assert {code for code, _ in told(found)} == {"vault.bundle-misplaced"}
    assert len(found) == 7


def test_foreign_file_is_found(chain: Path) -> None:
    (bundle(chain, 2) / "ghi-chu.txt").write_text("x")
    found = verify(chain)
    assert told(found) == [("vault.file-foreign", name(chain, 2))]


def test_standing_rewritten_with_matching_sums_does_not_compute(chain: Path) -> None:
    """Somebody lifts Lim Xanh to the top of the last month and mends every sum up to chain.json."""
    folder = bundle(chain, 7)
    table = vault.read_table(folder, "standing").to_pydict()
    at_row = table["subject"].index("ca-xa-lim-xanh")
    table["total"][at_row], table["place"][at_row] = 100_500, 1
    content, digest, rows = vault.table_bytes(table)
    (folder / "standing.parquet").write_bytes(content)
    sums = FileSum(sha256(content), digest, rows)
    rewrite(
        folder,
        lambda m: m["files"].update(  # type: ignore[attr-defined]
            {"standing.parquet": {"sha256": sums.sha256, "content": sums.content, "rows": sums.rows}}
        ),
    )
    (chain / "chain.json").write_bytes(Head(7, vault.bundles(chain)[-1].sha256).to_bytes())
    assert told(verify(chain)) == [("vault.result-differs", name(chain, 7))]


def test_scheme_rewritten_with_matching_sums_does_not_compute(chain: Path) -> None:
    folder = bundle(chain, 7)
    text = (folder / "scheme.yaml").read_text(encoding="utf-8").replace("points: mean", "points: sum")
    (folder / "scheme.yaml").write_text(text, encoding="utf-8")
    rewrite(
        folder,
        lambda m: m["files"]["scheme.yaml"].update(sha256=sha256(text.encode())),  # type: ignore[index]
    )
    (chain / "chain.json").write_bytes(Head(7, vault.bundles(chain)[-1].sha256).to_bytes())
    files = {fault.values["file"] for fault in verify(chain)}
    assert files >= {"standing.parquet", "lines.parquet"}


def test_parts_that_are_not_those_of_the_weeks_are_found(chain: Path) -> None:
    """Inputs, standing and sums of a roll-up forged together: its weeks still say otherwise."""
    folder = bundle(chain, 7)
    week = bundle(chain, 4)
    columns = vault.read_table(week, "standing").to_pydict()
    columns["total"] = [total - 1000 for total in columns["total"]]
    content, digest, rows = vault.table_bytes(columns)
    (week / "standing.parquet").write_bytes(content)
    rewrite(
        week,
        lambda m: m["files"].update(  # type: ignore[attr-defined]
            {"standing.parquet": {"sha256": sha256(content), "content": digest, "rows": rows}}
        ),
    )
    found = told(verify(folder))
    assert ("vault.chain-broken", name(chain, 5)) in found
    assert ("vault.part-absent", name(chain, 7)) in found


def test_bundle_taken_out_alone_says_that_its_chain_is_not_checked(chain: Path, tmp_path: Path) -> None:
    alone = tmp_path / "mang-di" / bundle(chain, 1).name
    shutil.copytree(bundle(chain, 1), alone)
    assert told(verify(alone)) == [("vault.chain-absent", alone.name)]


def test_what_is_not_a_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    assert told(verify(tmp_path / "trong")) == [("vault.not-a-bundle", "trong")]
    assert told(verify(tmp_path / "khong-co")) == [("vault.not-a-bundle", "khong-co")]


def test_verifier_needs_no_database_and_no_settings(chain: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from thidua.actions.verify import verify;"
        f"assert verify(Path({str(chain)!r})) == [];"
        "assert not any(m == 'django' or m.startswith('django.') for m in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], env={}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_close_that_the_database_never_recorded_is_set_aside(world: World) -> None:
    """Power failed between the vault and the database: the chain goes on from what was decided."""
    build(world)
    chain = vault_folder() / CODE
    Close.objects.filter(sequence=7).delete()
    MovementPeriod.objects.filter(code="2025-03").update(state="open")
    (chain / ".unfinished").mkdir()
    assert told(verify(chain)) == [("vault.manifest-unreadable", f"{CODE}/.unfinished")]
    period_close(
        by=world.see(world.dung), at=at(DAY + timedelta(days=8)), movement=world.movement, period="2025-03"
    )
    assert verify(chain.parent) == []
    assert [path.name[:-13] for path in (chain.parent / ".set-aside").iterdir()] == [
        f"{CODE}-0007-2025-03.v2"
    ]


def test_vault_that_lost_its_end_takes_no_further_close(world: World) -> None:
    build(world)
    shutil.rmtree(bundle(vault_folder() / CODE, 7))
    world.fill("2025-W14")
    factories.period(world.movement, "2025-W14")
    with pytest.raises(Refused) as refused:
        period_close(
            by=world.see(world.dung),
            at=at(DAY + timedelta(days=8)),
            movement=world.movement,
            period="2025-W14",
        )
    assert refused.value.code == "vault.head-differs"
    assert MovementPeriod.objects.get(code="2025-W14").state == "open"


def test_bundle_of_another_writer_is_compared_by_what_it_says(chain: Path) -> None:
    """Parquet's bytes belong to a version of its library; the values do not."""
    folder = bundle(chain, 7)
    path = folder / "standing.parquet"
    pq.write_table(vault.read_table(folder, "standing"), path, compression="snappy")
    rewrite(
        folder,
        lambda m: (
            m["files"]["standing.parquet"].update(sha256=sha256(path.read_bytes())),  # type: ignore[index]
            m.update(writer="pyarrow 19.0.0"),
        ),
    )
    (chain / "chain.json").write_bytes(Head(7, vault.bundles(chain)[-1].sha256).to_bytes())
    found = verify(folder)
    assert [(fault.code, fault.severity.value) for fault in found] == [("vault.other-writer", "warning")]
