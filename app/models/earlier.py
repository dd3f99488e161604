"""What is known of earlier rounds: the answers of each, and whether the office accepted them."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.models.answers import Answers, Place, StoredValue


class EarlierStanding(StrEnum):
    """How far the answers of an earlier round came."""

    ACCEPTED = "accepted"  # the round file brings them
    HANDED_IN = "handed_in"  # they left this store, and nothing accepted is known


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """The answers of one earlier round, at the places the present form has for them."""

    round_id: str
    title: str
    year_roc: int
    standing: EarlierStanding
    answers: Answers
    computed: Answers = field(default_factory=Answers)
    """What was computed from them, as it was signed."""
    revision: int = 0

    def value(self, place: Place) -> StoredValue:
        """What stood there, entered or computed."""
        entered = self.answers.get(place)
        return self.computed.get(place) if entered is None else entered


@dataclass(frozen=True, slots=True)
class EarlierYears:
    """Earlier rounds of one kind, the newest first; none of a year stands in it twice."""

    years: tuple[EarlierYear, ...] = ()

    @property
    def latest(self) -> EarlierYear | None:
        """The newest of them, last year's as a rule; None where nothing is known."""
        return self.years[0] if self.years else None

    def of(self, year_roc: int) -> EarlierYear | None:
        """The round of a year; None where it is not known."""
        return next((each for each in self.years if each.year_roc == year_roc), None)
