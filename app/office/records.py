"""What the office keeps for reading: the plan it works on, the import history, the audit log."""

from __future__ import annotations

from app.models.programme import Programme
from app.models.received import AuditEntry, LedgerEntry
from app.office.audit_log import load_entries
from app.office.bench import OfficeBench
from app.office.importing.ledger import load_ledger
from app.office.rounds.programme_versions import load_programme

_REGISTRY_ACTIONS = frozenset(
    {
        "enrolment_received",
        "enrolment_confirmed",
        "enrolment_rejected",
        "certificate_registered",
        "certificate_withdrawn",
        "office_key_made",
        "office_key_replaced",
        "office_passphrase_changed",
        "office_key_copied",
        "anchor_imported",
        "anchor_removed",
        "policy_imported",
        "policy_removed",
    }
)


class OfficeRecords:
    """The records of an office store; nothing here changes one."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    @property
    def programme(self) -> Programme:
        """The approved plan in its latest version."""
        with self._bench.store.reading() as connection:
            return load_programme(connection)

    def ledger(self, round_id: str | None = None) -> tuple[LedgerEntry, ...]:
        """The import history (of a round): every file offered, taken or not."""
        with self._bench.store.reading() as connection:
            return load_ledger(connection, round_id)

    def audit_entries(self, subject: str | None = None) -> tuple[AuditEntry, ...]:
        """The log of the office's acts (about one round or agency), in order."""
        with self._bench.store.reading() as connection:
            return load_entries(connection, subject)

    def registry_events(self) -> tuple[AuditEntry, ...]:
        """What the log says of certificates, keys and trust anchors, the latest first."""
        entries = reversed(self.audit_entries())
        return tuple(each for each in entries if each.action in _REGISTRY_ACTIONS)
