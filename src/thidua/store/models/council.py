"""Councils (Hội đồng Thi đua – Khen thưởng) and their sessions. A council recommends; nothing here decides an award."""

from __future__ import annotations

from django.db import models

from thidua.store.models.award import Award
from thidua.store.models.ballot import Ballot
from thidua.store.models.dated import Dated
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Council(Dated):
    """The council of a unit.

    Attributes:
        decision: number and day of the paper that set it up.
        rounds: how often a title may be voted on before the chair's own vote counts.
        quorum: per cent of members who must be present; None: two thirds.
    """

    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    decision = models.CharField(max_length=120)
    rounds = models.PositiveSmallIntegerField(default=2)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["title", "id"]


class CouncilSeat(Dated):
    """Who sits on it, from one day to another; `office` is a core.council.Office."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="council_seats")
    office = models.SlugField(max_length=10)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["id"]


class CouncilSession(models.Model):
    """One sitting. Its members are those of its day (`CouncilPresence`), whoever sits on the council later.

    Attributes:
        places: form → how many may be recommended; a form that is not named has no limit.
        conclusion: what the chair said at the end; the rest of the minutes writes itself.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Sắp họp"
        SITTING = "sitting", "Đang họp"
        ENDED = "ended", "Đã kết thúc"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    code = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    on = models.DateField()
    place = models.CharField(max_length=200)
    state = models.SlugField(max_length=8, choices=State, default=State.PLANNED)
    places = models.JSONField(default=dict, blank=True)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(blank=True)

    class Meta:
        ordering = ["-on", "-id"]


class CouncilPresence(models.Model):
    """A seat on the day of a session; `present` is None while nobody has said."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="council_presences")
    office = models.SlugField(max_length=10)
    present = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text="why absent")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="council_presence_once")]


class CouncilItem(models.Model):
    """A dossier on the agenda.

    Attributes:
        advice: core.council.Advice, written when the session ends; until then it is computed from the boxes.
        chair_yes: what the chair chose where two rounds were tied, with reason and name.
    """

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="items")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="council_items")
    number = models.PositiveSmallIntegerField()
    advice = models.SlugField(max_length=12, blank=True)
    chair_yes = models.BooleanField(null=True, blank=True)
    chair = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chair_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "award"], name="council_item_once"),
            models.UniqueConstraint(fields=["session", "number"], name="council_item_number_once"),
            models.CheckConstraint(
                name="council_chair_says_why",
                condition=models.Q(chair_yes__isnull=True)
                | (models.Q(chair__isnull=False) & ~models.Q(chair_reason="")),
            ),
        ]


class CouncilRecusal(models.Model):
    """A member who takes no part in one item: his own dossier (`own`), or an interest he declared."""

    item = models.ForeignKey(CouncilItem, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    own = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="council_recusal_once")]


class CouncilLetter(models.Model):
    """What an absent member wrote about an item. It stands in the minutes and is no paper in the box."""

    item = models.ForeignKey(CouncilItem, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField(null=True)
    text = models.CharField(max_length=600, blank=True)
    received_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="council_letter_once")]


class CouncilNote(models.Model):
    """What was said in the discussion, written once."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(
        CouncilItem, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.CharField(max_length=1000)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class CouncilRound(models.Model):
    """One vote on dossiers of one title or form; a ballot that was given up counts as no round."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="rounds")
    form = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="council_round")
    items: models.ManyToManyField[CouncilItem, models.Model] = models.ManyToManyField(
        CouncilItem, related_name="rounds"
    )
    reason = models.CharField(
        max_length=300, blank=True, help_text="why items without enough votes came again"
    )

    class Meta:
        ordering = ["id"]
