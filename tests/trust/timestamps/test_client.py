"""Asking a timestamp authority on this computer, honest, broken and false ones."""

import hashlib
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto import core, tsp
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from app.errors import AppError
from app.trust.certificates.certificate import certificate_pem
from app.trust.timestamps.client import TimestampClient
from app.trust.timestamps.settings import TimestampSettings
from app.trust.timestamps.token import TOKEN_LIMIT, read_token
from tests.support.timestamp_authority import (
    POLICY,
    STAMPED_AT,
    Answer,
    Authority,
    grant,
    make_issuer,
    serving,
)

pytestmark = pytest.mark.slow

DIGEST = hashlib.sha256(b"signature").digest()
AUTHORITY = Authority()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def refused(answer: Answer, **more: str) -> AppError:
    """What the client says to what the server answers."""
    with serving(answer) as url, pytest.raises(AppError) as caught:
        TimestampClient(AUTHORITY.settings(url, **more)).stamp(DIGEST)
    return caught.value


def test_an_honest_authority_gives_a_token_about_our_digest() -> None:
    asked: list[bytes] = []

    def make(question: bytes) -> bytes:
        asked.append(question)
        return AUTHORITY.reply(question)

    with serving(Answer(make)) as url:
        der = TimestampClient(AUTHORITY.settings(url, policy=POLICY)).stamp(DIGEST)
    assert read_token(der, DIGEST).at == STAMPED_AT
    (question,) = (tsp.TimeStampReq.load(each) for each in asked)
    assert question["message_imprint"]["hashed_message"].native == DIGEST
    assert question["req_policy"].dotted == POLICY
    assert question["cert_req"].native is True
    assert question["nonce"].native > 0


def test_no_two_questions_have_the_same_nonce() -> None:
    asked: list[int] = []

    def make(question: bytes) -> bytes:
        asked.append(tsp.TimeStampReq.load(question)["nonce"].native)
        return AUTHORITY.reply(question)

    with serving(Answer(make)) as url:
        client = TimestampClient(AUTHORITY.settings(url))
        client.stamp(DIGEST)
        client.stamp(DIGEST)
    assert len(set(asked)) == 2


class Refusal(core.Sequence):  # type: ignore[misc]
    """A reply without a token."""

    _fields = [("status", tsp.PKIStatusInfo)]


def _nonce(question: bytes) -> int:
    return int(tsp.TimeStampReq.load(question)["nonce"].native)


def test_a_reply_to_another_question_is_not_taken() -> None:
    other = refused(Answer(lambda asked: grant(AUTHORITY.token(DIGEST, _nonce(asked) + 1))))
    assert (other.code, other.params["detail"]) == ("TIMESTAMP_MISMATCH", "nonce")
    none = refused(Answer(lambda _asked: grant(AUTHORITY.token(DIGEST))))
    assert none.code == "TIMESTAMP_MISMATCH"


def test_a_token_about_another_digest_is_not_taken() -> None:
    other = hashlib.sha256(b"other").digest()
    error = refused(Answer(lambda asked: grant(AUTHORITY.token(other, _nonce(asked)))))
    assert (error.code, error.params["detail"]) == ("TIMESTAMP_TOKEN", "imprint")


def test_a_token_under_another_policy_is_not_taken() -> None:
    assert refused(Answer(AUTHORITY.reply), policy="1.2.3.4").code == "TIMESTAMP_MISMATCH"


def test_a_strangers_token_is_not_taken() -> None:
    stranger = Authority(make_issuer("冒名"))
    error = refused(Answer(stranger.reply))
    assert (error.code, error.params["name"]) == ("TIMESTAMP_STRANGER", "冒名")


def test_a_refusal_is_told_in_the_authoritys_words() -> None:
    status = {"status": "rejection", "status_string": ["busy"], "fail_info": {"bad_alg"}}
    reply = Refusal({"status": status}).dump()
    error = refused(Answer(lambda _asked: reply))
    assert (error.code, error.params["detail"]) == ("TIMESTAMP_REFUSED", "busy；bad_alg")


@pytest.mark.parametrize("content", [b"", b"hello", b"\x30\x00", b"\x30\x03\x30\x01\x02"])
def test_a_reply_that_is_no_timestamp_is_not_taken(content: bytes) -> None:
    assert refused(Answer(lambda _asked: content)).code == "TIMESTAMP_TOKEN"


def test_a_page_instead_of_a_timestamp_is_not_taken() -> None:
    error = refused(Answer(AUTHORITY.reply, kind="text/html"))
    assert (error.code, error.params["type"]) == ("TIMESTAMP_REPLY_TYPE", "text/html")


def test_an_endless_reply_is_not_read_to_its_end() -> None:
    assert refused(Answer(lambda _asked: bytes(10_000_000))).code == "TIMESTAMP_REPLY_SIZE"


def test_a_token_that_would_not_fit_into_a_signature_is_not_taken() -> None:
    large = Authority(make_issuer("大", padding=TOKEN_LIMIT))
    assert refused(Answer(large.reply)).code == "TIMESTAMP_REPLY_SIZE"


def test_certificates_nobody_needs_are_left_out_first() -> None:
    others = tuple(make_issuer(f"無關 {each}").certificate for each in range(40))
    wordy = Authority(AUTHORITY.issuer, others=others)
    with serving(Answer(wordy.reply)) as url:
        der = TimestampClient(AUTHORITY.settings(url)).stamp(DIGEST)
    assert len(der) < 2_000


@pytest.mark.parametrize("status", [301, 302, 307, 404, 500])
def test_an_answer_other_than_well_is_told_and_nowhere_else_is_asked(status: int) -> None:
    asked: list[bytes] = []

    def elsewhere(question: bytes) -> bytes:
        asked.append(question)
        return AUTHORITY.reply(question)

    with serving(Answer(elsewhere)) as other:
        error = refused(Answer(AUTHORITY.reply, status, headers=(("Location", other),)))
    assert (error.code, error.params["status"]) == ("TIMESTAMP_HTTP", str(status))
    assert asked == []


def test_an_authority_that_never_answers_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        settings = TimestampSettings(url=url, certificates=(AUTHORITY.pem,), timeout_seconds=0.05)
        with pytest.raises(AppError) as caught:
            TimestampClient(settings).stamp(DIGEST)
    assert caught.value.code == "TIMESTAMP_TIMEOUT"


def test_an_authority_that_is_not_there_is_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(AppError) as caught:
        TimestampClient(AUTHORITY.settings(f"http://127.0.0.1:{port}/")).stamp(DIGEST)
    assert caught.value.code == "TIMESTAMP_UNREACHABLE"
    assert caught.value.params["host"] == f"127.0.0.1:{port}"


# -- openssl as the authority, and as the judge ---------------------------------------------------

_CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
tsa_name = yes
ordering = yes
ess_cert_id_alg = {digest}
"""

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="not installed: openssl")


def _openssl_authority(folder: Path, digest: str, root: str) -> Callable[[bytes], bytes]:
    """A function that answers with what `openssl ts` says."""
    above = make_issuer(root, ca=True)
    issuer = make_issuer("openssl", above)
    key = issuer.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key)
    (folder / "tsa.pem").write_text(certificate_pem(issuer.certificate), encoding="ascii")
    (folder / "root.pem").write_text(certificate_pem(above.certificate), encoding="ascii")
    (folder / "serial").write_text("01\n", encoding="ascii")
    config = _CONFIG.format(folder=folder, digest=digest)
    (folder / "tsa.cnf").write_text(config, encoding="utf-8")

    def reply(question: bytes) -> bytes:
        (folder / "question").write_bytes(question)
        subprocess.run(
            ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "question",
             "-signer", "tsa.pem", "-inkey", "key.pem", "-chain", "root.pem", "-out", "reply"],
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
        return (folder / "reply").read_bytes()

    return reply


@needs_openssl
@pytest.mark.parametrize("digest", ["sha1", "sha256"])
def test_openssl_answers_our_question_and_verifies_the_token_we_keep(
    digest: str, tmp_path: Path
) -> None:
    reply = _openssl_authority(tmp_path, digest, "openssl 的根")
    with serving(Answer(reply)) as url:
        root = (tmp_path / "root.pem").read_text(encoding="ascii")
        settings = TimestampSettings(url=url, certificates=(root,))
        der = TimestampClient(settings).stamp(DIGEST)
    assert read_token(der, DIGEST).authority_name == "openssl"
    (tmp_path / "token").write_bytes(der)
    for about, said in ((DIGEST.hex(), "Verification: OK"), ("00" * 32, "Verification: FAILED")):
        done = subprocess.run(
            ["openssl", "ts", "-verify", "-digest", about, "-in", "token", "-token_in",
             "-CAfile", "root.pem"],
            cwd=tmp_path, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert said in done.stdout + done.stderr
