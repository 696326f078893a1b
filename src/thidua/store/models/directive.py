"""Why: directives with their clauses, plans that carry them out, action items with owner, day and measure."""

from __future__ import annotations

from django.db import models

from thidua.store.models.area import Area
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
    owner = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="papers",
        help_text="for whose branch it is; empty: for everybody",
    )  # fmt: skip
    searched = ("kind", "number", "subject", "issuer")

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()


class Clause(models.Model):
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="clauses")
    ref = models.CharField(max_length=60)
    text = models.TextField()


class DirectiveLink(models.Model):
    """One paper goes on with, carries out or amends another; what replaces another is `Directive.supersedes`."""

    class Kind(models.TextChoices):
        CONTINUES = "continues", "Tiếp tục thực hiện"
        IMPLEMENTS = "implements", "Triển khai, cụ thể hóa"
        AMENDS = "amends", "Sửa đổi, bổ sung"

    paper = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="links")
    of = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="followers")
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "of", "kind"], name="directive_link_once")]


class Plan(Searched):
    """Draft → sent → approved (or returned, a draft again) → closed with a summary."""

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        SENT = "sent", "Chờ duyệt"
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
    returned_reason = models.CharField(max_length=400, blank=True)
    same_reason = models.CharField(
        max_length=400,
        blank=True,
        help_text="why it says nearly what last year's or the superior's plan says",
    )
    summary = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
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
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts",
        help_text="the item this is one officer's share of",
    )  # fmt: skip
    areas = models.ManyToManyField(Area, blank=True, related_name="items", help_text="villages this is about")

    class Meta:
        ordering = ["due", "id"]
