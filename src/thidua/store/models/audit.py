"""What was done, by whom, as a sentence. No foreign keys, so that the log never stands in data's way."""

from __future__ import annotations

from django.db import models


class AuditLine(models.Model):
    at = models.DateTimeField()
    by = models.CharField(max_length=120, help_text="name of the person as of that moment")
    account = models.CharField(max_length=60, blank=True)
    action = models.SlugField(max_length=60, help_text="the function in actions, e.g. figure-correct")
    subject = models.CharField(max_length=160, help_text="what it was done to, e.g. unit:xa-lim-xanh")
    sentence = models.TextField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject", "-at"])]
