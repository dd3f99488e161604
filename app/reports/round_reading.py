"""What the report reads from the form of a round: roles first, then a known form's own sections."""

from collections.abc import Mapping

from app.models.answers import Place
from app.models.forms import FieldRole, FormSpec, RowSource
from app.models.progress import FigureState
from app.reports.annual_results import own_parts
from app.reports.budget_figures import BUDGET_FIELDS
from app.reports.coverage import Coverage, ReportPart
from app.reports.form_reading import DAY, DECIMAL, LABEL, LABELS, TEXT, WHOLE, FormReading, Reader
from app.reports.form_reading import member_of as member
from app.reports.section_figures import find_rest
from app.reports.states import QualitativeState

_AMOUNTS = (
    FieldRole.AVAILABLE, FieldRole.ALLOCATED, FieldRole.PAID, FieldRole.PAYABLE,
    FieldRole.SURPLUS, FieldRole.PREPAID, FieldRole.EXECUTED,
)  # fmt: skip
OF_A_PROJECT: Mapping[FieldRole, tuple[str, Reader]] = {
    FieldRole.APPROVED_DIFFERENCE: ("approved_difference_ntd", WHOLE),
    FieldRole.DIFFERENCE_NOTE: (FieldRole.DIFFERENCE_NOTE, TEXT),
    FieldRole.FUNDING_SOURCE: ("funding_sources", LABELS),
    FieldRole.BUDGET_STATE: (FieldRole.BUDGET_STATE, member(FigureState)),
    FieldRole.SPENT_ON: (FieldRole.SPENT_ON, DAY),
    FieldRole.OWN_WORD: (FieldRole.OWN_WORD, LABEL),
}
"""Attributes of `ProjectFigures` by role."""
OF_A_TARGET: Mapping[FieldRole, tuple[str, Reader]] = {
    FieldRole.METRIC: (FieldRole.METRIC, TEXT),
    FieldRole.TARGET_TEXT: (FieldRole.TARGET_TEXT, TEXT),
    FieldRole.ACHIEVED: (FieldRole.ACHIEVED, DECIMAL),
    FieldRole.RUNNING: (FieldRole.RUNNING, DECIMAL),
    FieldRole.COMPLETED_ON: (FieldRole.COMPLETED_ON, DAY),
    FieldRole.TARGET_RATE: (FieldRole.TARGET_RATE, DECIMAL),
    FieldRole.APPENDIX_RATE: (FieldRole.APPENDIX_RATE, DECIMAL),
    FieldRole.TARGET_STATE: ("state", member(FigureState)),
    FieldRole.RATES_NOTE: (FieldRole.RATES_NOTE, TEXT),
    FieldRole.TARGET_NOTE: ("note", TEXT),
}
"""Attributes of `TargetRow` by role."""
OF_AN_INDICATOR: Mapping[FieldRole, tuple[str, Reader]] = {
    FieldRole.QUALITATIVE_STATE: ("state", member(QualitativeState)),
    FieldRole.QUALITATIVE_NOTE: ("note", TEXT),
}
"""Attributes of `QualitativeRow` by role."""
_REPORTED = (FieldRole.ACHIEVED, FieldRole.RUNNING, FieldRole.COMPLETED_ON, FieldRole.TARGET_STATE)
_JUDGED = (FieldRole.BUDGET_STATE, FieldRole.OWN_WORD)

Places = dict[FieldRole, Place]


class RoundReading:
    """The places the report reads, what they give it, and the fields that are left."""

    def __init__(self, form: FormSpec) -> None:
        reading = FormReading(form)
        self.amounts = _find_amounts(reading)
        of_a_project = (
            OF_A_PROJECT if self.amounts else {each: OF_A_PROJECT[each] for each in _JUDGED}
        )
        self.project = _find(reading, of_a_project, None)
        self.targets = _find_targets(reading)
        self.qualitative = _find(reading, OF_AN_INDICATOR, RowSource.QUALITATIVE)
        known = own_parts.KNOWN if form.id == own_parts.FORM_ID else {}
        self.own = {each: reading.known_in(each, section) for each, section in known.items()}
        self.coverage = self._cover()
        reading.said.update(_find_rates(form, self.coverage))
        self.rest = find_rest(form, reading.said)

    def _cover(self) -> Coverage:
        parts = {part for part, section in own_parts.PARTS.items() if self.own.get(section)}
        if self.amounts:
            parts.add(ReportPart.MONEY)
        if self.targets:
            parts.add(ReportPart.TARGETS)
        if self.qualitative:
            parts.add(ReportPart.QUALITATIVE)
        is_judged = not self.project.keys().isdisjoint(_JUDGED)
        if is_judged or FieldRole.TARGET_STATE in self.targets:
            parts.add(ReportPart.STATES)
        found = {"approved_ntd", *map(amount_name, self.amounts)} if self.amounts else set()
        amounts = tuple(each for each in BUDGET_FIELDS if each in found)
        return Coverage(parts=frozenset(parts), amounts=amounts)


def amount_name(role: FieldRole) -> str:
    """The attribute of `BudgetFigures` for a role."""
    return f"{role}_ntd"


def _find(
    reading: FormReading, roles: Mapping[FieldRole, tuple[str, Reader]], rows: RowSource | None
) -> Places:
    found = {role: reading.role_in(role, reader, rows) for role, (_, reader) in roles.items()}
    return {role: place for role, place in found.items() if place is not None}


def _find_targets(reading: FormReading) -> Places:
    """The fields of a target; a section without anything to report of one is like any other."""
    found = _find(reading, OF_A_TARGET, RowSource.TARGETS)
    if not found.keys().isdisjoint(_REPORTED):
        return found
    reading.said.difference_update((each.section, each.field) for each in found.values())
    return {}


def _find_amounts(reading: FormReading) -> Places:
    """The amounts of money; those of rows are summed up, and each row is shown all the same."""
    found: Places = {}
    for role in _AMOUNTS:
        place = reading.role_in(role, WHOLE, None)
        if place is None:
            place = reading.role_in(role, WHOLE, RowSource.FREE)
            if place is not None:
                reading.said.discard((place.section, place.field))
        if place is not None:
            found[role] = place
    return found


def _find_rates(form: FormSpec, coverage: Coverage) -> set[tuple[str, str]]:
    """The computed rates of a budget, which are worked out again from the sums."""
    found = (form.field_with(each) for each in coverage.rates)
    return {
        (section.id, field.id)
        for section, field in filter(None, found)
        if field.computed == field.role
    }
