"""The way of one nomination: its papers, its consent, what people said, and the desks it went through."""

from __future__ import annotations

from django.db import models

from thidua.store.models.award import Award
from thidua.store.models.deed import Evidence
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class Submission(models.Model):
    """One tờ trình: the dossiers that one unit sends upward together."""

    code = models.SlugField(max_length=120, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="submissions")
    to = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="submissions_received")
    year = models.PositiveIntegerField()
    number = models.CharField(max_length=80)
    on = models.DateField()
    signer = models.CharField(max_length=200)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    dossiers: models.ManyToManyField[Dossier, models.Model] = models.ManyToManyField(
        "Dossier", related_name="submissions"
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.UniqueConstraint(fields=["unit", "number", "on"], name="submission_once")]


class Dossier(models.Model):
    """One nomination on its way; its award says for whom and what for, its steps say how it came here.

    Attributes:
        unit: who drew it up.
        desk: at whose desk it lies now; after a submission the unit above.
        since: the day its present state began, from which the clocks of core.dossier count.
        complete_on: the day on which no paper was missing any more; the appraisal counts from there.
        consent: whether the person agrees to be nominated; a collective is not asked.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Mới nêu"
        COLLECTING = "collecting", "Đang hoàn thiện"
        PUBLISHED = "published", "Đang lấy ý kiến"
        APPRAISED = "appraised", "Đã thẩm định"
        RETURNED = "returned", "Bị trả lại"
        SUBMITTED = "submitted", "Đã trình lên"
        COUNCIL = "council", "Chờ hội đồng"
        DECIDED = "decided", "Đã quyết định"
        REFUSED = "refused", "Không công nhận"
        WITHDRAWN = "withdrawn", "Đã rút"

    class Consent(models.TextChoices):
        NOT_NEEDED = "not-needed", "Không cần hỏi"
        WAITING = "waiting", "Chờ trả lời"
        GIVEN = "given", "Đồng ý"
        DECLINED = "declined", "Không đồng ý"

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="dossier")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers_here")
    state = models.SlugField(max_length=12, choices=State, default=State.DRAFT)
    since = models.DateField()
    complete_on = models.DateField(null=True, blank=True)
    published_until = models.DateField(null=True, blank=True)
    consent = models.SlugField(max_length=10, choices=Consent, default=Consent.WAITING)
    consented_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["award__year", "id"]
        indexes = [models.Index(fields=["desk", "state"])]


class DossierPaper(models.Model):
    """One line of the checklist: `kind` is a code of the law's list of papers."""

    class State(models.TextChoices):
        PRESENT = "present", "Đã có"
        MISSING = "missing", "Còn thiếu"
        NOT_REQUIRED = "not-required", "Không cần"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    kind = models.SlugField(max_length=60)
    state = models.SlugField(max_length=14, choices=State, default=State.MISSING)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="dossier_papers"
    )
    record = models.CharField(
        max_length=160, blank=True, help_text="what fills it by itself, e.g. initiative:12"
    )
    number = models.CharField(max_length=80, blank=True, help_text="number and day of a paper kept elsewhere")
    reason = models.CharField(max_length=300, blank=True, help_text="why it is not required")
    changed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["dossier", "kind"], name="dossier_paper_once")]


class DossierStep(models.Model):
    """One step on the way, written once."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    before = models.SlugField(max_length=12, blank=True)
    after = models.SlugField(max_length=12)
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    paper = models.CharField(max_length=160, blank=True, help_text="number of the paper, if there was one")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class DossierVoice(models.Model):
    """What came in while a nomination was open to comment: how many agreed or not, and one short text."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="voices")
    on = models.DateField()
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]


class DossierPrint(models.Model):
    """A paper that was made of a dossier, and what it said: so that a page can tell when that is no longer so.

    Attributes:
        form: code of the kind of paper (office.paper.kinds).
        lines: the facts as they stood in it; `mark` is printed on it.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="prints")
    form = models.SlugField(max_length=40)
    state = models.SlugField(max_length=12, choices=Dossier.State)
    mark = models.CharField(max_length=9)
    lines = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]


class TransferRemark(models.Model):
    """What the old unit writes of somebody who was moved in the year: asked once for a move, whatever is proposed.

    Attributes:
        to: the new unit, which asks.
        agrees: whether the old unit would propose her too; None where it does not say.
        paper: number and day, where it came on paper.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfer_remarks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="transfer_remarks")
    to = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    moved_on = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.CharField(max_length=600, blank=True)
    agrees = models.BooleanField(null=True, blank=True)
    paper = models.CharField(max_length=160, blank=True)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["moved_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "moved_on"], name="transfer_remark_once"),
            models.CheckConstraint(
                name="transfer_remark_answered_with_words",
                condition=models.Q(answered_at__isnull=True, text="", answered_by__isnull=True)
                | (models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(text="")),
            ),
        ]
