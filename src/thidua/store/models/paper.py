"""What a unit prints its awards with: Word templates of its own, stock for certificates, signed papers."""

from __future__ import annotations

from django.db import models

from thidua.store.models.decision import Decision
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class PaperTemplate(models.Model):
    """One version of a unit's own template of one kind of paper; empty content goes back to the packaged one.

    Versions are added, never changed: a paper made last year can be made again from the template of that day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="paper_templates")
    kind = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    content = models.BinaryField(blank=True)
    name = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    put_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "version"], name="paper_template_version_once")
        ]


class PaperStock(models.Model):
    """Sheets that certificates are printed on: printed ones with the places of each line, or our own design.

    `places` is {line: {x, y, width, size, align, bold, italic, shown}} in millimetres and points; `right` and `down`
    are tenths of a millimetre by which a printer has to be corrected.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="paper_stocks")
    name = models.CharField(max_length=120)
    printed = models.BooleanField(default=True)
    width = models.PositiveSmallIntegerField(default=297)
    height = models.PositiveSmallIntegerField(default=210)
    places = models.JSONField(default=dict)
    right = models.SmallIntegerField(default=0)
    down = models.SmallIntegerField(default=0)
    emblem = models.BinaryField(blank=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="paper_stock_name_once")]


class SignedPaper(models.Model):
    """A paper of a decision as it was signed: the bytes, whose certificate signed them, and when. Never the key.

    `signed_by` signed it here, or brought it back as a token of hers signed it.

    `sha256` is the sum of the content; the content itself lies with the evidence files.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="signed_papers")
    kind = models.SlugField(max_length=40)
    sha256 = models.CharField(max_length=64)
    certificate = models.CharField(max_length=300, help_text="subject of the certificate that signed")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_at", "-pk"]
