"""The progress state (落後, 符合, 超前) of a rate."""

from enum import StrEnum


class ProgressState(StrEnum):
    """A rate compared with the round's thresholds; the values are the form's choice ids."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
