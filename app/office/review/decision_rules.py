"""The rules of review decisions (審查決定): what may be decided, and where comments stand."""

from collections.abc import Sequence
from datetime import datetime

from app.errors import AppError
from app.models.agency_names import AgencyNames
from app.models.answers import parse_place
from app.models.forms import FormSpec
from app.models.programme import Programme
from app.models.reviews import Decision, DecisionKind, Remark, ReturnState, ReviewComment
from app.models.rounds import Round
from app.office.importing.received_returns import Held
from app.returns.printable import take_text

WHOLE_SECTION = "-"
"""The field of a comment's place that means the section as a whole."""

_REVIEWED = (ReturnState.ACCEPTED, ReturnState.SENT_BACK)

_POSSIBLE = {
    DecisionKind.ACCEPT: (ReturnState.UNDER_REVIEW,),
    DecisionKind.SEND_BACK: (ReturnState.UNDER_REVIEW,),
    DecisionKind.REOPEN: _REVIEWED,
}
_LEADS_TO = {
    DecisionKind.ACCEPT: ReturnState.ACCEPTED,
    DecisionKind.SEND_BACK: ReturnState.SENT_BACK,
    DecisionKind.REOPEN: ReturnState.UNDER_REVIEW,
}


def possible_decisions(state: ReturnState) -> tuple[DecisionKind, ...]:
    """What can be decided about a return in that state, in the order buttons are shown."""
    return tuple(kind for kind in DecisionKind if state in _POSSIBLE[kind])


def build_decision(
    programme: Programme,
    round_: Round,
    form: FormSpec,
    held: Held,
    agency: str,
    kind: DecisionKind,
    remarks: Sequence[Remark],
    decided_by: str,
    at: datetime,
    *,
    earlier_comments: int = 0,
) -> Decision:
    """A decision about a held revision.

    Raises AppError DECISION_NOT_POSSIBLE (wrong state), DECISION_WITHOUT_COMMENT (sending back
    without saying why), DECISION_COMMENT_EMPTY, DECISION_PLACE_UNKNOWN, DECISION_WITHOUT_NAME;
    NAME_UNFIT, F112, F171 to F178 where a name or a comment could not be printed.
    """
    name = AgencyNames(programme, round_).short(agency)
    if not decided_by.strip():
        raise AppError("DECISION_WITHOUT_NAME")
    if held.state not in _POSSIBLE[kind]:
        raise AppError("DECISION_NOT_POSSIBLE", agency=name, state=held.state, kind=kind)
    if kind is DecisionKind.SEND_BACK and not remarks:
        raise AppError("DECISION_WITHOUT_COMMENT", agency=name)
    for remark in remarks:
        _ensure_anchored(programme, form, agency, name, remark)
    from app.trust.certificates.subjects import ensure_name

    ensure_name(decided_by)
    author = take_text(decided_by, "審查人")
    return Decision(
        agency=agency,
        round_id=round_.id,
        revision=held.revision,
        kind=kind,
        decided_by=author,
        decided_at=at,
        comments=tuple(
            ReviewComment(
                id=f"r{held.revision}-{number}",
                place=each.place,
                text=take_text(each.text, "審查意見"),
                author=author,
                written_at=at,
            )
            for number, each in enumerate(remarks, start=earlier_comments + 1)
        ),
    )


def state_after(kind: DecisionKind) -> ReturnState:
    """The state a decision leads to."""
    return _LEADS_TO[kind]


def _ensure_anchored(
    programme: Programme, form: FormSpec, agency: str, name: str, remark: Remark
) -> None:
    if not remark.text.strip():
        raise AppError("DECISION_COMMENT_EMPTY", agency=name)
    if remark.place is None:
        return
    try:
        place = parse_place(remark.place)
    except ValueError as problem:
        raise AppError("DECISION_PLACE_UNKNOWN", place=remark.place) from problem
    own = {each.id for each in programme.projects_of(agency)}
    sections = {each.id: each for each in form.sections}
    section = sections.get(place.section)
    is_there = section is not None and (
        place.field == WHOLE_SECTION or place.field in {each.id for each in section.fields}
    )
    if not is_there or (place.project is not None and place.project not in own):
        raise AppError("DECISION_PLACE_UNKNOWN", place=remark.place)
