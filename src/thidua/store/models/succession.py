"""A re-organisation being prepared, and what each heir took over when it was done."""

from __future__ import annotations

from django.db import models

from thidua.store.models.unit import Unit, UnitSuccession


class SuccessionDraft(models.Model):
    """A merger, split, renaming or end that people are preparing; nothing has changed yet.

    `after` are the codes of all heirs; `new` describes those that begin on that day (`actions.succession`),
    `under` is the superior's code. `rules` are as in `UnitSuccession`. `assigned` maps an open item to
    {heir, by, at}: who confirmed it and when.
    """

    class State(models.TextChoices):
        OPEN = "open", "Đang chuẩn bị"
        DONE = "done", "Đã thực hiện"
        DROPPED = "dropped", "Đã bỏ"

    code = models.SlugField(max_length=80, unique=True)
    on = models.DateField()
    kind = models.SlugField(max_length=20)  # core.unit.SuccessionKind
    paper = models.CharField(max_length=300)
    before = models.ManyToManyField(Unit, related_name="drafts_out")
    after = models.JSONField(default=list)
    new = models.JSONField(default=list)
    rules = models.JSONField(default=dict)
    assigned = models.JSONField(default=dict)
    remark = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    begun_by = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    done = models.OneToOneField(
        UnitSuccession, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        ordering = ["-begun_at", "-id"]


class Handover(models.Model):
    """One open item that `before` left and `heir` took over with a re-organisation.

    `item` is kind and code, as in `core.unit.OpenItem`: "plan:kh-1", "compact:gu-2025". What was signed under the
    old name stays under the old name; this row says who answers for it since.
    """

    succession = models.ForeignKey(UnitSuccession, on_delete=models.PROTECT, related_name="handovers")
    item = models.CharField(max_length=200, db_index=True)
    title = models.CharField(max_length=400)
    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handed_over")
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="taken_over")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["succession", "item"], name="handover_once")]
