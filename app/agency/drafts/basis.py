"""The basis of a draft, immutable: blank, revision, remarks, last round's answers."""

from dataclasses import dataclass

from app.forms.blank_builder import build_blank
from app.models.answers import Answers
from app.models.forms import Blank
from app.models.programme import Programme
from app.models.returns import build_answers
from app.models.reviews import ReviewComment
from app.models.rounds import Round, RoundFile


@dataclass(frozen=True, slots=True)
class DraftBasis:
    """Everything a draft knows that the officer does not type."""

    blank: Blank
    programme: Programme
    round: Round
    agency: str
    revision: int
    supersedes_sha256: str | None
    comments: tuple[ReviewComment, ...]
    prior_answers: Answers
    prior_origin: str = ""
    """The round the office took them from; empty where they were handed in from here."""


def build_basis(
    round_file: RoundFile, revision: int, supersedes_sha256: str | None, prior_answers: Answers
) -> DraftBasis:
    """Put the blank of the agency together, on the form the round file brought.

    Without prior answers of the agency's own, those that the office accepted take their place.
    """
    earlier = max(round_file.earlier, key=lambda each: each.year_roc, default=None)
    origin = ""
    if earlier is not None and not len(prior_answers):
        prior_answers, origin = build_answers(earlier.values), earlier.title
    return DraftBasis(
        blank=build_blank(
            round_file.form, round_file.programme, round_file.round, round_file.agency
        ),
        programme=round_file.programme,
        round=round_file.round,
        agency=round_file.agency,
        revision=revision,
        supersedes_sha256=supersedes_sha256,
        comments=round_file.comments,
        prior_answers=prior_answers,
        prior_origin=origin,
    )
