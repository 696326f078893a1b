"""Emulation clusters (cụm, khối): who is compared with whom, in yearly editions with dated members."""

from __future__ import annotations

from django.db import models

from thidua.store.models.dated import Dated
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Cluster(Dated):
    """One edition of a cluster. Never keyed by its number: numbers are given again to other members."""

    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title


class ClusterMember(Dated):
    class Role(models.TextChoices):
        LEAD = "lead", "Cụm trưởng"
        DEPUTY = "deputy", "Cụm phó"
        MEMBER = "member", "Thành viên"

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cluster_memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    form = models.SlugField(
        max_length=40, blank=True, help_text="form of the scheme; without it, the kind of unit decides"
    )
    representative = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="who speaks and votes for the member; without one, its head",
    )  # fmt: skip


class ClusterEdition(models.Model):
    """The year of a cluster that holds a conference: its compact, rules and days. How far it has come is computed.

    `series` is what its editions have in common ("cum-so-2"); members change from edition to edition.
    `figures` are what its members report; `forms` the awards it may propose, highest first: [{"form", "places"}].
    `published` says that nothing but what was printed about it is known; then `cut_off` may be unknown too.
    """

    cluster = models.OneToOneField(Cluster, on_delete=models.PROTECT, related_name="edition")
    series = models.SlugField(max_length=60)
    year = models.PositiveSmallIntegerField()
    previous = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="following"
    )
    slogan = models.CharField(max_length=300, blank=True)
    rules = models.TextField(blank=True, help_text="quy chế hoạt động, as agreed")
    host = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    conference_on = models.DateField(null=True, blank=True)
    cut_off = models.DateField(null=True, blank=True, help_text="last day that the figures speak of")
    figures = models.JSONField(default=list)
    forms = models.JSONField(default=list)
    own_vote = models.BooleanField(default=False, help_text="members may vote on themselves")
    compact = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the compact once one signed")
    opened_at = models.DateTimeField(null=True, blank=True, help_text="when the conference began")
    present = models.JSONField(default=list, help_text="codes of the members present at the conference")
    published = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "series"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="cluster_edition_once"),
            models.CheckConstraint(
                name="cluster_edition_cut_off_known",
                condition=models.Q(cut_off__isnull=False) | models.Q(published=True),
            ),
        ]

    def __str__(self) -> str:
        return self.cluster.title


class ClusterSignature(models.Model):
    """A member signed the compact, or a lead the hand-over: who, when, and the text's digest as signed."""

    class What(models.TextChoices):
        COMPACT = "compact", "Giao ước thi đua của cụm"
        HAND_OVER = "hand-over", "Biên bản bàn giao"

    edition = models.ForeignKey(ClusterEdition, on_delete=models.PROTECT, related_name="signatures")
    what = models.CharField(max_length=10, choices=What)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "what", "unit"], name="cluster_signed_once")
        ]


class ClusterReview(models.Model):
    """Sơ kết of a quarter: where, when, what was found; with the checks that members made of each other."""

    edition = models.ForeignKey(ClusterEdition, on_delete=models.PROTECT, related_name="reviews")
    quarter = models.PositiveSmallIntegerField()
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    findings = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["quarter"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "quarter"], name="cluster_review_of_quarter_once"),
            models.CheckConstraint(
                name="cluster_review_of_four", condition=models.Q(quarter__gte=1, quarter__lte=4)
            ),
        ]


class ClusterCheck(models.Model):
    """Kiểm tra chéo: what one member found at another, with how many figures looked at and how many wrong."""

    review = models.ForeignKey(ClusterReview, on_delete=models.PROTECT, related_name="checks")
    checker = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    checked = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    looked = models.PositiveSmallIntegerField(default=0)
    wrong = models.PositiveSmallIntegerField(default=0)
    finding = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "checked"], name="cluster_checked_once"),
            models.CheckConstraint(
                name="cluster_check_by_another", condition=~models.Q(checker=models.F("checked"))
            ),
            models.CheckConstraint(
                name="cluster_check_wrong_of_looked", condition=models.Q(wrong__lte=models.F("looked"))
            ),
        ]
