"""Reader of a received return: the figures of its projects."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.duties import owes_report
from app.forms.evaluation import Evaluation, evaluate
from app.forms.iteration import row_keys
from app.forms.nil_statements import nil_reason_for
from app.models.answers import AGENCY, Answers, Place, parse_place
from app.models.findings import Finding, Severity
from app.models.forms import Blank, BlankSection, FormSpec
from app.models.programme import Programme, Project, Target
from app.models.progress import FigureState
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
    FormReading,
    Reader,
    SectionValues,
    UndeclaredFieldError,
    member_of,
)
from app.reports.states import QualitativeState, name_standing

_TEXT, _WHOLE, _DECIMAL = SectionValues.text, SectionValues.whole, SectionValues.decimal
_DAY, _IDS, _LABEL = SectionValues.day, SectionValues.ids, SectionValues.label
_AMOUNTS = ("available", "allocated", "paid", "payable", "surplus", "prepaid", "executed")

READ: Mapping[str, Mapping[str, Reader]] = {
    "officers": dict.fromkeys(OfficerFigures.__struct_fields__, _TEXT),
    "overview": dict.fromkeys(("summary", "coordination"), _TEXT),
    "basic": dict.fromkeys(("contact_name", "contact_phone", "contact_email"), _TEXT),
    "budget": {
        **dict.fromkeys((*_AMOUNTS, "approved_difference"), _WHOLE),
        "funding_source": SectionValues.labels,
        "budget_state": member_of(FigureState),
        "difference_note": _TEXT,
        "completed_on": _DAY,
    },
    "indicators": {
        **dict.fromkeys(("metric", "target_text", "rates_note", "note"), _TEXT),
        **dict.fromkeys(("achieved", "cumulative", "attainment", "appendix_rate"), _DECIMAL),
        "completed_on": _DAY,
        "state": member_of(FigureState),
    },
    "qualitative": {"state": member_of(QualitativeState), "note": _TEXT},
    "results": {"own_progress": _LABEL, "narrative": _TEXT, "beneficiaries": _WHOLE},
    "highlights": {
        **dict.fromkeys(("title", "summary"), _TEXT),
        "beneficiaries": _WHOLE,
        **dict.fromkeys(("sdgs", "partners", "photos"), _IDS),
    },
    "delay": {
        **dict.fromkeys(("grounds", "cause", "measures", "coordination"), _TEXT),
        **dict.fromkeys(("category", "responsibility"), _LABEL),
        **dict.fromkeys(("improve_by", "catch_up_on"), _DAY),
    },
    "amendments": {"field": _LABEL, **dict.fromkeys(("before", "after", "reason"), _TEXT)},
    "next_year": {"focus": _TEXT},
}
"""The fields that the figures read from a form, by section, with their readers."""


class ReturnReader:
    """Reader of one return through its blank: entered and computed values by section and field.

    Raises UndeclaredFieldError where the form lacks a field that the figures need.
    """

    def __init__(
        self, programme: Programme, round_: Round, form: FormSpec, received: ReceivedReturn
    ) -> None:
        self.programme = programme
        self.round = round_
        self.received = received
        self.answers: Answers = received.payload.answers()
        self.blank: Blank = build_blank(form, programme, round_, received.agency)
        self.evaluation: Evaluation = evaluate(self.blank, programme, round_, self.answers)
        self._reading = FormReading(self.blank.form, READ)
        self._sections = {(each.project_id, each.spec.id): each for each in self.blank.sections}

    def read_officers(self) -> OfficerFigures:
        """Read the officers responsible for the return."""
        return OfficerFigures(**self._read(None, "officers"))

    def read_overview(self) -> dict[str, str]:
        """Read `summary` and `coordination` of the whole agency."""
        return self._read(None, "overview")

    def read_projects(self) -> tuple[ProjectFigures, ...]:
        """Read the figures of every project of the blank, in its order."""
        return tuple(
            self._read_project(self.programme.project(each)) for each in self.blank.project_ids
        )

    def read_explained(self) -> tuple[FindingFigures, ...]:
        """Read the warnings explained with a reason, with their sentences."""
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
            sentence=entry.message,
            reason=entry.reason,
        )

    def _label_place(self, place: Place) -> str:
        try:
            section = self.blank.form.section(place.section)
            field = section.field(place.field).label
        except KeyError:
            # A field removed from a later version of the form: its path is shown instead.
            return place.path
        row = f"（{place.row}）" if place.row not in (None, AGENCY) else ""
        return f"{section.title}－{field}{row}"

    def _read_project(self, project: Project) -> ProjectFigures:
        key = project.id
        cell = project.budget(self.round.year_roc)
        nil_reason = nil_reason_for(self.answers, key)
        basic, budget = self._read(key, "basic"), self._read(key, "budget")
        judgement = self.evaluation.judgement(key)
        return ProjectFigures(
            id=key,
            agency=project.agency,
            name=project.name,
            strategies=project.strategies,
            is_reported=not nil_reason,
            nil_reason=nil_reason,
            is_due=owes_report(project, self.round.year_roc),
            approved_status=cell.status,
            budget=BudgetFigures(
                approved_ntd=cell.amount_ntd, **{f"{each}_ntd": budget[each] for each in _AMOUNTS}
            ),
            budget_state=budget["budget_state"],
            judged=None if nil_reason else name_standing(judgement),
            grounds=judgement.grounds,
            grounds_text=self._read(key, "delay")["grounds"],
            funding_sources=budget["funding_source"],
            approved_difference_ntd=budget["approved_difference"],
            difference_note=budget["difference_note"],
            completed_on=budget["completed_on"],
            targets=() if nil_reason else tuple(self._read_targets(project)),
            qualitative=() if nil_reason else tuple(self._read_qualitative(project)),
            highlights=tuple(
                HighlightFigures(**each) for each in self._read_rows(project, "highlights")
            ),
            delay=self._read_delay(project),
            amendments=tuple(
                AmendmentFigures(**each) for each in self._read_rows(project, "amendments")
            ),
            next_focus=self._read(key, "next_year")["focus"],
            contact=ContactFigures(
                name=basic["contact_name"],
                phone=basic["contact_phone"],
                email=basic["contact_email"],
            ),
            **self._read(key, "results"),
        )

    def _read_targets(self, project: Project) -> Iterator[TargetRow]:
        for row in self._section(project.id, "indicators").fixed_rows:
            target = self.programme.target(row.target_id or row.key)
            yield TargetRow(
                target_id=target.id,
                indicator=row.indicator or _indicator_of(target),
                restates=target.restates,
                project_id=project.id,
                agency=project.agency,
                unit=target.unit,
                **self._read(project.id, "indicators", row.key),
            )

    def _read_qualitative(self, project: Project) -> Iterator[QualitativeRow]:
        for row in self._section(project.id, "qualitative").fixed_rows:
            number = row.indicator or int(row.key.removeprefix("I"))
            yield QualitativeRow(
                indicator=number,
                project_id=project.id,
                agency=project.agency,
                text=self.programme.indicator(number).summary,
                **self._read(project.id, "qualitative", row.key),
            )

    def _read_delay(self, project: Project) -> DelayFigures | None:
        read = self._read(project.id, "delay")
        nothing = DelayFigures(
            project_id=project.id, agency=project.agency, grounds=read["grounds"]
        )
        figures = msgspec.structs.replace(nothing, **read)
        return None if figures == nothing else figures

    def _read_rows(self, project: Project, section_id: str) -> Iterator[dict[str, Any]]:
        """Read the free rows of a section, each with its project, agency and number from 1."""
        keys = row_keys(self._section(project.id, section_id), self.answers)
        for number, key in enumerate(keys, start=1):
            owner = {"project_id": project.id, "agency": project.agency, "number": number}
            yield owner | self._read(project.id, section_id, key)

    def _section(self, project_id: str | None, section_id: str) -> BlankSection:
        found = self._sections.get((project_id, section_id))
        if found is None:
            raise UndeclaredFieldError(self.blank.form, f"{project_id or AGENCY}/{section_id}")
        return found

    def _read(
        self, project_id: str | None, section_id: str, row: str | None = None
    ) -> dict[str, Any]:
        values = SectionValues(self._reading, self.evaluation, project_id, section_id, row)
        return values.read(READ[section_id])


def _indicator_of(target: Target) -> int | None:
    owner = target.restates or target.id
    return int(owner[1:3]) if owner.startswith("I") else None
