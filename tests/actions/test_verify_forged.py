"""Vaults that no close could have written: odd files, odd manifests, links and pipes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.actions.chain import CODE, bundle, forge, name, told
from thidua.actions.verify import verify
from thidua.store import vault
from thidua.store.vault import Head
from thidua.store.vault.manifest import sha256

pytestmark = pytest.mark.django_db  # the vault under attack is built from a database, once for all tests


def test_folder_without_any_close_is_not_called_in_order(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("x")
    assert told(verify(tmp_path)) == [("vault.not-a-bundle", tmp_path.name)]
    (tmp_path / CODE).mkdir()
    assert told(verify(tmp_path)) == [("vault.not-a-bundle", tmp_path.name)]


def test_chain_json_with_another_number_is_found(chain: Path) -> None:
    (chain / "chain.json").write_bytes(Head(6, vault.read_head(chain).manifest).to_bytes())
    assert told(verify(chain)) == [("vault.head-differs", name(chain, 7))]


@pytest.mark.parametrize(
    "fields",
    [
        {"sequence": 10**9}, {"sequence": -5}, {"sequence": True}, {"version": 10**9}, {"movement": {"a": 1}},
        {"closed_at": "9999-12-31T23:59:59-12:00"}, {"closed_at": "2025-04-08T09:00:00"}, {"closed_by": 5},
        {"parts": [{"period": 1, "version": 1, "manifest": []}]}, {"writer": [1]}, {"period": "9999-12"},
    ],
)  # fmt: skip
def test_manifest_with_fields_that_no_close_writes_is_not_one(chain: Path, fields: dict[str, object]) -> None:
    last = name(chain, 7)
    forge(bundle(chain, 7), **fields)
    assert ("vault.manifest-unreadable", last) in told(verify(chain))


def test_manifest_written_in_another_way_is_not_one(chain: Path) -> None:
    path = bundle(chain, 7) / "manifest.json"
    for text in (path.read_text().replace("\n", "\r\n"), path.read_text() + "\n", "[" * 200_000):
        path.write_text(text, newline="")
        assert ("vault.manifest-unreadable", name(chain, 7)) in told(verify(chain))


def test_number_far_away_does_not_keep_the_verifier_busy(chain: Path) -> None:
    forge(bundle(chain, 7), sequence=99_999)
    assert 0 < len(verify(chain)) < 200


def test_links_and_pipes_are_not_followed(chain: Path) -> None:
    elsewhere = chain.parent.parent
    for part, code in (
        ("manifest.json", "vault.manifest-unreadable"),
        ("lines.parquet", "vault.file-missing"),
    ):
        path = bundle(chain, 3) / part
        path.rename(elsewhere / part)
        path.symlink_to(elsewhere / part)
        assert (code, name(chain, 3)) in told(verify(chain))
        path.unlink()
        (elsewhere / part).rename(path)
    pipe = bundle(chain, 3) / "manifest.json"
    pipe.unlink()
    os.mkfifo(pipe)
    assert ("vault.manifest-unreadable", name(chain, 3)) in told(verify(chain))


def test_bundle_and_chain_json_that_lie_elsewhere_are_found(chain: Path) -> None:
    folder, elsewhere = bundle(chain, 3), chain.parent.parent / "x"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    assert told(verify(chain)) == [("vault.file-foreign", CODE)]
    (chain / "chain.json").rename(elsewhere.with_name("y"))
    (chain / "chain.json").symlink_to(elsewhere.with_name("y"))
    assert ("vault.chain-unreadable", CODE) in told(verify(chain))


def test_tables_and_texts_of_another_kind_are_found_with_their_bundle(chain: Path) -> None:
    folder = bundle(chain, 7)
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    pq.write_table(pa.table({"a": [None, 1.5]}), folder / "standing.parquet")
    (folder / "scheme.yaml").write_bytes(b"\xff\xfe")
    for part in ("standing.parquet", "scheme.yaml"):
        files[part]["sha256"] = sha256((folder / part).read_bytes())
    forge(folder, files=files)
    assert told(verify(chain)) == [("vault.content-differs", name(chain, 7))]
    shutil.copy(bundle(chain, 6) / "standing.parquet", folder)
    sums = json.loads((bundle(chain, 6) / "manifest.json").read_bytes())["files"]
    forge(folder, files=files | {"standing.parquet": sums["standing.parquet"]})
    assert told(verify(chain)) == [("vault.scheme-faulty", name(chain, 7))]
