"""Certificates for tests: an authority of our own, and keys that it vouches for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "mật khẩu chứng thư"
FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Authority:
    """Signs certificates; `pem` is what others trust."""

    def __init__(self, common: str = "Cơ quan chứng thực thử") -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.name = name(common)
        self.certificate = self._made(self.name, self.key.public_key(), True, FIRST, LAST)
        self.pem = self.certificate.public_bytes(serialization.Encoding.PEM)

    def p12(self, common: str, last: datetime = LAST) -> bytes:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        certificate = self._made(name(common), key.public_key(), False, FIRST, last)
        return pkcs12.serialize_key_and_certificates(
            b"ky",
            key,
            certificate,
            [self.certificate],
            serialization.BestAvailableEncryption(PASSPHRASE.encode()),
        )

    def _made(
        self, subject: x509.Name, public: rsa.RSAPublicKey, authority: bool, first: datetime, last: datetime
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        build = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(public)
        build = build.serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(last)
        build = build.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        build = build.add_extension(usage, critical=True)
        build = build.add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public), critical=False
        ).add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
        )
        return build.sign(self.key, hashes.SHA256())


HOUR = timedelta(hours=1)
