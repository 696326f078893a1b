"""What members report to their cluster, and the report the machine makes of them."""

from __future__ import annotations

from django.db import models

from thidua.store.models.cluster import ClusterEdition
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class MemberReport(models.Model):
    """One member's report of the year: draft → filed; the lead may give it back with a reason.

    `faults` are the sentences with which the last attempt was refused: the secretary sees what it waits for.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Đang làm"
        FILED = "filed", "Đã nộp"
        RETURNED = "returned", "Trả lại"

    edition = models.ForeignKey(ClusterEdition, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    results = models.TextField(blank=True)
    filed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    faults = models.JSONField(default=list)
    returned_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "unit"], name="member_report_once"),
            models.CheckConstraint(
                name="member_report_filed_by_somebody",
                condition=~models.Q(state="filed") | models.Q(filed_by__isnull=False, filed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="member_report_returned_with_reason",
                condition=~models.Q(state="returned") | ~models.Q(returned_reason=""),
            ),
        ]


class MemberFigure(models.Model):
    """A number of a member's report. A figure without a row is absent, which is not zero.

    `months` is where it stands: [{"period", "numerator", "denominator", "state", "manifest"}], as of the filing.
    """

    report = models.ForeignKey(MemberReport, on_delete=models.CASCADE, related_name="figures")
    figure = models.SlugField(max_length=60)
    state = models.SmallIntegerField(default=1)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(default=1000)
    months = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "figure"], name="member_figure_once"),
            models.CheckConstraint(
                name="member_figure_denominator_positive", condition=models.Q(denominator__gt=0)
            ),
        ]


class Limitation(models.Model):
    """Hạn chế, tồn tại of a member: what, why, whose, by when, and what became of it.

    `repeats` is the limitation of the year before that it says again.
    """

    report = models.ForeignKey(MemberReport, on_delete=models.CASCADE, related_name="limitations")
    text = models.CharField(max_length=400)
    cause = models.CharField(max_length=400, blank=True)
    owner = models.CharField(max_length=160, blank=True)
    due = models.DateField(null=True, blank=True)
    repeats = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated_by"
    )
    unlike = models.CharField(
        max_length=200,
        blank=True,
        help_text="why the member says that it is not the earlier one it resembles",
    )
    settled_on = models.DateField(null=True, blank=True)
    settled_how = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="limitation_settled_somehow",
                condition=models.Q(settled_on__isnull=True) | ~models.Q(settled_how=""),
            )
        ]


class ConsolidatedReport(models.Model):
    """The cluster's report as issued: made by machine from the members' reports, never typed, never changed.

    `content` holds every figure with its sum, each member's number, who is absent and who is silent.
    """

    edition = models.ForeignKey(ClusterEdition, on_delete=models.PROTECT, related_name="consolidated")
    version = models.PositiveSmallIntegerField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True, help_text="why without the members that are silent")
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="consolidated_version_once")
        ]
