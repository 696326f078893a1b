"""The monthly bulletin: issues in versions, what was published when, weak points, consents and corrections."""

from __future__ import annotations

from django.db import models

from thidua.store.models.deed import Evidence
from thidua.store.models.movement import Movement
from thidua.store.models.person import Person
from thidua.store.models.standing import Close
from thidua.store.models.unit import Unit


class Bulletin(models.Model):
    """One issue: a unit, a month. `stage` is core.bulletin.Stage; the text stands in the latest version."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bulletins")
    period = models.CharField(max_length=7)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="bulletins")
    number = models.PositiveIntegerField(help_text="number of the issue in its year")
    stage = models.CharField(max_length=10, default="draft")

    class Meta:
        ordering = ["-period", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["unit", "period"], name="bulletin_of_month_once")]


class BulletinVersion(models.Model):
    """The text at one moment; every saving is a new one, nothing is overwritten.

    `sections` is a list of {kind, title, text, figures, public}; `quoted` maps numbers typed by hand to their source;
    `close` is the close of the month whose figures it prints, None while the month is open.
    """

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    close = models.ForeignKey(Close, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sections = models.JSONField()
    quoted = models.JSONField(default=dict)
    note = models.CharField(max_length=300)

    class Meta:
        ordering = ["bulletin", "number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="bulletin_version_once")]


class BulletinStep(models.Model):
    """From one stage to the next: who, when, over which version, with which checks. Only added to."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=10)
    version = models.ForeignKey(BulletinVersion, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checks = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["bulletin", "pk"]


class Publication(models.Model):
    """What readers saw: the text with its numbers filled in, as it was published; never changed.

    `content` is the whole issue as plain values, `printed` the figure ids with the values that were printed; of an
    issue for outside, `table` the public table with what was left out.
    """

    class Audience(models.TextChoices):
        INSIDE = "inside", "Nội bộ"
        OUTSIDE = "outside", "Công khai"

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="publications")
    audience = models.CharField(max_length=8, choices=Audience)
    version = models.ForeignKey(BulletinVersion, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    printed = models.JSONField()
    table = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "audience"], name="publication_of_audience_once")
        ]


class BulletinConsent(models.Model):
    """That a person agreed to be named in one issue, and on which paper."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "person"], name="consent_once")]


class BulletinCorrection(models.Model):
    """A printed figure that a later close holds otherwise, approved as a dated notice beside the old issue."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="corrections")
    figure = models.CharField(max_length=200)
    before = models.CharField(max_length=80)
    after = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    close = models.ForeignKey(Close, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "figure", "close"], name="bulletin_correction_once"
            )
        ]


class Weakness(models.Model):
    """Khâu yếu: what falls short, whose it is and by when; carried from month to month until closed with evidence."""

    code = models.SlugField(max_length=80, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="weaknesses")
    title = models.CharField(max_length=200)
    figure = models.SlugField(max_length=60, blank=True, help_text="figure that fell short, if one shows it")
    shortfall = models.CharField(max_length=120, blank=True, help_text="as closed in the month of opening")
    period = models.CharField(max_length=7, help_text="month in which it was opened")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    evidence = models.CharField(max_length=300, blank=True, help_text="what shows that it is mended")
    files = models.ManyToManyField(Evidence, blank=True, related_name="+")

    class Meta:
        ordering = ["period", "code"]
        constraints = [
            models.CheckConstraint(
                name="weakness_closed_with_evidence",
                condition=models.Q(closed_on__isnull=True)
                | (~models.Q(evidence="") & models.Q(closed_by__isnull=False)),
            )
        ]
