"""Certification path validation (RFC 5280) against imported roots and revocation lists.

The registry alone entitles; a chain only takes away. Where no root was imported nothing is asked.
A certificate that names no issuer but itself, or that one of the office's own keys issued, is
pinned by the registry and has no chain to look for. Nothing is ever fetched: what was imported
is all there is.

Where a list of a certificate's issuer was imported it must speak about the certificate, so the
check of a list is demanded ("require"): the softer modes of the library pass over lists that a
certificate does not itself point to. A list counts until `GRACE` after its next update.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from app.models.anchors import AnchorKind, ChainFinding, ChainState, TrustAnchor
from app.models.periods import taiwan_day
from app.trust.certificates.certificate import is_issued_by

GRACE = timedelta(days=30)
"""How long after its next update a revocation list still counts; the office is warned before."""
_ANY_AGE = timedelta(days=36500)  # how old a list may be is judged here, not by the library


class ChainJudge:
    """Validate certification paths at one moment; roots and lists are parsed once."""

    def __init__(
        self, anchors: Sequence[TrustAnchor], own: Sequence[x509.Certificate], now: datetime
    ) -> None:
        """`own` are the certificates of the office's keys; `now` carries a time zone."""
        self._now = now
        self._own = tuple(own)
        self._roots = _load_certificates(anchors, AnchorKind.ROOT)
        self._between = _load_certificates(anchors, AnchorKind.INTERMEDIATE)
        self._lists = [
            (asn1_crl.CertificateList.load(each.content), each.valid_until)
            for each in anchors
            if each.kind is AnchorKind.REVOCATIONS
        ]

    def judge(self, certificate: x509.Certificate) -> ChainFinding | None:
        """Validate a certificate's path; None where it is valid, or no root was imported."""
        if not self._roots or self._is_exempt(certificate):
            return None
        moment = _moment_of(certificate, self._now)
        subject = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
        try:
            path = _validate(subject, self._context(moment))
            for each in path.iter_certs(include_root=False):
                overdue = self._check_lists(each, moment)
                if overdue is not None:
                    return overdue
        except RevokedError as problem:
            return ChainFinding(state=ChainState.REVOKED, since=problem.revocation_dt)
        except InsufficientRevinfoError as problem:
            return ChainFinding(state=ChainState.UNCHECKED, detail=_first_line(problem))
        except (PathError, ValidationError, ValueError) as problem:
            return ChainFinding(state=ChainState.UNTRUSTED, detail=_tell(problem))
        return None

    def _is_exempt(self, certificate: x509.Certificate) -> bool:
        if certificate.issuer == certificate.subject:
            return True
        return any(is_issued_by(certificate, each) for each in self._own)

    def _check_lists(self, subject: Any, moment: datetime) -> ChainFinding | None:
        """Look a certificate up on the lists of its issuer, where there are any."""
        lists = [each for each in self._lists if each[0].issuer == subject.issuer]
        if not lists:
            return None
        _validate(subject, self._context(moment, [each for each, _ in lists]))
        dates = [until for _, until in lists if until is not None]
        if len(dates) == len(lists) and max(dates) + GRACE < self._now:
            return ChainFinding(
                state=ChainState.UNCHECKED, detail=taiwan_day(max(dates)).isoformat()
            )
        return None

    def _context(
        self, moment: datetime, lists: list[asn1_crl.CertificateList] | None = None
    ) -> ValidationContext:
        """What the library is given; the lists are demanded of the certificate itself alone."""
        rule = RevocationCheckingRule
        demanded = rule.CRL_REQUIRED if lists else rule.NO_CHECK
        return ValidationContext(
            trust_roots=[each for each in self._roots if moment <= each.not_valid_after],
            other_certs=self._between,
            crls=lists or [],
            moment=moment,
            allow_fetching=False,
            revinfo_policy=CertRevTrustPolicy(
                RevocationCheckingPolicy(demanded, rule.NO_CHECK),
                freshness=_ANY_AGE,
                freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
            ),
        )


def find_overdue_lists(
    anchors: Sequence[TrustAnchor], now: datetime
) -> Iterator[tuple[TrustAnchor, bool]]:
    """Lists past their next update, and whether the grace is over as well."""
    for each in anchors:
        until = each.valid_until
        if each.kind is AnchorKind.REVOCATIONS and until is not None and until < now:
            yield each, until + GRACE < now


def _validate(subject: Any, context: ValidationContext) -> Any:
    validator = CertificateValidator(subject, validation_context=context)
    return asyncio.run(validator.async_validate_path())


def _moment_of(certificate: x509.Certificate, now: datetime) -> datetime:
    """Now, or the nearest day of the certificate's own: that it has expired is said elsewhere."""
    latest = min(now, certificate.not_valid_after_utc)
    return max(latest, certificate.not_valid_before_utc)


def _load_certificates(
    anchors: Sequence[TrustAnchor], kind: AnchorKind
) -> list[asn1_x509.Certificate]:
    return [asn1_x509.Certificate.load(each.content) for each in anchors if each.kind is kind]


def _tell(problem: Exception) -> str:
    if isinstance(problem, ExpiredError):
        return "expired"
    if isinstance(problem, NotYetValidError):
        return "not yet valid"
    return _first_line(problem)


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0][:200]
