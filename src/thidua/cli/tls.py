"""`thidua tls init`: a certificate for this server in its local network, and the authority that people install once.

Without HTTPS and a name a browser gives neither passkeys nor work without a network. The authority may speak for the
names it was made for and for nothing else, so that whoever installs it trusts this server and not the whole world.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.cli import screen
from thidua.cli.frame import Group, argument, command, option
from thidua.cli.home import home_option
from thidua.cli.language import Both, say

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

AUTHORITY, AUTHORITY_KEY, SERVER, SERVER_KEY = "ca.pem", "ca-key.pem", "server.pem", "server-key.pem"
AUTHORITY_DAYS, SERVER_DAYS = 3650, 397  # telephones refuse a server's certificate that lasts longer
SOON = timedelta(days=30)
HERE = ("localhost", "127.0.0.1")

tls = Group("tls", said=Both("HTTPS trong mạng nội bộ.", "HTTPS in the local network."))


@command(
    "init",
    Both(
        "Tạo (hoặc gia hạn) chứng chỉ của máy chủ và tệp ca.pem để cài một lần trên mỗi máy.",
        "Make (or renew) the server's certificate, and ca.pem to be installed once on every device.",
    ),
)
@argument(
    "names",
    Both("Các tên máy hoặc địa chỉ, ví dụ thidua.noi-bo.", "Host names or addresses, such as thidua.local."),
    metavar="NAME...",
    nargs=-1,
    required=True,
)
@option(
    "--new-authority",
    said=Both(
        "Làm lại cả ca.pem; mọi máy phải cài lại.", "Make ca.pem anew; every device must install it again."
    ),
    is_flag=True,
)
@home_option()
def init(names: tuple[str, ...], new_authority: bool, home: Path) -> None:
    folder = home / "tls"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = list(dict.fromkeys([*(name.strip().lower() for name in names), *HERE]))
    now = datetime.now(UTC)
    made = new_authority or not (folder / AUTHORITY).exists()
    if made:
        _make_authority(folder, wanted, now)
    elif missing := [name for name in wanted if name not in _names(folder / AUTHORITY)]:
        text = Both(
            "ca.pem không bao gồm {names}. Chạy lại với --new-authority, rồi cài lại ca.pem trên mọi máy.",
            "ca.pem does not cover {names}. Run again with --new-authority and install ca.pem everywhere again.",
        )
        raise click.ClickException(say(text, names=", ".join(missing)))
    _make_server(folder, wanted, now)
    screen.tell(
        Both(
            "Chứng chỉ cho {names}, đến {day}. Chạy: thidua serve --tls --host 0.0.0.0",
            "Certificate for {names}, until {day}. Run: thidua serve --tls --host 0.0.0.0",
        ),
        style="green", names=", ".join(wanted), day=f"{expiry(folder / SERVER):%d/%m/%Y}",
    )  # fmt: skip
    if made:
        screen.tell(
            Both(
                "Cài {path} một lần trên mỗi máy: docs/admin/https.md. Giữ kín {key}.",
                "Install {path} once on every device: docs/admin/https.md. Keep {key} to yourself.",
            ),
            path=folder / AUTHORITY, key=folder / AUTHORITY_KEY,
        )  # fmt: skip


tls.add_command(init)


def certificate_of(home: Path) -> tuple[Path, Path]:
    """Certificate and key for `thidua serve --tls`; says so when it ends soon.

    Raises:
        click.ClickException: there is none yet, or it has ended.
    """
    server, key = home / "tls" / SERVER, home / "tls" / SERVER_KEY
    if not server.exists():
        text = Both(
            "Chưa có chứng chỉ. Chạy: thidua tls init TÊN-MÁY --home {home}",
            "There is no certificate yet. Run: thidua tls init NAME --home {home}",
        )
        raise click.ClickException(say(text, home=home))
    left = expiry(server) - datetime.now(UTC)
    if left < timedelta():
        raise click.ClickException(
            say(
                Both(
                    "Chứng chỉ đã hết hạn. Chạy lại: thidua tls init",
                    "The certificate has ended: thidua tls init",
                )
            )
        )
    if left < SOON:
        screen.tell(
            Both("Chứng chỉ còn {days} ngày: thidua tls init", "{days} days left on the certificate: thidua tls init"),
            style="yellow", days=left.days,
        )  # fmt: skip
    return server, key


def names_of(home: Path) -> list[str]:
    """Names under which the server's certificate may be used."""
    return _names(home / "tls" / SERVER)


def expiry(path: Path) -> datetime:
    return _load(path).not_valid_after_utc


def _load(path: Path) -> x509.Certificate:
    from cryptography import x509

    return x509.load_pem_x509_certificates(path.read_bytes())[0]


def _names(path: Path) -> list[str]:
    """What the authority may speak for, or what the server is called."""
    from cryptography import x509

    extensions = _load(path).extensions
    try:
        held = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        held = extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return [str(name.value).removesuffix("/32").removesuffix("/128") for name in held]


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _make_authority(folder: Path, names: Sequence[str], now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = _called(f"Thi Dua CA {now:%Y-%m-%d}")
    allowed: list[x509.GeneralName] = [
        x509.IPAddress(ip_network(name)) if _address(name) else x509.DNSName(name) for name in names
    ]
    builder = (
        _began(subject, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(allowed, None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
    )
    _write(folder, AUTHORITY, AUTHORITY_KEY, builder.sign(key, _sum()), key)


def _make_server(folder: Path, names: Sequence[str], now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509.oid import ExtendedKeyUsageOID

    authority = _load(folder / AUTHORITY)
    signer = load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    said: list[x509.GeneralName] = [
        x509.IPAddress(found) if (found := _address(name)) else x509.DNSName(name) for name in names
    ]
    builder = (
        _began(_called(names[0]), authority.subject, key, now, SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName(said), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    _write(folder, SERVER, SERVER_KEY, builder.sign(signer, _sum()), key)


def _called(name: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _sum() -> object:
    from cryptography.hazmat.primitives.hashes import SHA256

    return SHA256()


def _began(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    """What both certificates say; an hour back, for clocks that are slow."""
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs_certificates, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write(
    folder: Path, name: str, key_name: str, certificate: x509.Certificate, key: EllipticCurvePrivateKey
) -> None:
    """The key for its owner only, never for a moment otherwise."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    path = folder / key_name
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / name).write_bytes(certificate.public_bytes(Encoding.PEM))
