"""`thidua tls init`: a certificate that browsers take, from an authority that can speak for these names only."""

from __future__ import annotations

import ssl
import stat
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from thidua.cli import thidua
from thidua.cli.tls import certificate_of, names_of


def run(home: Path, *arguments: str):
    return CliRunner().invoke(thidua, ["tls", "init", *arguments, "--home", str(home)])


def held(home: Path, name: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate((home / "tls" / name).read_bytes())


def trusted(home: Path, name: str) -> bool:
    """Whether somebody who installed ca.pem would take the server for `name`."""
    asked = PolicyBuilder().store(Store([held(home, "ca.pem")])).time(datetime.now(UTC))
    try:
        subject = x509.IPAddress(ip_address(name))
    except ValueError:
        subject = x509.DNSName(name)
    try:
        asked.build_server_verifier(subject).verify(held(home, "server.pem"), [])
    except VerificationError:
        return False
    return True


def test_the_server_is_trusted_under_its_names_and_no_other(tmp_path: Path) -> None:
    done = run(tmp_path, "thidua.noi-bo", "10.0.0.5")
    assert done.exit_code == 0, done.output
    assert [
        name
        for name in ("thidua.noi-bo", "10.0.0.5", "localhost", "127.0.0.1")
        if not trusted(tmp_path, name)
    ] == []
    assert not trusted(tmp_path, "ngan-hang.example.test")
    assert names_of(tmp_path) == ["thidua.noi-bo", "10.0.0.5", "localhost", "127.0.0.1"]


def test_the_authority_could_not_speak_for_the_rest_of_the_world(tmp_path: Path) -> None:
    run(tmp_path, "thidua.noi-bo")
    constraints = held(tmp_path, "ca.pem").extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    assert [str(name.value) for name in constraints.value.permitted_subtrees] == [
        "thidua.noi-bo", "localhost", "127.0.0.1/32",
    ]  # fmt: skip


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    run(tmp_path, "thidua.noi-bo")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "tls").glob("*-key.pem")}
    assert modes == {"ca-key.pem": 0o600, "server-key.pem": 0o600}


def test_telephones_take_no_certificate_longer_than_398_days(tmp_path: Path) -> None:
    run(tmp_path, "thidua.noi-bo")
    server = held(tmp_path, "server.pem")
    assert server.not_valid_after_utc - server.not_valid_before_utc <= timedelta(days=398)


def test_renewing_keeps_what_people_installed(tmp_path: Path) -> None:
    run(tmp_path, "thidua.noi-bo")
    before = held(tmp_path, "ca.pem"), held(tmp_path, "server.pem")
    run(tmp_path, "thidua.noi-bo")
    assert held(tmp_path, "ca.pem") == before[0]
    assert held(tmp_path, "server.pem") != before[1]
    assert trusted(tmp_path, "thidua.noi-bo")


def test_a_new_name_needs_a_new_authority_and_says_so(tmp_path: Path) -> None:
    run(tmp_path, "thidua.noi-bo")
    refused = run(tmp_path, "ten-moi.noi-bo")
    assert refused.exit_code == 1
    assert "ten-moi.noi-bo" in refused.output
    assert "--new-authority" in refused.output
    assert run(tmp_path, "ten-moi.noi-bo", "--new-authority").exit_code == 0
    assert trusted(tmp_path, "ten-moi.noi-bo")


def test_openssl_of_the_server_takes_the_pair(tmp_path: Path) -> None:
    run(tmp_path, "thidua.noi-bo")
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(*certificate_of(tmp_path))


def test_serving_without_a_certificate_names_the_command(tmp_path: Path) -> None:
    import click

    with pytest.raises(click.ClickException, match="thidua tls init"):
        certificate_of(tmp_path)
