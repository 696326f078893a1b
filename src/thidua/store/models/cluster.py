"""Emulation clusters (cụm, khối): who is compared with whom, in yearly editions with dated members."""

from __future__ import annotations

from django.db import models

from thidua.store.models.dated import Dated
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
