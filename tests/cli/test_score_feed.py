"""`thidua score --feed`: results of one file feed another; and `--why`: what would have changed a result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_score import HEADER, officers_file, run

AFTER = ("--on", "2025-12-31")


def training(folder: Path, failing: int, people: int = 10) -> dict[str, Path]:
    """The training of one team's officers, of the team and of its head; `failing` did badly in practice."""
    rows = []
    for number in range(people):
        who = "an" if number == 0 else f"can-bo-{number}"
        rows += [f"{who},form,2025,can-bo,,,", f"{who},group,2025,to-1,,,", f"{who},noi-dung,2025,,6,6,"]
        rows += [f"{who},thoi-gian,2025,,20,20,", f"{who},ly-thuyet,2025,có,,,"]
        rows += [f"{who},thuc-hanh,2025,,{1 if number >= people - failing else 3},3,"]
    files = {
        "tt-27-2020-ca-nhan": rows,
        "tt-27-2020-tap-the": ["to-1,to-chuc,2025,có,,,"],
        "tt-27-2020-chi-huy": ["an,form,2025,nguoi-dung-dau,,,", "an,group,2025,to-1,,,"],
    }
    paths = {code: folder / f"{code}.csv" for code in files}
    for code, path in paths.items():
        path.write_text(HEADER + "\n".join(files[code]) + "\n", encoding="utf-8")
    return paths


def result(scheme: str, paths: dict[str, Path], *more: str) -> dict[str, str]:
    feeds = [f"--feed={code}={path}" for code, path in paths.items() if code != scheme]
    done = run("score", scheme, str(paths[scheme]), *AFTER, "--json", *feeds, *more)
    assert done.exit_code == 0, done.output
    (period,) = json.loads(done.stdout)["periods"]
    return {row["subject"]: row["class_code"] for row in period["subjects"]}


@pytest.mark.parametrize(("failing", "team", "head"), [(1, "dat", "khong-ha"), (2, "khong-dat", "ha-1-bac")])
def test_officers_carry_their_team_and_the_team_its_head(
    tmp_path: Path, failing: int, team: str, head: str
) -> None:
    paths = training(tmp_path, failing)
    assert result("tt-27-2020-tap-the", paths) == {"to-1": team}
    assert result("tt-27-2020-chi-huy", paths) == {"an": head}


def test_without_the_other_file_the_figure_stays_absent(tmp_path: Path) -> None:
    paths = training(tmp_path, 0)
    done = run("score", "tt-27-2020-tap-the", str(paths["tt-27-2020-tap-the"]), *AFTER)
    assert "to-1: chưa đủ số liệu" in done.stdout


def test_a_member_without_result_is_named(tmp_path: Path) -> None:
    paths = training(tmp_path, 0)
    people = paths["tt-27-2020-ca-nhan"]
    kept = [
        line for line in people.read_text(encoding="utf-8").splitlines() if "can-bo-3,ly-thuyet" not in line
    ]
    people.write_text("\n".join(kept) + "\n", encoding="utf-8")
    feed = f"tt-27-2020-ca-nhan={people}"
    done = run("score", "tt-27-2020-tap-the", str(paths["tt-27-2020-tap-the"]), *AFTER, "--feed", feed)
    assert done.exit_code == 0, done.output
    assert "chưa có kết quả của: can-bo-3" in " ".join(done.output.split())


def test_a_feed_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    path = training(tmp_path, 0)["tt-27-2020-tap-the"]
    for feed in ("tt-27-2020-ca-nhan=khong-co.csv", "tt-27-2020-ca-nhan", f"={path}"):
        assert run("score", "tt-27-2020-tap-the", str(path), *AFTER, "--feed", feed).exit_code == 2


def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    path = training(tmp_path, 0)["tt-27-2020-tap-the"]
    feed = f"tt-27-2020-ca-nhan={tmp_path}"
    done = run("score", "tt-27-2020-tap-the", str(path), *AFTER, "--feed", feed)
    assert done.exit_code == 1
    assert "không phải là gói kết quả đã chốt theo quy chế tt-27-2020-ca-nhan" in " ".join(
        done.output.split()
    )


def test_few_subjects_are_told_what_would_have_changed_their_result(tmp_path: Path) -> None:
    done = run("score", "e29-thang", str(officers_file(tmp_path, "1222")), "--on", "2025-03-01")
    assert "Điều gì đã có thể đổi kết quả?" in done.stdout
    told = "Tuần 7/2025 hoặc Tuần 8/2025 hoặc Tuần 9/2025: nếu được xếp “Loại 1” thay vì “Loại 2”"
    assert told in " ".join(done.stdout.split())


def test_who_is_asked_for_must_be_in_the_file(tmp_path: Path) -> None:
    done = run(
        "score", "e29-thang", str(officers_file(tmp_path, "1222")), "--on", "2025-03-01", "--why", "ai"
    )
    assert done.exit_code == 2
    assert "Tệp không có đối tượng “ai”" in done.output
