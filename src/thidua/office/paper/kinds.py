"""Every kind of paper that has a Word template, by the code in its address."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.office.paper import achievement, certificate_word, decision, minutes, submission, tables
from thidua.office.paper.form import Form

FORMS: Mapping[str, Form] = {
    form.code: form
    for form in (
        submission.FORM,
        achievement.PERSON,
        achievement.COLLECTIVE,
        minutes.MEETING,
        minutes.COUNT,
        decision.FORM,
        certificate_word.FORM,
        tables.MONEY,
        tables.REGISTER,
        tables.STATISTICS,
    )
}
