"""States of projects, targets and indicators in a round."""

from collections.abc import Iterable
from enum import StrEnum

from app.models.progress import ProgressState


class QualitativeState(StrEnum):
    """What an agency says of an indicator that holds no number; the form's choice ids."""

    ACHIEVED = "achieved"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"


class Standing(StrEnum):
    """How a whole project stands."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNJUDGED = "unjudged"  # reported, but neither money nor a target to judge by
    ENDED = "ended"  # its period ended before the round's year
    UNREPORTED = "unreported"


class IndicatorOutcome(StrEnum):
    """How one of the forty indicators came out in the round."""

    MET = "met"
    BEHIND = "behind"
    UNREPORTED = "unreported"
    QUALITATIVE = "qualitative"
    NOT_DUE = "not_due"


def summarise_target_states(states: Iterable[ProgressState | None]) -> ProgressState | None:
    """Reduce several targets to one state: behind if any is, ahead if all are, None if none is."""
    known = {each for each in states if each is not None}
    if not known:
        return None
    if ProgressState.BEHIND in known:
        return ProgressState.BEHIND
    return ProgressState.AHEAD if known == {ProgressState.AHEAD} else ProgressState.ON_TRACK
