"""`thidua serve`: the pages, from one process per core, after bringing the database up to date."""

from __future__ import annotations

import multiprocessing
import os
import socket
from pathlib import Path

import click

from thidua.cli import screen
from thidua.cli.frame import command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both, say
from thidua.cli.tls import certificate_of, names_of
from thidua.cli.worker import worker_beside

PORT = 8000
PORT_HELP = Both("Cổng.", "Port.")


@command(
    "serve",
    Both(
        "Chạy máy chủ trang web (cập nhật cơ sở dữ liệu trước).",
        "Serve the pages (updates the database first).",
    ),
)
@home_option()
@option("--port", said=PORT_HELP, type=click.IntRange(1, 65535), default=PORT, show_default=True)
@option(
    "--host", said=Both("Địa chỉ lắng nghe.", "Address to listen on."), default="127.0.0.1", show_default=True
)
@option(
    "--workers",
    said=Both(
        "Số tiến trình; mặc định mỗi lõi một, nhiều nhất 4.", "Processes; one per core by default, 4 at most."
    ),
    type=click.IntRange(1, 64),
)
@option(
    "--tls",
    "with_tls",
    said=Both("HTTPS với chứng chỉ của thidua tls init.", "HTTPS with the certificate of thidua tls init."),
    is_flag=True,
)
def serve(home: Path, port: int, host: str, workers: int | None, with_tls: bool) -> None:
    pair = _secured(home) if with_tls else None
    open_home(home, migrate=True)
    _tell_start_code()
    run(host, port, workers or min(os.cpu_count() or 1, 4), pair)


def _secured(home: Path) -> tuple[Path, Path]:
    """Certificate and key; the settings, read afterwards, learn that all is HTTPS, and under which names."""
    pair = certificate_of(home)
    os.environ["THIDUA_HTTPS"] = "1"
    os.environ.setdefault("THIDUA_HOSTS", ",".join(names_of(home)))
    return pair


def _tell_start_code() -> None:
    """On an empty home: what the first page asks for, so that nobody else on the network can claim the machine."""
    from thidua.actions.directory_start import start_code

    if code := start_code():
        screen.tell(
            Both(
                "Chưa có tài khoản nào. Mở địa chỉ dưới đây và gõ mã thiết lập: {code}",
                "There is no account yet. Open the address below and give the set-up code: {code}",
            ),
            style="bold yellow", code=code,
        )  # fmt: skip


def run(host: str, port: int, workers: int, pair: tuple[Path, Path] | None = None) -> None:
    """Serve until stopped; the home is already open. `pair`: certificate and key, for HTTPS.

    Raises:
        click.ClickException: something else listens on that port.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    refuse_taken_port(host, port)
    _answer_to(host)
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1"} else host  # noqa: S104 - only compared
    screen.tell(
        Both("Địa chỉ: {address}   (dừng: Ctrl+C)", "Address: {address}   (stop: Ctrl+C)"),
        style="bold",
        address=f"{'https' if pair else 'http'}://{shown}:{port}/",
    )
    # A worker begins anew: a copy of a process that has asked the vault holds an engine whose threads are not there,
    # and would wait for them for ever.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "thidua.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        log_level=LogLevels.warning,
        ssl_cert=pair[0] if pair else None,
        ssl_key=pair[1] if pair else None,
    )
    with worker_beside():
        server.serve()


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before a server starts and fails in a worker."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            text = Both(
                "Không mở được cổng {port} trên {host} ({why}). Chọn cổng khác bằng --port.",
                "Port {port} on {host} cannot be opened ({why}). Choose another with --port.",
            )
            raise click.ClickException(say(text, port=port, host=host, why=wrong.strerror)) from wrong


def _answer_to(host: str) -> None:
    """Workers read the settings afresh: let them answer to the name they listen on."""
    if host not in {"127.0.0.1", "0.0.0.0", "::", "::1"} and "THIDUA_HOSTS" not in os.environ:  # noqa: S104
        os.environ["THIDUA_HOSTS"] = f"localhost,127.0.0.1,[::1],{host}"
