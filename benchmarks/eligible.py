"""How long the law takes over a province: `uv run python benchmarks/eligible.py`.

10,000 officers with ten years of ratings, titles, initiatives, absences and disciplines each, asked for one title at
a time. The rival is the deliberately naive law of `tests/naive_law.py`, which gives outcomes and no grounds; both must
agree on every officer.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.page import machine, put, table
from tests.naive_law import naive
from tests.province import officers
from thidua.core.law.eligible import eligible
from thidua.rules.catalogue import award_forms, law_book

OFFICERS = 10_000
DAY = date(2025, 12, 15)
TITLES = (
    "chien-si-tien-tien",
    "chien-si-thi-dua-co-so",
    "chien-si-thi-dua-toan-luc-luong",
    "bang-khen-bo-cong-an",
    "bang-khen-thu-tuong",
)
HEADINGS = (
    "title",
    "officers",
    "with every ground",
    "naive, outcomes only",
    "ratio",
    "one officer",
    "outcomes",
)


def main() -> None:
    law, everybody = law_book(), list(officers(OFFICERS))
    names = {form.code: form.title for form in award_forms()}
    rows = []
    for title in TITLES:
        began, busy = time.perf_counter(), time.process_time()
        verdicts = [eligible(facts, title, DAY, law) for facts in everybody]
        ours, busy = time.perf_counter() - began, time.process_time() - busy
        began = time.perf_counter()
        plain = [naive(facts, title, DAY, DAY.year) for facts in everybody]
        theirs = time.perf_counter() - began
        assert [verdict.outcome.value for verdict in verdicts] == plain
        counted = Counter(verdict.outcome.value for verdict in verdicts)
        told = ", ".join(f"{name} {count:,}" for name, count in counted.most_common())
        rows.append((names[title], f"{OFFICERS:,}", f"{ours:.2f} s", f"{busy:.2f} s", f"{theirs:.2f} s",
                     f"{busy / OFFICERS * 1e6:.0f} µs", told))  # fmt: skip
    text = table(HEADINGS, rows)
    agreed = OFFICERS * len(TITLES)
    put("eligible", f"{text}\n\n{agreed:,} verdicts of both compared: identical. {machine()}")
    print(text)


if __name__ == "__main__":
    main()
