"""How long the search field takes in a province: `uv run python benchmarks/search.py`.

A made-up province of 130 communes with four teams each, 5,000 people, 10 years of plans and compacts and 100,000
deeds, in SQLite; the fragment that answers each keystroke, through the whole stack, as the emulation officer of the
province (who sees all of it) and as a commune's head. The rival is the same site's bare sign-in page.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

QUERIES = ("c", "cong an", "cong an xa 117 antt", "nguyen thi", "lan lim", "giao uoc 12", "tuyen truyen xa 30",
           "ke hoach 2024", "ho so", "khongcogi")  # fmt: skip
PASSWORD = "hoa mơ nở trắng đồi"  # noqa: S105 - of a made-up province
ROUNDS = 15
START = date(2016, 1, 1)


def build() -> None:
    from thidua.core.text import fold
    from thidua.core.unit import LinkKind, Role
    from thidua.store.models import (
        Account,
        Compact,
        Deed,
        Directive,
        Movement,
        Person,
        Plan,
        Post,
        Unit,
        UnitLink,
    )  # fmt: skip

    def unit(code: str, name: str, kind: str) -> Unit:
        search = f"{fold(name)} an ninh trat tu"
        return Unit(code=code, name=name, kind=kind, search=search, first_day=START)

    province = unit("tinh", "Công an tỉnh Minh Họa", "cong-an-tinh")
    communes = [unit(f"xa-{n}", f"Công an xã {n} Lim", "cong-an-xa") for n in range(130)]
    teams = [unit(f"to-{n}-{k}", f"Tổ {k} xã {n}", "to") for n in range(130) for k in range(4)]
    Unit.objects.bulk_create([province, *communes, *teams])
    links = [(c, province) for c in communes] + [(t, communes[i // 4]) for i, t in enumerate(teams)]
    UnitLink.objects.bulk_create(
        UnitLink(child=c, parent=p, kind=LinkKind.COMMAND, first_day=START) for c, p in links
    )
    names = ("Nguyễn Thị", "Trần Văn", "Lò Thị", "Giàng A", "Phạm Minh")
    people = Person.objects.bulk_create(
        Person(code=f"p{n}", name=(name := f"{names[n % 5]} Lan {n}"), search=fold(name)) for n in range(5000)
    )
    places = [province, *communes, *teams]
    Post.objects.bulk_create(
        Post(person=p, unit=places[n % len(places)], title="Cán bộ", first_day=START,
             role=Role.EMULATION if n == 0 else Role.HEAD if n <= 130 else Role.OFFICER)
        for n, p in enumerate(people)
    )  # fmt: skip
    paper = Directive.objects.create(
        code="ct", kind="Chỉ thị", issuer="Tỉnh", subject="Thi đua", first_day=START
    )
    for year in range(2016, 2026):
        movement = Movement.objects.create(
            code=f"m{year}", title=f"Vì an ninh Tổ quốc năm {year}", form="regular", scope="sector",
            owner=province, scheme="e29-thang", first_day=date(year, 1, 1),
        )  # fmt: skip
        Compact.objects.bulk_create(
            Compact(code=f"g{year}-{n}", movement=movement, superior=province, unit=c, text="Cùng làm.")
            for n, c in enumerate(communes)
        )
        for n, commune in enumerate(communes):
            Plan.objects.create(
                code=f"k{year}-{n}", directive=paper, unit=commune, title=f"Kế hoạch phòng cháy năm {year}",
                issued=date(year, 1, 5), benefit="có", state="approved",
            )  # fmt: skip
    kinds = ("tuyen-truyen", "dien-dan", "giup-dan")
    Deed.objects.bulk_create(
        (Deed(code=f"d{n}", kind=kinds[n % 3], unit=communes[n % 130], on=START + timedelta(days=n % 3600),
              summary="Việc", recorded_by=people[1], recorded_at="2020-01-01T00:00Z") for n in range(100_000)),
        batch_size=5000,
    )  # fmt: skip
    for name, person in (("dung", people[0]), ("an", people[1])):
        Account.objects.create_account(name, PASSWORD, person)


def timed(client: object, path: str, **headers: str) -> float:
    began = time.perf_counter()
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return (time.perf_counter() - began) * 1000


def main() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from benchmarks.page import machine, put, table

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = []
    bare = statistics.median(timed(Client(), "/dang-nhap/") for _ in range(30))
    for who, said in (("dung", "emulation officer, 651 units"), ("an", "head of a commune")):
        client = Client()
        assert client.login(username=who, password=PASSWORD)
        timed(client, "/tim/?q=khoi", **{"HX-Request": "true"})
        for query in QUERIES:
            taken = sorted(timed(client, f"/tim/?q={query}", **{"HX-Request": "true"}) for _ in range(ROUNDS))
            rows.append((said, f"`{query}`", f"{statistics.median(taken):.0f} ms", f"{taken[-1]:.0f} ms",
                         f"{statistics.median(taken) / bare:.1f}×"))  # fmt: skip
    text = table(("who", "query", "median", "worst of 15", "to the bare page"), rows)
    put("search", f"{text}\n\nThe bare page: {bare:.1f} ms. {machine()}")
    print(text)


if __name__ == "__main__":
    os.environ["THIDUA_HOME"] = tempfile.mkdtemp(prefix="thidua-search-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings"
    import sys

    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    main()
