"""`thidua eligible`: the verdict in words and as JSON, and every fault at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thidua.cli import thidua as command
from thidua.rules.catalogue import law_overlays

FACTS = Path(__file__).resolve().parents[2] / "docs" / "examples" / "ho-so-an.yaml"
FORCE, BASE = "chien-si-thi-dua-toan-luc-luong", "chien-si-thi-dua-co-so"


def run(*arguments: str, facts: Path = FACTS, on: str = "15/12/2025") -> Result:
    return CliRunner().invoke(command, ["eligible", str(facts), "--on", on, *arguments], prog_name="thidua")


def test_the_shortest_way_is_the_last_word() -> None:
    done = run("--title", FORCE)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(
        "Chiến sĩ thi đua toàn lực lượng Công an nhân dân · 2025: không đủ điều kiện\n"
    )
    assert (
        "Còn thiếu: quyết định Chiến sĩ thi đua cơ sở năm 2025; quyết định công nhận sáng kiến phạm vi bộ, tỉnh"
        " cho “Sổ tay trực ban điện tử”.\n"
    ) in done.stdout
    assert "Luật 06/2022/QH15, Điều 22 khoản 1 điểm a" in done.stdout


def test_the_same_facts_in_another_year_answer_by_another_law() -> None:
    assert "đủ điều kiện" in run("--title", BASE).stdout.splitlines()[0]
    old = json.loads(
        run("--title", BASE, "--on", "15/12/2023", "--year", "2025", "--json", on="15/12/2023").stdout
    )
    assert (old["regime"], old["outcome"]) == ("2017", "eligible")
    clauses = {g["provision"]["clause"] for g in old["grounds"] if g.get("provision")}
    assert "Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3" in clauses


def test_json_keeps_alternatives_apart_and_names_what_is_unverified() -> None:
    told = json.loads(run("--title", "bang-khen-bo-cong-an", "--json").stdout)
    ways = next(g["any_of"] for g in told["grounds"] if "any_of" in g)
    assert len(ways) == 4
    assert [p["code"] for p in told["unverified"]] == ["bang-khen-bo-tinh.late"]
    assert all(p["mark"] in "IU" for p in told["unverified"])


def test_a_verdict_that_rests_on_something_unverified_says_so() -> None:
    assert "chưa kiểm chứng hoặc suy luận" in run("--title", "bang-khen-bo-cong-an").stdout
    assert "chưa kiểm chứng" not in run("--title", BASE).stdout


def test_an_overlay_is_shown_as_what_it_is(tmp_path: Path) -> None:
    facts = tmp_path / "a.yaml"
    facts.write_text(
        FACTS.read_text("utf-8") + "confirmed: [{what: dang-ky-thi-dua, year: 2025, holds: no}]\n", "utf-8"
    )
    packaged = run("--title", "chien-si-tien-tien", "--overlay", "vi-du-dang-ky", facts=facts)
    assert "không đủ điều kiện" in packaged.stdout.splitlines()[0]
    assert "Quy chế thi đua của đơn vị, ví dụ · Quy chế mẫu của đơn vị" in packaged.stdout
    own = tmp_path / "own.yaml"
    own.write_text("title: x\noverlay: Xã\nchecked_on: 31/12/2025\nprovisions: {a: [1]}\n", "utf-8")
    refused = run("--title", BASE, "--overlay", str(own))
    assert refused.exit_code == 1
    assert f"{own}:4" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--title", "chien-si-thi-dua"), "Gần nhất: “chien-si-thi-dua-co-so”"),
        (("--title", BASE, "--overlay", "bac-ninh"), f"Hiện có: {', '.join(law_overlays())}."),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert sentence in done.stderr


def test_every_fault_of_the_facts_is_told_with_its_line(tmp_path: Path) -> None:
    facts = tmp_path / "sai.yaml"
    facts.write_text(
        FACTS.read_text("utf-8").replace("HTTNV", "HTT").replace("holds: []", "hold: []"), "utf-8"
    )
    done = run("--title", BASE, facts=facts)
    assert done.exit_code == 1
    assert f"{facts}:10: Lỗi: " in done.stderr
    assert done.stderr.count("Lỗi: ") == 2


def test_english_speaks_of_everything() -> None:
    done = run("--title", FORCE, "--lang", "en")
    assert "not eligible" in done.stdout.splitlines()[0]
    assert "Still lacking: " in done.stdout
