"""Evaluation of a blank: its computed fields, and the projects that are behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from app.forms.computed import COMPUTED, WHOLE_PROJECT, Cell
from app.forms.iteration import role_places, row_keys
from app.forms.judgement import ProjectJudgement, combine_states, judge_project
from app.forms.kept_results import KeptResults
from app.forms.nil_statements import is_covered, is_nil
from app.models.answers import Answers, Place, StoredValue
from app.models.forms import Blank, FieldRole, FixedRow
from app.models.programme import Indicator, Programme, Target
from app.models.progress import FAILING, DelayGround, FigureState, OwnWord
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

    judgements: Mapping[str, ProjectJudgement] = field(default_factory=dict)
    """By project: its state and what makes it 落後."""
    parts: Mapping[str | None, "Evaluation"] = field(default_factory=dict)
    """By project (None: the agency's own): what follows from its own answers alone."""

    def judgement(self, project_id: str) -> ProjectJudgement:
        """How a project stands; without state or ground for one that is not of the blank."""
        return self.judgements.get(project_id, _UNJUDGED)

    def is_behind(self, project_id: str) -> bool:
        """Return whether a project owes the delay section."""
        return self.judgement(project_id).is_behind


_UNJUDGED = ProjectJudgement(None)


def evaluate(
    blank: Blank,
    programme: Programme,
    round_: Round,
    answers: Answers,
    kept: KeptResults[Evaluation] | None = None,
) -> Evaluation:
    """Compute every computed field of a blank; with `kept`, of the projects that have changed."""
    kept = kept or KeptResults()
    computed: dict[Place, StoredValue] = {}
    judgements: dict[str, ProjectJudgement] = {}
    parts: dict[str | None, Evaluation] = {}
    for project_id, own in answers.by_project((None, *blank.project_ids)).items():
        make = partial(_evaluate_part, blank, programme, round_, own, project_id)
        part = parts[project_id] = kept.get(project_id, own, make)
        computed.update(part.computed)
        judgements.update(part.judgements)
    return Evaluation(answers, MappingProxyType(computed), MappingProxyType(judgements), parts)


def _evaluate_part(
    blank: Blank,
    programme: Programme,
    round_: Round,
    answers: Answers,
    project_id: str | None,
) -> Evaluation:
    """Compute the fields of one project (None: the agency's own).

    Where it states that there is nothing to report, nothing of it is judged.
    """
    if project_id is not None and project_id not in blank.project_ids:
        return Evaluation(answers, MappingProxyType({}))
    cells = tuple(_walk_cells(blank, programme, round_, answers, project_id))
    computed = {
        place: COMPUTED[name](cell) for place, name, cell in cells if name not in WHOLE_PROJECT
    }
    known = Evaluation(answers, MappingProxyType(computed))
    if project_id is None or is_nil(answers, project_id):
        return known
    has_ended = programme.project(project_id).ended_before(round_.year_roc)
    judgement = _judge_project(blank, known, project_id, has_ended=has_ended)
    grounds = describe_grounds(blank, known, project_id, judgement.grounds)
    whole = {
        place: COMPUTED[name](replace(cell, grounds=grounds))
        for place, name, cell in cells
        if name in WHOLE_PROJECT
    }
    return Evaluation(
        answers,
        MappingProxyType(computed | whole),
        MappingProxyType({project_id: judgement}),
    )


def _judge_project(
    blank: Blank, known: Evaluation, project_id: str, *, has_ended: bool
) -> ProjectJudgement:
    def states(role: FieldRole) -> list[FigureState]:
        places = role_places(blank, known.answers, project_id, role)
        values = [known.value(place) for place, _ in places]
        return [FigureState(each) for each in values if isinstance(each, str)]

    words = [known.value(each) for each, _ in
             role_places(blank, known.answers, project_id, FieldRole.OWN_WORD)]  # fmt: skip
    return judge_project(
        combine_states(states(FieldRole.BUDGET_STATE)),
        states(FieldRole.TARGET_STATE),
        OwnWord.BEHIND if OwnWord.BEHIND in words else None,
        has_ended=has_ended,
    )


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


def _read_role(
    answers: Answers, row: Place, ids: Mapping[FieldRole, str], role: FieldRole
) -> StoredValue:
    field = ids.get(role)
    return None if field is None else answers.get(row._replace(field=field))


def _walk_cells(
    blank: Blank, programme: Programme, round_: Round, answers: Answers, project_id: str | None
) -> Iterator[tuple[Place, str, Cell]]:
    """The computed places of one project, each with its function's name and context."""
    sources = _RowSources.of(programme, project_id, round_.year_roc)
    project = None if project_id is None else programme.project(project_id)
    for section in blank.sections_of(project_id):
        spec = section.spec
        named = [(each.id, each.computed) for each in spec.fields if each.computed is not None]
        if not named or is_covered(answers, section):
            continue
        ids = {each.role: each.id for each in spec.fields if each.role is not None}
        fixed = {each.key: each for each in section.fixed_rows}
        for key in row_keys(section, answers):
            row = fixed.get(key or "", FixedRow(key=""))
            cell = Cell(
                programme=programme,
                round=round_,
                project=project,
                read=partial(_read_role, answers, Place(project_id, spec.id, key, ""), ids),
                target=sources.targets.get(row.target_id or ""),
                restated=sources.restated.get(row.target_id or ""),
                indicator=sources.indicators.get(row.indicator or 0),
            )
            for field_id, name in named:
                yield Place(project_id, spec.id, key, field_id), name, cell


def describe_grounds(
    blank: Blank, known: Evaluation, project_id: str, grounds: tuple[DelayGround, ...]
) -> str:
    """What makes a project 落後, each ground with its figures; empty where nothing does.

    Printed in signed documents, hence not among the words of the window, which may change.
    """
    words = []
    for ground in grounds:
        if ground is DelayGround.BUDGET:
            words.append(f"經費（{_describe_rate(blank, known, project_id)}）")
        elif ground is DelayGround.INDICATOR:
            words.append(f"指標（{_describe_failing(blank, known, project_id)}）")
        else:
            words.append("自評")
    return "；".join(words)


def _describe_rate(blank: Blank, known: Evaluation, project_id: str) -> str:
    """The rate that decided: 執行率, without an allocation 達成率."""
    for role in (FieldRole.EXECUTION_RATE, FieldRole.ATTAINMENT_RATE):
        for place, spec in role_places(blank, known.answers, project_id, role):
            value = known.value(place)
            if value is not None:
                return f"{spec.label} {value}%"
    return ""


def _describe_failing(blank: Blank, known: Evaluation, project_id: str) -> str:
    """The targets that fail, each with its state in the form's own words."""
    places = tuple(role_places(blank, known.answers, project_id, FieldRole.TARGET_STATE))
    metrics = {
        (place.section, place.row): known.value(place)
        for place, _ in role_places(blank, known.answers, project_id, FieldRole.METRIC)
    }
    failing = []
    for place, spec in places:
        state = known.value(place)
        if state in FAILING:
            label = blank.form.labels(spec.choices or "").get(str(state), str(state))
            failing.append(f"{metrics.get((place.section, place.row), place.row)}：{label}")
    return "、".join(failing)
