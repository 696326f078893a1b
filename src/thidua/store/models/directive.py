"""Why: directives with their clauses, plans that carry them out, action items with owner, day and measure."""

from __future__ import annotations

from django.db import models

from thidua.store.models.dated import Dated
from thidua.store.models.person import Person
from thidua.store.models.searched import Searched
from thidua.store.models.unit import Unit


class Directive(Dated, Searched):
    """A paper in force: chỉ thị, nghị quyết, kết luận, quy chế."""

    code = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=80, blank=True)
    issued = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=400)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    source = models.CharField(max_length=300, blank=True, help_text="where this was read")
    searched = ("kind", "number", "subject", "issuer")

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()


class Clause(models.Model):
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="clauses")
    ref = models.CharField(max_length=60)
    text = models.TextField()


class Plan(Searched):
    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        APPROVED = "approved", "Đã duyệt"
        CLOSED = "closed", "Đã kết thúc"

    code = models.SlugField(max_length=80, unique=True)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="plans")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    number = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=300)
    issued = models.DateField()
    benefit = models.TextField(
        help_text="lợi ích và ảnh hưởng đối với người dân; a plan cannot be approved without"
    )
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    searched = ("number", "title")


class ActionItem(models.Model):
    """One thing to do: exactly one accountable person, a day and a measure."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="items")
    due = models.DateField()
    measure = models.CharField(max_length=300)
    figure = models.SlugField(max_length=60, blank=True, help_text="figure that shows progress, if any")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]
