"""Chains of registered certificates, validated against the imported roots and revocation lists.

Without a root there is nothing to validate, and certificates are pinned only.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.errors import AppError
from app.models.anchors import AnchorKind, ChainFinding, ChainState
from app.models.periods import format_taiwan_day
from app.office.registry.certificates import load_registry
from app.office.registry.key_certificates import load_key_certificates
from app.office.registry.trust_anchors import load_anchors
from app.trust.certificates.registry import is_withdrawn

if TYPE_CHECKING:
    from cryptography import x509

    from app.trust.certificates.chains import ChainJudge


def find_broken_chains(
    connection: Connection, now: datetime, *, is_past: bool = False
) -> dict[str, ChainFinding]:
    """Find broken chains of the registry's certificates, by their SHA-256.

    Those withdrawn by then are not validated. With `is_past` roots imported later than `now` are
    left out; revocation lists, of which only the newest is kept, say themselves since when.
    """
    judge = _build_judge(connection, now, is_past=is_past)
    if judge is None:
        return {}
    found = {}
    for each in load_registry(connection).entries:
        if not is_withdrawn(each, now):
            finding = judge.judge(_parse(each.certificate_pem))
            if finding is not None:
                found[each.certificate_sha256] = finding
    return found


def ensure_chain(
    connection: Connection, certificate: x509.Certificate, person: str, at: datetime
) -> None:
    """Refuse a certificate that does not lead to an imported root.

    Raises AppError REGISTRY_CHAIN_UNTRUSTED, REGISTRY_CHAIN_REVOKED, REGISTRY_CHAIN_UNCHECKED.
    """
    judge = _build_judge(connection, at)
    finding = None if judge is None else judge.judge(certificate)
    if finding is None:
        return
    if finding.state is ChainState.REVOKED:
        day = "" if finding.since is None else format_taiwan_day(finding.since)
        raise AppError("REGISTRY_CHAIN_REVOKED", person=person, on=day)
    if finding.state is ChainState.UNCHECKED:
        raise AppError("REGISTRY_CHAIN_UNCHECKED", person=person, detail=finding.detail)
    raise AppError("REGISTRY_CHAIN_UNTRUSTED", person=person, detail=finding.detail)


def _build_judge(
    connection: Connection, now: datetime, *, is_past: bool = False
) -> ChainJudge | None:
    anchors = [
        each
        for each in load_anchors(connection)
        if not is_past or each.kind is AnchorKind.REVOCATIONS or each.imported_at <= now
    ]
    if not any(each.kind is AnchorKind.ROOT for each in anchors):
        return None
    # Here, so that an office without roots verifies its first file without waiting for it.
    from app.trust.certificates.chains import ChainJudge

    own = [_parse(each.certificate_pem) for each in load_key_certificates(connection)]
    return ChainJudge(anchors, own, now)


def _parse(pem: str) -> x509.Certificate:
    from cryptography import x509

    return x509.load_pem_x509_certificate(pem.encode("ascii"))
