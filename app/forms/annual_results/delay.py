"""Rules of 落後說明.

That it is required when behind and refused otherwise is generic (F150, F151).
"""

from collections.abc import Iterator

from app.forms.rules.rule import Problem, Rule, Subject, rule
from app.models.findings import Severity
from app.models.periods import format_roc_date


@rule("F152", Severity.ERROR, source="practice: first mended, then caught up")
def caught_up_before_improved(subject: Subject) -> Iterator[Problem]:
    """預定趕上日期早於改進完成期限"""
    improve_by = subject.day("delay", "improve_by")
    catch_up_on = subject.day("delay", "catch_up_on")
    if improve_by is not None and catch_up_on is not None and catch_up_on < improve_by:
        days = {"value": format_roc_date(catch_up_on), "improve_by": format_roc_date(improve_by)}
        yield subject.problem("delay", "catch_up_on", **days)


@rule("F153", Severity.WARNING, source="ours: who was behind at the year's end catches up later")
def caught_up_in_the_past(subject: Subject) -> Iterator[Problem]:
    """預定趕上日期不晚於填報年度終了"""
    day, end = subject.day("delay", "catch_up_on"), subject.covered_until
    if day is not None and day <= end and subject.is_behind:
        days = {"value": format_roc_date(day), "end": format_roc_date(end)}
        yield subject.problem("delay", "catch_up_on", **days)


@rule("F156", Severity.WARNING, source="ours: what is still to be done lies ahead")
def planned_in_the_past(subject: Subject) -> Iterator[Problem]:
    """改進完成期限或預定趕上日期在報送時已過"""
    end = subject.covered_until
    today = max(end, subject.handed_in_on or end)
    for field in ("improve_by", "catch_up_on"):
        day = subject.day("delay", field)
        if day is None or not subject.is_behind or not (day <= end or day < today):
            continue
        if field == "improve_by" or day > end:  # else F153 says it
            days = {"value": format_roc_date(day), "today": format_roc_date(today)}
            yield subject.problem("delay", field, **days)


@rule("F155", Severity.WARNING, source="plan: projects have an end")
def caught_up_after_the_end(subject: Subject) -> Iterator[Problem]:
    """預定趕上日期晚於計畫期程"""
    day, end = subject.day("delay", "catch_up_on"), subject.project.last_day
    if day is not None and day > end:
        days = {"value": format_roc_date(day), "end": format_roc_date(end)}
        yield subject.problem("delay", "catch_up_on", **days)


RULES: tuple[Rule, ...] = (
    caught_up_before_improved,
    caught_up_in_the_past,
    planned_in_the_past,
    caught_up_after_the_end,
)
