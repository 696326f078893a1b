"""Codes of the honour register, and the register as a file for whoever checks papers without a network."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.award import DECIDED_STATES
from thidua.core.register_code import RegisterAnswer, RegisterFound, RegisterLine, look_up, register_text
from thidua.rules.catalogue import award_forms
from thidua.store.models import Award, Decision


def line_of(award: Award) -> RegisterLine:
    """The line of a decided award."""
    assert award.decision is not None
    assert award.register_number is not None
    return RegisterLine(
        award.register_number, award.form, award.subject_name, award.decision.number, award.decision.decided_on,
        form_title(award.form), award.revoked_on,
    )  # fmt: skip


def line_of_decision(decision: Decision) -> RegisterLine:
    return RegisterLine(
        0, "", decision.authority, decision.number, decision.decided_on, "Quyết định khen thưởng"
    )


def register_lines() -> list[RegisterLine]:
    """Every decision and every award of the register, in the order of its numbers. Two queries."""
    awards = _decided(Award.objects.all()).order_by("register_number")
    decisions = {award.decision_id: award.decision for award in awards if award.decision}
    papers = sorted(decisions.values(), key=lambda d: (d.decided_on, d.number, d.pk))
    return [*map(line_of_decision, papers), *map(line_of, awards)]


def register_file(day: date) -> str:
    return register_text(register_lines(), day)


def register_answer(code: str, decision: str) -> tuple[RegisterAnswer, bool]:
    """What the register says to anybody who holds a paper, and whether it may say whose it is.

    Both the code and the number of the decision are needed, so that nobody learns anything by trying codes alone. The
    name is told of a collective, and of a person who has agreed to stand in the public register.
    """
    named = Q(pk__in=())
    for spelling in _spellings(decision):
        named |= Q(number__iexact=spelling) | Q(number__istartswith=f"{spelling} (")
    papers = list(Decision.objects.filter(named))
    awards = list(_decided(Award.objects.filter(decision__in=papers)))
    lines = {line_of(award): award for award in awards}
    answer = look_up([*lines, *map(line_of_decision, papers)], code, decision)
    if answer.found in (RegisterFound.UNKNOWN, RegisterFound.MISMATCH) or answer.line is None:
        return RegisterAnswer(RegisterFound.UNKNOWN), False
    award = lines.get(answer.line)
    return answer, award is None or award.category != "individual" or award.public_on is not None


def _spellings(number: str) -> set[str]:
    """ "05/QĐ-CAX" may have been written down as "5/QĐ-CAX"."""
    plain = "".join(number.split()).upper().lstrip("0")
    return {plain, f"0{plain}", f"00{plain}"} if plain else set()


def _decided(rows: QuerySet[Award]) -> QuerySet[Award]:
    return rows.filter(state__in=DECIDED_STATES, register_number__isnull=False).select_related("decision")


def form_title(code: str) -> str:
    return next((form.title for form in award_forms() if form.code == code), code)
