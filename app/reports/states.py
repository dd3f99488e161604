"""States of projects, targets and indicators in a round."""

from collections.abc import Iterable
from enum import StrEnum

from app.models.progress import ProgressState


class QualitativeState(StrEnum):
    """The state of a qualitative indicator as reported; the values are the form's choice ids."""

    ACHIEVED = "achieved"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"


class Standing(StrEnum):
    """The standing of a project as a whole."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNJUDGED = "unjudged"  # reported, but without a budget or target to judge by
    ENDED = "ended"  # its period ended before the round's year
    UNREPORTED = "unreported"


class IndicatorOutcome(StrEnum):
    """The outcome of an indicator in the round."""

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
