"""How projects, targets and indicators stand in a round, and how many stand how."""

from collections.abc import Iterable
from enum import StrEnum


class ProgressState(StrEnum):
    """How a rate stands against the round's thresholds; the values are the form's choice ids."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"

    @property
    def label(self) -> str:
        """The words of the form: 超前, 符合, 落後."""
        return {"ahead": "超前", "on_track": "符合", "behind": "落後"}[self.value]


class QualitativeState(StrEnum):
    """What an agency says of an indicator that holds no number; the form's choice ids."""

    ACHIEVED = "achieved"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"

    @property
    def label(self) -> str:
        """The words of the form: 已完成, 持續辦理, 尚未辦理."""
        return {"achieved": "已完成", "ongoing": "持續辦理", "not_started": "尚未辦理"}[self.value]


class Standing(StrEnum):
    """How a whole project stands; the words are shown."""

    AHEAD = "超前"
    ON_TRACK = "符合"
    BEHIND = "落後"
    UNJUDGED = "無可判定"  # reported, but neither money nor a target to judge by
    ENDED = "已屆期"  # its period ended before the round's year
    UNREPORTED = "未填報"


class IndicatorOutcome(StrEnum):
    """How one of the forty indicators came out in the round; the words are shown."""

    MET = "達成"
    BEHIND = "落後"
    UNREPORTED = "未填"
    QUALITATIVE = "質化"
    NOT_DUE = "本年無目標"


def count_standings(standings: Iterable[Standing]) -> dict[Standing, int]:
    """How many projects stand how; every standing is a key."""
    counts = dict.fromkeys(Standing, 0)
    for each in standings:
        counts[each] += 1
    return counts


def summarise_target_states(states: Iterable[ProgressState | None]) -> ProgressState | None:
    """Several targets as one: behind if any is, ahead if all are, none if none can be judged."""
    known = {each for each in states if each is not None}
    if not known:
        return None
    if ProgressState.BEHIND in known:
        return ProgressState.BEHIND
    return ProgressState.AHEAD if known == {ProgressState.AHEAD} else ProgressState.ON_TRACK
