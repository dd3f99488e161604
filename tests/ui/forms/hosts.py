"""A form's host that keeps its answers in memory, on the real form and plan."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from app.agency.drafts.rows import build_added_row, build_moved_row, build_removed_row
from app.forms.blank_builder import build_blank
from app.forms.duties import Duties
from app.forms.evaluation import Evaluation, evaluate
from app.forms.form_loader import load_form
from app.forms.iteration import row_keys
from app.forms.nil_statements import entered_beside, is_covered
from app.models.answers import Answers, Place, StoredValue
from app.models.findings import Finding
from app.models.forms import Blank, BlankSection, FieldSpec
from app.models.money import MoneyUnit
from app.programme.catalogue_loader import load_catalogue
from app.ui.forms.form_host import FormHost
from tests.agency.desks import build_round

PROJECT = "P06"


class MemoryHost(FormHost):
    """Counts the steps taken, so that a test sees what one undo would take back."""

    def __init__(self, agency: str = "MOE") -> None:
        super().__init__()
        self.programme = load_catalogue()
        self.round = build_round()
        self._blank = build_blank(load_form("annual-results"), self.programme, self.round, agency)
        self.answers = Answers()
        self.steps: list[dict[Place, StoredValue]] = []
        self.labels: list[str] = []
        self.findings: dict[Place, tuple[Finding, ...]] = {}
        self.texts: dict[Place, str] = {}
        self.refuses = False
        self._evaluated: Evaluation | None = None
        self.widths: dict[str, Mapping[str, int]] = {}
        self.earlier = Answers()
        self._befores: list[tuple[Answers, dict[Place, str]]] = []
        self._unit = MoneyUnit.TEN_THOUSAND

    def section(self, section_id: str, project: str | None = PROJECT) -> BlankSection:
        """A section of the blank."""
        return next(each for each in self.blank.sections_of(project) if each.spec.id == section_id)

    @property
    def blank(self) -> Blank:
        return self._blank

    @property
    def unit(self) -> MoneyUnit:
        return self._unit

    def set_unit(self, unit: MoneyUnit) -> None:
        self._unit = unit
        self.unit_changed.emit(unit)

    def evaluation(self) -> Evaluation:
        if self._evaluated is None or self._evaluated.answers is not self.answers:
            self._evaluated = evaluate(self._blank, self.programme, self.round, self.answers)
        return self._evaluated

    def value(self, place: Place) -> StoredValue:
        return self.evaluation().value(place)

    def row_keys(self, section: BlankSection) -> tuple[str, ...]:
        return tuple(each for each in row_keys(section, self.answers) if each is not None)

    def is_behind(self, project_id: str) -> bool:
        return self.evaluation().is_behind(project_id)

    def is_required(self, section: BlankSection, spec: FieldSpec, place: Place) -> bool:
        duties = Duties(self.programme, self.round.year_roc, self.evaluation())
        return duties.is_required(section, spec, place)

    def is_covered(self, section: BlankSection) -> bool:
        return is_covered(self.answers, section)

    def entered_beside_nil(self, project_id: str | None) -> tuple[Place, ...]:
        return entered_beside(self._blank, self.answers, project_id)

    def findings_at(self, place: Place) -> tuple[Finding, ...]:
        return self.findings.get(place, ())

    def text_at(self, place: Place) -> str | None:
        return self.texts.get(place)

    def commit(
        self,
        changes: Mapping[Place, StoredValue],
        label: str,
        merge_key: str | None = None,
        texts: Mapping[Place, str | None] = MappingProxyType({}),
    ) -> bool:
        if self.refuses:
            return False
        self._befores.append((self.answers, self.texts))
        self.steps.append(dict(changes))
        self.labels.append(label)
        emptied: dict[Place, StoredValue] = {each: None for each, text in texts.items() if text}
        self.answers = self.answers.changed({**changes, **emptied})
        present = {**self.texts, **dict.fromkeys(changes), **texts}
        self.texts = {each: text for each, text in present.items() if text}
        self.values_changed.emit(frozenset((*changes, *texts)))
        return True

    def undo(self) -> None:
        self.answers, self.texts = self._befores.pop()
        self.values_changed.emit(frozenset(self.steps[-1]))

    def today(self) -> date:
        return date(2026, 1, 20)

    def earlier_value(self, place: Place) -> StoredValue:
        return self.earlier.get(place)

    def column_widths(self, sheet: str) -> Mapping[str, int]:
        return self.widths.get(sheet, {})

    def keep_column_widths(self, sheet: str, widths: Mapping[str, int]) -> None:
        self.widths[sheet] = dict(widths)

    def add_row(self, section: BlankSection) -> str | None:
        key = f"r{len(self.steps) + 1}"
        self.commit(build_added_row(section, self.answers, key), "add")
        return key

    def remove_row(self, section: BlankSection, key: str) -> None:
        self.commit(build_removed_row(section, self.answers, key), "remove")

    def move_row(self, section: BlankSection, key: str, position: int) -> None:
        self.commit(build_moved_row(section, self.answers, key, position), "move")

    def attach(self, place: Place, path: Path) -> None:
        self.commit({place: (path.name,)}, "attach")

    def detach(self, place: Place, sha256: str) -> None:
        self.commit({place: None}, "detach")
