"""The basis of a draft, immutable: blank, revision, remarks, the answers of earlier rounds."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.forms.blank_builder import build_blank
from app.models.answers import StoredValue
from app.models.earlier import EarlierStanding, EarlierYear, EarlierYears
from app.models.forms import Blank
from app.models.programme import Programme
from app.models.returns import build_answers
from app.models.reviews import ReviewComment
from app.models.rounds import EarlierReturn, Round, RoundFile


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
    earlier: EarlierYears


def build_basis(
    round_file: RoundFile,
    revision: int,
    supersedes_sha256: str | None,
    handed_in: Iterable[EarlierYear],
) -> DraftBasis:
    """Put the blank of the agency together, on the form the round file brought.

    Of each earlier round what the office accepted; where it has accepted nothing of it, what was
    `handed_in` from here.
    """
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
        earlier=_choose_earlier(round_file.earlier, handed_in, round_file.agency),
    )


def _choose_earlier(
    accepted: Iterable[EarlierReturn], handed_in: Iterable[EarlierYear], agency: str
) -> EarlierYears:
    by_round: dict[str, list[EarlierReturn]] = {}
    for each in accepted:
        by_round.setdefault(each.round_id, []).append(each)
    chosen = [_merge(each, agency) for each in by_round.values()]
    chosen += [each for each in handed_in if each.round_id not in by_round]
    return EarlierYears(tuple(sorted(chosen, key=lambda each: -each.year_roc)))


def _merge(returns: list[EarlierReturn], agency: str) -> EarlierYear:
    """What was accepted of one round; a project reported by another agency comes with its return.

    Where both speak of a place, one's own return does.
    """
    values: dict[str, StoredValue] = {}
    computed: dict[str, StoredValue] = {}
    for each in sorted(returns, key=lambda each: each.agency == agency):
        values |= each.values
        computed |= each.computed
    first = returns[0]
    own = next((each.revision for each in returns if each.agency == agency), 0)
    return EarlierYear(
        round_id=first.round_id,
        title=first.title,
        year_roc=first.year_roc,
        standing=EarlierStanding.ACCEPTED,
        answers=build_answers(values),
        computed=build_answers(computed),
        revision=own,
    )
