"""Accounts from the command line: for people of the directory, with a password that holds."""

from __future__ import annotations

import pytest

from tests.factories import World, at
from thidua.actions.account import account_add
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store.models import Account, AuditLine, Person, Post


@pytest.fixture
def hoa(world: World) -> Person:
    """Somebody of Lim Xanh who has no account yet."""
    row = Person.objects.create(code="hoa", name="Lê Mẫu Hoa", search="le mau hoa", synthetic=True)
    Post.objects.create(
        person=row, unit=world.lim_xanh, role=Role.OFFICER, title="Cán bộ", first_day=at().date()
    )
    return row


def add(**changed: str) -> Account:
    given = {"username": "hoa", "password": "suối reo bên bản", "person": "hoa"} | changed
    return account_add(by="người quản trị, tại máy chủ", at=at(), **given)


def test_account_opens_for_somebody_of_the_directory(hoa: Person) -> None:
    made = add()
    assert (made.person, made.check_password("suối reo bên bản")) == (hoa, True)
    line = AuditLine.objects.get(action="account-add")
    assert line.sentence == "Mở tài khoản “hoa” cho Lê Mẫu Hoa."
    assert "suối" not in line.sentence


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"username": "Hòa"}, "account.name-unfit"),
        ({"username": "an"}, "account.taken"),
        ({"person": "khong-co"}, "account.person-unknown"),
        ({"person": "an"}, "account.person-has-account"),
        ({"password": "123"}, "account.password-weak"),
    ],
    ids=["unfit", "taken", "unknown", "has-one", "weak"],
)
def test_account_is_refused_with_its_reason(hoa: Person, changed: dict[str, str], code: str) -> None:
    before = Account.objects.count()
    with pytest.raises(Refused) as refused:
        add(**changed)
    assert refused.value.code == code
    assert Account.objects.count() == before


def test_weak_password_is_told_everything_at_once(hoa: Person) -> None:
    with pytest.raises(Refused) as refused:
        add(password="123")
    assert {p.code for p in refused.value.problems} == {
        "account.password-short", "account.password-common", "account.password-numeric",
    }  # fmt: skip
