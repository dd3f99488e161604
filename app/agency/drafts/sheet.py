"""Shared state of a draft's parts: the answers as the blank asks for them, and the journal."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Final

from app.agency.drafts.basis import DraftBasis
from app.agency.drafts.blank_index import BlankIndex
from app.agency.drafts.delta import ReasonKey
from app.agency.drafts.journal import Journal
from app.agency.drafts.loading import load_draft
from app.agency.drafts.reasons import accept_reasons
from app.agency.drafts.results import DraftResults, KeptOfDraft
from app.models.answers import Answers, Place, StoredValue
from app.models.periods import end_of_day, taiwan_day
from app.store.store import Store


class Sheet:
    """The present state of one draft in memory; it follows the journal, which is on disk first.

    `lock` is held by whoever reads the answers in order to write others.
    """

    def __init__(self, store: Store, basis: DraftBasis) -> None:
        self.store: Final = store
        self.lock: Final = threading.RLock()
        with store.reading() as connection:
            loaded = load_draft(connection, basis.round.id)
        self.draft_id: Final = loaded.id
        self.journal: Final = Journal(store, loaded, self.lock, self._follow)
        self._reasons: tuple[Mapping[ReasonKey, str], Mapping[ReasonKey, str]] = ({}, {})
        """As typed, and those of them that count."""
        self._take(basis)

    def adopt(self, basis: DraftBasis) -> None:
        """Go on with another round file or revision.

        Answers stay; on another form they are those its round file moved them to on disk.
        """
        with self.lock:
            if basis.round.form_sha256 != self._basis.round.form_sha256:
                with self.store.reading() as connection:
                    self.journal.take_up(load_draft(connection, basis.round.id))
            self._take(basis)

    @property
    def basis(self) -> DraftBasis:
        """What the draft stands on."""
        return self._basis

    @property
    def index(self) -> BlankIndex:
        """Which places the blank has."""
        return self._index

    @property
    def answers(self) -> Answers:
        """All answers, without those the blank no longer asks for."""
        return self._answers

    @property
    def unasked(self) -> Mapping[Place, StoredValue]:
        """Answers kept although the blank, of a newer programme, no longer asks for them."""
        return self._unasked

    @property
    def texts(self) -> Mapping[Place, str]:
        """Typed texts that cannot be read, at places the blank asks for."""
        return self._texts

    @property
    def results(self) -> DraftResults:
        """What the rules make of the answers as they stand, today."""
        since, until = self._found_for  # asked for by every cell that is drawn
        if not since <= self.store.clock() <= until:
            self._find_results()
        return self._results

    def _take(self, basis: DraftBasis) -> None:
        with self.lock:
            self._basis = basis
            self._index = BlankIndex(basis.blank)
            self._kept = KeptOfDraft()
            self._unasked: Mapping[Place, StoredValue] = {}
            self._follow(self.journal.state.answers)

    def _follow(self, changed: Iterable[Place]) -> None:
        state = self.journal.state
        if self._unasked or not all(self._index.accepts(each) for each in changed):
            self._answers, self._unasked = self._index.split(state.answers)
        else:  # the usual case; looking every place up again would cost more than the write
            self._answers = state.answers
        # Every cell that is drawn asks for them.
        self._texts = {
            each: text for each, text in state.texts.items() if self._index.accepts(each)
        }
        self._find_results()

    def _find_results(self) -> None:
        with self.lock:
            now = self.store.clock()
            day, typed = taiwan_day(now), self.journal.state.reasons
            if typed is not self._reasons[0]:
                self._reasons = (typed, accept_reasons(typed))
            self._results = DraftResults(
                self._basis, self._answers, self._reasons[1], self._texts, day, self._kept
            )
            self._found_for = now, end_of_day(day).astimezone(UTC)
