"""Signature timestamps: requested while signing, judged while verifying. Never required."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509

from app.errors import AppError
from app.messages import Language, describe_error, format_message
from app.models.periods import CLOCK_TOLERANCE, format_taiwan_time
from app.models.signatures import Timestamp
from app.returns.judging.trust_context import TrustContext
from app.returns.refusal import Refused
from app.trust.policy.judgement import describe_algorithm, judge_algorithm
from app.trust.policy.policy_file import policy_in_force
from app.trust.timestamps.client import TimestampClient, Timestamper
from app.trust.timestamps.settings import find_timestamp_settings
from app.trust.timestamps.token import TimestampToken, is_known_authority, read_token

_LATEST_STAMP = timedelta(days=1)
"""How long after the stated time of signing a timestamp may have been made."""


@dataclass(frozen=True, slots=True)
class StampOutcome:
    """Outcome of one export's timestamps: their number, and why not more."""

    count: int = 0
    at: datetime | None = None
    """The last one's time."""
    authority: str = ""
    failure: AppError | None = None

    def sentence(self, language: Language = "zh") -> str:
        """Describe the outcome; empty where no timestamp was asked for."""
        if self.failure is not None:
            why = {"reason": describe_error(self.failure, language)}
            return format_message("TIMESTAMP_LEFT_OUT", why, language)
        if self.at is None:
            return ""
        time = format_taiwan_time(self.at)
        added = {"authority": self.authority, "time": time}
        return format_message("TIMESTAMP_ADDED", added, language)


NO_STAMPS = StampOutcome()


class StampAttempt:
    """Asks for the timestamps of one export; nothing that goes wrong with them ends it.

    After the first failure nobody is asked again: an authority out of reach is waited for once.
    """

    def __init__(self, timestamper: Timestamper, signed_at: datetime) -> None:
        self._timestamper = timestamper
        self._signed_at = signed_at
        self.outcome = StampOutcome()

    def stamp(self, digest: bytes) -> bytes | None:
        """The DER of a token about this digest; None where there is none to be had."""
        done = self.outcome
        if done.failure is not None:
            return None
        try:
            der = self._timestamper.stamp(digest)
            if der is None:
                return None
            token = read_token(der, digest)
            if not do_times_agree(self._signed_at, token.at):
                time = format_taiwan_time(token.at)
                raise AppError("TIMESTAMP_CLOCK", time=time)
        except AppError as problem:
            self.outcome = StampOutcome(done.count, done.at, done.authority, problem)
            return None
        self.outcome = StampOutcome(done.count + 1, token.at, token.authority_name)
        return der


def begin_stamping(timestamper: Timestamper | None, signed_at: datetime) -> StampAttempt | None:
    """An attempt for signatures made at that moment; None where nobody is to be asked."""
    return None if timestamper is None else StampAttempt(timestamper, signed_at)


class FailingTimestamper:
    """Null object for an authority whose settings cannot be read: the export goes on."""

    def __init__(self, problem: AppError) -> None:
        self._problem = problem

    def stamp(self, digest: bytes) -> bytes:
        """Raises the AppError of the settings."""
        raise self._problem


def find_timestamper(
    chosen: Path | None = None, *, is_forgiving: bool = False
) -> Timestamper | None:
    """Build the client of the configured authority; None without settings.

    Settings of the program's own place that cannot be read count as a failing authority; those of
    a chosen file as well where the caller is forgiving, else they raise AppError FILE_*,
    TIMESTAMP_CONFIG*.
    """
    try:
        settings = find_timestamp_settings(chosen)
    except AppError as problem:
        if chosen is not None and not is_forgiving:
            raise
        return FailingTimestamper(problem)
    return None if settings is None else TimestampClient(settings)


def find_authorities(chosen: Path | None = None) -> tuple[str, ...]:
    """The PEM certificates timestamps are judged by; none where there are no settings.

    Raises AppError as `load_timestamp_settings` does.
    """
    settings = find_timestamp_settings(chosen)
    return () if settings is None else settings.certificates


def do_times_agree(signed_at: datetime, stamped_at: datetime) -> bool:
    """Return whether a stated time of signing goes with a timestamp's."""
    return signed_at - CLOCK_TOLERANCE <= stamped_at <= signed_at + _LATEST_STAMP


def read_stamp(der: bytes | None, stamped: bytes, **place: str) -> TimestampToken | None:
    """The token of a signature, which must be about these bytes. Raises Refused SIG_TIMESTAMP."""
    if der is None:
        return None
    try:
        return read_token(der, hashlib.sha256(stamped).digest())
    except AppError as problem:
        raise Refused("SIG_TIMESTAMP", detail=problem.params["detail"], **place) from problem


def judge_stamp(token: TimestampToken | None, trust: TrustContext) -> Timestamp | None:
    """What a token is to us: it counts where its authority is one of ours, and its key one the
    trust policy accepted on the day of the token."""
    if token is None:
        return None
    known = [_load(each) for each in trust.timestamp_authorities]
    judged = judge_algorithm(
        policy_in_force(trust.registry.policy),
        describe_algorithm(token.certificate),
        token.authority_name,
        token.at,
    )
    return Timestamp(
        at=token.at,
        authority=token.authority_name,
        is_trusted=is_known_authority(token, known) and not judged.refusals,
    )


@cache
def _load(pem: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem.encode("ascii"))
