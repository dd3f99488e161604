"""States of projects and indicators in a round, made from the states of their figures."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.forms.judgement import ProjectJudgement
from app.models.progress import FigureState
from app.models.rounds import Round


class QualitativeState(StrEnum):
    """The state of a qualitative indicator as reported; the values are the form's choice ids."""

    ONGOING = "ongoing"
    COMPLETED = "completed"
    NOT_STARTED = "not_started"


class Standing(StrEnum):
    """The standing of a project as a whole."""

    MET = "met"
    NEAR = "near"
    BEHIND = "behind"
    UNJUDGED = "unjudged"  # reported, but without a budget or target to judge by
    ENDED = "ended"  # its period ended before the round's year
    NIL = "nil"  # its agency states that there is nothing to report
    UNREPORTED = "unreported"


class IndicatorOutcome(StrEnum):
    """How one of the forty indicators came out: as its worst target of the year did."""

    MET = "met"
    NEAR = "near"
    BEHIND = "behind"
    OVER_CEILING = "over_ceiling"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    NO_TARGET = "no_target"
    ENDED = "ended"
    NIL = "nil"  # of projects with nothing to report, by their agencies' statements
    UNREPORTED = "unreported"
    QUALITATIVE = "qualitative"


SHORT_OF_TARGET = (
    IndicatorOutcome.BEHIND,
    IndicatorOutcome.OVERDUE,
    IndicatorOutcome.OVER_CEILING,
)
"""The outcomes whose reason is asked, worst first."""


def name_standing(judgement: ProjectJudgement) -> Standing:
    """How a reported project stands: 落後 by any ground, else as its worst figure."""
    if judgement.is_behind:
        return Standing.BEHIND
    return _STANDINGS.get(judgement.state, Standing.UNJUDGED)


_STANDINGS: Mapping[FigureState | None, Standing] = MappingProxyType(
    {
        FigureState.MET: Standing.MET,
        FigureState.COMPLETED: Standing.MET,
        FigureState.NEAR: Standing.NEAR,
        FigureState.ENDED: Standing.ENDED,
    }
)


def describe_states(round_: Round) -> str:
    """How the states of a report come about, with the round's thresholds."""
    t = round_.behind_below_percent
    return (
        f"達成率或執行率 100% 以上者為達成（目標載明「約」者為 {round_.about_met_percent}% 以上），"
        f"{t}% 以上者為接近，低於 {t}% 者為落後；跨年度目標以截至本期應達之數計算，"
        "超過上限者為超出上限。計畫之經費落後、任一目標落後、逾期或超出上限，或機關自評落後者，"
        "列為落後並載明依據；指標之各目標均達成者始為達成。"
    )
