"""Trust anchors at the office: importing, listing and removing roots and revocation lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from sqlalchemy import Connection

from app.errors import AppError
from app.models.anchors import AnchorKind, ChainFinding, TrustAnchor
from app.models.periods import format_taiwan_day, taiwan_day
from app.office.bench import OfficeBench
from app.office.registry.certificates import load_registry
from app.office.registry.chains import find_broken_chains
from app.office.registry.trust_anchors import delete_anchor, insert_anchor, load_anchors
from app.trust.certificates.anchor_files import ReadAnchor, is_signed_by, read_anchor_file


class OfficeAnchors:
    """The roots that certificates issued by others must lead to, with their revocation lists."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench
        self._validated: object = None
        self._broken: dict[str, ChainFinding] = {}
        """As found when the registry, the anchors and the day were those of `_validated`."""

    def all(self) -> tuple[TrustAnchor, ...]:
        """Everything imported: roots, authorities, lists."""
        with self._bench.store.reading() as connection:
            return load_anchors(connection)

    def import_file(self, path: Path) -> tuple[TrustAnchor, ...]:
        """Take in what a file holds, all of it or nothing; what is new comes back.

        A newer revocation list takes the place of the one before it. Raises AppError FILE_*,
        ANCHOR_LIST_STRANGER, ANCHOR_LIST_OLDER, and the ANCHOR_* of
        `trust.certificates.anchor_files`.
        """
        added = []
        read = read_anchor_file(path)
        with self._bench.store.writing() as connection:
            for each in read:
                held = load_anchors(connection)
                if any(one.sha256 == each.sha256 for one in held):
                    continue
                for old in _find_superseded(each, held, path):
                    delete_anchor(connection, old.sha256)
                made = insert_anchor(connection, each, self._bench.now())
                self._note(connection, "anchor_imported", made)
                added.append(made)
        return tuple(added)

    def remove(self, sha256: str) -> TrustAnchor:
        """Take one away; without any root certificates are pinned only.

        Raises AppError ANCHOR_NOT_FOUND.
        """
        with self._bench.store.writing() as connection:
            held = {each.sha256: each for each in load_anchors(connection)}
            found = held.get(sha256)
            if found is None:
                raise AppError("ANCHOR_NOT_FOUND", certificate=sha256[:16])
            delete_anchor(connection, sha256)
            self._note(connection, "anchor_removed", found)
        return found

    def broken_chains(self, now: datetime) -> dict[str, ChainFinding]:
        """List broken chains of the registry's certificates, by their SHA-256; withdrawn ones
        are not looked at. Empty without roots.

        Validated once a day, and again when the registry or the anchors have changed.
        """
        with self._bench.store.reading() as connection:
            anchors = [each.sha256 for each in load_anchors(connection)]
            present = (load_registry(connection).sequence, anchors, taiwan_day(now))
            if present != self._validated:
                self._broken = find_broken_chains(connection, now)
                self._validated = present
        return self._broken

    def _note(self, connection: Connection, action: str, anchor: TrustAnchor) -> None:
        self._bench.note(
            connection, action, anchor.name, anchor_kind=anchor.kind.value, sha256=anchor.sha256
        )


def _find_superseded(
    read: ReadAnchor, held: Sequence[TrustAnchor], file: Path
) -> tuple[TrustAnchor, ...]:
    """The lists a newer one takes the place of; () for a certificate.

    Raises AppError ANCHOR_LIST_STRANGER (no authority that was imported signed the list),
    ANCHOR_LIST_OLDER (an older list would hide what the newer one says).
    """
    if read.kind is not AnchorKind.REVOCATIONS:
        return ()
    new = x509.load_der_x509_crl(read.content)
    authorities = [each for each in held if each.kind is not AnchorKind.REVOCATIONS]
    if not any(
        is_signed_by(new, x509.load_der_x509_certificate(each.content)) for each in authorities
    ):
        raise AppError("ANCHOR_LIST_STRANGER", file=file, name=read.name)
    superseded = []
    for each in held:
        if each.kind is not AnchorKind.REVOCATIONS:
            continue
        old = x509.load_der_x509_crl(each.content)
        if old.issuer != new.issuer or _scope(old) != _scope(new):
            continue
        if old.last_update_utc > new.last_update_utc:
            raise AppError(
                "ANCHOR_LIST_OLDER",
                file=file,
                name=read.name,
                date=format_taiwan_day(old.last_update_utc),
            )
        superseded.append(each)
    return tuple(superseded)


def _scope(revocations: x509.CertificateRevocationList) -> bytes | None:
    """Which part of an authority's certificates a list is about; None for all of them."""
    try:
        extension = revocations.extensions.get_extension_for_class(x509.IssuingDistributionPoint)
    except x509.ExtensionNotFound:
        return None
    return extension.value.public_bytes()
