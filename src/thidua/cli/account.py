"""`thidua account add`: the first account, and later ones, for people of the directory."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.cli import screen
from thidua.cli.frame import Group, argument, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both, say
from thidua.core.problem import Refused

if TYPE_CHECKING:
    from thidua.store.access import Viewer
    from thidua.store.models import Movement

AT_THE_SERVER = "người quản trị, tại máy chủ"  # the operator of the machine has no account to be named by
AS_HELP = Both("Tài khoản của người làm việc này.", "Account of the person who does this.")

account = Group("account", said=Both("Tài khoản đăng nhập.", "Accounts."))


@command(
    "add",
    Both("Mở tài khoản cho một người đã có trong danh bạ.", "Make an account for somebody of the directory."),
)
@argument("username", Both("Tên đăng nhập.", "User name."), metavar="USERNAME")
@option(
    "--person",
    said=Both("Mã của người đó trong danh bạ.", "Code of the person in the directory."),
    metavar="CODE",
    required=True,
)
@option(
    "--password",
    said=Both("Mật khẩu; không ghi thì lệnh sẽ hỏi.", "Password; asked for when left out."),
    metavar="TEXT",
    envvar="THIDUA_PASSWORD",
)
@option(
    "--administrator",
    said=Both(
        "Giao luôn quản trị tài khoản của đơn vị này và cấp dưới.",
        "Make the person administrator of this unit and those below as well.",
    ),
    metavar="UNIT",
)
@home_option()
def add(username: str, person: str, password: str | None, administrator: str | None, home: Path) -> None:
    open_home(home)
    from django.utils import timezone

    from thidua.actions.directory_start import account_start

    given = password or click.prompt(
        say(Both("Mật khẩu", "Password")), hide_input=True, confirmation_prompt=True
    )
    made = account_start(
        by=AT_THE_SERVER, at=timezone.localtime(), username=username, password=given, person=person,
        administrator=administrator or "",
    )  # fmt: skip
    screen.tell(
        Both("Đã mở tài khoản “{username}” cho {name}.", "Account “{username}” made for {name}."),
        style="green",
        username=made.username,
        name=str(made),
    )


account.add_command(add)


def viewer_of(username: str, day: date) -> Viewer:
    """Who acts: the person of that account, as of that day.

    Raises:
        Refused: "account.unknown".
    """
    from thidua.store.access import viewer
    from thidua.store.models import Account

    found = Account.objects.select_related("person").filter(username=username).first()
    if found is None:
        raise Refused("account.unknown", username=username)
    return viewer(found, day)


def closer_of(movement: Movement, day: date) -> Viewer:
    """The one person who holds the emulation officer's post of the movement's owner.

    Raises:
        Refused: "account.nobody-may-close" when there is not exactly one; the command must then be told.
    """
    from thidua.core.unit import Role
    from thidua.store.access import viewer_of as viewer_of_person
    from thidua.store.models import Post

    posts = list(
        Post.objects.on(day).filter(unit=movement.owner, role=Role.EMULATION).select_related("person")
    )
    if len(posts) != 1:
        raise Refused("account.nobody-may-close", movement=movement.code, count=len(posts))
    return viewer_of_person(posts[0].person, day)
