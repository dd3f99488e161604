"""A timestamp authority for tests: certificates, tokens good and bad, and a server that replies.

Tokens are put together here by the RFC, with nothing of the program under test.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.trust.certificates.certificate import certificate_pem
from app.trust.timestamps.settings import TimestampSettings

STAMPED_AT = datetime(2026, 1, 19, 1, 3, 0, tzinfo=UTC)
POLICY = "1.3.6.1.4.1.99999.1"
REPLY_TYPE = "application/timestamp-reply"
_START, _END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
_SIGNING_ONLY = (True, *[False] * 8)
_ISSUING_ONLY = (*[False] * 5, True, True, False, False)


@dataclass(frozen=True)
class Issuer:
    """A certificate with its key."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def make_issuer(
    name: str,
    above: Issuer | None = None,
    *,
    ca: bool = False,
    usages: tuple[x509.ObjectIdentifier, ...] = (ExtendedKeyUsageOID.TIME_STAMPING,),
    is_critical: bool = True,
    until: datetime = _END,
    padding: int = 0,
    path_length: int | None = None,
    purposes: tuple[x509.ObjectIdentifier, ...] = (),
    critical: x509.ExtensionType | None = None,
) -> Issuer:
    """A certificate, self-signed unless somebody stands above it; `purposes` are an issuer's."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_START)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=path_length), critical=True)
        .add_extension(x509.KeyUsage(*(_ISSUING_ONLY if ca else _SIGNING_ONLY)), critical=True)
    )
    if padding:
        bulk = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), bytes(padding))
        builder = builder.add_extension(bulk, critical=False)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    if critical is not None:
        builder = builder.add_extension(critical, critical=True)
    if usages and not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=is_critical)
    return Issuer(key, builder.sign(above.key if above else key, hashes.SHA256()))


class Authority:
    """Issues tokens; also a Timestamper in its own right. `at` is what its clock says, `named` the
    certificate its signed attributes name where that is not its own."""

    def __init__(
        self,
        issuer: Issuer | None = None,
        *,
        others: tuple[x509.Certificate, ...] = (),
        at: datetime = STAMPED_AT,
        named: x509.Certificate | None = None,
    ) -> None:
        self.issuer = issuer or make_issuer("測試時戳服務")
        self.named = named or self.issuer.certificate
        self.others = others
        self.at = at

    @property
    def pem(self) -> str:
        """The certificate tokens verify with."""
        return certificate_pem(self.issuer.certificate)

    def settings(self, url: str, *certificates: str, **more: Any) -> TimestampSettings:
        """Settings that name this authority."""
        return TimestampSettings(
            url=url, certificates=certificates or (self.pem,), timeout_seconds=5.0, **more
        )

    def stamp(self, digest: bytes) -> bytes:
        """A token as a client would hand it on."""
        return self.token(digest)

    def token(
        self, digest: bytes, nonce: int | None = None, change: Callable[[Any], None] | None = None
    ) -> bytes:
        """A token about a digest; `change` may alter the SignedData once it is signed."""
        statement = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": {
                    "hash_algorithm": {"algorithm": "sha256"},
                    "hashed_message": digest,
                },
                "serial_number": 7,
                "gen_time": self.at,
                "nonce": nonce,
            }
        )
        outer = cms.ContentInfo(
            {"content_type": "signed_data", "content": self._sign(statement)},
        )
        if change is not None:
            outer = cms.ContentInfo.load(outer.dump(force=True))
            change(outer["content"])
        return bytes(outer.dump(force=True))

    def _sign(self, statement: tsp.TSTInfo) -> cms.SignedData:
        certificate = asn1_x509.Certificate.load(self.issuer.certificate.public_bytes(Encoding.DER))
        named = tsp.SigningCertificateV2(
            {"certs": [{"cert_hash": hashlib.sha256(_der(self.named)).digest()}]}
        )
        digest = hashlib.sha256(statement.dump()).digest()
        attributes = cms.CMSAttributes(
            [
                cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
                cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
                cms.CMSAttribute({"type": "signing_certificate_v2", "values": [named]}),
            ]
        )
        signature = self.issuer.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
        sid = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", sid),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
        others = [asn1_x509.Certificate.load(_der(each)) for each in self.others]
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [{"algorithm": "sha256"}],
                "encap_content_info": {"content_type": "tst_info", "content": statement},
                "certificates": [certificate, *others],
                "signer_infos": [signer],
            }
        )

    def reply(self, question: bytes) -> bytes:
        """The reply to a well-formed question."""
        asked = tsp.TimeStampReq.load(question, strict=True)
        digest = asked["message_imprint"]["hashed_message"].native
        return grant(self.token(digest, asked["nonce"].native))


def grant(token: bytes) -> bytes:
    """A reply that grants this token."""
    return bytes(
        tsp.TimeStampResp(
            {"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}
        ).dump()
    )


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


@dataclass
class Answer:
    """What the server does with a question."""

    make: Callable[[bytes], bytes]
    status: int = 200
    kind: str = REPLY_TYPE
    headers: tuple[tuple[str, str], ...] = ()


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A web server on this computer; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            content = answer.make(question)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(content)))
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def soon_over() -> datetime:
    """A certificate's end before `STAMPED_AT`."""
    return STAMPED_AT - timedelta(days=1)
