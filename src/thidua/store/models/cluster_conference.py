"""The conference of a cluster: what was said and who does it, what is proposed, and who leads next."""

from __future__ import annotations

from django.db import models

from thidua.store.models.award import Award
from thidua.store.models.cluster import ClusterEdition
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class ClusterItem(models.Model):
    """Something said at a conference and who does it by when. What is open returns in the next edition.

    Not an `ActionItem`: that one belongs to the plan of one unit, this one to several that command each other nothing.
    """

    edition = models.ForeignKey(ClusterEdition, on_delete=models.PROTECT, related_name="items")
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    speaker = models.CharField(max_length=200, help_text="office of who spoke, as printed")
    said = models.TextField(blank=True)
    task = models.CharField(max_length=300)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=400, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                name="cluster_item_done_somehow",
                condition=models.Q(done_on__isnull=True) | ~models.Q(outcome=""),
            )
        ]


class ClusterProposal(models.Model):
    """One award for one member: nominated, voted on, and if enough said yes, proposed to the Ministry.

    `votes` said yes of `voters` who might vote on it; null before the vote, and where nobody published how it was.
    `award` tells what became of it: proposed is not awarded.
    """

    edition = models.ForeignKey(ClusterEdition, on_delete=models.PROTECT, related_name="proposals")
    form = models.SlugField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveSmallIntegerField(null=True, blank=True)
    voters = models.PositiveSmallIntegerField(null=True, blank=True)
    accepted = models.BooleanField(default=False)
    award = models.OneToOneField(
        Award, null=True, blank=True, on_delete=models.PROTECT, related_name="cluster_proposal"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "form", "unit"], name="cluster_proposal_once"),
            models.CheckConstraint(
                name="cluster_proposal_votes_of_voters",
                condition=models.Q(votes__isnull=True, voters__isnull=True)
                | models.Q(votes__lte=models.F("voters")),
            ),
        ]


class LeadHandOver(models.Model):
    """Bàn giao: who led, who leads next. Void when the cluster is formed anew, with the reason; it is kept."""

    edition = models.OneToOneField(ClusterEdition, on_delete=models.PROTECT, related_name="hand_over")
    to_lead = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_deputy = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="from which year on")
    void_reason = models.CharField(max_length=400, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)


class HandOverLine(models.Model):
    """One thing handed over: files, open items, ballots, the seal …"""

    hand_over = models.ForeignKey(LeadHandOver, on_delete=models.PROTECT, related_name="lines")
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
