"""Rule: a function over one project (or the agency) with a code, a severity and a source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.forms.computed import read_amount, read_figure
from app.forms.duties import owes_report
from app.forms.earlier_values import read_earlier
from app.forms.evaluation import Evaluation
from app.forms.field_types.dates import read_stored_date
from app.models.answers import Place, StoredValue, is_empty
from app.models.earlier import EarlierYears
from app.models.findings import Severity
from app.models.forms import Blank, BlankSection, FieldRole, Scope
from app.models.programme import Programme, Project, Target
from app.models.rounds import Round


@dataclass(frozen=True, slots=True)
class Problem:
    """Place and parameters of a finding; the engine adds code, severity and the field's name."""

    place: Place
    params: dict[str, str] = field(default_factory=dict)


_NOTHING = EarlierYears()


@dataclass(frozen=True, slots=True)
class Subject:
    """Input of a rule: one project of a blank, or the agency itself (project_id None)."""

    blank: Blank
    programme: Programme
    round: Round
    evaluation: Evaluation
    project_id: str | None
    earlier: EarlierYears = _NOTHING
    """The answers of earlier rounds, where they are known."""
    handed_in_on: date | None = None
    """The day it is, for who fills it in; None where it was handed in already."""

    @property
    def project(self) -> Project:
        """The project. Raises KeyError for the agency's own sections."""
        return self.programme.project(self.project_id or "")

    @property
    def is_behind(self) -> bool:
        """Return whether the project owes an explanation."""
        return self.project_id is not None and self.evaluation.is_behind(self.project_id)

    @property
    def owes_report(self) -> bool:
        """Return whether the project was still running in the round's year."""
        return self.project_id is None or owes_report(self.project, self.round.year_roc)

    @property
    def covered_until(self) -> date:
        """The last day the round asks about."""
        return self.round.covered_until

    def section(self, section_id: str) -> BlankSection:
        """One of the subject's sections. Raises KeyError."""
        for each in self.blank.sections_of(self.project_id):
            if each.spec.id == section_id:
                return each
        raise KeyError(section_id)

    def row_keys(self, section: str) -> tuple[str, ...]:
        """The keys of the rows the officer added to a section."""
        return self.evaluation.answers.row_keys(self.project_id, section)

    def place(self, section: str, field_id: str, row: str | None = None) -> Place:
        """A place of the subject."""
        return Place(self.project_id, section, row, field_id)

    def problem(
        self, section: str, field_id: str, row: str | None = None, **params: str
    ) -> Problem:
        """A problem at a place of the subject."""
        return Problem(self.place(section, field_id, row), params)

    def value(self, section: str, field_id: str, row: str | None = None) -> StoredValue:
        """What stands there, computed or entered."""
        return self.evaluation.value(self.place(section, field_id, row))

    def amount(self, section: str, field_id: str) -> int | None:
        """An amount in NT dollars, None where none stands."""
        return read_amount(self.value(section, field_id))

    def figure(self, section: str, field_id: str, row: str | None = None) -> Decimal | None:
        """A figure of any type, None where none stands."""
        return read_figure(self.value(section, field_id, row))

    def text(self, section: str, field_id: str, row: str | None = None) -> str:
        """A text, '' where none stands."""
        value = self.value(section, field_id, row)
        return value if isinstance(value, str) else ""

    def day(self, section: str, field_id: str, row: str | None = None) -> date | None:
        """A date, None where none stands."""
        return read_stored_date(self.value(section, field_id, row))

    def place_of(self, role: FieldRole, row: str | None = None) -> Place | None:
        """The place of the field with a role; None where the form has none."""
        found = self.blank.form.field_with(role)
        if found is None:
            return None
        section, field = found
        return Place(self.project_id, section.id, row, field.id)

    def label_of(self, role: FieldRole) -> str:
        """What the field with a role is called, '' where the form has none."""
        found = self.blank.form.field_with(role)
        return "" if found is None else found[1].label

    def value_of(self, role: FieldRole, row: str | None = None) -> StoredValue:
        """What stands at the field with a role, computed or entered."""
        place = self.place_of(role, row)
        return None if place is None else self.evaluation.value(place)

    def earlier_value(self, place: Place) -> StoredValue:
        """What stood there in the latest earlier round."""
        latest = self.earlier.latest
        if latest is None:
            return None
        return read_earlier(self.blank, self.evaluation.answers, place, latest)

    def earlier_of(self, role: FieldRole, row: str | None = None) -> StoredValue:
        """What stood at the field with a role in the latest earlier round."""
        place = self.place_of(role, row)
        return None if place is None else self.earlier_value(place)

    @property
    def earlier_name(self) -> str:
        """What the latest earlier round is called beside this one: 上年度 or 112 年度."""
        latest = self.earlier.latest
        if latest is None or latest.year_roc == self.round.year_roc - 1:
            return "上年度"
        return f"{latest.year_roc} 年度"

    def amount_of(self, role: FieldRole) -> int | None:
        """The amount in NT dollars at the field with a role."""
        return read_amount(self.value_of(role))

    def figure_of(self, role: FieldRole, row: str | None = None) -> Decimal | None:
        """The figure of any type at the field with a role."""
        return read_figure(self.value_of(role, row))

    def day_of(self, role: FieldRole, row: str | None = None) -> date | None:
        """The date at the field with a role."""
        return read_stored_date(self.value_of(role, row))

    def lacks(self, role: FieldRole, row: str | None = None) -> bool:
        """Return whether the form has a field with that role and nothing stands there."""
        return self.place_of(role, row) is not None and is_empty(self.value_of(role, row))

    def problems_of(
        self, role: FieldRole, row: str | None = None, **params: str
    ) -> Iterator[Problem]:
        """A problem at the field with a role; none where the form has no such field."""
        place = self.place_of(role, row)
        if place is not None:
            yield Problem(place, params)

    def targets(self) -> Iterator[tuple[str, Target]]:
        """The target rows of the project: row key and target."""
        for section in self.blank.sections_of(self.project_id):
            for row in section.fixed_rows:
                if row.target_id is not None:
                    yield row.key, self.programme.target(row.target_id)


Check = Callable[[Subject], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `source` says who asks for it: the domain's practice, the plan, or ourselves."""

    code: str
    severity: Severity
    scope: Scope
    source: str
    check: Check
    title: str
    compares_projects: bool = False
    """It looks at the answers of other projects; to any other rule these are empty."""


def rule(
    code: str,
    severity: Severity,
    *,
    source: str,
    scope: Scope = Scope.PROJECT,
    compares_projects: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring is the rule's title."""

    def wrap(check: Check) -> Rule:
        title = (check.__doc__ or "").strip()
        if not title:
            raise TypeError(f"{code} has no docstring")
        return Rule(code, severity, scope, source, check, title, compares_projects)

    return wrap
