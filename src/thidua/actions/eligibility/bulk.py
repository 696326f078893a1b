"""Everybody of a branch asked about one title at once, in the background, as a table to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from thidua.actions.audit import audit
from thidua.actions.eligibility.verdict import verdicts_of
from thidua.actions.job import Made, Progress, long_work
from thidua.core.award import Category, form_on
from thidua.core.problem import Refused
from thidua.office.format import day as written_day
from thidua.office.language import spoken
from thidua.office.law import Speaker, missing_sentence
from thidua.office.workbook import Heading, Table, xlsx
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Person, Post, Unit

STEP = 400  # subjects between two looks at whether the owner wants to stop
HEADINGS = (
    Heading("Họ tên, tập thể", 28), Heading("Đơn vị", 32), Heading("Theo luật", 22), Heading("Còn thiếu", 60),
    Heading("Dựa vào điều chưa kiểm chứng", 50),
)  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@long_work
def eligibility_run(*, by: Viewer, at: datetime, progress: Progress, form: str, year: int) -> Made:
    """Verdicts for all whose records she keeps: by unit and name, nobody in an order of merit.

    Raises:
        Refused: "award.form-not-in-force".
    """
    held = form_on(award_forms(), form, at.date())
    if held is None:
        raise Refused("award.form-not-in-force", form=form, day=at.date())
    people = Category.INDIVIDUAL in held.categories
    subjects: Sequence[Person | Unit] = list(
        access.kept_members(by) if people else access.kept_merit_units(by)
    )
    units = _units(subjects, at) if people else {}
    say, rows, counts = Speaker(award_forms(), spoken.get()), [], Counter[str]()
    for start in range(0, len(subjects), STEP):
        progress(start, len(subjects))
        part = subjects[start : start + STEP]
        verdicts = verdicts_of(part, form, at.date(), year)
        for subject in part:
            verdict = verdicts.of(subject)
            counts[say.outcome(verdict.outcome)] += 1
            rows.append(
                (
                    subject.name,
                    units.get(subject.pk, subject.name),
                    say.outcome(verdict.outcome),
                    missing_sentence(verdict, award_forms()),
                    "; ".join(provision.clause for provision in verdict.unverified),
                )
            )
    told = ", ".join(f"{title.lower()}: {count}" for title, count in counts.most_common())
    audit(
        by=by, at=at, action="eligibility-run", subject=f"form:{form}",
        sentence=f"Rà điều kiện {held.title} năm {year} của {len(rows)} nơi, người.",
    )  # fmt: skip
    notes = (f"{held.title}, năm {year}, theo luật và bản ghi ngày {written_day(at.date())}",)
    table = Table(f"Điều kiện {year}", HEADINGS, sorted(rows, key=lambda row: (row[1], row[0])), notes, 1)
    return Made(f"{held.title}, {year}: {told}.", xlsx(table), f"dieu-kien-{form}-{year}.xlsx", XLSX)


def _units(subjects: Sequence[Person | Unit], at: datetime) -> dict[int, str]:
    posts = Post.objects.on(at.date()).filter(person__in=[s.pk for s in subjects])
    return dict(posts.exclude(role="administrator").values_list("person_id", "unit__name"))
