"""Reader of a received return: the figures of its projects, and every other field as declared."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.forms.duties import owes_report
from app.forms.evaluation import Evaluation
from app.forms.iteration import row_keys
from app.forms.judgement import ProjectJudgement
from app.forms.nil_statements import is_covered, nil_reason_for
from app.messages import word
from app.models.answers import Answers, Place, parse_place
from app.models.facts import FactOrigin, ReturnFacts
from app.models.forms import Blank, BlankSection, FieldRole, FixedRow, RowSource
from app.models.programme import Programme, Project, Target
from app.models.rounds import Round
from app.reports.annual_results import own_parts
from app.reports.budget_figures import BudgetFigures
from app.reports.form_reading import WHOLE, Reader, ValueReader, sum_up
from app.reports.project_figures import ProjectFigures, QualitativeRow, TargetRow
from app.reports.round_reading import (
    OF_A_PROJECT,
    OF_A_TARGET,
    OF_AN_INDICATOR,
    Places,
    RoundReading,
    amount_name,
)
from app.reports.section_figures import SectionFigures, SectionRow, build_cell
from app.reports.states import name_standing


class ReturnReader:
    """Reader of one return through its blank: entered and computed values."""

    def __init__(
        self,
        programme: Programme,
        round_: Round,
        reading: RoundReading,
        blank: Blank,
        evaluation: Evaluation,
    ) -> None:
        self.programme = programme
        self.round = round_
        self.reading = reading
        self.blank = blank
        self.evaluation = evaluation
        self.answers = evaluation.answers
        self._values = ValueReader(blank.form, evaluation)
        self._sections = {(each.project_id, each.spec.id): each for each in blank.sections}

    def read_agency(self) -> dict[str, Any]:
        """Read what the agency says of itself."""
        return own_parts.read_agency(self) if self.reading.own else {}

    def read_projects(self) -> tuple[ProjectFigures, ...]:
        """Read the figures of every project of the blank, in its order."""
        return tuple(
            self._read_project(self.programme.project(each)) for each in self.blank.project_ids
        )

    def read_rows(self, figures: SectionFigures) -> Iterator[SectionRow]:
        """Read the rows of a section that somebody filled in."""
        for section in self.blank.sections:
            if section.spec.id != figures.id or is_covered(self.answers, section):
                continue
            for number, key in enumerate(row_keys(section, self.answers), start=1):
                row = SectionRow(
                    agency=self.blank.agency,
                    project_id=section.project_id,
                    mark=str(number) if figures.is_numbered else key or "",
                    values=tuple(self._read_cells(figures, section, key)),
                )
                if any(each is not None for each in row.values):
                    yield row

    def _read_cells(
        self, figures: SectionFigures, section: BlankSection, key: str | None
    ) -> Iterator[Any]:
        for column in figures.columns:
            place = Place(section.project_id, figures.id, key, column.field.id)
            value = self._values.value(place)
            yield build_cell(value, column.kind, self._values.labels(place))

    def _read_project(self, project: Project) -> ProjectFigures:
        key = project.id
        cell = project.budget(self.round.year_roc)
        nil_reason = nil_reason_for(self.answers, key)
        judgement = self.evaluation.judgement(key)
        own = own_parts.read_project(self, project) if self.reading.own else {}
        grounds = "、".join(word(each) for each in judgement.grounds)
        return ProjectFigures(
            id=key,
            agency=project.agency,
            name=project.name,
            strategies=project.strategies,
            is_reported=not nil_reason,
            nil_reason=nil_reason,
            is_due=owes_report(project, self.round.year_roc),
            approved_status=cell.status,
            budget=BudgetFigures(approved_ntd=cell.amount_ntd, **self._read_amounts(key)),
            judged=None if nil_reason else name_standing(judgement),
            grounds=judgement.grounds,
            targets=() if nil_reason else tuple(self._read_targets(project)),
            qualitative=() if nil_reason else tuple(self._read_qualitative(project)),
            **self._read_roles(self.reading.project, OF_A_PROJECT, key),
            **{"grounds_text": grounds, **own},
        )

    def _read_amounts(self, project_id: str) -> dict[str, int | None]:
        return {
            amount_name(role): sum_up(
                self._values.read(place, WHOLE, project_id, key)
                for key in self.row_keys(project_id, place.section)
            )
            for role, place in self.reading.amounts.items()
        }

    def _read_roles(
        self,
        places: Places,
        roles: Mapping[FieldRole, tuple[str, Reader]],
        project_id: str,
        row: str | None = None,
    ) -> dict[str, Any]:
        return {
            name: self._values.read(places.get(role), reader, project_id, row)
            for role, (name, reader) in roles.items()
        }

    def _read_targets(self, project: Project) -> Iterator[TargetRow]:
        for row in self._fixed_rows(project.id, RowSource.TARGETS, self.reading.targets):
            target = self.programme.target(row.target_id or row.key)
            yield TargetRow(
                target_id=target.id,
                indicator=row.indicator or _indicator_of(target),
                restates=target.restates,
                project_id=project.id,
                agency=project.agency,
                unit=target.unit,
                **self._read_roles(self.reading.targets, OF_A_TARGET, project.id, row.key),
            )

    def _read_qualitative(self, project: Project) -> Iterator[QualitativeRow]:
        places = self.reading.qualitative
        for row in self._fixed_rows(project.id, RowSource.QUALITATIVE, places):
            number = row.indicator or int(row.key.removeprefix("I"))
            yield QualitativeRow(
                indicator=number,
                project_id=project.id,
                agency=project.agency,
                text=self.programme.indicator(number).summary,
                **self._read_roles(places, OF_AN_INDICATOR, project.id, row.key),
            )

    def _fixed_rows(
        self, project_id: str, source: RowSource, places: Places
    ) -> tuple[FixedRow, ...]:
        """The rows of the section that holds these places."""
        ids = {each.section for each in places.values()}
        for section in self.blank.sections_of(project_id):
            rows = section.spec.rows
            if section.spec.id in ids and rows is not None and rows.source is source:
                return section.fixed_rows
        return ()

    def row_keys(self, project_id: str, section_id: str) -> tuple[str | None, ...]:
        """The rows of a section; none where the form has no such section."""
        found = self._sections.get((project_id, section_id))
        return () if found is None else row_keys(found, self.answers)

    def read(
        self, project_id: str | None, section_id: str, row: str | None = None
    ) -> dict[str, Any]:
        """Every known field of a section of a known form, by id."""
        places = self.reading.own[section_id]
        return {
            field_id: self._values.read(places.get(field_id), reader, project_id, row)
            for field_id, reader in own_parts.KNOWN[section_id].fields.items()
        }


def read_evaluation(facts: ReturnFacts) -> Evaluation:
    """Facts read as the evaluation they were made from: nothing is computed again."""
    entered, computed = (
        {parse_place(each.place): each.value for each in facts.values if each.origin is origin}
        for origin in (FactOrigin.ENTERED, FactOrigin.COMPUTED)
    )
    judgements = {
        each.project: ProjectJudgement(each.state, each.behind_by) for each in facts.projects
    }
    return Evaluation(Answers(entered), computed, judgements)


def _indicator_of(target: Target) -> int | None:
    owner = target.restates or target.id
    return int(owner[1:3]) if owner.startswith("I") else None
