"""How far something has come: states of figures, grounds of a delay, the officer's own word."""

from enum import StrEnum


class FigureState(StrEnum):
    """What is judged of a figure; the values are the choice ids of the form's `figure_states`."""

    MET = "met"
    NEAR = "near"
    BEHIND = "behind"
    OVER_CEILING = "over_ceiling"
    COMPLETED = "completed"  # by a date
    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    NO_TARGET = "no_target"  # none in the round's year
    ENDED = "ended"  # the project's period was over before the round's year


FAILING = frozenset({FigureState.BEHIND, FigureState.OVER_CEILING, FigureState.OVERDUE})
"""The states of a target whose reason is asked."""


class DelayGround(StrEnum):
    """What makes a project 落後."""

    BUDGET = "budget"
    INDICATOR = "indicator"
    OWN_WORD = "own_word"


class OwnWord(StrEnum):
    """自評進度, the officer's own word about a project; the form's choice ids."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
