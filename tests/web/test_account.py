"""Pages of one's own account, and of an administrator: what they show, what they do, and to whom they do not exist."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.factories import DAY, PASSWORD, START, World
from tests.web.signing import code, signed_in, with_app
from thidua.core.unit import Role
from thidua.store.models import Account, Delegation, Person, Post
from thidua.web.account.place import device, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _scene(world: World, settings: LazySettings) -> None:
    call_command("createcachetable", verbosity=0)
    settings.DEMO_DAY = DAY
    factories.person("quan-tri", "Đỗ Quản Trị", world.province, Role.ADMINISTRATOR, "Quản trị")


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_my_account_shows_posts_sessions_and_what_protects_it() -> None:
    page = text(signed_in("an", HTTP_USER_AGENT="x").get(reverse("account")))
    for said in ("Trưởng Công an xã", "nơi này", "ngay trên máy chủ", "chưa bật", "Ủy quyền việc của"):
        assert said in page


def test_an_app_is_put_on_and_its_recovery_codes_shown() -> None:
    client = confirmed("an")
    page = client.get(reverse("account-totp")).content.decode()
    secret = re.search(r'class="hash">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert "data:image/svg+xml;base64," in page
    assert client.post(reverse("account-totp"), {"code": "000000"}).status_code == 400
    assert client.post(reverse("account-totp"), {"code": code(secret=secret)})["Location"] == reverse(
        "account-codes"
    )
    codes = re.findall(r"<li>(\d{8})</li>", client.get(reverse("account-codes")).content.decode())
    assert len(set(codes)) == 10
    client.post(reverse("account-codes"))
    fresh = re.findall(r"<li>(\d{8})</li>", client.get(reverse("account-codes")).content.decode())
    assert not set(codes) & set(fresh)
    assert "đang bật" in text(client.get(reverse("account")))


def confirmed(username: str) -> Client:
    client = signed_in(username)
    client.post(reverse("account-confirm"), {"password": PASSWORD, "next": "/"})
    return client


def test_taking_the_app_off_takes_the_recovery_codes_with_it() -> None:
    row = with_app("an")
    client = Client()
    client.post("/dang-nhap/", {"username": "an", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account-confirm"), {"password": PASSWORD, "next": "/"})
    client.post(reverse("account-factor-remove", args=[row.pk]))
    assert not Account.objects.get(username="an").authenticator_set.exists()


@pytest.mark.parametrize(
    ("host", "secure", "possible"),
    [("localhost", False, True), ("127.0.0.1", True, False), ("[::1]", True, False), ("thidua.noi-bo", True, True),
     ("thidua.noi-bo", False, False)],
)  # fmt: skip
def test_passkeys_are_offered_where_a_browser_can_make_them(
    settings: LazySettings, host: str, secure: bool, possible: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client = confirmed("an")
    page = client.get(reverse("account-passkey"), secure=secure, headers={"host": host})
    assert ("data-passkey" in page.content.decode()) is possible
    assert ("chưa dùng được khóa truy cập" in text(page)) is not possible


def test_passkey_that_is_none_is_refused_without_a_fault() -> None:
    client = confirmed("an")
    for junk in (
        "",
        "{}",
        '{"id": 1}',
        "[]",
        "null",
        '{"id":"x","rawId":"x","type":"public-key","response":{}}',
    ):
        answer = client.post(reverse("account-passkey"), {"credential": junk}, headers={"host": "localhost"})
        assert answer.status_code == 400, junk
        other = Client().post(reverse("passkey-sign-in"), {"credential": junk}, headers={"host": "localhost"})
        assert other.status_code == 400, junk


def test_lending_and_taking_back_on_the_pages(world: World) -> None:
    an, binh = signed_in("an"), signed_in("binh")
    address = reverse("delegation-new", args=[Post.objects.get(person=world.an).pk])
    sent = {
        "to": "binh", "roles": ["emulation-officer"], "first_day": "10/03/2025", "last_day": "20/03/2025",
        "reason": "Nghỉ phép",
    }  # fmt: skip
    assert an.post(address, {**sent, "roles": []}).status_code == 400
    assert an.post(address, {**sent, "to": "chi"}).status_code == 404
    assert an.post(address, sent)["Location"] == reverse("account")
    assert "Trần Văn Bình đang có hiệu lực Mở, khóa, chốt kỳ" in text(an.get(reverse("account")))
    assert "Nguyễn Thị An đang có hiệu lực" in text(binh.get(reverse("account")))
    row = Delegation.objects.get()
    assert signed_in("chi").post(reverse("delegation-revoke", args=[row.pk])).status_code == 404
    binh.post(reverse("delegation-revoke", args=[row.pk]))
    assert "đã thu hồi" in text(an.get(reverse("account")))


def test_nobody_lends_anothers_post(world: World) -> None:
    hers = Post.objects.get(person=world.an).pk
    for who in ("binh", "chi", "dung", "quan-tri"):
        assert signed_in(who).get(reverse("delegation-new", args=[hers])).status_code == 404


ADMIN_PAGES = ("accounts", "person-new")


def test_pages_of_an_administrator_do_not_exist_for_others(world: World) -> None:
    post = Post.objects.get(person=world.an).pk
    looks = [reverse(name) for name in ADMIN_PAGES]
    looks += [reverse("account-of", args=["an"]), reverse("post-new", args=["an"])]
    sends = [reverse(name, args=["an"]) for name in ("account-act", "account-open", "post-new")]
    sends += [reverse("post-end", args=["an", post]), reverse("person-new")]
    for who in ("an", "binh", "lan", "dung", "chi"):
        client = signed_in(who)
        assert {client.get(address).status_code for address in looks} == {404}, who
        assert {client.post(address, {"do": "khoa"}).status_code for address in sends} == {404}, who


def test_chi_as_administrator_of_another_province_gets_404(world: World) -> None:
    Post.objects.create(
        person=world.chi,
        unit=world.other_province,
        role=Role.ADMINISTRATOR,
        title="Quản trị",
        first_day=START,
    )
    chi = signed_in("chi")
    assert "Nguyễn Thị An" not in text(chi.get(reverse("accounts")))
    assert chi.get(reverse("account-of", args=["an"])).status_code == 404
    for do in ("dat-lai", "khoa", "mo-khoa", "bo-lop-hai", "ket-thuc"):
        assert chi.post(reverse("account-act", args=["an"]), {"do": do}).status_code == 404
    sent = {
        "name": "Kẻ Lạ",
        "unit": world.lim_xanh.code,
        "role": "head",
        "title": "Trưởng",
        "first_day": "10/03/2025",
    }
    assert chi.post(reverse("person-new"), sent).status_code == 404
    assert not Person.objects.filter(name="Kẻ Lạ").exists()


def test_an_administrator_sees_no_content(world: World) -> None:
    deed = factories.deed("d1", world.lim_xanh, world.clerk, buoi=1)
    client = signed_in("quan-tri")
    assert client.get("/").status_code == 200
    for address in (
        reverse("deed", args=[deed.code]),
        reverse("unit", args=[world.lim_xanh.code]),
        reverse("movement", args=[world.movement.code]),
    ):
        assert client.get(address).status_code == 404, address


def test_a_new_person_gets_post_account_and_a_password_of_her_own(world: World) -> None:
    admin = signed_in("quan-tri")
    sent = {
        "name": "Hà Thị Mới", "rank": "Đại úy", "unit": world.lim_xanh.code, "role": "clerk",
        "title": "Cán bộ tổng hợp", "first_day": "01/03/2025", "last_day": "",
    }  # fmt: skip
    assert admin.post(reverse("person-new"), {**sent, "name": "", "title": ""}).status_code == 400
    assert admin.post(reverse("person-new"), sent)["Location"] == reverse("account-of", args=["ha-thi-moi"])
    page = admin.post(reverse("account-open", args=["ha-thi-moi"]), {"username": ""}).content.decode()
    once = re.search(r'class="once">([a-z0-9-]+)<', page)[1]
    assert once not in admin.get(reverse("account-of", args=["ha-thi-moi"])).content.decode()
    her = signed_in("ha-thi-moi", once)
    assert her.get("/")["Location"] == reverse("account-password")
    new = {"current": once, "password": "mưa rừng cuối hạ", "again": "mưa rừng cuối hạ"}
    her.post(reverse("account-password"), new)
    assert her.get(reverse("unit", args=[world.lim_xanh.code])).status_code == 302


def test_locking_ends_the_open_session_and_unlocking_lets_back_in(world: World) -> None:
    admin, an = signed_in("quan-tri"), signed_in("an")
    act = reverse("account-act", args=["an"])
    admin.post(act, {"do": "khoa"})
    assert an.get("/").status_code == 302
    assert Client().post("/dang-nhap/", {"username": "an", "password": PASSWORD}).status_code == 400
    admin.post(act, {"do": "mo-khoa"})
    signed_in("an")
    assert admin.post(act, {"do": "xoa-het"}).status_code == 404


def test_a_lost_telephone(world: World) -> None:
    with_app("an")
    signed_in("quan-tri").post(reverse("account-act", args=["an"]), {"do": "bo-lop-hai"})
    assert signed_in("an").get("/").status_code == 200


def test_the_last_administrator_is_told_why_not(world: World) -> None:
    other = factories.person("quan-tri-bo", "Bùi Quản Trị", world.ministry, Role.ADMINISTRATOR)
    Post.objects.filter(person=other).update(last_day=DAY + timedelta(days=3))
    client = signed_in("quan-tri-bo")
    client.post(reverse("account-act", args=["quan-tri"]), {"do": "khoa"})
    assert "sẽ không còn ai quản trị" in text(client.get(reverse("account-of", args=["quan-tri"])))
    assert Account.objects.get(username="quan-tri").is_active


def test_ending_a_post_on_the_page(world: World) -> None:
    admin = signed_in("quan-tri")
    post = Post.objects.get(person=world.clerk)
    address = reverse("post-end", args=["lan", post.pk])
    admin.post(address, {"last_day": "hôm qua"})
    assert Post.objects.get(pk=post.pk).last_day is None
    admin.post(address, {"last_day": "09/03/2025"})
    assert Post.objects.get(pk=post.pk).last_day == DAY - timedelta(days=1)
    assert signed_in("lan").get(reverse("unit", args=[world.lim_xanh.code])).status_code == 404


def test_the_list_finds_without_accents_and_asks_the_same_for_one_and_for_three(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    admin = signed_in("quan-tri")
    assert "Nguyễn Thị An" in text(admin.get(reverse("accounts"), {"tim": "nguyen thi"}))
    assert "Trần Văn Bình" not in text(admin.get(reverse("accounts"), {"tim": "nguyen thi"}))
    asked = []
    for query in ("nguyen thi an", ""):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            admin.get(reverse("accounts"), {"tim": query})
        asked.append(len(captured))
    assert asked[0] == asked[1]
    for state in ("khoa", "chua", "mot-lop", "vo-van"):
        assert admin.get(reverse("accounts"), {"la": state, "trang": "²"}).status_code == 200


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
         "Chrome trên Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge trên Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari trên iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox trên Linux"),
        ("", "Trình duyệt khác"),
    ],
)  # fmt: skip
def test_a_session_says_its_device_in_words(agent: str, said: str) -> None:
    assert device(agent) == said


def test_a_session_says_its_place_in_words() -> None:
    assert [place(a) for a in ("127.0.0.1", "10.1.2.3", "8.8.8.8", "0.0.0.0", "x")] == [  # noqa: S104
        "ngay trên máy chủ", "mạng nội bộ (10.1.2.3)", "ngoài mạng nội bộ (8.8.8.8)", "không rõ nơi", "không rõ nơi",
    ]  # fmt: skip
