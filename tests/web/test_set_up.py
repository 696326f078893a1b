"""An empty machine is claimed by whoever sits at it, once, and by nobody else on the network."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from thidua.actions.directory_start import start_code
from thidua.core.unit import Role
from thidua.store.access import viewer
from thidua.store.models import Account, AuditLine, Post, Unit
from thidua.web.door import today
from thidua.web.sign_in.limit import PER_ACCOUNT

pytestmark = pytest.mark.django_db
URL, PASSWORD = "/thiet-lap/", "suối reo bên bản"


@pytest.fixture(autouse=True)
def _scene(home: Path) -> None:
    call_command("createcachetable", verbosity=0)


def sent(**changed: object) -> dict[str, object]:
    return {
        "code": start_code(), "source": "moi", "unit_name": "Công an tỉnh Minh Họa", "unit_kind": "cong-an-tinh",
        "name": "Đỗ Quản Trị", "username": "quan-tri", "password": PASSWORD, "again": PASSWORD,
    } | changed  # fmt: skip


def test_signing_in_on_an_empty_machine_leads_to_the_set_up() -> None:
    assert Client().get("/dang-nhap/")["Location"] == URL
    assert Client().get(URL).status_code == 200


def test_the_code_lies_in_the_home_for_its_owner_only(home: Path) -> None:
    code = start_code()
    path = home / "set-up-code"
    assert path.read_text() == code == start_code()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_first_administrator_signs_in_and_administers_the_top_unit(home: Path) -> None:
    code = str(start_code())
    assert Client().post(URL, sent(code=code.lower().replace("-", " ")))["Location"] == "/dang-nhap/"
    client = Client()
    assert client.post("/dang-nhap/", {"username": "quan-tri", "password": PASSWORD})["Location"] == "/"
    assert client.get("/quan-tri/").status_code == 200
    seen = viewer(Account.objects.get(), today())
    assert seen.administers == {"cong-an-tinh-minh-hoa"}
    assert seen.branch == frozenset()
    assert not (home / "set-up-code").exists()
    assert {line.by for line in AuditLine.objects.all()} == {"người thiết lập, tại máy chủ"}


def test_once_set_up_the_page_is_gone() -> None:
    form = sent()
    Client().post(URL, form)
    assert Client().get(URL).status_code == 404
    assert Client().post(URL, form | {"username": "ke-la"}).status_code == 404
    assert Account.objects.count() == 1
    assert start_code() is None


def test_without_the_code_nobody_claims_the_machine() -> None:
    for code in ("", "AAAA-BBBB-CCCC", "²²²²"):
        assert Client().post(URL, sent(code=code)).status_code == 400
    assert not Account.objects.exists()
    assert not Unit.objects.exists()


def test_guessing_the_code_is_stopped() -> None:
    for _ in range(PER_ACCOUNT):
        Client().post(URL, sent(code="AAAA-BBBB-CCCC"))
    assert Client().post(URL, sent()).status_code == 429
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit_name": ""}, "Ghi tên đơn vị cao nhất"),
        ({"name": ""}, "Thiếu họ tên"),
        ({"again": "khác"}, "chưa giống nhau"),
        ({"password": "123", "again": "123"}, "ít nhất 8 ký tự"),
        ({"username": "Đỗ"}, "chữ cái không dấu"),
        ({"unit_kind": "khong-co"}, "không có loại đơn vị"),
        ({"source": "cong-bo", "root": "khong-co"}, "bo-cong-an"),
        ({"source": "tep"}, "danh"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(changed: dict[str, str], said: str) -> None:
    answer = Client().post(URL, sent(**changed))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Account.objects.exists()
    assert not Unit.objects.exists()
    assert PASSWORD not in answer.content.decode()


def test_with_the_published_directory(home: Path) -> None:
    Client().post(URL, sent(source="cong-bo", root="bo-cong-an"))
    post = Post.objects.get(person__account__username="quan-tri")
    assert (post.unit.code, post.role) == ("bo-cong-an", Role.ADMINISTRATOR)


def test_files_that_are_no_directory_are_refused_with_their_problems() -> None:
    file = SimpleUploadedFile("../units.yaml", b"x: [")
    answer = Client().post(URL, sent(source="tep", files=[file]))
    assert answer.status_code == 400
    assert not Account.objects.exists()
