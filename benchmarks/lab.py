"""How long does the impact sheet take, question by question, on one core? Goal: 20 s for fifteen criteria.

Run: uv run python benchmarks/lab.py [scheme …]
"""

from __future__ import annotations

import sys
import time

from thidua.core.lab.effect import Part
from thidua.core.lab.sheet import impact_sheet
from thidua.office.lab_print import sheet_pdf
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load


def timed(code: str) -> tuple[int, dict[Part, float], float]:
    """Number of criteria, seconds of each question, seconds of the PDF."""
    scheme = load(scheme_text(code), code).scheme
    assert scheme is not None
    marks: list[tuple[Part, float]] = []
    sheet = impact_sheet(scheme, progress=lambda part, *_: marks.append((part, time.perf_counter())))
    end = time.perf_counter()
    times = [at for _, at in marks[1:]] + [end]
    taken = {part: after - at for (part, at), after in zip(marks, times, strict=True)}
    sheet_pdf(sheet, scheme)
    return len(scheme.form(sheet.form).criteria), taken, time.perf_counter() - end


def main() -> None:
    codes = sys.argv[1:] or [c for c in scheme_codes() if load(scheme_text(c), c).scheme]
    print(f"{'scheme':<34}{'criteria':>9}{'sheet':>9}{'PDF':>8}  slowest question")
    for code in codes:
        criteria, taken, printing = timed(code)
        slowest = max(taken, key=lambda part: taken[part])
        print(
            f"{code:<34}{criteria:>9}{sum(taken.values()):>7.1f} s{printing:>6.2f} s"
            f"  {slowest} ({taken[slowest]:.1f} s)"
        )


if __name__ == "__main__":
    main()
