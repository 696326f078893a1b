"""Papers of an award composed from what is recorded: the content of each kind, ready for PDF and for Word.

Each unit may have put a Word template of its own in place of the packaged one (`actions/paper_template.py`). PDF is
always made by the wording of the program; where they differ, the pages say so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from django.conf import settings

from thidua.actions.document import heading_of, place_of, signature_of
from thidua.actions.paper_template import template_of
from thidua.actions.register_code import form_title, line_of, line_of_decision
from thidua.core.award import Category, FormKind
from thidua.core.register_code import scanned, spaced
from thidua.office.document import to_pdf
from thidua.office.paper import certificate_word, tables
from thidua.office.paper import decision as decision_form
from thidua.office.paper import submission as submission_form
from thidua.office.paper.content import Decision as DecisionContent
from thidua.office.paper.content import Entry, Issuer, Recipient, Register, Submission
from thidua.office.paper.form import Form, filled
from thidua.office.paper.frame import numbered
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.tags import Values
from thidua.office.paper.word import word
from thidua.rules.catalogue import award_forms
from thidua.store.models import Award, Decision, Unit
from thidua.store.models import Submission as SubmissionRow

DECISION_KINDS = ("quyet-dinh", "bang-tien-thuong", "giay-chung-nhan")  # papers made of a decision alone
PER_SHEET = 10  # lines on a page of the register
_PERSONS = (Category.INDIVIDUAL, Category.LEADER)


def paper_pdf(form: Form, values: Values) -> bytes:
    return to_pdf(filled(form, values))


def paper_word(form: Form, values: Values, unit: Unit | None) -> bytes:
    """By the template the unit has put in place, or the packaged one."""
    return word(form, values, template_of(unit, form.code))


# --- Decisions ------------------------------------------------------------------------------------------------


def decision_values(decision: Decision, kind: str) -> tuple[Form, Values]:
    content = decision_content(decision)
    make = {
        "quyet-dinh": decision_form.values,
        "bang-tien-thuong": tables.money_values,
        "giay-chung-nhan": certificate_word.values,
    }[kind]
    return FORMS[kind], make(content)


def decision_content(decision: Decision) -> DecisionContent:
    """All that stands in the decision, with the code of every line. Three queries and the issuer's."""
    awards = (
        Award.objects.filter(decision=decision).select_related("decision").order_by("register_number", "id")
    )
    recipients = numbered([_recipient(award) for award in awards])
    common = {award.reason for award in awards}
    code = line_of_decision(decision).code
    return DecisionContent(
        issuer=_issuer(decision),
        number=printed_number(decision.number),
        on=decision.decided_on,
        recipients=recipients,
        reason=_joined(common.pop()) if len(common) == 1 else "",
        grounds=tuple(decision.grounds) or _grounds(decision.decided_on),
        places=("Như Điều 3", "Cơ quan thi đua, khen thưởng cấp trên (để báo cáo)", "Lưu: VT, HĐTĐKT"),
        code=spaced(code),
        check=scanned(code, printed_number(decision.number)),
    )


def printed_number(number: str) -> str:
    """Without what was noted behind it: "21/QĐ-CAMH (văn bản mẫu)"."""
    return re.sub(r"\s*\([^)]*\)$", "", number)


def _recipient(award: Award) -> Recipient:
    """Subject, unit and post as they were on the day of the decision."""
    code = line_of(award).code if award.register_number else ""
    number = printed_number(award.decision.number) if award.decision else ""
    kind = next((form.kind for form in award_forms() if form.code == award.form), FormKind.FORM)
    return Recipient(
        number=0,
        name=award.subject_name,
        title=form_title(award.form),
        reason=award.reason,
        post=award.subject_post,
        unit=award.subject_unit,
        collective=award.category not in _PERSONS,
        conferred=kind is FormKind.TITLE,
        money=award.money,
        code=spaced(code),
        check=scanned(code, number) if code else "",
        void=award.revoked_on is not None,
        register=award.register_number,
    )


def _joined(reason: str) -> str:
    """As it follows a list: "đã có thành tích …", or as it was written."""
    small = reason[:1].lower() + reason[1:]
    return small if small.startswith(("đã", "có", "vì", "trong")) else f"về thành tích: {small}"


def _grounds(on: date) -> tuple[str, ...]:
    """Until a decision names its own: the law of that day. Only texts that were read are named."""
    law = ("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022",)
    return law if on >= date(2024, 1, 1) else ("Căn cứ Luật Thi đua, khen thưởng",)


def _issuer(decision: Decision) -> Issuer:
    """The unit of the directory that issued it, or what the decision itself prints."""
    unit = decision.unit
    authority, _, named = decision.authority.partition(": ")  # "Giám đốc Công an tỉnh: Đại tá …"
    signer = decision.signer or named
    posts = tuple(
        part.strip() for part in decision.signer_title.replace(" - ", " – ").split(" – ") if part.strip()
    )
    if unit is None:
        return Issuer(
            agency=authority, place=decision.place, authority=authority, posts=posts or (authority,),
            signer=signer, specimen=settings.DEMO,
        )  # fmt: skip
    made = issuer_of(unit, decision.decided_on, signer)
    return replace(
        made,
        place=decision.place or made.place,
        authority=authority,
        posts=posts or made.posts,
        signer=signer or made.signer,
    )


def issuer_of(unit: Unit, on: date, signer: str = "") -> Issuer:
    head, signed = heading_of(unit, on), signature_of(unit, on, signer)
    return Issuer(
        agency=unit.name, superior=head.superior, place=place_of(unit), authority=unit.name, posts=signed.lines,
        signer=signed.name, specimen=settings.DEMO,
    )  # fmt: skip


# --- Submissions and the register -----------------------------------------------------------------------------


def submission_values(row: SubmissionRow) -> tuple[Form, Values]:
    """Tờ trình of the dossiers that one unit sends upward together."""
    awards = Award.objects.filter(dossier__submissions=row).order_by("form", "id")
    content = Submission(
        issuer=issuer_of(row.unit, row.on, row.signer),
        number=row.number,
        on=row.on,
        to=row.to.name,
        recipients=numbered([_recipient(award) for award in awards]),
        grounds=_grounds(row.on),
        attachments=("Báo cáo thành tích", "Biên bản họp xét, biên bản kiểm phiếu"),
        places=("Như trên", "Lưu: VT"),
    )
    return FORMS["to-trinh"], submission_form.values(content)


def register_values(unit: Unit, sheet: int, day: date) -> tuple[Form, Values]:
    """One page of the register: so many lines in the order of their numbers. One query and the issuer's."""
    first = (sheet - 1) * PER_SHEET + 1
    rows = Award.objects.filter(register_number__gte=first, register_number__lt=first + PER_SHEET)
    awards = rows.select_related("decision").order_by("register_number")
    issuer = issuer_of(unit, day)
    return FORMS["trang-so"], tables.register_values(Register(issuer, sheet, tuple(map(_entry, awards))))


def _entry(award: Award) -> Entry:
    line = line_of(award)
    told = award.get_state_display()
    if award.revoked_on:
        told = f"Hủy bỏ {award.revoked_on:%d/%m/%Y}: {award.revoked_reason}"
    return Entry(
        line.number, award.subject_name, award.subject_post, award.subject_unit, line.title, award.reason,
        line.decision, line.on, f"{told}.", spaced(line.code),
    )  # fmt: skip
