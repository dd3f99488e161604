"""RFC 3161 client: post a TimeStampReq, verify the TimeStampResp completely.

Only the digest of a signature leaves this computer, nothing of what was signed.
"""

import http.client
import secrets
import time
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from asn1crypto import core

from app.errors import AppError
from app.trust.certificates.cms_reading import cms, tsp
from app.trust.timestamps.settings import TimestampSettings, load_authorities
from app.trust.timestamps.token import (
    TOKEN_LIMIT,
    TimestampToken,
    is_known_authority,
    normalise_token,
    read_token,
)

_REPLY_LIMIT = 64_000
_CHUNK = 4_096
_QUERY_TYPE = "application/timestamp-query"
_REPLY_TYPE = "application/timestamp-reply"
_GRANTED = ("granted", "granted_with_mods")


class _Reply(core.Sequence):  # type: ignore[misc]
    """A reply of RFC 3161; one that refuses brings no token, which the library insists on."""

    _fields = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class Timestamper(Protocol):
    """Something that has a digest timestamped."""

    def stamp(self, digest: bytes) -> bytes | None:
        """The DER of a token about this SHA-256 digest; None where there is none to be had."""


class TimestampClient:
    """Asks the authority of the settings."""

    def __init__(self, settings: TimestampSettings) -> None:
        self._settings = settings
        self._authorities = load_authorities(settings)

    def stamp(self, digest: bytes) -> bytes:
        """The DER of a checked token about this SHA-256 digest.

        Raises AppError TIMESTAMP_UNREACHABLE, TIMESTAMP_TIMEOUT, TIMESTAMP_HTTP,
        TIMESTAMP_REPLY_TYPE, TIMESTAMP_REPLY_SIZE, TIMESTAMP_REFUSED, TIMESTAMP_TOKEN,
        TIMESTAMP_MISMATCH, TIMESTAMP_STRANGER.
        """
        nonce = secrets.randbits(63) + 1
        reply = self._ask(_build_request(digest, nonce, self._settings.policy))
        der = normalise_token(_open_reply(reply))
        if len(der) > TOKEN_LIMIT:
            raise AppError("TIMESTAMP_REPLY_SIZE", limit=TOKEN_LIMIT)
        token = read_token(der, digest)
        self._check(token, nonce)
        return der

    def _check(self, token: TimestampToken, nonce: int) -> None:
        if token.nonce != nonce:
            raise AppError("TIMESTAMP_MISMATCH", detail="nonce")
        if self._settings.policy not in (None, token.policy):
            raise AppError("TIMESTAMP_MISMATCH", detail=f"policy {token.policy}")
        if not is_known_authority(token, self._authorities):
            raise AppError("TIMESTAMP_STRANGER", name=token.authority_name)

    def _ask(self, question: bytes) -> bytes:
        """Post the question and read the reply, all within the time that is set."""
        limit = self._settings.timeout_seconds
        ends_at = time.monotonic() + limit
        request = Request(
            self._settings.url, question, {"Content-Type": _QUERY_TYPE, "Accept": _REPLY_TYPE}
        )
        try:
            with _build_opener().open(request, timeout=limit) as response:
                if response.headers.get_content_type() != _REPLY_TYPE:
                    kind = response.headers.get_content_type()
                    raise AppError("TIMESTAMP_REPLY_TYPE", type=kind)
                return _read_bounded(response, ends_at)
        except HTTPError as problem:
            problem.close()
            raise AppError("TIMESTAMP_HTTP", status=problem.code) from problem
        except (OSError, http.client.HTTPException) as problem:
            raise self._explain(problem) from problem

    def _explain(self, problem: Exception) -> AppError:
        cause = problem.reason if isinstance(problem, URLError) else problem
        host = Request(self._settings.url).host
        if isinstance(cause, TimeoutError):
            seconds = f"{self._settings.timeout_seconds:g}"
            return AppError("TIMESTAMP_TIMEOUT", host=host, seconds=seconds)
        words = getattr(cause, "strerror", None) or type(cause).__name__
        return AppError("TIMESTAMP_UNREACHABLE", host=host, detail=words)


def _build_opener() -> OpenerDirector:
    """Only the web, and no redirection: what is asked is what the file names."""
    opener = OpenerDirector()
    for each in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(each)
    return opener


def _read_bounded(response: http.client.HTTPResponse, ends_at: float) -> bytes:
    content = b""
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > _REPLY_LIMIT:
            raise AppError("TIMESTAMP_REPLY_SIZE", limit=_REPLY_LIMIT)
        if time.monotonic() > ends_at:
            raise TimeoutError
    return content


def _build_request(digest: bytes, nonce: int, policy: str | None) -> bytes:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    fields = {"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    if policy is not None:
        fields["req_policy"] = policy
    return bytes(tsp.TimeStampReq(fields).dump())


def _open_reply(reply: bytes) -> bytes:
    """The token in a reply. Raises AppError TIMESTAMP_REFUSED, TIMESTAMP_TOKEN."""
    try:
        read = _Reply.load(reply, strict=True)
        status = read["status"]["status"].native
        if status not in _GRANTED:
            raise AppError("TIMESTAMP_REFUSED", detail=_describe_refusal(read["status"]))
        return bytes(read["time_stamp_token"].dump())
    except AppError:
        raise
    except Exception as problem:  # whatever an unknown server may send
        raise AppError("TIMESTAMP_TOKEN", detail=type(problem).__name__) from problem


def _describe_refusal(status: object) -> str:
    words = [str(each) for each in status["status_string"].native or ()]  # type: ignore[index]
    failures = sorted(status["fail_info"].native or ())  # type: ignore[index]
    return "；".join((*words, *failures))[:200] or str(status["status"].native)  # type: ignore[index]
