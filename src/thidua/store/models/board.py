"""Wall screens: links that show a movement's boards without anybody signing in."""

from __future__ import annotations

from django.db import models

from thidua.store.models.movement import Movement


class WallLink(models.Model):
    """Opens the wall screen of one movement, as an ordinary officer of its owner sees it. Only the sum is kept."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="wall_links")
    place = models.CharField(max_length=120, help_text="where the screen hangs")
    sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.place
