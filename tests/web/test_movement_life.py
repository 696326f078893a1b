"""A movement's life on the pages: drawn up, launched, received, promised in, amended, and planned for."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, person, target, unit, world
from thidua.core.unit import Role
from thidua.store.models import (
    ActionItem,
    Clause,
    Compact,
    Directive,
    Launch,
    Movement,
    MovementPeriod,
    Plan,
    Post,
    Target,
    TargetAnnex,
    TargetChange,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    made = world()
    paper = Directive.objects.create(
        code="ct-1", kind="Chỉ thị", number="1", issuer="Tỉnh", subject="Thi đua", first_day=date(2025, 1, 1)
    )
    Clause.objects.create(directive=paper, ref="khoản 2", text="Trả lời phản ánh đúng hẹn.")
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def test_dung_draws_up_a_movement_and_its_code_reads_like_its_title(scene: World) -> None:
    form = {
        "title": "Bảo vệ mùa lũ 2025", "owner": scene.province.code, "scheme": "vi-an-ninh-to-quoc",
        "first_day": "01/06/2025", "last_day": "", "form": "thematic", "scope": "sector", "slogan": "",
        "legal_basis": "ct-1", "clusters": scene.communes.code,
    }  # fmt: skip
    answer = enter("dung").post(reverse("movement-new"), form)
    made = Movement.objects.get(code="bao-ve-mua-lu-2025")
    assert answer["Location"] == reverse("movement", args=[made.code])
    assert list(made.clusters.all()) == [scene.communes]


def test_a_movement_without_title_and_with_a_wrong_day_says_both_and_keeps_the_rest(scene: World) -> None:
    form = {"title": "", "owner": scene.province.code, "scheme": "vi-an-ninh-to-quoc", "first_day": "32/01/2025",
            "slogan": "Vì dân", "form": "regular", "scope": "unit"}  # fmt: skip
    answer = enter("dung").post(reverse("movement-new"), form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#title"' in page
    assert 'href="#first_day"' in page
    assert 'value="32/01/2025"' in page
    assert 'value="Vì dân"' in page
    assert Movement.objects.count() == 1


def test_a_launch_reaches_units_below_and_each_says_that_it_has(scene: World) -> None:
    url = reverse("movement-launch", args=[scene.movement.code])
    enter("dung").post(url, {"on": "03/03/2025", "units": [scene.lim_xanh.code, scene.hoa_mo.code]})
    assert set(Launch.objects.values_list("unit__code", flat=True)) == {
        scene.lim_xanh.code,
        scene.hoa_mo.code,
    }
    enter("lan").post(reverse("launch-receive", args=[scene.movement.code, scene.lim_xanh.code]))
    assert Launch.objects.get(unit=scene.lim_xanh).received_by == scene.clerk
    denied = enter("lan").post(reverse("launch-receive", args=[scene.movement.code, scene.hoa_mo.code]))
    assert denied.status_code == 404
    assert Launch.objects.get(unit=scene.hoa_mo).received_by is None


def test_a_launch_to_nobody_says_so(scene: World) -> None:
    answer = enter("dung").post(reverse("movement-launch", args=[scene.movement.code]), {"on": "03/03/2025"})
    assert answer.status_code == 400
    assert not Launch.objects.exists()


def test_dung_opens_a_period_and_an_may_not(scene: World) -> None:
    url = reverse("period-open", args=[scene.movement.code])
    enter("an").post(url, {"period": "2025-W11"})
    assert not MovementPeriod.objects.filter(code="2025-W11").exists()
    enter("dung").post(url, {"period": "2025-W11"})
    assert MovementPeriod.objects.get(code="2025-W11").state == "open"


COMPACT = {"unit": "to-an-ninh-lim-xanh", "text": "Điều 1. Cùng làm.", "period": "2025"}


def test_an_draws_up_a_compact_with_her_team_and_binds_nobody_yet(scene: World) -> None:
    url = reverse("compact-new", args=[scene.movement.code])
    answer = enter("an").post(url, {**COMPACT, "chi-tieu-buoi-tuyen-truyen": "104"})
    made = Compact.objects.get()
    assert answer["Location"] == reverse("compact", args=[scene.movement.code, made.code])
    assert not made.signed
    assert list(Target.objects.values_list("unit__code", "figure", "period", "value")) == [
        (scene.team.code, "buoi-tuyen-truyen", "2025", 104_000)
    ]


def test_a_compact_without_targets_or_with_words_for_a_number_is_refused_whole(scene: World) -> None:
    url = reverse("compact-new", args=[scene.movement.code])
    client = enter("an")
    assert client.post(url, COMPACT).status_code == 400
    answer = client.post(url, {**COMPACT, "chi-tieu-buoi-tuyen-truyen": "nhiều"})
    assert answer.status_code == 400
    assert 'value="nhiều"' in answer.content.decode()
    assert not Compact.objects.exists()


@pytest.fixture
def signed(scene: World) -> Target:
    compact = Compact.objects.create(
        code="gu-1", movement=scene.movement, superior=scene.province, unit=scene.lim_xanh, text="Cùng làm",
        superior_signed_by="Giám đốc", superior_signed_on=WEEK.start, unit_signed_by="An", unit_signed_on=WEEK.start,
        digest="0" * 64,
    )  # fmt: skip
    return target(scene.movement, scene.lim_xanh, "buoi-tuyen-truyen", 6, compact)


def test_an_annex_without_reason_is_refused_and_keeps_what_was_typed(scene: World, signed: Target) -> None:
    url = reverse("target-change", args=[scene.movement.code, "gu-1", signed.pk])
    refused = enter("dung").post(url, {"value": "4", "on": "10/03/2025", "reason": ""})
    assert refused.status_code == 400
    assert 'value="4"' in refused.content.decode()
    vague = enter("dung").post(url, {"value": "nâng cao", "on": "10/03/2025", "reason": "Mưa lũ"})
    assert "không kiểm được; ghi một con số" in vague.content.decode()


def test_a_target_changes_once_both_sides_have_signed_one_after_the_other(
    scene: World, signed: Target
) -> None:
    person("hung", "Vũ Mạnh Hùng", scene.province, Role.HEAD)
    place = [scene.movement.code, "gu-1", signed.pk]
    enter("an").post(
        reverse("target-change", args=place), {"value": "4", "on": "10/03/2025", "reason": "Mưa lũ"}
    )
    annex = TargetAnnex.objects.get()
    url = reverse("annex-sign", args=[scene.movement.code, "gu-1", annex.pk])
    enter("an").post(url, {"unit": scene.lim_xanh.code})
    enter("an").post(url, {"unit": scene.province.code})  # not hers to sign
    assert not TargetChange.objects.exists()
    page = enter("hung").get(reverse("compact", args=place[:2])).content.decode()
    assert "Phụ lục chờ ký" in page
    enter("hung").post(url, {"unit": scene.province.code})
    row = TargetChange.objects.get()
    assert (row.before, row.after, row.reason) == (6000, 4000, "Mưa lũ")
    assert (row.superior_signed_by, row.unit_signed_by) == ("Vũ Mạnh Hùng", "Nguyễn Thị An")
    signed.refresh_from_db()
    assert signed.value == 6000


def test_a_withdrawn_annex_changes_nothing_and_chi_finds_none(scene: World, signed: Target) -> None:
    place = [scene.movement.code, "gu-1", signed.pk]
    enter("dung").post(
        reverse("target-change", args=place), {"value": "4", "on": "10/03/2025", "reason": "Mưa lũ"}
    )
    annex = TargetAnnex.objects.get()
    for name in ("annex-sign", "annex-withdraw"):
        url = reverse(name, args=[scene.movement.code, "gu-1", annex.pk])
        assert enter("chi").post(url).status_code == 404
    enter("an").post(reverse("annex-withdraw", args=[scene.movement.code, "gu-1", annex.pk]))
    enter("an").post(
        reverse("annex-sign", args=[scene.movement.code, "gu-1", annex.pk]), {"unit": scene.lim_xanh.code}
    )
    assert not TargetChange.objects.exists()


PLAN = {
    "unit": "ca-xa-lim-xanh",
    "directive": "ct-1",
    "title": "Trả lời dân",
    "issued": "03/03/2025",
    "benefit": "",
}
ITEM = {
    "title": "Trả lời hai phản ánh",
    "owner": "binh",
    "due": "14/03/2025",
    "measure": "2/2 phản ánh",
    "clause": "khoản 2",
}


def draft(client: Client) -> Plan:
    client.post(reverse("plan-new"), PLAN)
    return Plan.objects.get()


def test_a_plan_that_does_not_say_what_people_gain_is_not_approved(scene: World) -> None:
    client = enter("an")
    made = draft(client)
    client.post(reverse("item-new", args=[made.code]), ITEM)
    refused = client.post(reverse("plan-approve", args=[made.code]))
    assert refused.status_code == 400
    assert 'href="#benefit"' in refused.content.decode()
    client.post(reverse("plan-amend", args=[made.code]), {"benefit": "Người gửi biết kết quả"})
    client.post(reverse("plan-approve", args=[made.code]))
    made.refresh_from_db()
    assert made.state == "approved"


def test_an_item_of_an_approved_plan_waits_for_its_owner_with_its_chain(scene: World) -> None:
    client = enter("an")
    made = draft(client)
    client.post(reverse("item-new", args=[made.code]), {**ITEM, "due": "04/03/2025"})
    client.post(reverse("plan-amend", args=[made.code]), {"benefit": "Người gửi biết kết quả"})
    client.post(reverse("plan-approve", args=[made.code]))
    page = enter("binh").get(reverse("today")).content.decode()
    assert "Chỉ thị 1 → khoản 2 → " in page
    assert "Trả lời phản ánh đúng hẹn." in page
    assert ActionItem.objects.get().owner == scene.binh


def test_an_item_with_every_fault_says_all_and_keeps_what_was_typed(scene: World) -> None:
    client = enter("an")
    made = draft(client)
    answer = client.post(reverse("item-new", args=[made.code]), {**ITEM, "owner": "chi", "due": "mai"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#owner"' in page
    assert 'href="#due"' in page
    assert 'value="Trả lời hai phản ánh"' in page
    assert not ActionItem.objects.exists()


def test_chi_finds_neither_plans_nor_forms_of_lim_xanh(scene: World, signed: Target) -> None:
    made = draft(enter("an"))
    client = enter("chi")
    urls = [
        reverse("plan", args=[made.code]),
        reverse("movement-launch", args=[scene.movement.code]),
        reverse("compact-new", args=[scene.movement.code]),
        reverse("target-change", args=[scene.movement.code, "gu-1", signed.pk]),
    ]
    assert [client.get(url).status_code for url in urls] == [404] * 4
    assert client.post(reverse("plan-approve", args=[made.code])).status_code == 404
    assert "Lim Xanh" not in client.get(reverse("plans")).content.decode()


def test_a_draft_is_not_shown_to_an_officer_who_leads_nobody(scene: World) -> None:
    made = draft(enter("an"))
    Post.objects.filter(person=scene.clerk).update(role=Role.OFFICER)
    assert enter("lan").get(reverse("plan", args=[made.code])).status_code == 404


@pytest.mark.parametrize("name", ["plans", "movement-launch"])
def test_a_list_asks_as_often_for_three_rows_as_for_one(scene: World, name: str) -> None:
    client = enter("dung")
    url = reverse(name, args=[scene.movement.code] if name == "movement-launch" else [])

    def questions(count: int) -> int:
        for number in range(count):
            below = unit(f"ca-{count}-{number}", f"Công an xã {count}.{number}", under=scene.province)
            Plan.objects.create(
                code=f"kh-{below.code}", directive=Directive.objects.get(), unit=below, title="Kế hoạch",
                issued=WEEK.start, state="approved", benefit="có",
            )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    questions(0)
    one = questions(1)
    assert questions(3) == one
