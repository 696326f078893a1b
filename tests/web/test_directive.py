"""Papers, plans and proposals on the pages: from a pasted paper to a closed plan."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.factories import PASSWORD, World, world
from thidua.core.unit import LinkKind
from thidua.store.models import ActionItem, Clause, Directive, Notice, Plan, Proposal, UnitLink

pytestmark = pytest.mark.django_db
TEXT = "Điều 1. Họp dân\n1. Mỗi quý một lần\n2. Trả lời đúng hẹn\nĐiều 2. Báo cáo"


@pytest.fixture
def scene() -> World:
    made = world()
    xa = factories.area("xa-lim-xanh", "xã Lim Xanh")
    for number in (1, 2, 3):
        factories.area(f"ban-{number}", f"Bản {number}", "thon", xa)
    made.lim_xanh.area = xa
    made.lim_xanh.save(update_fields=["area"])
    paper = Directive.objects.create(
        code="ct-1", kind="Chỉ thị", number="1", issuer="Tỉnh", subject="Trả lời dân đúng hẹn",
        first_day=date(2025, 1, 1), owner=made.province,
    )  # fmt: skip
    for ref in ("khoản 1", "khoản 2"):
        Clause.objects.create(directive=paper, ref=ref, text=f"Nội dung {ref}")
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def plan_of(
    scene: World, code: str = "kh-1", issued: date = date(2025, 3, 1), benefit: str = "Dân đỡ chờ."
) -> Plan:
    paper = Directive.objects.get(code="ct-1")
    row = Plan.objects.create(
        code=code,
        directive=paper,
        unit=scene.lim_xanh,
        title=f"Kế hoạch {code}",
        issued=issued,
        benefit=benefit,
    )
    ActionItem.objects.create(
        plan=row, clause=paper.clauses.get(ref="khoản 1"), title="Họp dân ở từng bản", owner=scene.binh,
        due=date(2025, 9, 1), measure="2 buổi mỗi bản",
    )  # fmt: skip
    return row


def test_a_pasted_paper_is_parted_into_clauses_and_looked_at_first(scene: World) -> None:
    form = {"kind": "Chỉ thị", "number": "09", "issuer": "Tỉnh ủy", "subject": "Dân vận khéo", "owner": "",
            "first_day": "01/03/2025", "text": TEXT, "implements": "ct-1"}  # fmt: skip
    dung = enter("dung")
    page = dung.post(reverse("directive-new"), {**form, "xem": "1"}).content.decode()
    assert "khoản 2 Điều 1" in page
    assert Directive.objects.count() == 1
    answer = dung.post(reverse("directive-new"), form)
    made = Directive.objects.exclude(code="ct-1").get()
    assert answer["Location"] == reverse("directive", args=[made.code])
    assert list(made.clauses.values_list("ref", flat=True)) == [
        "Điều 1",
        "khoản 1 Điều 1",
        "khoản 2 Điều 1",
        "Điều 2",
    ]
    assert made.links.get().of.code == "ct-1"
    assert "triển khai" in dung.get(answer["Location"]).content.decode()


def test_the_paper_says_which_clause_nobody_carries_out_and_who_has_no_plan(scene: World) -> None:
    Plan.objects.filter(pk=plan_of(scene).pk).update(state="approved")
    page = enter("dung").get(reverse("directive", args=["ct-1"])).content.decode()
    assert "1 chưa có ai làm" in page
    assert "1 đơn vị chưa có" in page
    assert "Công an xã Hoa Mơ" in page


def test_chi_finds_neither_the_paper_nor_the_plan_nor_the_proposal(scene: World) -> None:
    plan = plan_of(scene)
    Proposal.objects.create(
        code="tm-1",
        unit=scene.lim_xanh,
        to="Ủy ban",
        title="Đèn đường",
        on=date(2025, 3, 1),
        written_by=scene.an,
    )
    item = plan.items.get()
    chi = enter("chi")
    for name, args in (
        ("directive", ["ct-1"]), ("plan", [plan.code]), ("item-split", [plan.code, item.pk]), ("proposal", ["tm-1"]),
    ):  # fmt: skip
        assert chi.get(reverse(name, args=args)).status_code == 404
    for name in ("plan-send", "plan-return", "plan-close"):
        assert chi.post(reverse(name, args=[plan.code])).status_code == 404
    assert "Trả lời dân đúng hẹn" not in chi.get(reverse("directives")).content.decode()
    assert "Đèn đường" not in chi.get(reverse("proposals")).content.decode()


def test_last_years_plan_again_must_say_why(scene: World) -> None:
    Plan.objects.filter(pk=plan_of(scene, "kh-0", date(2024, 3, 1)).pk).update(state="approved")
    plan = plan_of(scene)
    an = enter("an")
    page = an.get(reverse("plan", args=[plan.code])).content.decode()
    assert "Giống 100 % kế hoạch" in page
    assert "<mark>" in page
    assert an.post(reverse("plan-send", args=[plan.code]), {"same_reason": ""}).status_code == 400
    assert Plan.objects.get(pk=plan.pk).state == "draft"
    an.post(reverse("plan-send", args=[plan.code]), {"same_reason": "Bản mới sáp nhập, dân chưa quen."})
    plan.refresh_from_db()
    assert (plan.state, plan.same_reason) == ("sent", "Bản mới sáp nhập, dân chưa quen.")
    assert Notice.objects.get().to == scene.binh  # An sent it herself


def test_a_plan_without_benefit_is_not_sent(scene: World) -> None:
    plan = plan_of(scene, benefit="")
    answer = enter("an").post(reverse("plan-send", args=[plan.code]))
    assert answer.status_code == 400
    assert 'href="#benefit"' in answer.content.decode()


def test_sent_returned_sent_again_approved_and_closed(scene: World) -> None:
    plan = plan_of(scene)
    an, binh = enter("an"), enter("binh")
    binh.post(reverse("plan-send", args=[plan.code]))
    assert an.post(reverse("plan-return", args=[plan.code]), {"reason": ""}).status_code == 400
    an.post(reverse("plan-return", args=[plan.code]), {"reason": "Thêm khoản 2."})
    assert "Thêm khoản 2." in binh.get(reverse("plan", args=[plan.code])).content.decode()
    binh.post(reverse("plan-send", args=[plan.code]))
    an.post(reverse("plan-approve", args=[plan.code]))
    assert (
        an.post(reverse("plan-close", args=[plan.code]), {"summary": "", "on": "10/03/2025"}).status_code
        == 400
    )
    an.post(reverse("plan-close", args=[plan.code]), {"summary": "Họp đủ.", "on": "09/03/2025"})
    plan.refresh_from_db()
    assert (plan.state, plan.summary) == ("closed", "Họp đủ.")


def test_a_task_is_shared_out_by_village_and_the_rest_have_nobody(scene: World) -> None:
    plan = plan_of(scene)
    item = plan.items.get()
    url = reverse("item-split", args=[plan.code, item.pk])
    an = enter("an")
    alone = an.post(url, {"owner-1": "binh"})
    assert alone.status_code == 400
    an.post(url, {"owner-1": "binh", "areas-1": ["ban-1"], "owner-2": "lan", "areas-2": []})
    parts = ActionItem.objects.filter(part_of=item)
    assert sorted(part.owner.code for part in parts) == ["binh", "lan"]
    page = an.get(reverse("plan", args=[plan.code])).content.decode()
    assert "2 thôn, bản chưa có ai" in page


def test_a_proposal_is_answered_and_the_rate_counts_only_answers(scene: World) -> None:
    an = enter("an")
    form = {
        "unit": scene.lim_xanh.code,
        "to": "Ủy ban nhân dân xã",
        "title": "Lắp đèn ngõ 3",
        "on": "01/03/2025",
    }
    an.post(reverse("proposal-new"), form)
    row = Proposal.objects.get()
    assert (
        an.post(reverse("proposal", args=[row.code]), {"answer": "", "answered_on": "05/03/2025"}).status_code
        == 400
    )
    an.post(reverse("proposal", args=[row.code]), {"answer": "accepted", "answered_on": "11/03/2025"})
    row.refresh_from_db()
    assert (row.answer, row.answered_on) == ("accepted", date(2025, 3, 11))
    page = an.get(reverse("proposals")).content.decode()
    assert "100 %" in page


def test_lists_ask_as_many_questions_for_three_rows_as_for_one(scene: World) -> None:
    dung = enter("dung")
    dung.get(reverse("directives"))
    Plan.objects.filter(pk=plan_of(scene).pk).update(state="approved")
    counts: dict[str, list[int]] = {}
    for turn in range(2):
        for name, args in (("directives", []), ("plans", []), ("proposals", []), ("directive", ["ct-1"])):
            with CaptureQueriesContext(connection) as asked:
                dung.get(reverse(name, args=args))
            counts.setdefault(name, []).append(len(asked))
        for number in range(3):
            Plan.objects.filter(pk=plan_of(scene, f"kh-{turn}-{number}").pk).update(state="approved")
            Proposal.objects.create(
                code=f"tm-{turn}-{number}", unit=scene.lim_xanh, to="Ủy ban", title="Việc", on=date(2025, 3, 1),
                written_by=scene.an,
            )  # fmt: skip
            unit = factories.unit(f"xa-{turn}-{number}", f"Xã {number}")
            UnitLink.objects.create(
                child=unit, parent=scene.province, kind=LinkKind.COMMAND, first_day=unit.first_day
            )
    assert {name: seen[0] for name, seen in counts.items()} == {
        name: seen[1] for name, seen in counts.items()
    }
