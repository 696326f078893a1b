"""Several regulation files checked together."""

from __future__ import annotations

from pathlib import Path

from tests.rules.scheme.test_ladder_and_feed import draft
from thidua.actions.rule import rules_check


def test_files_know_of_each_other_and_a_circle_is_an_error_in_each(tmp_path: Path):
    for code, source in (("a", "b"), ("b", "a"), ("c", "a")):
        (tmp_path / f"{code}.yaml").write_text(draft(code, source), encoding="utf-8")
    checked = rules_check([tmp_path])
    assert [(one.path.stem, one.code, [p.code for p in one.problems]) for one in checked] == [
        ("a", "", ["scheme.feed-circle", "scheme.figure-unused"]),
        ("b", "", ["scheme.feed-circle", "scheme.figure-unused"]),
        ("c", "c", ["scheme.figure-unused"]),
    ]
