"""The first unit and the first administrator of an empty home: before them there is nobody to ask."""

from __future__ import annotations

import os
import secrets
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from thidua.actions.account import account_add
from thidua.actions.directory import directory_load
from thidua.actions.person import person_add, post_add
from thidua.actions.unit import unit_add
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import words
from thidua.core.unit import LinkKind, Role
from thidua.rules.catalogue import unit_kinds
from thidua.rules.directory import Directory
from thidua.store.models import Account, Unit, UnitLink

BY = "người thiết lập, tại máy chủ"
TITLE = "Quản trị hệ thống"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def start_code() -> str | None:
    """The code that proves one sits at the machine, made on first asking; None once there is an account."""
    path = _code_path()
    if Account.objects.exists():
        path.unlink(missing_ok=True)
        return None
    if not path.exists():
        code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as file:
            file.write(code)
    return path.read_text(encoding="ascii")


def code_fits(given: str) -> bool:
    """Compared letter by letter in equal time; spaces, hyphens and case do not matter."""
    code = start_code()
    typed = "".join(letter for letter in given.upper() if letter.isascii() and letter.isalnum())
    return code is not None and secrets.compare_digest(typed, code.replace("-", ""))


def _code_path() -> Path:
    return Path(settings.HOME) / "set-up-code"


@transaction.atomic
def directory_start(
    *,
    by: str,
    at: datetime,
    name: str,
    username: str,
    password: str,
    unit_name: str = "",
    unit_kind: str = "",
    directory: Directory | None = None,
    root: str = "",
) -> Account:
    """Make the top unit, or bring in a directory and take one of its units, and its first administrator.

    Args:
        by: as the audit line shall say; nobody has an account yet.
        directory: brought in first; `root` then names the unit that is administered, and may be left out when only
            one unit stands under no other.

    Raises:
        Refused: "set-up.done-already"; "set-up.refused" with all problems; as `unit_add` and `account_add`.
    """
    if Account.objects.exists():
        raise Refused("set-up.done-already")
    found = [] if name.strip() else [problem("person.name-missing", Where(field="name"))]
    if directory is None and not unit_name.strip():
        found.append(problem("set-up.unit-missing", Where(field="unit_name")))
    if found:
        raise Refused("set-up.refused", found)
    first = date(at.year, 1, 1)
    if directory is not None:
        directory_load(by=by, at=at, directory=directory)
        unit = _root(root, at.date())
    else:
        unit = _unit(by, at, unit_name.strip(), unit_kind, first)
    code = _code(name)
    person = person_add(by=by, at=at, code=code, name=name.strip(), unit=unit)
    post_add(
        by=by, at=at, person=person, unit=unit, role=Role.ADMINISTRATOR, title=TITLE,
        first_day=max(first, unit.first_day),
    )  # fmt: skip
    made = account_add(by=by, at=at, username=username, password=password, person=code)
    _code_path().unlink(missing_ok=True)
    return made


@transaction.atomic
def account_start(
    *, by: str, at: datetime, username: str, password: str, person: str, administrator: str = ""
) -> Account:
    """An account from the machine itself; and a way back in where every administrator was lost.

    Args:
        administrator: code of a unit that the person is to administer from today on; "" for none.

    Raises:
        Refused: as `account_add` and `post_add`; "directory.unit-unknown".
    """
    made = account_add(by=by, at=at, username=username, password=password, person=person)
    if administrator and made.person is not None:
        unit = Unit.objects.on(at.date()).filter(code=administrator).first()
        if unit is None:
            raise Refused("directory.unit-unknown", unit=administrator)
        post_add(
            by=by,
            at=at,
            person=made.person,
            unit=unit,
            role=Role.ADMINISTRATOR,
            title=TITLE,
            first_day=at.date(),
        )
    return made


def _unit(by: str, at: datetime, name: str, kind: str, first: date) -> Unit:
    known = unit_kinds().units.get(kind)
    if known is not None and known.first_day is not None:
        first = max(first, known.first_day)
    return unit_add(by=by, at=at, code=_code(name), kind=kind, name=name, first_day=first)


def _root(code: str, day: date) -> Unit:
    """The unit named, or the only one that stands under no other by command.

    Raises:
        Refused: "set-up.root-unknown" with the codes to choose from.
    """
    links = UnitLink.objects.on(day).filter(kind=LinkKind.COMMAND)
    roots = Unit.objects.on(day).exclude(pk__in=links.values("child"))
    rows = Unit.objects.on(day).filter(code=code) if code else roots
    if len(rows) != 1:
        codes = ", ".join(roots.order_by("code").values_list("code", flat=True)[:12])
        raise Refused(
            "set-up.root-unknown",
            [problem("set-up.root-unknown", Where(field="root"), codes=codes)],
            codes=codes,
        )
    return rows[0]


def _code(text: str) -> str:
    return "-".join(word for word in words(text) if word.isalnum())[:80].strip("-") or "mot"
