"""An award names the close it was chosen from; until now it kept the sum of that close's manifest."""

import django.db.models.deletion
from django.db import migrations, models


def find_closes(apps, schema_editor):
    award, close = apps.get_model("store", "Award"), apps.get_model("store", "Close")
    known = dict(close.objects.values_list("manifest", "pk"))
    for row in award.objects.exclude(standing="").iterator():
        row.close_id = known.get(row.standing)
        row.save(update_fields=["close"])


class Migration(migrations.Migration):
    dependencies = [("store", "0005_mapping_kind")]

    operations = [
        migrations.AddField(
            model_name="award",
            name="close",
            field=models.ForeignKey(
                blank=True,
                help_text="the closed standing it was chosen from",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="awards",
                to="store.close",
            ),
        ),
        migrations.RunPython(find_closes, migrations.RunPython.noop),
    ]
