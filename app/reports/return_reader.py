"""Read one accepted return into the figures of its projects."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.duties import owes_report
from app.forms.evaluation import Evaluation, evaluate
from app.forms.form_loader import load_form
from app.messages import format_message
from app.models.answers import AGENCY, Answers, Place, StoredValue, parse_place
from app.models.findings import Finding, Severity
from app.models.forms import Blank, BlankSection, FixedRow
from app.models.programme import Programme, Project, Target
from app.models.progress import ProgressState
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
from app.reports.states import QualitativeState


class ReturnReader:
    """One return held against its blank: entered and computed values by section and field."""

    def __init__(self, programme: Programme, round_: Round, received: ReceivedReturn) -> None:
        self.programme = programme
        self.round = round_
        self.received = received
        self.answers: Answers = received.payload.answers()
        self.blank: Blank = build_blank(
            load_form(received.payload.form_id), programme, round_, received.agency
        )
        self.evaluation: Evaluation = evaluate(self.blank, programme, round_, self.answers)

    def read_officers(self) -> OfficerFigures:
        """Who prepared, supervised and answers for the return."""
        values = {
            name: self._text(None, "officers", name) for name in OfficerFigures.__struct_fields__
        }
        return OfficerFigures(**values)

    def read_overview(self, field: str) -> str:
        """`summary` or `coordination` of the agency as a whole."""
        return self._text(None, "overview", field)

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
        return ProjectFigures(
            id=key,
            agency=project.agency,
            name=project.name,
            strategies=project.strategies,
            is_reported=True,
            is_due=owes_report(project, self.round.year_roc),
            approved_status=cell.status,
            budget=self._read_budget(project),
            state=self._state(key, "budget", None, "budget_state"),
            is_behind=self.evaluation.is_behind(key),
            funding_sources=self._labels(key, "budget", "funding_source"),
            approved_difference_ntd=self._whole(key, "budget", "approved_difference"),
            difference_note=self._text(key, "budget", "difference_note"),
            completed_on=self._day(key, "budget", "completed_on"),
            targets=tuple(self._read_targets(project)),
            qualitative=tuple(self._read_qualitative(project)),
            narrative=self._text(key, "results", "narrative"),
            beneficiaries=self._whole(key, "results", "beneficiaries"),
            highlights=tuple(self._read_highlights(project)),
            delay=self._read_delay(project),
            amendments=tuple(self._read_amendments(project)),
            next_focus=self._text(key, "next_year", "focus"),
            contact=ContactFigures(
                name=self._text(key, "basic", "contact_name"),
                phone=self._text(key, "basic", "contact_phone"),
                email=self._text(key, "basic", "contact_email"),
            ),
        )

    def _read_budget(self, project: Project) -> BudgetFigures:
        entered = ("available", "allocated", "paid", "payable", "surplus", "prepaid", "executed")
        amounts = {f"{name}_ntd": self._whole(project.id, "budget", name) for name in entered}
        approved = project.budget(self.round.year_roc).amount_ntd
        return BudgetFigures(approved_ntd=approved, **amounts)

    def _read_targets(self, project: Project) -> Iterator[TargetRow]:
        for section, row in self._rows(project.id, "indicators"):
            target = self.programme.target(row.target_id or row.key)
            at = (project.id, section.spec.id, row.key)
            yield TargetRow(
                target_id=target.id,
                indicator=row.indicator or self._indicator_of(target),
                restates=target.restates,
                project_id=project.id,
                agency=project.agency,
                metric=self._text_at(Place(*at, "metric")),
                target_text=self._text_at(Place(*at, "target_text")),
                unit=target.unit,
                achieved=self._decimal(Place(*at, "achieved")),
                cumulative=self._decimal(Place(*at, "cumulative")),
                attainment=self._decimal(Place(*at, "attainment")),
                state=self._state(*at, "state"),
                note=self._text_at(Place(*at, "note")),
            )

    def _indicator_of(self, target: Target) -> int | None:
        owner = target.restates or target.id
        return int(owner[1:3]) if owner.startswith("I") else None

    def _read_qualitative(self, project: Project) -> Iterator[QualitativeRow]:
        for section, row in self._rows(project.id, "qualitative"):
            number = row.indicator or int(row.key.removeprefix("I"))
            at = (project.id, section.spec.id, row.key)
            state = self._text_at(Place(*at, "state"))
            yield QualitativeRow(
                indicator=number,
                project_id=project.id,
                agency=project.agency,
                text=self.programme.indicator(number).summary,
                state=QualitativeState(state) if state else None,
                note=self._text_at(Place(*at, "note")),
            )

    def _read_highlights(self, project: Project) -> Iterator[HighlightFigures]:
        for number, row in enumerate(self.answers.row_keys(project.id, "highlights"), start=1):
            at = (project.id, "highlights", row)
            yield HighlightFigures(
                project_id=project.id,
                agency=project.agency,
                number=number,
                title=self._text_at(Place(*at, "title")),
                summary=self._text_at(Place(*at, "summary")),
                beneficiaries=_as_whole(self._value(Place(*at, "beneficiaries"))),
                sdgs=_as_tuple(self._value(Place(*at, "sdgs"))),
                partners=_as_tuple(self._value(Place(*at, "partners"))),
                photos=_as_tuple(self._value(Place(*at, "photos"))),
            )

    def _read_delay(self, project: Project) -> DelayFigures | None:
        key = project.id
        texts = {
            name: self._text(key, "delay", name) for name in ("cause", "measures", "coordination")
        }
        chosen = {
            name: "、".join(self._labels(key, "delay", name))
            for name in ("category", "responsibility")
        }
        days = {name: self._day(key, "delay", name) for name in ("improve_by", "catch_up_on")}
        if not any((*texts.values(), *chosen.values(), *days.values())):
            return None
        return DelayFigures(
            project_id=key,
            agency=project.agency,
            improve_by=days["improve_by"],
            catch_up_on=days["catch_up_on"],
            **texts,
            **chosen,
        )

    def _read_amendments(self, project: Project) -> Iterator[AmendmentFigures]:
        for number, row in enumerate(self.answers.row_keys(project.id, "amendments"), start=1):
            at = (project.id, "amendments", row)
            yield AmendmentFigures(
                project_id=project.id,
                agency=project.agency,
                number=number,
                field=self._label_choice("amendments", "field", self._text_at(Place(*at, "field"))),
                before=self._text_at(Place(*at, "before")),
                after=self._text_at(Place(*at, "after")),
                reason=self._text_at(Place(*at, "reason")),
            )

    def _rows(self, project_id: str, section_id: str) -> Iterator[tuple[BlankSection, FixedRow]]:
        for section in self.blank.sections_of(project_id):
            if section.spec.id == section_id:
                for row in section.fixed_rows:
                    yield section, row

    def _value(self, place: Place) -> StoredValue:
        return self.evaluation.value(place)

    def _text_at(self, place: Place) -> str:
        value = self._value(place)
        return value if isinstance(value, str) else ""

    def _text(self, project_id: str | None, section: str, field: str) -> str:
        return self._text_at(Place(project_id, section, None, field))

    def _whole(self, project_id: str, section: str, field: str) -> int | None:
        return _as_whole(self._value(Place(project_id, section, None, field)))

    def _decimal(self, place: Place) -> Decimal | None:
        value = self._value(place)
        return Decimal(value) if isinstance(value, str) and value else None

    def _day(self, project_id: str, section: str, field: str) -> date | None:
        text = self._text(project_id, section, field)
        return date.fromisoformat(text) if text else None

    def _state(
        self, project_id: str, section: str, row: str | None, field: str
    ) -> ProgressState | None:
        text = self._text_at(Place(project_id, section, row, field))
        return ProgressState(text) if text else None

    def _labels(self, project_id: str, section: str, field: str) -> tuple[str, ...]:
        value = self._value(Place(project_id, section, None, field))
        chosen = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
        return tuple(self._label_choice(section, field, each) for each in chosen)

    def _label_choice(self, section: str, field: str, chosen: str) -> str:
        list_id = self.blank.form.section(section).field(field).choices
        return self.blank.form.labels(list_id).get(chosen, chosen) if list_id else chosen


def _as_whole(value: StoredValue) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _as_tuple(value: StoredValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
