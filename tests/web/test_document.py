"""Papers to take away and minutes: for those who may see the thing, in two forms, with the numbers of the page."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, at, period, target, unit
from thidua.actions.job import job_run
from thidua.actions.period import period_close
from thidua.store.models import (
    ActionItem,
    AuditLine,
    Commitment,
    Compact,
    Directive,
    Job,
    Minutes,
    MovementPeriod,
    Plan,
    TargetChange,
)

pytestmark = pytest.mark.django_db
FEBRUARY = ("2025-W06", "2025-W07", "2025-W08", "2025-W09")


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def words_of(answer) -> str:
    """Everything a reader of the Word file reads."""
    assert answer.status_code == 200
    word = docx.Document(io.BytesIO(answer.content))
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    return "\n".join([*cells, *(p.text for p in word.paragraphs)])


@pytest.fixture
def compact(world: World) -> Compact:
    row = Compact.objects.create(
        code="gu-1", movement=world.movement, superior=world.province, unit=world.lim_xanh,
        text="1. Cùng làm.\n2. Cùng chịu trách nhiệm.", superior_signed_by="Giám đốc", superior_signed_on=DAY,
        unit_signed_by=world.binh.name, unit_signed_on=DAY, digest="0" * 64,
    )  # fmt: skip
    held = target(world.movement, world.lim_xanh, "buoi-tuyen-truyen", 104, row, "2025")
    TargetChange.objects.create(
        target=held, on=DAY, before=104_000, after=100_000, reason="Mưa lũ", superior_signed_by="Giám đốc",
        unit_signed_by="An",
    )  # fmt: skip
    Commitment.objects.create(
        compact=row, person=world.clerk, text="Trả lời đúng hẹn", measure="0 quá hạn", due=DAY
    )
    return row


@pytest.fixture
def plan(world: World) -> Plan:
    directive = Directive.objects.create(
        code="ct-1", kind="Chỉ thị", number="01/CT", issued=DAY, issuer="Giám đốc Công an tỉnh",
        subject="Thi đua phục vụ", first_day=DAY,
    )  # fmt: skip
    row = Plan.objects.create(
        code="kh-1", directive=directive, unit=world.lim_xanh, title="Kế hoạch trả lời dân", issued=DAY,
        benefit="Người gửi biết kết quả.", state="approved", approved_by=world.binh, number="7/KH-CAX",
    )  # fmt: skip
    ActionItem.objects.create(
        plan=row, title="Trả lời hai phản ánh", owner=world.an, due=DAY, measure="2/2 phản ánh"
    )
    return row


def test_a_plan_is_printed_with_its_basis_items_and_who_approved_it(world: World, plan: Plan) -> None:
    text = words_of(enter("an").get(reverse("plan-document", args=["kh-1", "docx"])))
    for part in (
        "CÔNG AN TỈNH MINH HỌA",
        "CÔNG AN XÃ LIM XANH",
        "Số: 07/KH-CAX",
        "KẾ HOẠCH",
        "Trả lời dân",
        "Căn cứ Chỉ thị số 01/CT ngày 10/03/2025 của Giám đốc Công an tỉnh về thi đua phục vụ;",
        "Người gửi biết kết quả.",
        "2/2 phản ánh",
        "KT. TRƯỞNG CÔNG AN XÃ",
        "PHÓ TRƯỞNG CÔNG AN XÃ",
        "Trần Văn Bình",
    ):
        assert part in text, part


def test_a_compact_is_printed_as_signed_with_its_annexes(world: World, compact: Compact) -> None:
    text = words_of(enter("an").get(reverse("compact-document", args=[world.movement.code, "gu-1", "docx"])))
    for part in ("GIAO ƯỚC THI ĐUA", "Cùng chịu trách nhiệm.", "104", "100", "Mưa lũ", "0" * 64):
        assert part in text, part
    assert "ĐẠI DIỆN CÔNG AN XÃ LIM XANH\nKT. TRƯỞNG CÔNG AN XÃ\nPHÓ TRƯỞNG CÔNG AN XÃ" in text


def test_a_commitment_is_for_its_officer_and_those_who_lead_her(world: World, compact: Compact) -> None:
    url = reverse("commitment-document", args=[world.movement.code, "gu-1", "lan", "docx"])
    assert "Trả lời đúng hẹn" in words_of(enter("lan").get(url))
    assert "Lò Thị Lan" in words_of(enter("an").get(url))
    assert enter("chi").get(url).status_code == 404


def closed_february(world: World) -> None:
    """Two months of weeks, February closed."""
    for week in FEBRUARY:
        MovementPeriod.objects.get_or_create(
            movement=world.movement, code=week, defaults={"kind": "week", "first_day": DAY, "last_day": DAY}
        )
        MovementPeriod.objects.filter(code=week).delete()
        period(world.movement, week)
        world.fill(week)
        period_close(by=world.see(world.dung), at=at(), movement=world.movement, period=week)
    period(world.movement, "2025-02")
    period_close(by=world.see(world.dung), at=at(), movement=world.movement, period="2025-02")


def test_a_monthly_report_prints_the_closed_sums_and_what_fell_short(world: World) -> None:
    closed_february(world)
    url = reverse("report-document", args=[world.lim_xanh.code, "2025-02", "docx"])
    text = words_of(enter("an").get(url))
    close = world.movement.periods.get(code="2025-02").closes.get()
    for part in (
        "96/124 (77,42\N{NO-BREAK SPACE}%)",
        "12 buổi",
        "32 ngày công",
        "tháng 2 năm 2025",
        close.manifest[:12],
        "3/3 chỉ tiêu",
    ):
        assert part in text, part


def test_a_month_that_is_not_closed_is_printed_as_provisional(world: World) -> None:
    period(world.movement, "2025-03")
    world.fill()
    text = words_of(
        enter("an").get(reverse("report-document", args=[world.lim_xanh.code, "2025-03", "docx"]))
    )
    assert "Số liệu tạm tính, tháng chưa chốt" in text


def test_all_compacts_of_a_movement_come_as_one_file_for_those_who_see_them(
    world: World, compact: Compact
) -> None:
    zipped = enter("dung").get(reverse("compacts-document", args=[world.movement.code, "zip"]))
    assert zipfile.ZipFile(io.BytesIO(zipped.content)).namelist() == ["gu-1.docx"]
    printed = enter("dung").get(reverse("compacts-document", args=[world.movement.code, "pdf"]))
    assert printed.content.startswith(b"%PDF")
    nothing = enter("an").get(reverse("compacts-document", args=[world.movement.code, "pdf"]))
    assert nothing.content.startswith(b"%PDF")
    assert (
        enter("chi").get(reverse("compacts-document", args=[world.movement.code, "pdf"])).status_code == 404
    )


def test_many_compacts_are_made_in_the_background_and_fetched_by_their_owner(
    world: World, compact: Compact
) -> None:
    client = enter("dung")
    answer = client.post(reverse("compacts-start", args=[world.movement.code, "zip"]))
    row = Job.objects.get()
    assert answer["Location"] == reverse("job", args=[row.pk])
    job_run.call(row.pk)
    row.refresh_from_db()
    assert row.state == Job.State.DONE
    made = client.get(reverse("job-result", args=[row.pk]))
    content = b"".join(made.streaming_content) if made.streaming else made.content
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["gu-1.docx"]
    assert enter("chi").post(reverse("compacts-start", args=[world.movement.code, "zip"])).status_code == 404


def test_no_paper_has_a_third_form(world: World, plan: Plan, compact: Compact) -> None:
    client = enter("an")
    for url in (
        reverse("plan-document", args=["kh-1", "exe"]),
        reverse("compact-document", args=[world.movement.code, "gu-1", "zip"]),
        reverse("report-document", args=[world.lim_xanh.code, "2025-03", "doc"]),
    ):
        assert client.get(url).status_code == 404


def test_chi_takes_no_paper_of_lim_xanh(world: World, plan: Plan, compact: Compact) -> None:
    client = enter("chi")
    for url in (
        reverse("plan-document", args=["kh-1", "pdf"]),
        reverse("compact-document", args=[world.movement.code, "gu-1", "pdf"]),
        reverse("report-document", args=[world.lim_xanh.code, "2025-02", "pdf"]),
    ):
        assert client.get(url).status_code == 404


# --- Minutes ----------------------------------------------------------------------------------------------

MINUTES = {
    "unit": "ca-xa-lim-xanh", "kind": "review", "title": "Họp xét tháng 2", "number": "", "day": "07/03/2025",
    "began": "14:00", "ended": "15h30", "place": "Trụ sở", "present": "9", "summoned": "10", "attendance": "",
    "chair": "Nguyễn Thị An, Trưởng Công an xã", "secretary": "Lò Thị Lan", "content": "1. Đọc số liệu.\n2. Bàn.",
    "conclusion": "Nhất trí 9/9.", "reason": "",
}  # fmt: skip


@pytest.fixture
def on_day(settings) -> None:
    settings.DEMO_DAY = DAY + timedelta(days=1)


def written(client: Client) -> Minutes:
    answer = client.post(reverse("minutes-new"), MINUTES)
    assert answer.status_code == 302, answer.content.decode()
    return Minutes.objects.get()


def test_minutes_are_written_on_a_form_and_printed(world: World, on_day: None) -> None:
    client = enter("an")
    row = written(client)
    assert row.ended - row.began == timedelta(minutes=90)
    text = words_of(client.get(reverse("minutes-document", args=[row.code, "docx"])))
    for part in (
        "BIÊN BẢN",
        "Họp xét tháng 2",
        "14 giờ 00 phút, ngày 07/03/2025",
        "9/10 người được triệu tập",
        "Nhất trí 9/9.",
        "THƯ KÝ",
        "CHỦ TỌA",
    ):
        assert part in text, part
    assert "Lim Xanh, ngày" not in text  # minutes have no line of place and day
    assert "Họp xét tháng 2" in client.get(reverse("documents")).content.decode()
    assert AuditLine.objects.get(action="minutes-write").sentence.endswith("9 người dự.")


def test_minutes_with_every_fault_say_all_and_keep_what_was_typed(world: World, on_day: None) -> None:
    typed = {**MINUTES, "present": "12", "began": "16:00", "conclusion": "", "day": "07/03/2025"}
    answer = enter("an").post(reverse("minutes-new"), typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    for field in ("present", "ended", "conclusion"):
        assert f'href="#{field}"' in page, field
    assert "Họp xét tháng 2" in page
    assert not Minutes.objects.exists()


def test_corrected_minutes_keep_the_first_and_say_why(world: World, on_day: None) -> None:
    client = enter("an")
    row = written(client)
    url = reverse("minutes-correct", args=[row.code])
    assert client.post(url, {**MINUTES, "present": "8"}).status_code == 400
    answer = client.post(url, {**MINUTES, "present": "8", "reason": "Đếm nhầm"})
    later = Minutes.objects.get(replaces=row)
    assert answer["Location"] == reverse("minutes", args=[later.code])
    assert (later.present, later.reason) == (8, "Đếm nhầm")
    page = client.get(reverse("minutes", args=[row.code])).content.decode()
    assert "Đếm nhầm" in page
    assert client.get(url).status_code == 404  # the later one is the one to correct


def test_minutes_of_a_signing_begin_from_the_compact(world: World, compact: Compact, on_day: None) -> None:
    url = reverse("minutes-new") + f"?phong-trao={world.movement.code}&giao-uoc=gu-1"
    page = enter("an").get(url).content.decode()
    assert "Ký kết giao ước thi đua giữa Công an tỉnh Minh Họa và Công an xã Lim Xanh" in page
    enter("an").post(url, {**MINUTES, "kind": "signing"})
    assert Minutes.objects.get().compact == compact


def test_chi_neither_reads_nor_writes_minutes_of_lim_xanh(world: World, on_day: None) -> None:
    row = written(enter("an"))
    client = enter("chi")
    for name in ("minutes", "minutes-correct"):
        assert client.get(reverse(name, args=[row.code])).status_code == 404
    assert client.get(reverse("minutes-document", args=[row.code, "pdf"])).status_code == 404
    assert client.post(reverse("minutes-new"), MINUTES).status_code == 400
    assert "Họp xét" not in client.get(reverse("documents")).content.decode()
    assert Minutes.objects.count() == 1


def test_the_list_asks_as_often_for_three_as_for_one(world: World) -> None:
    client = enter("an")

    def add(number: int) -> None:
        Minutes.objects.create(
            code=f"bb-{number}", unit=unit(f"to-{number}", f"Tổ {number}", "to", world.lim_xanh), kind="review",
            title=f"Họp {number}", began=at(), ended=at(hour=9), place="Trụ sở", present=3, chair="An", secretary="Lan",
            content="1", conclusion="2", written_by=world.an, written_at=at(),
        )  # fmt: skip

    add(1)
    client.get(reverse("documents"))  # what is read or noted once in a session
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("documents"))
    add(2)
    add(3)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("documents"))
    assert len(three) == len(one)
