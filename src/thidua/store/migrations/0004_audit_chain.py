"""From here on the database refuses to change or delete a line, and links each to the one before (store/chain.py)."""

from django.db import migrations

from thidua.core.audit import START, line_digest, link_digest
from thidua.core.text import fold
from thidua.store import chain
from thidua.store.models.audit import SAID


def link_what_stands(apps, schema_editor):
    """Lines written before the chain: their columns are filled and they are linked in the order of writing."""
    link, previous = apps.get_model("store", "AuditLink"), START
    for number, line in enumerate(apps.get_model("store", "AuditLine").objects.order_by("id").iterator(), 1):
        noun, _, code = line.subject.partition(":")
        line.unit, line.about = code if noun == "unit" else "", code if noun == "person" else ""
        line.search = fold(f"{line.by} {line.sentence}")
        line.digest = line_digest(line.at, {name: getattr(line, name) or "" for name in SAID})
        line.save()
        sha256 = link_digest(previous, line.digest)
        link.objects.create(number=number, line=line.pk, previous=previous, sha256=sha256)
        previous = sha256


def guard(apps, schema_editor):
    for statement in chain.ON[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def release(apps, schema_editor):
    for statement in chain.OFF[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0003_cache_table")]

    operations = [
        migrations.RunPython(link_what_stands, migrations.RunPython.noop),
        migrations.RunPython(guard, release),
    ]
