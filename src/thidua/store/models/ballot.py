"""Secret ballots. Who drew a paper is known; which paper, and what stands on it, is not.

Nothing here says when, by whom or in which order papers were cast: a box is one text, sorted by the papers' numbers
and written anew at each cast. The voters' rows are made when the ballot opens, so that not even their ids tell who drew
first. A test holds that this module has no column that could link the two.
"""

from __future__ import annotations

from django.db import models

from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Ballot(models.Model):
    """One vote, in one round, on one or more questions; who holds it (a council, a cluster) stands in `owner`."""

    class Phase(models.TextChoices):
        DRAWING = "drawing", "Phát phiếu"
        CASTING = "casting", "Bỏ phiếu"
        COUNTED = "counted", "Đã kiểm phiếu"
        VOID = "void", "Đã hủy"

    code = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=160, help_text="what it belongs to, e.g. council-session:…")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.DRAWING)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    sealed_at = models.DateTimeField(
        null=True, blank=True, help_text="no more papers from here on; casting begins"
    )
    counted_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["owner"])]


class BallotQuestion(models.Model):
    """A question with its key and its box."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="questions")
    code = models.SlugField(max_length=120)
    number = models.PositiveSmallIntegerField(help_text="its place on the sheet")
    title = models.CharField(max_length=300)
    choices = models.JSONField(help_text="codes, in the order of the paper")
    key = models.TextField(help_text="modulus of the public key, hexadecimal")
    sealed_key = models.TextField(
        blank=True, help_text="the private key, encrypted; destroyed when drawing ends"
    )
    box = models.TextField(default="[]", help_text="core.ballot.write_box")
    hand = models.JSONField(default=dict, help_text="counts of the box of papers of paper, per choice")

    class Meta:
        ordering = ["ballot", "number"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "code"], name="ballot_question_once"),
            models.UniqueConstraint(fields=["ballot", "number"], name="ballot_question_number_once"),
        ]


class BallotVoter(models.Model):
    """Who may draw a paper for a question, and that it was drawn. Who is tied by an interest has no row."""

    class Way(models.TextChoices):
        NONE = "", "Chưa nhận"
        DEVICE = "device", "Trên máy"
        HAND = "hand", "Phiếu giấy"

    question = models.ForeignKey(BallotQuestion, on_delete=models.PROTECT, related_name="voters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=6, choices=Way, blank=True, default="")
    signature = models.TextField(blank=True, help_text="of the blinded number; fits every paper equally well")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="ballot_voter_once"),
            models.CheckConstraint(
                name="ballot_voter_signature_on_device",
                condition=models.Q(way="device") & ~models.Q(signature="")
                | ~models.Q(way="device") & models.Q(signature=""),
            ),
        ]
