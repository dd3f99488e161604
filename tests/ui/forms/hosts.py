"""A form's host that keeps its answers in memory, on the real form and plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from app.agency.drafts.rows import (
    build_added_row,
    build_copied_row,
    build_moved_row,
    build_removed_row,
)
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
from app.models.returns import AttachmentDigest
from app.programme.catalogue_loader import load_catalogue
from app.returns.attachments.choosing import ChosenFile
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
        self.befores: list[Answers] = []
        self.files: dict[str, ChosenFile] = {}
        self.findings: dict[Place, tuple[Finding, ...]] = {}
        self.texts: dict[Place, str] = {}
        self.refuses = False
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
        return evaluate(self._blank, self.programme, self.round, self.answers)

    def today(self) -> date:
        return date(2026, 12, 1)

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
        self.steps.append(dict(changes))
        self.labels.append(label)
        self.befores.append(self.answers)
        emptied: dict[Place, StoredValue] = {each: None for each, text in texts.items() if text}
        self.answers = self.answers.changed({**changes, **emptied})
        present = {**self.texts, **dict.fromkeys(changes), **texts}
        self.texts = {each: text for each, text in present.items() if text}
        self.history_changed.emit()
        self.values_changed.emit(frozenset((*changes, *texts)))
        return True

    def last_step(self) -> int:
        return len(self.befores)

    def undo(self) -> None:
        changed = frozenset(self.steps.pop())
        self.labels.pop()
        self.answers = self.befores.pop()
        self.history_changed.emit()
        self.values_changed.emit(changed)

    def add_row(self, section: BlankSection) -> str | None:
        key = f"r{len(self.steps) + 1}"
        self.commit(build_added_row(section, self.answers, key), "add")
        return key

    def duplicate_row(self, section: BlankSection, key: str) -> str | None:
        copied = f"r{len(self.steps) + 1}"
        self.commit(build_copied_row(section, self.answers, key, copied), "duplicate")
        return copied

    def remove_row(self, section: BlankSection, key: str) -> None:
        self.commit(build_removed_row(section, self.answers, key), "remove")

    def move_row(self, section: BlankSection, key: str, position: int) -> None:
        self.commit(build_moved_row(section, self.answers, key, position), "move")

    def attachments(self, place: Place) -> tuple[AttachmentDigest, ...]:
        kept = self.answers.get(place)
        digests = (each.digest for each in self.files.values())
        return tuple(each for each in digests if isinstance(kept, tuple) and each.sha256 in kept)

    def attachment_content(self, sha256: str) -> bytes:
        return self.files[sha256].content

    def attachment_room(self) -> int:
        return 20_000_000

    def attach(self, place: Place, files: Sequence[ChosenFile]) -> None:
        self.files |= {each.digest.sha256: each for each in files}
        kept = self.answers.get(place)
        present = kept if isinstance(kept, tuple) else ()
        self.commit({place: (*present, *(each.digest.sha256 for each in files))}, "attach")

    def detach(self, place: Place, sha256: str) -> None:
        self.commit({place: None}, "detach")
