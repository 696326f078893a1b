"""What the law asks of a candidate: ratings, achievements, initiatives, disciplines … each with the paper it stands on.

A record is written once. It is corrected by another that names it (`replaces`) and says why; one that should never
have been written is replaced by one that is `void`. What holds is what nothing replaces and is not void.
Codes of kinds are those of core.law.facts.
"""

from __future__ import annotations

from django.db import models

from thidua.store.models.award import Award
from thidua.store.models.deed import Evidence
from thidua.store.models.person import Person
from thidua.store.models.unit import Unit


class RecordQuerySet(models.QuerySet):
    def holding(self) -> models.QuerySet:
        """Those that hold: not corrected by a later one, and not void."""
        return self.filter(replaced_by__isnull=True, void=False)


class MeritRecord(models.Model):
    """About a person or about a unit, never both; `paper` and `paper_on` are its number and day."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss")
    paper = models.CharField(max_length=200, help_text="number of the paper and who issued it")
    paper_on = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    why = models.CharField(max_length=300, blank=True, help_text="why it replaces an earlier one")
    void = models.BooleanField(default=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_of_one",
                condition=models.Q(person__isnull=True, unit__isnull=False)
                | models.Q(person__isnull=False, unit__isnull=True),
            ),
            models.CheckConstraint(
                name="%(class)s_correction_says_why",
                condition=models.Q(replaces__isnull=True, void=False) | ~models.Q(why=""),
            ),
        ]


class YearRating(MeritRecord):
    """How a year's tasks were completed; a re-rating replaces it."""

    year = models.PositiveIntegerField()
    rating = models.SlugField(max_length=10, help_text="HTXSNV, HTTNV, HTNV, KHTNV")

    class Meta(MeritRecord.Meta):
        indexes = [models.Index(fields=["year"])]


class Achievement(MeritRecord):
    """Something done that may be thanked for once; `award` in its use is what consumed it."""

    title = models.CharField(max_length=300)
    first_day = models.DateField()
    last_day = models.DateField()
    commendation = models.SlugField(max_length=20)
    breadth = models.SlugField(max_length=10, blank=True)


class AchievementUse(models.Model):
    """One achievement, one award: the database takes no second."""

    achievement = models.OneToOneField(Achievement, on_delete=models.PROTECT, related_name="use")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="achievements")


class Initiative(MeritRecord):
    """An initiative, work of science or ingenuity in combat; without `breadth` nobody has recognised it yet."""

    title = models.CharField(max_length=300)
    year = models.PositiveIntegerField()
    kind = models.SlugField(max_length=20)
    breadth = models.SlugField(max_length=10, blank=True)
    recognised_by = models.CharField(max_length=200, blank=True)
    applied = models.BooleanField(null=True, blank=True, help_text="used with effect; empty: nobody said")


class InitiativeUse(models.Model):
    """An initiative that an award rests on. The law lets it be used once; who uses it again is told so."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="uses")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="initiatives")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "award"], name="initiative_use_once")]


class Discipline(MeritRecord):
    """Sensitive: read by who must, and every reading is noted."""

    level = models.SlugField(max_length=20)
    decided_on = models.DateField()
    acted_on = models.DateField(
        null=True, blank=True, help_text="day of the act; its year is the year it counts for"
    )
    served_on = models.DateField(null=True, blank=True, help_text="day it was served; empty while it runs")


class Hold(MeritRecord):
    """Why nothing is proposed for the time being. Sensitive as a discipline is, and it says no more than its kind."""

    kind = models.SlugField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)


class Absence(MeritRecord):
    kind = models.SlugField(max_length=20)
    first_day = models.DateField()
    last_day = models.DateField()
    workdays = models.PositiveIntegerField(null=True, blank=True)
    medical = models.BooleanField(null=True, blank=True, help_text="concluded by a medical body (injury)")
    rules_kept = models.BooleanField(null=True, blank=True, help_text="rules of the course were obeyed")
    result = models.SlugField(max_length=20, blank=True)


class ServiceRecord(MeritRecord):
    """What a person is to the force, and since when; of a unit the day it was founded."""

    service = models.SlugField(max_length=20, blank=True)
    since = models.DateField(help_text="recruited, or founded")


class Confirmation(MeritRecord):
    """What somebody in charge confirms or denies about one year, such as unity or outstanding merit."""

    year = models.PositiveIntegerField()
    quality = models.SlugField(max_length=60)
    holds = models.BooleanField()


class MeritReview(MeritRecord):
    """Somebody went through the papers: up to `until` everything about these matters is recorded, for all of a unit.

    Only then does "nothing recorded" mean "there is none"; until then it means that nobody has looked.
    """

    until = models.DateField()
    covers = models.JSONField(help_text="codes of core.merit.Matter")
    history_from = models.PositiveIntegerField(
        null=True, blank=True, help_text="awards and ratings are complete from this year on"
    )


class TitleRegistration(MeritRecord):
    """What somebody set out to earn at the start of the year; the law makes it no condition."""

    year = models.PositiveIntegerField()
    form = models.SlugField(max_length=60)


class GoodDeedNote(models.Model):
    """A good deed as somebody tells it: voluntary, worth no points, counted for nobody, deleted by who it is about."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="good_deeds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="good_deeds")
    on = models.DateField()
    text = models.CharField(max_length=400)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]
