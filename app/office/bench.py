"""The context every room of the office's desk shares: store, clock, officer, audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from app.office.audit_log import append_entry
from app.store.store import Store

OFFICE = "協調彙整機關"
"""Who acts, where nobody is named."""

_OFFICER = "officer"


class OfficeBench:
    """An open office store, its clock, the person who acts, and the audit log."""

    def __init__(self, store: Store) -> None:
        self.store: Final = store
        self._officer = ""

    @property
    def officer(self) -> str:
        """The person at the desk; empty where nobody gave a name."""
        return self._officer

    def name_officer(self, name: str) -> None:
        """Note acts under this person's name from now on, and remember it in the store.

        Raises AppError NAME_UNFIT, and F112, F171 to F178 for characters nobody else could read.
        """
        # the first page of the office comes up without the library of certificates
        from app.trust.certificates.subjects import ensure_name, tidy_name

        if name:
            ensure_name(name)
        name = tidy_name(name)
        if name != self._officer:
            with self.store.writing() as connection:
                self.store.set_meta(connection, _OFFICER, name)
            self._officer = name

    def recall_officer(self) -> None:
        """Go on under the name remembered last."""
        self._officer = self.store.meta(_OFFICER) or ""

    def now(self) -> datetime:
        """The time by the store's clock, with a time zone."""
        return self.store.clock()

    def note(
        self,
        connection: Connection,
        action: str,
        subject: str,
        *,
        actor: str = "",
        **detail: object,
    ) -> None:
        """Add an act to the audit log, inside the transaction that performs it.

        `subject` is what it is about: a round, an agency, a name. Without an `actor` it is the
        officer's act, or the office's where nobody gave a name.
        """
        append_entry(
            connection,
            at=self.now(),
            actor=actor or self._officer or OFFICE,
            action=action,
            subject=subject,
            detail={key: str(value) for key, value in detail.items()},
        )
