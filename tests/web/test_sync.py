"""What devices send through the page: read strictly, answered one by one, seen by nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, deed, figure, world
from tests.phone import SECRET, from_a_phone
from thidua.actions.evidence import LARGEST
from thidua.store import evidence
from thidua.store.models import Deed, Evidence, Figure, SyncConflict, SyncRecord

pytestmark = pytest.mark.django_db
CODE = "buoi-tuyen-truyen"


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def key(number: int) -> str:
    return f"{number:032x}"


def typed(number: int = 1, **changed: Any) -> dict[str, Any]:
    told = {
        "key": key(number), "kind": "figure", "at": "2025-03-09T06:00:00Z", "unit": "ca-xa-lim-xanh", "after": [],
        "figure": CODE, "period": WEEK.code, "base": None, "text": "3", "reason": "",
    }  # fmt: skip
    return {**told, **changed}


def done(number: int = 1, **changed: Any) -> dict[str, Any]:
    told = {
        "key": key(number), "kind": "deed", "at": "2025-03-09T06:00:00Z", "unit": "ca-xa-lim-xanh", "after": [],
        "deed_kind": "tuyen-truyen", "on": "2025-03-04", "quantities": {"buoi": "1", "luot": "46"}, "summary": "",
        "place": "bản Nà Khoa", "area": "", "base": "",
    }  # fmt: skip
    return {**told, **changed}


def post(client: Client, *records: object, asked: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    body = json.dumps({"records": list(records), "asked": list(asked)})
    answer = client.post(reverse("sync-send"), body, content_type="application/json")
    assert answer.status_code == 200
    return answer.json()["answers"]


def test_a_batch_is_answered_record_by_record(scene: World) -> None:
    figure("tap-huan", scene.lim_xanh, scene.binh, 2, 2)
    answers = post(
        enter("lan"),
        typed(1),
        typed(2, figure="dien-dan-lang-nghe", text="một"),
        done(3),
        typed(4, figure="tap-huan", text="1/2"),
    )
    assert [answer["outcome"] for answer in answers] == ["taken", "refused", "taken", "conflict"]
    assert [len(answer["told"]) for answer in answers] == [0, 1, 0, 0]
    assert "“một”" in answers[1]["told"][0]
    assert answers[2]["deed"] == Deed.objects.get().code
    assert answers[3]["conflict"] == reverse("sync-conflict", args=[SyncConflict.objects.get().pk])
    assert Figure.objects.filter(figure=CODE).count() == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "raise"},
        {"text": None},
        {"text": "x" * 61},
        {"period": "2025-W10; drop"},
        {"figure": "a b"},
        {"at": "hôm qua"},
        {"base": [7, 1, 1]},
        {"base": [1, 1]},
        {"more": 1},
        {"key": "x"},
        {"after": ["x"]},
        {"unit": "\0"},
        {"reason": "\ud800"},
    ],
)
def test_a_record_that_cannot_be_read_is_answered_and_does_not_stop_the_others(
    scene: World, broken: Any
) -> None:
    answers = post(enter("lan"), typed(1, **broken), typed(2))
    assert [answer["outcome"] for answer in answers] == ["refused", "taken"]
    assert "vẫn nằm trên máy" in answers[0]["told"][0]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"records": 1}', "x" * 10, "[" * 5000])
def test_what_is_no_batch_is_refused(scene: World, body: str) -> None:
    answer = enter("lan").post(reverse("sync-send"), body, content_type="application/json")
    assert answer.status_code == 400
    assert not SyncRecord.objects.exists()


def test_signs_that_nobody_types_are_not_kept(scene: World) -> None:
    post(enter("lan"), done(1, summary="Nói\0 chuyện\u202e ở bản"))
    assert Deed.objects.get().summary == "Nói chuyện ở bản"


def test_another_unit_does_not_exist_for_the_sender(scene: World) -> None:
    for number, who in enumerate(("chi", "dung"), 1):
        answer = post(enter(who), typed(number))[0]
        assert answer["outcome"] == "refused"
    base = deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    told = post(enter("chi"), done(5, unit="ca-xa-suoi-trong", base=base.code))[0]["told"]
    assert told == ["Không tìm thấy việc được ghi lại; bản ghi vẫn nằm trên máy."]
    assert not SyncRecord.objects.exists()


def test_a_clock_that_is_plainly_wrong_is_not_believed(scene: World) -> None:
    post(enter("lan"), typed(1, at="1970-01-01T00:00:00Z"))
    row = SyncRecord.objects.get()
    assert row.made_at == row.received_at


def test_who_is_here_is_said_without_a_redirect(scene: World) -> None:
    assert Client().get(reverse("sync-session")).json()["who"] == ""
    told = enter("lan").get(reverse("sync-session")).json()
    assert (told["who"], len(told["csrf"]) > 20) == ("lan", True)


# --- Photos in pieces -------------------------------------------------------------------------------------


def piece(
    client: Client, record: str, photo: str, content: bytes, start: int, end: int, name: str = "a.jpg"
) -> Any:
    url = f"{reverse('sync-photo', args=[photo])}?ban-ghi={record}&co={len(content)}&tu={start}&ten={name}"
    return client.post(url, content[start:end], content_type="application/octet-stream").json()


def test_a_photo_goes_on_where_it_stopped(scene: World) -> None:
    lan, content = enter("lan"), from_a_phone()
    post(lan, done(1))
    url = f"{reverse('sync-photo', args=[key(9)])}?ban-ghi={key(1)}&co={len(content)}"
    assert lan.get(url).json() == {"outcome": "more", "have": 0, "told": []}
    assert piece(lan, key(1), key(9), content, 0, 1000)["have"] == 1000
    assert piece(lan, key(1), key(9), content, 0, 1000)["have"] == 1000  # the answer was lost, it came twice
    assert lan.get(url).json()["have"] == 1000
    assert piece(lan, key(1), key(9), content, 1000, len(content))["outcome"] == "taken"
    assert lan.get(url).json()["outcome"] == "taken"
    row = Evidence.objects.get()
    assert row.deed == Deed.objects.get()
    assert SECRET not in evidence.content_of(row.sha256)


def test_a_photo_of_somebody_else_or_too_large_is_not_taken(scene: World) -> None:
    lan = enter("lan")
    post(lan, done(1))
    url = reverse("sync-photo", args=[key(9)])
    assert enter("binh").get(f"{url}?ban-ghi={key(1)}&co=10").status_code == 404
    assert lan.get(f"{url}?ban-ghi={key(1)}&co={LARGEST + 1}").status_code == 404
    assert lan.get(f"{url}?ban-ghi={key(7)}&co=10").status_code == 404
    assert lan.get(f"{url}?ban-ghi={key(1)}&co=²").status_code == 404


def test_a_broken_photo_is_told_and_not_kept(scene: World) -> None:
    lan, content = enter("lan"), from_a_phone()[:400]
    post(lan, done(1))
    answer = piece(lan, key(1), key(9), content, 0, len(content))
    assert (answer["outcome"], "bị hỏng" in answer["told"][0]) == ("refused", True)
    assert not Evidence.objects.exists()


# --- Side by side -----------------------------------------------------------------------------------------


def conflicting(scene: World) -> SyncConflict:
    figure(CODE, scene.lim_xanh, scene.binh, 7)
    post(enter("lan"), typed(1))
    return SyncConflict.objects.get()


def test_both_versions_stand_side_by_side_with_who_and_when(scene: World) -> None:
    row = conflicting(scene)
    page = enter("an").get(reverse("sync-conflict", args=[row.pk])).content.decode()
    for told in (
        "Ghi trên máy",
        "Trên máy chủ",
        "Lúc bắt đầu",
        "Lò Thị Lan",
        "Trần Văn Bình",
        "chưa có số nào",
    ):
        assert told in page
    assert page.index('<p class="big">3</p>') < page.index('<p class="big">7</p>')


def test_choosing_on_the_page(scene: World) -> None:
    row, an = conflicting(scene), enter("an")
    url = reverse("sync-conflict", args=[row.pk])
    assert an.post(url, {}).status_code == 400
    wrong = an.post(url, {"choice": "third", "value": "nhiều", "reason": "Đếm lại"})
    assert (wrong.status_code, 'value="nhiều"' in wrong.content.decode()) == (400, True)
    assert an.post(url, {"choice": "mine", "reason": ""}).status_code == 400
    assert an.post(url, {"choice": "third", "value": "5", "reason": "Đếm lại"}).status_code == 302
    assert list(Figure.objects.order_by("pk").values_list("numerator", flat=True)) == [7000, 5000]
    assert "Đã chọn một số khác" in an.get(url).content.decode()
    told = post(enter("lan"), asked=(key(1),))
    assert [(answer["key"], answer["outcome"]) for answer in told] == [(key(1), "settled")]


def test_a_deeds_two_versions_are_chosen_between_on_the_page(scene: World) -> None:
    base = deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    post(enter("lan"), done(1, base=base.code))
    row, an = SyncConflict.objects.get(), enter("an")
    url = reverse("sync-conflict", args=[row.pk])
    assert "không còn chờ ghi lại" in an.get(url).content.decode()
    form = {"choice": "mine", "reason": "Là buổi khác", "buoi": "1", "luot": "4x", "summary": ""}
    assert an.post(url, form).status_code == 400
    assert an.post(url, {**form, "luot": "45"}).status_code == 302
    made = Deed.objects.latest("pk")
    assert (made.summary, made.replaces) == ("Tuyên truyền: 1 buổi, 45 lượt – bản Nà Khoa", None)
    told = post(enter("lan"), asked=(key(1),))
    assert [(answer["outcome"], answer["deed"]) for answer in told] == [("taken", made.code)]


def test_a_conflict_is_only_for_those_who_record_for_the_unit(scene: World) -> None:
    row = conflicting(scene)
    url = reverse("sync-conflict", args=[row.pk])
    for who in ("chi", "dung"):
        assert enter(who).get(url).status_code == 404
        assert enter(who).post(url, {"choice": "theirs"}).status_code == 404
    assert "Buổi tuyên truyền" not in enter("chi").get(reverse("sync-conflicts")).content.decode()
    assert SyncConflict.objects.get().choice == ""


def test_a_restricted_deed_in_conflict_is_not_shown_to_everybody_of_the_unit(scene: World) -> None:
    base = deed("viec-1", scene.lim_xanh, scene.clerk, "giao-nop-vu-khi", dan=4)
    Deed.objects.update(privacy="restricted")
    post(enter("lan"), done(1, deed_kind="giao-nop-vu-khi", quantities={"dan": "5"}, base=base.code))
    url = reverse("sync-conflict", args=[SyncConflict.objects.get().pk])
    assert [enter(who).get(url).status_code for who in ("lan", "an", "binh")] == [200, 200, 404]


def test_the_list_asks_the_same_for_one_and_for_three(scene: World, django_assert_num_queries: Any) -> None:
    conflicting(scene)
    an, url = enter("an"), reverse("sync-conflicts")
    an.get(url)
    with CaptureQueriesContext(connection) as one:
        an.get(url)
    asked = len(one)
    for number, code in ((2, "dien-dan-lang-nghe"), (3, "ngay-cong-giup-dan")):
        figure(code, scene.lim_xanh, scene.binh, 7)
        post(enter("lan"), typed(number, figure=code))
    assert SyncConflict.objects.count() == 3
    with django_assert_num_queries(asked):
        an.get(url)
