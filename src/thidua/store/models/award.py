"""Who is thanked: awards with their states, and the honour register (Sổ ghi danh)."""

from __future__ import annotations

from datetime import date

from django.db import models

from thidua.store.models.decision import Decision
from thidua.store.models.person import Person
from thidua.store.models.standing import Close
from thidua.store.models.unit import Unit

UNDECIDED = ("proposed", "submitted", "refused")


class Award(models.Model):
    """One award to one subject: the nomination from the first day, and its line of the register for good.

    `form` is a code of rules/data/awards.yaml. Proposed is not submitted is not decided is not presented. Subject,
    unit and post are kept as they were on the day of the decision; a revoked award stays in the register with its
    revocation beneath. How a nomination goes from desk to desk stands in its `Dossier`.

    Attributes:
        merit_from, merit_until: the days whose merit it rests on; what is found out later about them may cancel it.
        money: đồng that go with it, as decided; None where nobody has said.
        public_on: day on which its subject agreed that the public register shows it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đề nghị"
        SUBMITTED = "submitted", "Đã trình"
        REFUSED = "refused", "Không công nhận"
        DECIDED = "decided", "Đã quyết định"
        PRESENTED = "presented", "Đã trao"
        REVOKED = "revoked", "Đã hủy bỏ"

    code = models.SlugField(max_length=80, unique=True)
    register_number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    form = models.SlugField(max_length=60)
    level = models.SlugField(max_length=40)
    category = models.SlugField(max_length=20, help_text="individual, collective, model, leader")
    commendation = models.SlugField(
        max_length=20, blank=True, help_text="code of the kind of commendation, law art. 8"
    )
    state = models.CharField(max_length=10, choices=State)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="awards")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="awards")
    subject_name = models.CharField(max_length=200)
    subject_unit = models.CharField(
        max_length=200, blank=True, help_text="unit of a person, as of the decision"
    )
    subject_post = models.CharField(max_length=120, blank=True)
    search = models.CharField(max_length=900, editable=False)
    reason = models.TextField()
    year = models.PositiveIntegerField()
    merit_from = models.DateField(null=True, blank=True)
    merit_until = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="awards"
    )
    money = models.PositiveBigIntegerField(null=True, blank=True)
    presented_on = models.DateField(null=True, blank=True)
    presented_by = models.CharField(max_length=200, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)
    revocation = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="revoked"
    )
    public_on = models.DateField(null=True, blank=True)
    close = models.ForeignKey(
        Close, null=True, blank=True, on_delete=models.PROTECT, related_name="awards",
        help_text="the closed standing it was chosen from",
    )  # fmt: skip
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "register_number", "id"]
        indexes = [
            models.Index(fields=["person", "year"]),
            models.Index(fields=["unit", "year"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="award_decided_has_decision",
                condition=models.Q(state__in=UNDECIDED, decision__isnull=True)
                | (~models.Q(state__in=UNDECIDED) & models.Q(decision__isnull=False)),
            ),
            models.CheckConstraint(
                name="award_refused_has_reason",
                condition=~models.Q(state="refused")
                | (models.Q(refused_on__isnull=False) & ~models.Q(refused_reason="")),
            ),
            models.CheckConstraint(
                name="award_revoked_has_reason",
                condition=~models.Q(state="revoked")
                | (models.Q(revoked_on__isnull=False) & ~models.Q(revoked_reason="")),
            ),
        ]

    @property
    def decision_number(self) -> str:
        return self.decision.number if self.decision else ""

    @property
    def decided_on(self) -> date | None:
        return self.decision.decided_on if self.decision else None

    @property
    def decided_by(self) -> str:
        """Authority and signer, in one line."""
        if self.decision is None:
            return ""
        return ": ".join(part for part in (self.decision.authority, self.decision.signer) if part)


class AwardCorrection(models.Model):
    """What turned out to be written wrongly in a line of the register: it stands beneath the line, never over it."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="corrections")
    field = models.SlugField(max_length=30, help_text="what is corrected, a name in core.award.CORRECTABLE")
    before = models.CharField(max_length=600)
    after = models.CharField(max_length=600)
    why = models.CharField(max_length=300)
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["corrected_at", "id"]


class Reliance(models.Model):
    """Something that rested on a revoked award, and what people decided about it.

    The list is worked out on the day of the revocation; each row waits until somebody decides it. `then` is another
    award built on the revoked one; without it the row is the money that went with the revoked one.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", "Chờ quyết định"
        KEPT = "kept", "Giữ nguyên"
        CANCELLED = "cancelled", "Đề nghị hủy bỏ"
        RECOVERED = "recovered", "Đã thu hồi"

    revoked = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="reliances")
    then = models.ForeignKey(Award, null=True, blank=True, on_delete=models.PROTECT, related_name="rested_on")
    money = models.PositiveBigIntegerField(null=True, blank=True)
    ground = models.CharField(max_length=300, help_text="why it rests on it, with the article")
    outcome = models.SlugField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["revoked", "then"], name="reliance_once"),
            models.CheckConstraint(
                name="reliance_decided_by_somebody",
                condition=models.Q(outcome="open", decided_by__isnull=True)
                | (~models.Q(outcome="open") & models.Q(decided_by__isnull=False) & ~models.Q(reason="")),
            ),
        ]
