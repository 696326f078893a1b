"""Long work done in the background, as its owner sees it: what, how far, what came of it."""

from __future__ import annotations

from django.db import models

from thidua.store import job as desk
from thidua.store.models.person import Person


class Job(models.Model):
    """One piece of long work. How far it is, and whether its worker lives, stands in the home's `jobs` folder.

    `work` is the dotted name of the action that does it, `given` its arguments.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Xong"
        FAILED = "failed", "Không xong"
        CANCELLED = "cancelled", "Đã hủy"
        LOST = "lost", "Dừng giữa chừng"

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="jobs")
    work = models.CharField(max_length=120)
    given = models.JSONField(default=dict)
    title = models.CharField(max_length=200)
    state = models.SlugField(max_length=12, choices=State.choices, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True, help_text="what came of it, in sentences")
    link = models.CharField(max_length=300, blank=True, help_text="where to go on, a path of this site")
    result_name = models.CharField(max_length=200, blank=True)
    result_type = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-asked_at"]), models.Index(fields=["state"])]

    @property
    def now_in(self) -> State:
        """The state as of this moment: a running job whose worker is silent was lost."""
        if self.state == self.State.RUNNING and not desk.alive(self.pk):
            return self.State.LOST
        return self.State(self.state)

    @property
    def over(self) -> bool:
        return self.now_in not in {self.State.WAITING, self.State.RUNNING}

    @property
    def steps(self) -> tuple[int, int]:
        """(done, total); total 0 is not known yet."""
        return desk.told(self.pk)
