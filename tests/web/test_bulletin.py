"""A bulletin from draft to the public page: its numbers, its gates, its corrections, and what stays inside."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import DAY, World, at, deed, period
from tests.web.bulletins import (
    MONTH,
    SHARE,
    draft,
    editor,
    enter,
    february,
    forward,
    page,
    words_of,
)
from thidua.actions.bulletin import bulletin_advance, bulletin_draw, bulletin_write
from thidua.core.bulletin import Check, Stage
from thidua.core.problem import Refused
from thidua.store.models import (
    Bulletin,
    Directive,
    Plan,
    Publication,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world: World, settings) -> World:
    return february(world, settings)


# --- The same number everywhere ---------------------------------------------------------------------------


def test_page_word_report_and_public_page_print_the_same_figure_id_alike(closed: World) -> None:
    row = forward(closed, draft(closed), Stage.OUTSIDE)
    client = enter("an")
    args = [row.unit.code, MONTH]
    told = {
        "page": page(client, "bulletin", row),
        "word": words_of(client.get(reverse("bulletin-document", args=[*args, "docx"]))),
        "report": words_of(client.get(reverse("report-document", args=[*args, "docx"]))),
        "public": Client().get(reverse("public-bulletin", args=args)).content.decode(),
        "public word": words_of(Client().get(reverse("public-bulletin-document", args=[*args, "docx"]))),
    }
    assert {where for where, text in told.items() if SHARE not in text} == set()
    printed = Publication.objects.get(bulletin=row, audience="inside").printed
    assert printed[f"{row.unit.code}/ho-so-dung-han/{MONTH}"] == [1, 96_000, 124_000]


def test_a_draft_draws_progress_place_and_what_was_done(closed: World) -> None:
    made = deed("viec-1", closed.lim_xanh, closed.clerk, buoi=1, luot=40)
    made.on, made.confirmed_by, made.confirmed_at = date(2025, 2, 12), closed.an, at()
    made.privacy = "open"
    made.save()
    row = draft(closed)
    text = page(enter("an"), "bulletin", row)
    assert "Đạt <b" in text
    assert ">3/3</b> chỉ tiêu" in text
    assert "Xếp thứ <b" in text
    assert ">2/2</b> trong khối" in text
    assert "Nói chuyện về phòng cháy tại nhà văn hóa" in text


def test_a_province_prints_the_sums_of_its_communes(closed: World) -> None:
    text = page(enter("dung"), "bulletin", draft(closed, closed.province))
    assert "220/248" in text  # 96 + 124 of 124 + 124


def test_a_month_that_is_not_closed_is_drawn_but_not_approved(closed: World) -> None:
    period(closed.movement, "2025-03")
    row = bulletin_draw(by=closed.see(closed.an), at=at(), unit=closed.lim_xanh, month="2025-03")
    with pytest.raises(Refused) as refused:
        bulletin_advance(by=closed.see(closed.an), at=at(), bulletin=row, stage=Stage.APPROVED)
    assert [p.code for p in refused.value.problems] == ["bulletin.month-not-closed"]


# --- Gates ------------------------------------------------------------------------------------------------


def rewrite(world: World, row: Bulletin, text: str, **quoted: str) -> None:
    sections = [dict(section) for section in row.versions.last().sections]
    sections[0]["text"] = text
    bulletin_write(by=world.see(world.an), at=at(), bulletin=row, sections=sections, quoted=quoted)


def problems(world: World, row: Bulletin) -> list[str]:
    try:
        bulletin_advance(by=world.see(world.an), at=at(), bulletin=row, stage=Stage.APPROVED)
    except Refused as refused:
        return [p.code for p in refused.problems]
    return []


def test_nearly_ninety_percent_cannot_be_approved_it_must_be_the_figure(closed: World) -> None:
    row = draft(closed)
    rewrite(closed, row, "Hồ sơ trả đúng hạn gần 90 %.")
    assert problems(closed, row) == ["bulletin.free-number"]
    rewrite(closed, row, "Hồ sơ trả đúng hạn [ho-so-dung-han], so với tháng 01/2025.")
    assert problems(closed, row) == []


def test_a_number_quoted_from_a_paper_says_which(closed: World) -> None:
    row = draft(closed)
    client = enter("an")
    url = reverse("bulletin-edit", args=[row.unit.code, MONTH])
    kinds = [section["kind"] for section in row.versions.last().sections]
    typed = {f"text-{kind}": "Không có gì." for kind in kinds} | {"text-progress": "Nghị quyết giao 95 %."}
    client.post(url, typed)
    assert "95 %" in client.get(url).content.decode()
    client.post(url, {**typed, "quote-95 %": "Nghị quyết 05-NQ/ĐU, mục 2"})
    version = row.versions.last()
    assert version.quoted["95 %"] == "Nghị quyết 05-NQ/ĐU, mục 2"
    assert problems(closed, row) == []


def test_a_public_section_does_not_count_a_few_people_in_words(closed: World) -> None:
    row = draft(closed)
    rewrite(closed, row, "Có 3 người được giúp.", **{"3": "sổ trực"})
    assert problems(closed, row) == ["bulletin.small-count"]


def test_nobody_is_named_without_having_agreed(closed: World) -> None:
    row = draft(closed)
    rewrite(closed, row, "Đồng chí Lò Thị Lan giúp dân sửa nhà.")
    assert problems(closed, row) == ["bulletin.name-without-consent"]
    client = enter("an")
    url = reverse("bulletin-consent", args=[row.unit.code, MONTH])
    client.post(url, {"person": "lan", "paper": "Giấy đồng ý ngày 05/03/2025, lưu ở văn thư"})
    assert problems(closed, row) == []


def test_every_saving_is_a_version_and_sections_can_change_places(closed: World) -> None:
    row = draft(closed)
    client = enter("an")
    kinds = [section["kind"] for section in row.versions.last().sections]
    typed = {f"text-{kind}": "Nội dung." for kind in kinds}
    typed |= {f"order-{kind}": str(len(kinds) - n) for n, kind in enumerate(kinds)}
    client.post(reverse("bulletin-edit", args=[row.unit.code, MONTH]), typed)
    assert [version.number for version in row.versions.all()] == [1, 2]
    assert [section["kind"] for section in row.versions.last().sections] == kinds[::-1]
    assert row.versions.first().sections[0]["text"].startswith("Đạt")


def test_a_passage_copied_from_an_older_plan_is_marked_where_it_comes_from(closed: World) -> None:
    words = "Tiếp tục đẩy mạnh phong trào, phát huy vai trò nêu gương của cán bộ, nâng cao chất lượng phục vụ nhân dân"
    directive = Directive.objects.create(
        code="ct", kind="Chỉ thị", issuer="Tỉnh", subject="Thi đua", first_day=DAY
    )
    Plan.objects.create(
        code="kh",
        directive=directive,
        unit=closed.lim_xanh,
        title="Kế hoạch năm 2024",
        issued=DAY,
        benefit=words,
    )
    row = draft(closed)
    rewrite(closed, row, words + ".")
    client = enter("an")
    assert "văn mẫu: Kế hoạch năm 2024" in page(client, "bulletin", row)
    assert "văn mẫu: 100% có trong “Kế hoạch năm 2024”" in page(client, "bulletin-edit", row)


def test_each_stage_is_for_who_answers_for_it_and_in_order(closed: World) -> None:
    row = draft(closed)
    lan = closed.see(closed.clerk)
    with pytest.raises(Refused, match=r"access\.may-not-sign"):
        bulletin_advance(by=lan, at=at(), bulletin=row, stage=Stage.APPROVED)
    with pytest.raises(Refused, match=r"bulletin\.not-next"):
        bulletin_advance(by=editor(), at=at(), bulletin=row, stage=Stage.OUTSIDE)
    forward(closed, row, Stage.INSIDE)
    with pytest.raises(Refused, match=r"access\.may-not-clear"):
        bulletin_advance(
            by=closed.see(closed.an), at=at(), bulletin=row, stage=Stage.CLEARED, checks=list(Check)
        )
    with pytest.raises(Refused) as refused:
        bulletin_advance(by=editor(), at=at(), bulletin=row, stage=Stage.CLEARED, checks=[Check.SOURCE])
    assert len(refused.value.problems) == len(Check) - 1
    with pytest.raises(Refused, match=r"bulletin\.not-draft"):
        rewrite(closed, row, "Sửa sau khi phát hành.")
