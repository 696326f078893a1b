"""The sum of a manifest is kept by the close alone. Apart from 0006, for a table just written is not altered."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0006_award_close")]

    operations = [migrations.RemoveField(model_name="award", name="standing")]
