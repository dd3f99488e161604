"""How far something has come, judged by its rate."""

from enum import StrEnum


class ProgressState(StrEnum):
    """How a rate stands against the round's thresholds; the values are the form's choice ids."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
