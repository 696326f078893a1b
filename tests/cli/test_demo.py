"""`thidua demo`: a fresh home, the same hashes for the same seed, and a vault that anyone can check."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.actions.demo.home import fresh_home
from thidua.core.problem import Refused

WEEKS = "5"  # January closes with them


def thidua(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as somebody would type it, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "thidua", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**kept, "PYTHONUTF8": "1", **environment},
        timeout=240,
        check=False,
    )


def demo(home: Path, seed: int = 2025) -> subprocess.CompletedProcess[str]:
    return thidua("demo", "--no-serve", "--weeks", WEEKS, "--seed", str(seed), "--home", str(home))


def manifests(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("manifest.json"))}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("demo") / "home"
    done = demo(home)
    assert (done.returncode, done.stderr) == (0, "")
    return home, done.stdout


def test_prints_every_level_the_accounts_and_the_heads(made: tuple[Path, str]) -> None:
    _, said = made
    for title in ("Khối xã – phường – đặc khu", "Khối phòng", "Khối tổ công tác"):
        assert f"{title}, " in said
    assert "Dữ liệu giả định, chỉ để trình diễn." in said
    assert "mật khẩu chung: thi-dua-2025" in said
    for name in ("Nguyễn Mẫu An", "Trần Mẫu Bình", "Lò Mẫu Chi", "Phạm Mẫu Dung"):
        assert f" {name} – " in said
    for account in ("bien-tap", "thanh-tra", "quan-tri"):
        assert f" {account} " in said
    assert said.count("Mã băm cuối của") == 2


def test_officers_are_counted_by_class_and_never_ranked(made: tuple[Path, str]) -> None:
    home, said = made
    officers = (
        home / "vault" / "phan-loai-can-bo-2025" / "0006-2025-01.v1" / "subjects.parquet"
    ).read_bytes()
    assert officers
    line = next(line for line in said.splitlines() if line.startswith("Phân loại cán bộ, chiến sĩ"))
    assert sum(int(part.rpartition(": ")[2]) for part in line.split(" · ")) == 24
    results = said.partition("Dữ liệu giả định, chỉ để trình diễn.")[0]  # the accounts follow
    assert results != said
    assert "Cán bộ, chiến sĩ," not in results


def test_same_seed_gives_the_same_bundles_and_another_seed_others(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    home, _ = made
    assert demo(tmp_path / "again").returncode == 0
    assert manifests(tmp_path / "again") == manifests(home)
    assert len(manifests(home)) == 12  # five weeks and a month, twice
    assert demo(tmp_path / "other", seed=7).returncode == 0
    other = manifests(tmp_path / "other")
    assert other.keys() == manifests(home).keys()
    assert [name for name in other if other[name] == manifests(home)[name]] == []


def test_its_vault_passes_verify_without_a_database(made: tuple[Path, str]) -> None:
    done = thidua("verify", str(made[0] / "vault"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "ĐẠT" in done.stdout


def test_one_changed_byte_is_named(made: tuple[Path, str], tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(made[0] / "vault", vault)
    file = vault / "vi-an-ninh-to-quoc-2025" / "0002-2025-W02.v1" / "standing.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    done = thidua("verify", str(vault))
    assert done.returncode == 1
    assert "0002-2025-W02.v1" in done.stderr
    assert "standing.parquet" in done.stderr
    assert "Traceback" not in done.stderr


def test_exports_are_read_back_by_import(made: tuple[Path, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(made[0], home)
    file = tmp_path / "so-lieu.xlsx"
    done = thidua(
        "export",
        "figures",
        str(file),
        "--period",
        "2026-W01",
        "--unit",
        "ca-xa-lim-xanh",
        "--home",
        str(home),
    )
    assert (done.returncode, done.stderr) == (0, "")
    again = thidua("import", "figures", str(file), "--as", "an", "--dry-run", "--home", str(home))
    assert (again.returncode, again.stderr) == (0, "")
    assert "13 dòng" in again.stdout


def test_import_of_somebody_elses_unit_is_refused(made: tuple[Path, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(made[0], home)
    file = tmp_path / "so-lieu.csv"
    file.write_text(
        "subject,figure,period,value\nca-xa-lim-xanh,buoi-tuyen-truyen,2026-W05,2\n", encoding="utf-8"
    )
    refused = thidua("import", "figures", str(file), "--as", "chi", "--home", str(home))
    assert refused.returncode == 1
    assert refused.stderr.startswith("Bạn không được nhập số liệu cho Công an xã Lim Xanh")
    taken = thidua("import", "figures", str(file), "--as", "an", "--home", str(home))
    assert (taken.returncode, taken.stderr) == (0, "")
    assert "ghi mới 1" in taken.stdout


def test_closing_twice_and_closing_too_early_are_refused_in_words(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(made[0], home)
    closed = thidua("close", "vi-an-ninh-to-quoc-2025", "2025-W05", "--home", str(home))
    assert closed.returncode == 1
    assert "2025-W05" in closed.stderr
    unknown = thidua("close", "khong-co", "2025-W05", "--home", str(home))
    assert unknown.returncode == 1
    assert "Không có phong trào mang mã “khong-co”." in unknown.stderr


def test_standing_and_register_leave_as_tables(made: tuple[Path, str], tmp_path: Path) -> None:
    home, _ = made
    file = tmp_path / "ket-qua.csv"
    done = thidua("export", "standing", "vi-an-ninh-to-quoc-2025", "2025-01", str(file), "--home", str(home))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 1 + 11 + 4 + 22
    register = tmp_path / "so.xlsx"
    assert thidua("export", "register", str(register), "--home", str(home)).returncode == 0
    assert register.read_bytes()[:2] == b"PK"
    nothing = thidua(
        "export", "standing", "vi-an-ninh-to-quoc-2025", "2025-03", str(file), "--home", str(home)
    )
    assert nothing.returncode == 1
    assert "Không có kết quả đã chốt của kỳ 2025-03" in nothing.stderr


def test_a_folder_that_is_not_a_demonstration_is_never_deleted(tmp_path: Path) -> None:
    precious = tmp_path / "thidua.sqlite3"
    precious.write_text("dữ liệu thật", encoding="utf-8")
    (tmp_path / "demo").write_text("một tệp tình cờ trùng tên", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        fresh_home(tmp_path)
    assert refused.value.code == "demo.not-a-demonstration"
    assert precious.read_text(encoding="utf-8") == "dữ liệu thật"


def test_an_earlier_demonstration_is_replaced(tmp_path: Path) -> None:
    home = tmp_path / "var" / "demo"
    fresh_home(home)
    (home / "vault").mkdir()
    fresh_home(home)
    assert [path.name for path in home.iterdir()] == ["demo"]


def test_a_round_of_the_demonstrations_council_can_be_seen_through(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    home = shutil.copytree(made[0], tmp_path / "home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.council_round"], cwd=Path(__file__).parents[2],
        capture_output=True, text=True, check=False, timeout=120,
        env={**kept, "PYTHONUTF8": "1", "THIDUA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "thidua.settings"},
    )  # fmt: skip
    assert done.stderr == ""
    assert (
        done.stdout.splitlines()
        == [
            "accounts ['an', 'bien-tap', 'dai-doi', 'dung']",
            "paper [5, 5, 5]",
            "True no-place 8 8",  # An takes no part in his own dossier; two others have nine, and there are two places
            "False recommended 9 8",
            "False recommended 9 8",
        ]
    )
