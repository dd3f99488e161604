"""What can be asked of a draft: what it stands on, its answers, what the rules make of them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from app.agency.drafts import attachments
from app.agency.drafts.basis import DraftBasis
from app.agency.drafts.blank_index import BlankIndex
from app.agency.drafts.change import ReasonKey
from app.agency.drafts.comment_answers import (
    CommentAnswer,
    answers_by_comment,
    load_comment_answers,
)
from app.agency.drafts.recorder import Recorder
from app.agency.drafts.results import DraftResults
from app.agency.drafts.rows import load_draft
from app.models.answers import Answers, Place, StoredValue
from app.models.forms import Blank
from app.models.programme import Programme
from app.models.returns import AttachmentDigest
from app.models.reviews import ReviewComment
from app.models.rounds import Round
from app.store.store import Store

if TYPE_CHECKING:  # loaded when findings are asked for
    from app.forms.evaluation import Evaluation
    from app.forms.progress import Progress
    from app.models.findings import Finding


class DraftReading:
    """The asking half of a draft; `app.agency.drafts.draft.Draft` adds the changing half."""

    def __init__(self, store: Store, basis: DraftBasis) -> None:
        self._store = store
        self._mutex = threading.RLock()
        with store.reading() as connection:
            loaded = load_draft(connection, basis.round.id)
            self._comment_answers = load_comment_answers(connection, loaded.id)
        self._recorder = Recorder(store, loaded)
        self.adopt(basis)

    def adopt(self, basis: DraftBasis) -> None:
        """Go on with another round file or revision; answers stay."""
        with self._mutex:
            self._basis = basis
            self._index = BlankIndex(basis.blank)
            self._aside: Mapping[Place, StoredValue] = {}
            self._refresh(self._recorder.state.answers)

    # what the draft is

    @property
    def blank(self) -> Blank:
        """The form as this agency has to fill it."""
        return self._basis.blank

    @property
    def programme(self) -> Programme:
        """The programme the round file brought."""
        return self._basis.programme

    @property
    def round(self) -> Round:
        """The round this draft is for."""
        return self._basis.round

    @property
    def agency(self) -> str:
        """The agency's code."""
        return self._basis.agency

    @property
    def revision(self) -> int:
        """The revision the next return will carry."""
        return self._basis.revision

    @property
    def supersedes_sha256(self) -> str | None:
        """Digest of the payload the next return takes the place of."""
        return self._basis.supersedes_sha256

    @property
    def comments(self) -> tuple[ReviewComment, ...]:
        """The office's remarks on the last revision."""
        return self._basis.comments

    @property
    def prior_answers(self) -> Answers:
        """What was handed in for the round before (last year); empty where nothing was."""
        return self._basis.prior_answers

    @property
    def answers(self) -> Answers:
        """All answers, without those the blank no longer asks for."""
        return self._answers

    @property
    def set_aside(self) -> Mapping[Place, StoredValue]:
        """Answers kept although the blank, after a newer round file, no longer asks for them."""
        return self._aside

    @property
    def reasons(self) -> Mapping[ReasonKey, str]:
        """The officer's reasons by (code, path of the place)."""
        return self._recorder.state.reasons

    @property
    def unconfirmed(self) -> frozenset[Place]:
        """Places whose value was carried forward and not yet edited or confirmed."""
        return self._recorder.state.unconfirmed

    @property
    def last_saved_at(self) -> datetime | None:
        """When the last change reached the disk; None before the first."""
        return self._recorder.last_saved_at

    @property
    def changed_at(self) -> datetime:
        """When the draft last changed, or was begun: UTC, whole seconds."""
        return self._recorder.changed_at.replace(microsecond=0)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self._recorder.history.done[-1].label if self._recorder.history.done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again; None where there is nothing."""
        return self._recorder.history.undone[-1].label if self._recorder.history.undone else None

    def attachments(self) -> tuple[AttachmentDigest, ...]:
        """The files the answers refer to."""
        with self._store.reading() as connection:
            return attachments.load_attachment_digests(
                connection, attachments.referenced_attachments(self._index, self._answers)
            )

    def attachment_content(self, sha256: str) -> bytes:
        """The bytes of an attached file. Raises KeyError."""
        with self._store.reading() as connection:
            return attachments.load_attachment_content(connection, sha256)

    @property
    def comment_answers(self) -> dict[ReviewComment, CommentAnswer]:
        """The answers given so far, by comment."""
        return answers_by_comment(self.comments, self._comment_answers)

    # what the rules say; kept until the next change

    def evaluation(self) -> Evaluation:
        """Computed values."""
        return self._results.evaluation()

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say about the answers, in reading order."""
        return self._results.findings()

    def progress(self) -> tuple[Progress, ...]:
        """How far each project is."""
        return self._results.progress()

    def _refresh(self, changed: Iterable[Place]) -> None:
        state = self._recorder.state
        if self._aside or not all(self._index.accepts(each) for each in changed):
            self._answers, self._aside = self._index.split(state.answers)
        else:  # the usual case; looking every place up again would cost more than the write
            self._answers = state.answers
        self._results = DraftResults(self._basis, self._answers, state.reasons)
