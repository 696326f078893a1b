"""A round from approval to the archive: nobody launches what is not approved, nothing unmeasured is called missed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, figure, movement, person, target, world
from thidua.core.unit import Role
from thidua.store.models import Compact, Launch, Movement, MovementEnd, ScaleReading, TargetOutcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    made = world()
    made.week.state = "closed"
    made.week.save(update_fields=["state"])
    compact = Compact.objects.create(
        code="gu-1", movement=made.movement, superior=made.province, unit=made.lim_xanh, text="Cùng làm",
        superior_signed_by="Hùng", superior_signed_on=DAY, unit_signed_by="An", unit_signed_on=DAY, digest="0" * 64,
    )  # fmt: skip
    target(made.movement, made.lim_xanh, "buoi-tuyen-truyen", 3, compact)
    target(made.movement, made.lim_xanh, "ngay-cong-giup-dan", 8, compact)
    figure("buoi-tuyen-truyen", made.lim_xanh, made.clerk, 4)
    return made


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def test_a_round_is_launched_only_once_its_head_approved_it(scene: World) -> None:
    Movement.objects.update(approved_at=None)
    person("hung", "Vũ Mạnh Hùng", scene.province, Role.HEAD)
    code, form = scene.movement.code, {"on": "03/03/2025", "units": [scene.lim_xanh.code]}
    assert enter("dung").post(reverse("movement-launch", args=[code]), form).status_code == 400
    enter("dung").post(reverse("movement-approve", args=[code]))  # an emulation officer does not sign
    assert not Launch.objects.exists()
    enter("hung").post(reverse("movement-approve", args=[code]))
    enter("dung").post(reverse("movement-launch", args=[code]), form)
    assert Launch.objects.get().unit == scene.lim_xanh


def form_of(client: Client, code: str, **more: str) -> dict[str, str]:
    """What the page proposes, with the words of people."""
    rows = client.get(reverse("movement-summary", args=[code])).context["groups"]
    lines = [line["one"] for group in rows for line in group["lines"]]
    found = {f"outcome-{one.target.pk}": one.outcome.value for one in lines}
    return found | {f"ground-{one.target.pk}": one.ground for one in lines} | more


def test_summing_up_shows_what_was_counted_and_what_was_not(scene: World) -> None:
    dung, code = enter("dung"), scene.movement.code
    form = form_of(dung, code, text="Làm được nhiều việc.")
    assert sorted(v for k, v in form.items() if k.startswith("outcome")) == ["exceeded", "unmeasured"]
    refused = dung.post(reverse("movement-summary", args=[code]), {**form, "text": ""})
    assert refused.status_code == 400
    assert not MovementEnd.objects.exists()
    weak = {"carried-1": "Trả lời phản ánh còn chậm", "whose-1": scene.lim_xanh.code}
    assert dung.post(reverse("movement-summary", args=[code]), {**form, **weak}).status_code == 302
    assert dict(TargetOutcome.objects.values_list("target__figure", "outcome")) == {
        "buoi-tuyen-truyen": "exceeded", "ngay-cong-giup-dan": "unmeasured",
    }  # fmt: skip
    page = enter("an").get(reverse("movement-summary", args=[code])).content.decode()
    assert "Trả lời phản ánh còn chậm" in page


def test_weak_points_come_back_in_the_next_round_and_the_old_one_is_archived(scene: World) -> None:
    dung, code = enter("dung"), scene.movement.code
    weak = {"carried-1": "Bản xa chưa có buổi nào", "whose-1": scene.lim_xanh.code}
    dung.post(reverse("movement-summary", args=[code]), form_of(dung, code, text="Xong.", **weak))
    later = movement("dot-2", "Đợt 2", scene.province, "vi-an-ninh-to-quoc", [])
    Movement.objects.filter(pk=later.pk).update(first_day=date(2025, 6, 1))
    page = dung.get(reverse("movement", args=["dot-2"])).content.decode()
    assert "Bản xa chưa có buổi nào" in page
    assert "đợt khác chạy cùng lúc" in page
    dung.post(reverse("movement-archive", args=[code]))
    assert scene.movement.title not in dung.get(reverse("movements")).content.decode()
    assert scene.movement.title in dung.get(reverse("movements"), {"luu-tru": "1"}).content.decode()


def test_an_open_period_stops_the_summing_up(scene: World) -> None:
    scene.week.state = "open"
    scene.week.save(update_fields=["state"])
    dung, code = enter("dung"), scene.movement.code
    answer = dung.post(reverse("movement-summary", args=[code]), form_of(dung, code, text="Xong."))
    assert answer.status_code == 400
    assert "Còn kỳ chưa chốt" in answer.content.decode()


def test_only_the_owner_sums_up_and_chi_sees_nothing(scene: World) -> None:
    code = scene.movement.code
    assert enter("an").get(reverse("movement-summary", args=[code])).status_code == 404
    chi = enter("chi")
    assert chi.get(reverse("movement-summary", args=[code])).status_code == 404
    for name in ("movement-approve", "movement-archive"):
        assert chi.post(reverse(name, args=[code])).status_code == 404


def test_the_scale_is_read_before_signing(scene: World) -> None:
    Compact.objects.update(unit_signed_by="", unit_signed_on=None, digest="")
    url = reverse("compact-sign", args=[scene.movement.code, "gu-1"])
    an = enter("an")
    an.post(url, {"unit": scene.lim_xanh.code})
    assert Compact.objects.get().unit_signed_on is None
    an.post(url, {"unit": scene.lim_xanh.code, "read": "1"})
    assert Compact.objects.get().unit_signed_by == "Nguyễn Thị An"
    assert ScaleReading.objects.get().person == scene.an


def test_occasions_of_a_year_show_the_rounds_that_run(scene: World) -> None:
    page = enter("dung").get(reverse("occasions"), {"nam": "2025"}).content.decode()
    assert "19/08/2025" in page
    assert scene.movement.title in page
    assert enter("dung").get(reverse("occasions"), {"nam": "999999"}).status_code == 404
