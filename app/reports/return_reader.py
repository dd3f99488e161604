"""Read one accepted return into the figures of its projects."""

from collections.abc import Iterator

from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.duties import owes_report
from app.forms.evaluation import Evaluation, evaluate
from app.forms.form_loader import load_form
from app.forms.iteration import row_keys
from app.messages import format_message
from app.models.answers import AGENCY, Answers, Place, parse_place
from app.models.findings import Finding, Severity
from app.models.forms import Blank, BlankSection
from app.models.programme import Programme, Project, Target
from app.models.received import ReceivedReturn
from app.models.returns import ExplainedFinding
from app.models.rounds import Round
from app.reports.budget_figures import BudgetFigures
from app.reports.figure_values import FindingFigures, OfficerFigures
from app.reports.project_figures import (
    AmendmentFigures,
    ContactFigures,
    DelayFigures,
    HighlightFigures,
    ProjectFigures,
    QualitativeRow,
    TargetRow,
)
from app.reports.section_values import (
    FieldIds,
    FormReading,
    SectionValues,
    UndeclaredFieldError,
)
from app.reports.states import QualitativeState

_AMOUNTS = ("available", "allocated", "paid", "payable", "surplus", "prepaid", "executed")
_OWN_WORDS = ("cause", "measures", "coordination")

READ: FieldIds = {
    "officers": OfficerFigures.__struct_fields__,
    "overview": ("summary", "coordination"),
    "basic": ("contact_name", "contact_phone", "contact_email"),
    "budget": (
        *_AMOUNTS,
        *("funding_source", "budget_state", "approved_difference", "difference_note"),
        "completed_on",
    ),
    "indicators": (
        *("metric", "target_text", "achieved", "cumulative", "attainment", "state", "note"),
    ),
    "qualitative": ("state", "note"),
    "results": ("narrative", "beneficiaries"),
    "highlights": ("title", "summary", "beneficiaries", "sdgs", "partners", "photos"),
    "delay": (*_OWN_WORDS, "category", "responsibility", "improve_by", "catch_up_on"),
    "amendments": ("field", "before", "after", "reason"),
    "next_year": ("focus",),
}
"""Everything the figures take from a form, by section."""


class ReturnReader:
    """One return held against its blank: entered and computed values by section and field.

    Raises UndeclaredFieldError where the form lacks what the figures are made from.
    """

    def __init__(self, programme: Programme, round_: Round, received: ReceivedReturn) -> None:
        self.programme = programme
        self.round = round_
        self.received = received
        self.answers: Answers = received.payload.answers()
        self.blank: Blank = build_blank(
            load_form(received.payload.form_id), programme, round_, received.agency
        )
        self.evaluation: Evaluation = evaluate(self.blank, programme, round_, self.answers)
        self._reading = FormReading(self.blank.form, READ)
        self._sections = {(each.project_id, each.spec.id): each for each in self.blank.sections}

    def read_officers(self) -> OfficerFigures:
        """Who prepared, supervised and answers for the return."""
        officers = self._values(None, "officers")
        return OfficerFigures(**{each: officers.text(each) for each in READ["officers"]})

    def read_overview(self, field: str) -> str:
        """`summary` or `coordination` of the agency as a whole."""
        return self._values(None, "overview").text(field)

    def read_projects(self) -> tuple[ProjectFigures, ...]:
        """The figures of every project the blank names, in its order."""
        return tuple(
            self._read_project(self.programme.project(each)) for each in self.blank.project_ids
        )

    def read_explained(self) -> tuple[FindingFigures, ...]:
        """The warnings the officers gave reasons for, with their sentences."""
        explained = self.received.payload.explained
        reasons = {(each.code, each.place): each.reason for each in explained}
        findings = check_draft(
            self.blank, self.programme, self.round, self.answers, reasons, self.evaluation
        )
        found = {(each.code, each.place.path): each for each in findings}
        return tuple(self._explain(each, found.get((each.code, each.place))) for each in explained)

    def _explain(self, entry: ExplainedFinding, finding: Finding | None) -> FindingFigures:
        place = parse_place(entry.place)
        params = finding.params if finding is not None else {}
        return FindingFigures(
            agency=self.received.agency,
            project_id=place.project,
            code=entry.code,
            severity=finding.severity if finding is not None else Severity.WARNING,
            place=entry.place,
            place_label=params.get("label") or self._label_place(place),
            sentence=format_message(entry.code, params),
            reason=entry.reason,
        )

    def _label_place(self, place: Place) -> str:
        try:
            section = self.blank.form.section(place.section)
            field = section.field(place.field).label
        except KeyError:
            # A field a later version of the form dropped: its path still says where it stood.
            return place.path
        row = f"（{place.row}）" if place.row not in (None, AGENCY) else ""
        return f"{section.title}－{field}{row}"

    def _read_project(self, project: Project) -> ProjectFigures:
        key = project.id
        cell = project.budget(self.round.year_roc)
        basic, budget = self._values(key, "basic"), self._values(key, "budget")
        results = self._values(key, "results")
        return ProjectFigures(
            id=key,
            agency=project.agency,
            name=project.name,
            strategies=project.strategies,
            is_reported=True,
            is_due=owes_report(project, self.round.year_roc),
            approved_status=cell.status,
            budget=BudgetFigures(
                approved_ntd=cell.amount_ntd,
                **{f"{each}_ntd": budget.whole(each) for each in _AMOUNTS},
            ),
            state=budget.state("budget_state"),
            is_behind=self.evaluation.is_behind(key),
            funding_sources=budget.labels("funding_source"),
            approved_difference_ntd=budget.whole("approved_difference"),
            difference_note=budget.text("difference_note"),
            completed_on=budget.day("completed_on"),
            targets=tuple(self._read_targets(project)),
            qualitative=tuple(self._read_qualitative(project)),
            narrative=results.text("narrative"),
            beneficiaries=results.whole("beneficiaries"),
            highlights=tuple(self._read_highlights(project)),
            delay=self._read_delay(project),
            amendments=tuple(self._read_amendments(project)),
            next_focus=self._values(key, "next_year").text("focus"),
            contact=ContactFigures(
                name=basic.text("contact_name"),
                phone=basic.text("contact_phone"),
                email=basic.text("contact_email"),
            ),
        )

    def _read_targets(self, project: Project) -> Iterator[TargetRow]:
        for row in self._section(project.id, "indicators").fixed_rows:
            target = self.programme.target(row.target_id or row.key)
            values = self._values(project.id, "indicators", row.key)
            yield TargetRow(
                target_id=target.id,
                indicator=row.indicator or self._indicator_of(target),
                restates=target.restates,
                project_id=project.id,
                agency=project.agency,
                metric=values.text("metric"),
                target_text=values.text("target_text"),
                unit=target.unit,
                achieved=values.decimal("achieved"),
                cumulative=values.decimal("cumulative"),
                attainment=values.decimal("attainment"),
                state=values.state("state"),
                note=values.text("note"),
            )

    def _indicator_of(self, target: Target) -> int | None:
        owner = target.restates or target.id
        return int(owner[1:3]) if owner.startswith("I") else None

    def _read_qualitative(self, project: Project) -> Iterator[QualitativeRow]:
        for row in self._section(project.id, "qualitative").fixed_rows:
            number = row.indicator or int(row.key.removeprefix("I"))
            values = self._values(project.id, "qualitative", row.key)
            state = values.text("state")
            yield QualitativeRow(
                indicator=number,
                project_id=project.id,
                agency=project.agency,
                text=self.programme.indicator(number).summary,
                state=QualitativeState(state) if state else None,
                note=values.text("note"),
            )

    def _read_highlights(self, project: Project) -> Iterator[HighlightFigures]:
        for number, values in enumerate(self._rows(project.id, "highlights"), start=1):
            yield HighlightFigures(
                project_id=project.id,
                agency=project.agency,
                number=number,
                title=values.text("title"),
                summary=values.text("summary"),
                beneficiaries=values.whole("beneficiaries"),
                sdgs=values.ids("sdgs"),
                partners=values.ids("partners"),
                photos=values.ids("photos"),
            )

    def _read_delay(self, project: Project) -> DelayFigures | None:
        values = self._values(project.id, "delay")
        figures = DelayFigures(
            project_id=project.id,
            agency=project.agency,
            category=values.label("category"),
            responsibility=values.label("responsibility"),
            improve_by=values.day("improve_by"),
            catch_up_on=values.day("catch_up_on"),
            **{each: values.text(each) for each in _OWN_WORDS},
        )
        nothing = DelayFigures(project_id=project.id, agency=project.agency)
        return None if figures == nothing else figures

    def _read_amendments(self, project: Project) -> Iterator[AmendmentFigures]:
        for number, values in enumerate(self._rows(project.id, "amendments"), start=1):
            yield AmendmentFigures(
                project_id=project.id,
                agency=project.agency,
                number=number,
                field=values.label("field"),
                before=values.text("before"),
                after=values.text("after"),
                reason=values.text("reason"),
            )

    def _section(self, project_id: str | None, section_id: str) -> BlankSection:
        found = self._sections.get((project_id, section_id))
        if found is None:
            raise UndeclaredFieldError(self.blank.form, f"{project_id or AGENCY}/{section_id}")
        return found

    def _rows(self, project_id: str, section_id: str) -> Iterator[SectionValues]:
        for key in row_keys(self._section(project_id, section_id), self.answers):
            yield self._values(project_id, section_id, key)

    def _values(
        self, project_id: str | None, section_id: str, row: str | None = None
    ) -> SectionValues:
        return SectionValues(self._reading, self.evaluation, project_id, section_id, row)
