"""Evaluation of a blank: its computed fields, and the projects that are behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from app.forms.computed import COMPUTED, Cell
from app.forms.iteration import row_keys
from app.models.answers import Answers, Place, StoredValue
from app.models.forms import Blank, BlankSection, FieldType, FixedRow
from app.models.programme import Indicator, Programme, Target
from app.models.progress import ProgressState
from app.models.rounds import Round


@dataclass(frozen=True)
class Evaluation:
    """Answers together with everything computed from them."""

    answers: Answers
    computed: Mapping[Place, StoredValue]
    """Computed places; a place whose value cannot be computed holds None."""

    def value(self, place: Place) -> StoredValue:
        """What stands at a place, computed or entered; None where nothing does."""
        if place in self.computed:
            return self.computed[place]
        return self.answers.get(place)

    @cached_property
    def behind_projects(self) -> frozenset[str]:
        """The projects with a budget or a target that is 落後."""
        return frozenset(
            place.project
            for place, value in self.computed.items()
            if value == ProgressState.BEHIND
            and place.project is not None
            and place.field in _STATE_FIELDS
        )

    def is_behind(self, project_id: str) -> bool:
        """Return whether a project owes the delay section."""
        return project_id in self.behind_projects

    def merged(self, part: "Evaluation") -> "Evaluation":
        """This evaluation with some projects evaluated anew (see evaluate_project)."""
        return Evaluation(part.answers, MappingProxyType({**self.computed, **part.computed}))


_STATE_FIELDS = ("budget_state", "state")


def evaluate(blank: Blank, programme: Programme, round_: Round, answers: Answers) -> Evaluation:
    """Compute every computed field of a blank."""
    computed: dict[Place, StoredValue] = {}
    for project_id in (None, *blank.project_ids):
        part = evaluate_project(blank, programme, round_, answers, project_id)
        computed.update(part.computed)
    return Evaluation(answers, MappingProxyType(computed))


def evaluate_project(
    blank: Blank,
    programme: Programme,
    round_: Round,
    answers: Answers,
    project_id: str | None,
) -> Evaluation:
    """Compute the fields of one project (None: the agency's own), as after each edit."""
    sources = _RowSources.of(programme, project_id, round_.year_roc)
    computed: dict[Place, StoredValue] = {}
    for section in blank.sections_of(project_id):
        if any(each.type is FieldType.COMPUTED for each in section.spec.fields):
            _compute_section(section, programme, round_, answers, sources, computed)
    return Evaluation(answers, MappingProxyType(computed))


@dataclass(frozen=True, slots=True)
class _RowSources:
    """Targets and indicators the fixed rows of one project refer to, by their keys."""

    targets: Mapping[str, Target]
    restated: Mapping[str, Target]
    indicators: Mapping[int, Indicator]

    @classmethod
    def of(cls, programme: Programme, project_id: str | None, year_roc: int) -> "_RowSources":
        if project_id is None:
            return cls({}, {}, {})
        indicators = {each.number: each for each in programme.indicators_of(project_id)}
        targets = {each.id: each for one in indicators.values() for each in one.targets}
        own = programme.project(project_id).targets
        restated = {
            each.restates: each
            for each in own
            if each.restates is not None and each.period.covers(year_roc)
        }
        return cls(targets | {each.id: each for each in own}, restated, indicators)


def _compute_section(
    section: BlankSection,
    programme: Programme,
    round_: Round,
    answers: Answers,
    sources: _RowSources,
    computed: dict[Place, StoredValue],
) -> None:
    project_id, section_id = section.project_id, section.spec.id
    project = None if project_id is None else programme.project(project_id)
    fixed = {each.key: each for each in section.fixed_rows}
    for key in row_keys(section, answers):

        def read(field: str, row: str | None = key) -> StoredValue:
            return answers.get(Place(project_id, section_id, row, field))

        row = fixed.get(key or "", FixedRow(key=""))
        cell = Cell(
            programme=programme,
            round=round_,
            project=project,
            read=read,
            target=sources.targets.get(row.target_id or ""),
            restated=sources.restated.get(row.target_id or ""),
            indicator=sources.indicators.get(row.indicator or 0),
        )
        for field in section.spec.fields:
            if field.type is FieldType.COMPUTED and field.computed is not None:
                place = Place(project_id, section_id, key, field.id)
                computed[place] = COMPUTED[field.computed](cell)
