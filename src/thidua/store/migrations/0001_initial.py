"""People and their accounts come first and alone: migrations of other apps that point at an account then rebuild two
tables' state each time, and not that of all others with it.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('search', models.CharField(db_index=True, editable=False, max_length=160)),
                ('rank', models.CharField(blank=True, max_length=40)),
                ('synthetic', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.SlugField(max_length=60, unique=True)),
                ('is_active', models.BooleanField(default=True, help_text='False: locked, every session ends')),
                ('must_change', models.BooleanField(default=False, help_text='the password was given by somebody else')),
                ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account', to='store.person')),
                ('toured_at', models.DateTimeField(blank=True, help_text='when the tour was taken or declined', null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
