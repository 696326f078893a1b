"""The close as it is often programmed: an object per row, a query per officer, a save per result.

Only a sample is done, and the time is multiplied by the share of officer-weeks that it is. Django's ORM on SQLite in
memory, everything in one transaction: kinder than most.
"""

from __future__ import annotations

import time

import django
import pyarrow.parquet as pq
from django.conf import settings

from benchmarks import world
from thidua.actions.scale import Books

OFFICERS, WEEKS = 500, 4


def close(books: Books, size: world.Size) -> float:
    """Seconds for the whole world, from the sample."""
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )
    django.setup()
    from django.db import connection, models, transaction

    class Entry(models.Model):
        week = models.CharField(max_length=8)
        officer = models.IntegerField()
        figure = models.IntegerField()
        value = models.IntegerField()
        reversal = models.BooleanField()

        class Meta:
            app_label = "rows"
            indexes = [models.Index(fields=["week", "officer"], name="entry_of")]

    class Result(models.Model):
        week = models.CharField(max_length=8)
        officer = models.IntegerField()
        total = models.IntegerField()
        level = models.IntegerField()

        class Meta:
            app_label = "rows"

    with connection.schema_editor() as editor:
        editor.create_model(Entry)
        editor.create_model(Result)
    weeks = world.WEEKS[:WEEKS]
    for week in weeks:
        file = pq.ParquetFile(books.home / "ledger" / f"{week.code}.parquet").read_row_group(0).to_pylist()
        Entry.objects.bulk_create(Entry(week=week.code, **row) for row in file if row["officer"] < OFFICERS)
    form = books.scheme_of(weeks[0])[0].forms[0]
    begin = time.perf_counter()
    with transaction.atomic():
        for week in weeks:
            for officer in range(OFFICERS):
                values: dict[int, int] = {}
                for entry in Entry.objects.filter(week=week.code, officer=officer):
                    sign = -1 if entry.reversal else 1
                    values[entry.figure] = values.get(entry.figure, 0) + sign * entry.value
                total, at = form.start, 0
                for group in form.groups:
                    points = 0
                    for line in group.criteria:
                        raw = values.get(at, 0) * line.method.each // 1000  # type: ignore[union-attr]
                        points += max(line.minimum, min(line.maximum, raw))
                        at += 1
                    total += max(group.minimum, min(group.maximum, points))
                total = max(form.minimum, min(form.maximum, total))
                level = (
                    3 if values.get(14, 0) >= 1000 else sum(total < band for band in (60_000, 45_000, 30_000))
                )
                Result.objects.create(week=week.code, officer=officer, total=total, level=level)
    seconds = time.perf_counter() - begin
    return seconds * size.officers * len(world.WEEKS) / (OFFICERS * WEEKS)
