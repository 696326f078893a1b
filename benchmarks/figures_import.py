"""A month of 3,321 communes × 16 figures from Excel: upload, preview of what changes, writing. Goal: under 30 s.

    uv run python -m benchmarks.figures_import [communes]

Everything goes through the pages, as a person would: the file is posted, the preview read, "Ghi tất cả" pressed; then
the same file with a tenth of its numbers changed, which must say each old → new. SQLite, or THIDUA_DATABASE.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from datetime import date
from random import Random

COMMUNES, MONTH, SEED = 3_321, "2026-03", 20260301
PASSWORD = "hoa mơ nở trắng đồi"  # noqa: S105


def main(communes: int) -> None:
    os.environ.setdefault("THIDUA_HOME", tempfile.mkdtemp(prefix="thidua-import-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings"
    os.environ["THIDUA_HOSTS"] = "testserver"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEMO_DAY = date(2026, 3, 30)  # while the month takes figures

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    names = world(communes)
    client = signed_in()
    rows: list[tuple[str, float, float]] = []
    content, figures = sheet(names, Random(SEED))
    bring_in(client, content, rows, "first time", "")
    changed, _ = sheet(names, Random(SEED), change=0.1)
    bring_in(client, changed, rows, "a tenth changed", "Theo sổ gốc")
    from thidua.store.models import Figure

    print(
        f"{communes} communes × {figures} figures = {communes * figures} cells; {len(content) / 1e6:.1f} MB of Excel"
    )
    for title, seconds, cpu in rows:
        print(f"  {title:<40} {seconds:6.1f} s, of these {cpu:5.1f} s of processor")
    first = sum(seconds for title, seconds, _ in rows if title.startswith("first time"))
    print(f"  end to end, first time {first:6.1f} s (goal 30 s: {'met' if first < 30 else 'missed'})")
    print(
        f"  records {Figure.objects.count()}, of these corrections {Figure.objects.exclude(replaces=None).count()}"
    )


def world(communes: int) -> list[str]:
    """A province whose communes have no clerk of their own, so that its head records for them."""
    from thidua.core.text import fold
    from thidua.core.unit import LinkKind, Role
    from thidua.store.models import Account, Person, Post, Unit, UnitLink

    start = date(2025, 1, 1)
    top = Unit.objects.create(
        code="tinh", name="Công an tỉnh Đo", kind="cong-an-tinh", search="cong an tinh do", first_day=start
    )
    units = Unit.objects.bulk_create(
        Unit(
            code=f"xa-{n}",
            name=f"Công an xã Số {n}",
            kind="cong-an-xa",
            search=fold(f"Công an xã Số {n}"),
            first_day=start,
        )
        for n in range(1, communes + 1)
    )
    units = list(Unit.objects.filter(code__startswith="xa-").order_by("pk"))
    UnitLink.objects.bulk_create(
        UnitLink(child=u, parent=top, kind=LinkKind.COMMAND, first_day=start) for u in units
    )
    head = Person.objects.create(code="head", name="Nguyễn Đo", search="nguyen do")
    Post.objects.create(person=head, unit=top, role=Role.HEAD, title="Giám đốc", first_day=start)
    Account.objects.create_account("head", PASSWORD, head)
    return [unit.name for unit in units]


def sheet(names: list[str], chance: Random, change: float = 0.0) -> tuple[bytes, int]:
    """Units down, figures across, ratios as two columns, a row of totals: what a province keeps itself."""
    import xlsxwriter

    from thidua.actions.definition import figure_definitions
    from thidua.core.score.scheme import FigureKind

    kinds = (FigureKind.COUNT, FigureKind.RATIO, FigureKind.YES_NO)
    definitions = [d for d in figure_definitions(date(2026, 3, 31)) if d.kind in kinds and not d.of_areas]
    heads = ["STT", "Đơn vị"]
    for d in definitions:
        heads += [f"{d.title} – tử số", f"{d.title} – mẫu số"] if d.kind is FigureKind.RATIO else [d.title]
    other = Random(SEED + 1)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Báo cáo số liệu tháng 3/2026"])
        page.write_row(2, 0, heads)
        for line, name in enumerate(names):
            values: list[object] = [line + 1, name]
            for d in definitions:
                bump = 1 if change and other.random() < change else 0
                if d.kind is FigureKind.RATIO:
                    bottom = chance.randint(5, 40)
                    values += [max(0, bottom - chance.randint(0, 3) - bump), bottom]
                elif d.kind is FigureKind.YES_NO:
                    values.append("có" if chance.random() < 0.9 else "không")
                else:
                    values.append(chance.randint(0, 9) + bump)
            page.write_row(3 + line, 0, values)
        page.write_row(3 + len(names), 1, ["Tổng cộng", *([1] * (len(heads) - 2))])
    return out.getvalue(), len(definitions)


def signed_in():  # type: ignore[no-untyped-def]
    from django.test import Client

    client = Client()
    assert client.login(username="head", password=PASSWORD)
    return client


def bring_in(client, content: bytes, rows: list[tuple[str, float, float]], title: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    from django.core.files.uploadedfile import SimpleUploadedFile

    from thidua.actions.job import job_run
    from thidua.store.models import Job

    upload = SimpleUploadedFile("thang-3.xlsx", content)
    measured(f"{title}: upload and recognise", rows, lambda: client.post("/nhap-tep/", {"file": upload}))
    page = measured(f"{title}: ask for the preview", rows, lambda: client.get("/nhap-tep/bo-cuc/"))
    if looks := Job.objects.filter(state=Job.State.WAITING).first():
        measured(f"{title}: look, in the background", rows, lambda: job_run.call(looks.pk))
        looks.refresh_from_db()
        assert looks.state == Job.State.DONE, looks.message
        page = measured(f"{title}: show the preview", rows, lambda: client.get(looks.link))
    assert 'name="ghi"' in page.content.decode(), page.content.decode()[:3000]
    sent = {"ghi": "1", "reason": reason, "ten": "Mẫu của tỉnh"}
    done = measured(
        f"{title}: ask for it to be written", rows, lambda: client.post("/nhap-tep/bo-cuc/", sent)
    )
    assert done.status_code == 302, done.content.decode().partition("<main")[2][:2500]
    if waits := Job.objects.filter(state=Job.State.WAITING).first():
        measured(f"{title}: write, in the background", rows, lambda: job_run.call(waits.pk))
        waits.refresh_from_db()
        assert waits.state == Job.State.DONE, waits.message


def measured(title: str, rows: list[tuple[str, float, float]], work):  # type: ignore[no-untyped-def]
    began, worked = time.perf_counter(), time.process_time()
    made = work()
    rows.append((title, time.perf_counter() - began, time.process_time() - worked))
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COMMUNES)
