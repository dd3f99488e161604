"""Remarks: a reviewer's comments on a return until a decision sends them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from app.models.reviews import Remark, ReviewComment
from app.office.bench import OfficeBench
from app.office.importing.received_returns import load_held
from app.returns.printable import take_text
from app.store.tables.office import review_remark


class OfficeRemarks:
    """What reviewers are writing about the revisions received."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def about(self, round_id: str, agency: str, revision: int) -> tuple[Remark, ...]:
        """The remarks about one revision, the one written last at the end."""
        with self._bench.store.reading() as connection:
            return_id = load_held(connection, round_id, agency)[revision].id
            query = select(review_remark).where(review_remark.c.received_return_id == return_id)
            return tuple(
                Remark(place=row.place, text=row.text)
                for row in connection.execute(query.order_by(review_remark.c.id))
            )

    def write(
        self, round_id: str, agency: str, revision: int, place: str | None, text: str
    ) -> None:
        """Keep the remark at one place (its path; None for the whole return).

        It takes the place of the one before; an empty text takes that away. Raises AppError F112,
        F171 to F178 where it could not be printed: the agency prints it beside its answer.
        """
        kept = take_text(text, "審查意見")
        with self._bench.store.writing() as connection:
            return_id = load_held(connection, round_id, agency)[revision].id
            connection.execute(
                delete(review_remark).where(
                    review_remark.c.received_return_id == return_id,
                    review_remark.c.place.is_(None)
                    if place is None
                    else review_remark.c.place == place,
                )
            )
            if kept:
                _insert(connection, return_id, place, kept)


def delete_remarks(connection: Connection, return_id: int) -> None:
    """Take all remarks about a revision away: they go out with a decision."""
    connection.execute(delete(review_remark).where(review_remark.c.received_return_id == return_id))


def restore_remarks(
    connection: Connection, return_id: int, comments: Sequence[ReviewComment]
) -> None:
    """Make the comments of a decision that is taken back remarks again."""
    for each in comments:
        _insert(connection, return_id, each.place, each.text)


def _insert(connection: Connection, return_id: int, place: str | None, text: str) -> None:
    connection.execute(
        insert(review_remark).values(received_return_id=return_id, place=place, text=text)
    )
