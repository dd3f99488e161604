"""Review decisions as rows of the office's store: all of them, with their comments."""

from collections import defaultdict

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from app.models.reviews import Decision, DecisionKind, ReturnState, ReviewComment
from app.store.tables.office import decision, received_return, review_comment


def insert_decision(
    connection: Connection, return_id: int, made: Decision, leads_to: ReturnState
) -> None:
    """Keep a decision with its comments and move the return to the state it leads to."""
    added = connection.execute(
        insert(decision).values(
            received_return_id=return_id,
            kind=made.kind.value,
            decided_by=made.decided_by,
            decided_at=made.decided_at,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    for comment in made.comments:
        connection.execute(
            insert(review_comment).values(
                decision_id=key[0],
                comment_id=comment.id,
                place=comment.place,
                text=comment.text,
                author=comment.author,
                written_at=comment.written_at,
            )
        )
    connection.execute(
        update(received_return)
        .where(received_return.c.id == return_id)
        .values(state=leads_to.value)
    )


def count_comments(connection: Connection, return_id: int) -> int:
    """Count the comments ever sent on a revision, those of decisions taken back included."""
    query = select(func.count()).select_from(review_comment.join(decision))
    return connection.scalar(query.where(decision.c.received_return_id == return_id)) or 0


def load_decisions(
    connection: Connection, round_id: str, agency: str | None = None
) -> tuple[tuple[int, Decision], ...]:
    """Every decision of a round (about one agency) as made, each after its return's row id."""
    about = received_return.c.round_id == round_id
    if agency is not None:
        about &= received_return.c.agency == agency
    comments = _load_comments(connection, about)
    query = (
        select(decision, received_return.c.agency, received_return.c.revision)
        .join_from(decision, received_return)
        .where(about)
        .order_by(decision.c.id)
    )
    return tuple(
        (
            row.received_return_id,
            Decision(
                agency=row.agency,
                round_id=round_id,
                revision=row.revision,
                kind=DecisionKind(row.kind),
                decided_by=row.decided_by,
                decided_at=row.decided_at,
                comments=tuple(comments[row.id]),
            ),
        )
        for row in connection.execute(query)
    )


def _load_comments(
    connection: Connection, about: ColumnElement[bool]
) -> dict[int, list[ReviewComment]]:
    query = (
        select(review_comment)
        .select_from(review_comment.join(decision).join(received_return))
        .where(about)
        .order_by(review_comment.c.id)
    )
    found: dict[int, list[ReviewComment]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.decision_id].append(
            ReviewComment(
                id=row.comment_id,
                place=row.place,
                text=row.text,
                author=row.author,
                written_at=row.written_at,
            )
        )
    return found
