"""What people decided after the year: awards resting on the standing, in every state an award can be in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from thidua.actions.award import award_import
from thidua.actions.award_published import award_proposals_load
from thidua.actions.award_revoke import award_cancel
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.directory import BUILDER
from thidua.actions.demo.papers import CLASS_MOVEMENT, MOVEMENT
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, CLUSTERS, PROVINCE
from thidua.actions.dossier.decide import payments_of
from thidua.actions.standing_input import vault_folder
from thidua.core.award import AwardRow, Category, State
from thidua.core.standing import StandingRow
from thidua.office.format import points
from thidua.store import vault
from thidua.store.models import Award, Close, Decision

YEAR = 2025
DECIDED, PRESENTED = date(2026, 1, 12), date(2026, 1, 20)
MEETING = moment(date(2026, 1, 22), 15)
SOURCE = "Hội đồng thi đua, khen thưởng Công an tỉnh Minh Họa (giả định)"
BEST = {CLUSTERS[0][0]: 3, CLUSTERS[1][0]: 1, CLUSTERS[2][0]: 4}  # cluster → collectives thanked


def last_close(movement: str) -> Close:
    """The latest version of the longest period that was closed, the last of its kind."""
    closes = Close.objects.filter(period__movement__code=movement).select_related("period__movement")
    return max(
        closes, key=lambda c: ((c.period.last_day - c.period.first_day).days, c.period.last_day, c.version)
    )


def standing_of(close: Close) -> list[StandingRow]:
    return vault.read_standing(vault_folder() / close.bundle)


def honours_record(rows: Rows) -> None:
    """Write down what the council and the director decided; the program decided nothing."""
    award_proposals_load(by=BUILDER, at=moment(date(2025, 1, 2), 8))
    close = last_close(MOVEMENT)
    made = [*_collectives(rows, close), *_leaders(rows, close), *_officers(rows), *_register(close)]
    award_import(by=rows.emulation, at=MEETING, rows=made)
    _pay()
    cancelled = Award.objects.get(code=made[len(_collectives(rows, close)) - 1].code)
    award_cancel(
        by=rows.emulation,
        at=moment(date(2026, 1, 29), 10),
        award=cancelled,
        number="33/QĐ-CAMH (văn bản mẫu)",
        on=date(2026, 1, 28),
        authority=cancelled.decided_by.partition(":")[0],
        reason="Kiểm tra lại thấy ngày công khai trùng giữa hai tổ; đơn vị đã trả lại giấy khen.",
    )


def _pay() -> None:
    """The money that the law gives with what was decided, as it stands in the decision; its recovery is still open."""
    awards = list(Award.objects.filter(decision__decided_on=DECIDED).select_related("decision"))
    for award in awards:
        payment = payments_of([award], DECIDED).get(award.pk)
        if payment is not None:
            award.money = payment.won.reward.rounded if payment.paid else 0
            award.save(update_fields=["money"])
    for decision in Decision.objects.filter(decided_on=DECIDED):
        given = decision.awards.exclude(money=None).values_list("money", flat=True)
        decision.money = sum(given) if given else None
        decision.save(update_fields=["money"])


def _collectives(rows: Rows, close: Close) -> list[AwardRow]:
    """The best of every cluster, as the council chose them from the standing."""
    made = []
    for row in _best(standing_of(close)):
        presented = row.place == 1
        made.append(
            _decided(
                rows,
                code=f"giay-khen-{YEAR}-{row.subject}",
                form="giay-khen",
                category=Category.COLLECTIVE,
                subject=row.subject,
                number="21/QĐ-CAMH",
                reason=f"Có thành tích trong phong trào thi đua “Vì an ninh Tổ quốc” kỳ {close.period.code}: "
                f"{points(row.total)} điểm, hạng {row.place} của khối",
                standing=close.ref,
                presented=presented,
            )
        )
    return made


def _best(standing: Sequence[StandingRow]) -> Iterable[StandingRow]:
    for cluster, count in BEST.items():
        placed = [row for row in standing if row.group == cluster and row.place]
        yield from sorted(placed, key=lambda row: (row.place, row.subject))[:count]


def _leaders(rows: Rows, close: Close) -> list[AwardRow]:
    """An, whose title was decided; others are still on their way (`season`)."""
    return [
        _decided(
            rows,
            code=f"cstt-{YEAR}-an",
            form="chien-si-tien-tien",
            category=Category.INDIVIDUAL,
            subject="an",
            number="22/QĐ-CAMH",
            reason="Hoàn thành tốt nhiệm vụ; đơn vị trả lời phản ánh của người dân đúng hạn cả năm",
            standing=close.ref,
            presented=True,
        ),
    ]


def _officers(rows: Rows) -> list[AwardRow]:
    """Three officers of the company whose year was of the first or second class, chosen by their commander."""
    close = last_close(CLASS_MOVEMENT)
    good = sorted(row.subject for row in standing_of(close) if row.class_code in ("loai-1", "loai-2"))
    return [
        _decided(
            rows,
            code=f"cstt-{YEAR}-{subject}",
            form="chien-si-tien-tien",
            category=Category.INDIVIDUAL,
            subject=subject,
            number="23/QĐ-CAMH",
            reason=f"Xếp loại kỳ {close.period.code} đạt yêu cầu; tập thể đại đội bình xét, chỉ huy đề nghị",
            standing=close.ref,
            presented=True,
        )
        for subject in good[:3]
    ]


def _register(close: Close) -> list[AwardRow]:
    """A way of working entered in the honour register of the Party committee."""
    return [
        AwardRow(
            f"ghi-danh-{YEAR}-cong-truong-an-toan", "ghi-danh-dang-bo", Category.MODEL, AN_UNIT, YEAR,
            "Giờ tan học không còn ùn tắc, phụ huynh tự nguyện trực theo lịch; hai xã đã làm theo và xác nhận",
            State.PRESENTED, "Mô hình “Cổng trường an toàn”", "05-NQ/ĐU (văn bản mẫu)", DECIDED,
            "Đảng ủy Công an tỉnh Minh Họa (giả định)", PRESENTED, "Bí thư Đảng ủy", close.ref, SOURCE,
        )
    ]  # fmt: skip


def _decided(
    rows: Rows,
    *,
    code: str,
    form: str,
    category: Category,
    subject: str,
    number: str,
    reason: str,
    standing: str,
    presented: bool,
) -> AwardRow:
    director = rows.world.leader(PROVINCE)
    signer = f"Giám đốc Công an tỉnh Minh Họa: {director.rank} {director.name}"
    return AwardRow(
        code=code,
        form=form,
        category=category,
        subject=subject,
        year=YEAR,
        reason=reason,
        state=State.PRESENTED if presented else State.DECIDED,
        decision_number=f"{number} (văn bản mẫu)",
        decided_on=DECIDED,
        decided_by=signer,
        presented_on=PRESENTED if presented else None,
        presented_by=signer if presented else "",
        standing=standing,
        source=SOURCE,
    )
