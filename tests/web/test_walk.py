"""What somebody who had never seen the house stumbled over (docs/walk.md) stays out of her way."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, at, decision, person
from tests.factories import world as make_world
from thidua.actions.dossier.open import Nomination, dossiers_open
from thidua.actions.period import period_close
from thidua.core.unit import Role
from thidua.store.models import Award, Dossier, MovementPeriod, Submission
from thidua.web.room import known

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return make_world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def page(client: Client, name: str, *arguments: str) -> str:
    return client.get(reverse(name, args=arguments)).content.decode()


@pytest.mark.parametrize(("day", "month"), [(date(2025, 4, 4), "2025-03"), (date(2025, 4, 6), "2025-04")])
def test_the_door_of_entry_opens_the_month_that_is_due(scene: World, day: date, month: str, settings) -> None:
    settings.DEMO_DAY = day
    near = enter("lan").get("/").context["near"]
    urls = {str(door["title"]): door["url"] for door in near}
    assert urls["Nhập số liệu"] == known("entry", scene.lim_xanh.code, month)
    assert urls["Đơn vị"] == known("unit-month", scene.lim_xanh.code, month)
    assert "Báo cáo tháng" in urls


def test_saving_says_how_much_is_left_and_then_what_comes_next(scene: World) -> None:
    lan, code = enter("lan"), scene.lim_xanh.code
    told = lan.post(
        reverse("entry", args=[code, "2025-03"]), {"ho-so-dung-han.2025-W10": "9/10"}, follow=True
    )
    said = [str(message) for message in told.context["messages"]]
    assert said[0] == "Đã lưu 1 số liệu."
    left = int(re.fullmatch(r"Còn (\d+) ô trống\.", said[1])[1])
    cells = re.findall(r'<input[^>]*name="[a-z-]+\.2025-W\d+"[^>]*value="([^"]*)"', told.content.decode())
    empty = sum(not cell for cell in cells)
    assert left == empty
    assert f'href="{reverse("report", args=[code, "2025-03"])}"' in told.content.decode()


def test_the_clerk_of_a_unit_with_nobody_below_finds_her_own_report_first(scene: World) -> None:
    found = enter("lan").get(reverse("reports"), {"thang": "2025-03"})
    assert [row["unit"].code for row in found.context["own"]] == [scene.lim_xanh.code]
    assert found.context["rows"] == []
    assert "Không có đơn vị nào dưới quyền" not in found.content.decode()


def test_why_begins_with_the_criteria_that_lost_most(scene: World) -> None:
    scene.fill()
    dung = scene.see(scene.dung)
    period_close(by=dung, at=at(), movement=scene.movement, period=scene.week.code)
    an = enter("an")
    answer = an.get(reverse("why", args=[scene.movement.code, scene.week.code, scene.lim_xanh.code]))
    lost = [row["lost"] for row in answer.context["lost"]]
    assert lost == sorted(lost, reverse=True)
    assert all(points > 0 for points in lost)
    assert sum(lost) <= answer.context["working"].total.maximum - answer.context["mine"].total
    boards = page(an, "boards")
    assert (
        f'href="{reverse("why", args=[scene.movement.code, scene.week.code, scene.lim_xanh.code])}"' in boards
    )


def test_a_bulletin_is_drawn_for_a_month_chosen_by_name_the_last_one_first(scene: World, settings) -> None:
    settings.DEMO_DAY = DAY
    months = enter("dung").get(reverse("bulletins")).context["months"]
    assert [month.code for month in (months[0], months[1], months[-1])] == ["2025-02", "2025-01", "2025-03"]


def test_what_cannot_be_read_is_told_with_its_figure_and_what_it_wants(scene: World) -> None:
    typed = {"bao-cao-dung-han": "x", "ho-so-dung-han": "chín", "buoi-tuyen-truyen": "hai"}
    sent = {f"{figure}.2025-W10": text for figure, text in typed.items()}
    answer = enter("lan").post(reverse("entry", args=[scene.lim_xanh.code, "2025-03"]), sent)
    told = dict(answer.context["faults"])
    assert told["bao-cao-dung-han.2025-W10"].endswith(": chỉ nhập “có” hoặc “không”.")
    assert "phải có tử số và mẫu số (ví dụ 18/20), không chỉ “chín”" in told["ho-so-dung-han.2025-W10"]
    assert (
        told["buoi-tuyen-truyen.2025-W10"] == "Tuần 10/2025: Buổi tuyên truyền: “hai” không phải là một số."
    )


def test_each_loss_opens_its_own_line(scene: World) -> None:
    scene.fill()
    period_close(by=scene.see(scene.dung), at=at(), movement=scene.movement, period=scene.week.code)
    shown = page(enter("an"), "why", scene.movement.code, scene.week.code, scene.lim_xanh.code)
    lost = re.findall(r'href="#(tc-[^"]+)"', shown)
    assert lost
    assert all(f'<tr id="{anchor}"' in shown for anchor in lost)


# --- From "year closed" to "decisions printed" --------------------------------------------------------------------


def named_at(scene: World, day: date, *people, form: str = "chien-si-tien-tien") -> list[Dossier]:
    return dossiers_open(
        by=scene.see(scene.an, day), at=at(day), unit=scene.lim_xanh, form=form, year=2025,
        chosen=[Nomination(who, "Giúp dân sau lũ") for who in people],
    )  # fmt: skip


def stand_at(dossier: Dossier, state: str, desk=None) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=state, consent="given", desk=desk or dossier.desk)


def whole(dossier: Dossier) -> None:
    dossier.papers.update(state="present", number="7/BC")


def test_the_morning_after_the_year_was_closed_leads_to_its_awards(scene: World, settings) -> None:
    """Until somebody is named; and not in summer, when the year is far from over."""
    scene.fill()
    dung, close = scene.see(scene.dung), "2025-W10"
    period_close(by=dung, at=at(), movement=scene.movement, period=close)
    MovementPeriod.objects.filter(code=close).update(
        code="2025", kind="year", first_day=date(2025, 1, 1), last_day=date(2025, 12, 31)
    )
    day = settings.DEMO_DAY = date(2026, 1, 12)
    assert '/khen-thuong/?nam=2025">Năm 2025 đã chốt, chưa đề nghị ai' in page(enter("an"), "today")
    assert "chưa đề nghị ai" not in page(enter("chi"), "today")
    settings.DEMO_DAY = date(2026, 6, 12)
    assert "chưa đề nghị ai" not in page(enter("an"), "today")
    settings.DEMO_DAY = day
    named_at(scene, day, scene.clerk)
    assert "chưa đề nghị ai" not in page(enter("an"), "today")


def test_a_closed_month_leads_to_choosing_names_and_a_week_does_not(scene: World) -> None:
    scene.fill()
    period_close(by=scene.see(scene.dung), at=at(), movement=scene.movement, period=scene.week.code)
    week = enter("dung").get(reverse("standing", args=[scene.movement.code, scene.week.code]))
    assert week.context["award_url"] == ""
    MovementPeriod.objects.update(kind="month", code="2025-03")
    month = reverse("standing", args=[scene.movement.code, "2025-03"])
    key = MovementPeriod.objects.get().closes.get().pk
    wanted = f"{reverse('dossier-choose')}?nam=2025&ket-qua={key}"
    assert enter("dung").get(month).context["award_url"] == wanted
    assert enter("lan").get(month).context["award_url"] == ""


def test_what_lies_elsewhere_is_told_apart_from_ones_own_work(scene: World) -> None:
    here, there = named_at(scene, DAY, scene.clerk, scene.binh)
    stand_at(here, "collecting")
    stand_at(there, "submitted", scene.province)
    board = enter("an").get(reverse("season"), {"nam": 2025}).context
    assert [line["row"] for group in board["groups"] for line in group["lines"]] == [here]
    assert [line["row"] for line in board["elsewhere"]] == [there]
    own = enter("lan").get(reverse("season"), {"nam": 2025}).content.decode()
    assert "Hồ sơ của đồng chí" in own
    assert "Đang ở nơi khác" not in own


def test_whoever_stands_in_the_register_is_not_led_to_a_dossier_that_is_not_there(scene: World) -> None:
    award = Award.objects.create(
        code="cstt-1", register_number=1, form="chien-si-tien-tien", level="unit", category="individual",
        state="decided", person=scene.clerk, subject_name=scene.clerk.name, search="x", reason="x", year=2025,
        decision=decision("1/QĐ"),
    )  # fmt: skip
    an = enter("an")
    chosen = an.get(reverse("dossier-choose"), {"nam": 2025}).content.decode()
    link = reverse("award", args=[award.code])
    assert f'href="{link}">đã có trong sổ' in chosen
    assert an.get(link).status_code == 200


def test_the_red_button_of_a_dossier_is_the_next_thing_to_do(scene: World) -> None:
    (dossier,) = named_at(scene, DAY, scene.binh)
    an, url = enter("an"), reverse("dossier", args=[dossier.award.code])

    def red() -> list[str]:
        found = re.findall(r'<(?:a|button) class="button main"[^>]*>([^<]*)<', an.get(url).content.decode())
        return [text.strip() for text in found]

    asked = an.get(url).content.decode()
    assert "Đã hỏi Trần Văn Bình, chờ trả lời" in asked
    assert "Nhận lại để hoàn thiện" not in asked
    stand_at(dossier, "collecting")
    assert red() == ["Bổ sung 2 giấy tờ còn thiếu"]
    assert "Lấy báo cáo điền sẵn (Word)" in an.get(url).content.decode()
    whole(dossier)
    assert red() == ["Thẩm định xong"]
    stand_at(dossier, "appraised")
    assert red() == ["Trình Công an tỉnh Minh Họa"]


def test_a_submission_comes_ticked_and_leads_on_to_the_decision(scene: World) -> None:
    good, short = named_at(scene, DAY, scene.binh, scene.clerk)
    for row in (good, short):
        stand_at(row, "submitted", scene.province)
    whole(good)
    sent = Submission.objects.create(
        code="ttr-1", unit=scene.lim_xanh, to=scene.province, year=2025, number="1/TTr", on=DAY, signer="An",
        sent_by=scene.an, sent_at=at(),
    )  # fmt: skip
    sent.dossiers.set([good, short])
    dung = enter("dung")
    text = page(dung, "submission", sent.code)
    boxes = dict(re.findall(r'name="chon" value="([^"]+)"( checked)?', text))
    assert boxes == {good.award.code: " checked", short.award.code: ""}
    decide = f"{reverse('decision-new')}?nam=2025&amp;don-vi={scene.province.code}"
    assert decide not in text
    dung.post(reverse("submission", args=[sent.code]), {"chon": [good.award.code]})
    assert decide in page(dung, "submission", sent.code)


def test_a_decision_begins_with_what_is_known_and_without_whom_the_council_has_not_weighed(
    scene: World,
) -> None:
    ready, waiting = named_at(scene, DAY, scene.binh, scene.clerk)
    stand_at(ready, "appraised", scene.province)
    stand_at(waiting, "council", scene.province)
    for row in (ready, waiting):
        whole(row)
    person("cuong", "Hoàng Văn Cường", scene.province, Role.HEAD, "Giám đốc")
    context = enter("dung").get(reverse("decision-new"), {"nam": 2025}).context
    assert context["picked"] == {ready.award.code}
    values = {name: context["fields"][name]["value"] for name in ("authority", "place", "signer")}
    assert values == {
        "authority": "Giám đốc Công an tỉnh Minh Họa", "place": "Minh Họa", "signer": "Hoàng Văn Cường"
    }  # fmt: skip


def test_a_refused_list_says_for_whom(scene: World) -> None:
    one, other = named_at(scene, DAY, scene.binh, scene.clerk)
    for row in (one, other):
        stand_at(row, "appraised")
    whole(one)
    answer = enter("an").post(
        reverse("submission-new") + "?nam=2025",
        {"chon": [one.award.code, other.award.code], "number": "1/TTr", "on": "10/03/2025", "signer": "An"},
    )
    assert [told.split(":")[0] for _, told in answer.context["faults"]] == ["Lò Thị Lan"]
