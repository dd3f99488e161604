"""The trust policy at the office: importing one of its own, and going back to the built-in one."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from app.errors import AppError
from app.models.policy import TrustPolicy
from app.models.record import Record
from app.models.returns import canonical_bytes
from app.office.bench import OfficeBench
from app.office.registry.certificates import (
    insert_policy,
    load_policy,
    load_registry,
    save_registry,
)
from app.trust.certificates.registry import change_policy
from app.trust.policy.policy_file import policy_in_force, read_policy


class PolicyStanding(Record, frozen=True, kw_only=True):
    """The policy in force."""

    policy: TrustPolicy
    is_own: bool
    """The office has imported it; else it is the built-in one."""
    since: datetime | None
    """None where the office never imported any."""

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of its canonical bytes: the same at the office and at the agencies."""
        return hashlib.sha256(canonical_bytes(self.policy)).hexdigest()


class OfficePolicy:
    """What the algorithms of signatures are judged by, here and at the agencies.

    It travels inside the registry: agencies judge by it once they have a new round file.
    """

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def standing(self) -> PolicyStanding:
        """The policy in force, and since when."""
        with self._bench.store.reading() as connection:
            own, since = load_policy(connection)
        return PolicyStanding(policy=policy_in_force(own), is_own=own is not None, since=since)

    def import_file(self, path: Path) -> PolicyStanding:
        """Put the policy of a file in force; the same one again changes nothing.

        Raises AppError FILE_*, POLICY_INVALID.
        """
        self._put_in_force(read_policy(path))
        return self.standing()

    def remove(self) -> PolicyStanding:
        """Go back to the built-in policy. Raises AppError POLICY_NOT_OWN."""
        if not self.standing().is_own:
            raise AppError("POLICY_NOT_OWN")
        self._put_in_force(None)
        return self.standing()

    def _put_in_force(self, policy: TrustPolicy | None) -> None:
        now = self._bench.now()
        with self._bench.store.writing() as connection:
            before = load_registry(connection)
            if before.policy == policy:
                return
            insert_policy(connection, policy, now)
            save_registry(connection, before, change_policy(before, policy, now))
            named = policy_in_force(policy)
            action = "policy_removed" if policy is None else "policy_imported"
            self._bench.note(connection, action, named.title, version=named.version)
