"""Roots and revocation lists at the office: importing, listing, removing, and what they say."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.errors import AppError
from app.models.anchors import AnchorKind, ChainFinding, ChainState, TrustAnchor
from app.models.periods import format_taiwan_day
from app.models.signatures import RegistryEntry
from app.office.registry import certificates, trust_anchors
from app.office.registry.office_keyholder import OfficeKeyholder
from app.office.registry.office_keys import load_office_certificates

if TYPE_CHECKING:  # opening a store loads no cryptography
    from cryptography import x509

    from app.trust.certificates.chains import ChainJudge


class OfficeAnchors(OfficeKeyholder):
    """The office's key, and the roots that certificates issued by others must lead to."""

    def anchors(self) -> tuple[TrustAnchor, ...]:
        """Everything imported: roots, authorities, lists."""
        with self._store.reading() as connection:
            return trust_anchors.load_anchors(connection)

    def import_anchors(self, path: Path) -> tuple[TrustAnchor, ...]:
        """Take in what a file holds, all of it or nothing; what is new comes back.

        A newer revocation list takes the place of the one before it. Raises AppError FILE_* and
        the ANCHOR_* of `trust.certificates.anchor_files` and `office.registry.trust_anchors`.
        """
        from app.trust.certificates.anchor_files import read_anchor_file

        added = []
        read = read_anchor_file(path)
        with self._store.writing() as connection:
            for each in read:
                held = trust_anchors.load_anchors(connection)
                if any(one.sha256 == each.sha256 for one in held):
                    continue
                for old in trust_anchors.find_superseded(each, held, path):
                    trust_anchors.delete_anchor(connection, old.sha256)
                made = trust_anchors.insert_anchor(connection, each, self._store.clock())
                self._note_anchor(connection, "anchor_imported", made)
                added.append(made)
        return tuple(added)

    def remove_anchor(self, sha256: str) -> TrustAnchor:
        """Take one away; without any root certificates are pinned only. ANCHOR_NOT_FOUND."""
        with self._store.writing() as connection:
            held = {each.sha256: each for each in trust_anchors.load_anchors(connection)}
            found = held.get(sha256)
            if found is None:
                raise AppError("ANCHOR_NOT_FOUND", certificate=sha256[:16])
            trust_anchors.delete_anchor(connection, sha256)
            self._note_anchor(connection, "anchor_removed", found)
        return found

    def chain_findings(self, now: datetime) -> dict[str, ChainFinding]:
        """What speaks against certificates of the registry, by their SHA-256; withdrawn ones
        are not looked at. Empty without roots."""
        with self._store.reading() as connection:
            return self._find_broken_chains(connection, now)

    def _find_broken_chains(self, connection: Connection, now: datetime) -> dict[str, ChainFinding]:
        entries = certificates.load_registry(connection).entries
        judge = self._build_judge(connection, now)
        if judge is None:
            return {}
        found = {}
        for each in entries:
            finding = _judge_entry(judge, each) if each.revoked_at is None else None
            if finding is not None:
                found[each.certificate_sha256] = finding
        return found

    def _ensure_chain(
        self, connection: Connection, certificate: x509.Certificate, person: str, at: datetime
    ) -> None:
        """Refuse what the imported roots do not vouch for, before it gets on the registry."""
        judge = self._build_judge(connection, at)
        finding = None if judge is None else judge.judge(certificate)
        if finding is None:
            return
        if finding.state is ChainState.REVOKED:
            day = "" if finding.since is None else format_taiwan_day(finding.since)
            raise AppError("REGISTRY_CHAIN_REVOKED", person=person, on=day)
        if finding.state is ChainState.UNCHECKED:
            raise AppError("REGISTRY_CHAIN_UNCHECKED", person=person, detail=finding.detail)
        raise AppError("REGISTRY_CHAIN_UNTRUSTED", person=person, detail=finding.detail)

    def _build_judge(self, connection: Connection, now: datetime) -> ChainJudge | None:
        anchors = trust_anchors.load_anchors(connection)
        if not any(each.kind is AnchorKind.ROOT for each in anchors):
            return None
        from cryptography import x509

        from app.trust.certificates.chains import ChainJudge

        own = [
            x509.load_pem_x509_certificate(each.certificate_pem.encode("ascii"))
            for each in load_office_certificates(connection)
        ]
        return ChainJudge(anchors, own, now)

    def _note_anchor(self, connection: Connection, action: str, anchor: TrustAnchor) -> None:
        self._note(
            connection, action, anchor.name, anchor_kind=anchor.kind.value, sha256=anchor.sha256
        )


def _judge_entry(judge: ChainJudge, entry: RegistryEntry) -> ChainFinding | None:
    from cryptography import x509

    return judge.judge(x509.load_pem_x509_certificate(entry.certificate_pem.encode("ascii")))
