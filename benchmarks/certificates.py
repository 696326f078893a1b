"""How long a campaign's certificates take as one PDF: `uv run python benchmarks/certificates.py [--first]`.

9,341 is the number of certificates one province gave in one year's campaign. Every page has a name, a reason and a QR
code of its own. Two rivals: the same by one process, and by one Typst run without parts (what it would take in memory).
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import time
from dataclasses import replace
from datetime import date

import pikepdf

from thidua.core.register_code import RegisterLine, scanned, spaced
from thidua.office.paper.bulk import certificate_book
from thidua.office.paper.certificate import certificates
from thidua.office.paper.content import Decision, Issuer, Recipient

FAMILY = ("Nguyễn", "Trần", "Lê", "Hoàng", "Vừ", "Giàng", "Lò", "Quàng", "Phạm", "Đặng")
GIVEN = ("An", "Bình", "Mỷ", "Sình", "Lan", "Dung", "Hùng", "Thắng", "Ngọc Ánh", "Thị Hương")
ISSUER = Issuer(
    "Công an tỉnh Minh Họa",
    "Bộ Công an",
    "Minh Họa",
    "Giám đốc Công an tỉnh Minh Họa",
    ("GIÁM ĐỐC",),
    "Phạm Văn Minh",
)
DECISION = Decision(ISSUER, "1247/QĐ-CAMH", date(2026, 1, 12), (), reason="")


def recipients(count: int) -> tuple[Recipient, ...]:
    made = []
    for n in range(1, count + 1):
        name = f"{FAMILY[n % 10]} {GIVEN[n // 10 % 10]} {GIVEN[n // 100 % 10]}"
        code = RegisterLine(n, "giay-khen", name, DECISION.number, date(2026, 1, 12)).code
        reason = (
            "Đã có thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc” "
            f"năm 2025, trả lời đúng hẹn {100 + n % 300} phản ánh của nhân dân"
        )
        made.append(
            Recipient(n, name, "Giấy khen", reason, "Cán bộ", f"Công an xã số {n % 124 + 1}", code=spaced(code),
                      check=scanned(code, DECISION.number))
        )  # fmt: skip
    return tuple(made)


def _peak_mb(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def _ask(name: str, count: int, workers: int) -> None:
    decision = replace(DECISION, recipients=recipients(count))
    began, cpu = (
        time.perf_counter(),
        sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) + time.process_time(),
    )
    if workers:
        book = certificate_book(decision, lambda done, total: None, workers=workers)
    else:
        book = certificates(decision, decision.recipients)
    took = time.perf_counter() - began
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) + time.process_time() - cpu
    with pikepdf.open(io.BytesIO(book)) as opened:
        pages = len(opened.pages)
    print(
        f"| {name} | {pages:,} | {took:.1f} | {used:.1f} | {1000 * took / pages:.1f} | {len(book) / 1e6:.1f} "
        f"| {_peak_mb(resource.RUSAGE_SELF)} | {_peak_mb(resource.RUSAGE_CHILDREN)} |",
        flush=True,
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--count", type=int, default=9341)
    ask.add_argument("--first", action="store_true", help="only the way the product does it")
    asked = ask.parse_args()
    count = asked.count
    print("| how | pages | seconds | CPU seconds | ms a page | MB | MB here | MB in a worker |")
    print("|---|---|---|---|---|---|---|---|")
    ways = [("two processes, parts of 100", count, 2), ("one process, parts of 100", count, 1),
            ("one Typst run, a tenth", count // 10, 0)]  # fmt: skip
    for name, pages, workers in ways[
        : 1 if asked.first else None
    ]:  # a process of its own, so that each way's memory is its own
        process = multiprocessing.get_context("spawn").Process(target=_ask, args=(name, pages, workers))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
