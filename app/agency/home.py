"""State of an agency's home page as one value, which is the snapshot of its store as well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from app.forms.progress import Progress
from app.models.agency_names import AgencyNames
from app.models.agency_rounds import AgencyRound
from app.models.answers import Place, parse_place
from app.models.programme import Programme
from app.models.record import Record
from app.models.reviews import CommentAnswerKind, ReviewComment

if TYPE_CHECKING:
    from app.agency.drafts.draft import Draft
    from app.agency.rounds import Rounds


class RemarkState(Record, frozen=True, kw_only=True):
    """A remark of the office, where it belongs, and how it was answered (None: not yet)."""

    comment: ReviewComment
    place: Place | None
    labels: tuple[str, ...]
    """Section and field as the form calls them."""
    answer: CommentAnswerKind | None


class HomeState(Record, frozen=True, kw_only=True):
    """How far the agency is in one round; the same on any day."""

    present: AgencyRound
    titles: Mapping[str, str]
    """Titles of all rounds by id, the one due last first."""
    programme: Programme
    agency_name: str
    progress: tuple[Progress, ...]
    open_places: tuple[Place, ...]
    """The places of the open findings, in reading order."""
    remarks: tuple[RemarkState, ...]
    unconfirmed: tuple[Place, ...]
    """The places of values carried forward and not confirmed, by path."""
    set_aside: tuple[Place, ...]
    """Where the values stood that a newer form or programme set aside, by path."""
    last_saved_at: datetime | None


def build_home_state(rounds: Rounds, draft: Draft) -> HomeState:
    """Build the state from a draft and its round."""
    return HomeState(
        present=rounds.one(draft.round.id),
        titles={each.round.id: each.round.title for each in rounds.files()},
        programme=draft.programme,
        agency_name=AgencyNames(draft.programme, draft.round).full(draft.basis.agency),
        progress=draft.results.progress,
        open_places=tuple(each.place for each in draft.results.findings if each.is_open),
        remarks=tuple(_build_remark(draft, each) for each in draft.remarks.all()),
        unconfirmed=tuple(sorted(draft.carried.unconfirmed, key=lambda each: each.path)),
        set_aside=tuple(each.place for each in draft.set_aside.entries()),
        last_saved_at=draft.journal.last_saved_at,
    )


def _build_remark(draft: Draft, comment: ReviewComment) -> RemarkState:
    place = None if comment.place is None else parse_place(comment.place)
    answer = draft.remarks.answers().get(comment)
    return RemarkState(
        comment=comment,
        place=place,
        labels=() if place is None else draft.blank.labels(place),
        answer=None if answer is None else answer.kind,
    )
