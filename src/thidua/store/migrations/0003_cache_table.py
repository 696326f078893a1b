"""The table behind `CACHES`: rate limits and page fragments must be shared by all server processes."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("store", "0002_records")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
