"""The agency's draft as a form sees it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType

from app.agency.drafts.draft import Draft
from app.agency.drafts.rows import rows_place
from app.forms.duties import Duties
from app.forms.earlier_values import read_earlier
from app.forms.iteration import row_keys
from app.forms.nil_statements import entered_beside, is_covered
from app.models.answers import Place, StoredValue
from app.models.findings import Finding
from app.models.forms import Blank, BlankSection, FieldSpec
from app.models.money import MoneyUnit
from app.models.returns import AttachmentDigest
from app.returns.attachments.choosing import ChosenFile
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.form_host import FormHost


class AgencyFormHost(FormHost):
    """Lives as long as the forms of one draft are shown."""

    def __init__(self, workspace: AgencyWorkspace, draft: Draft) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.draft = draft
        self.read_only = workspace.is_view
        self._by_place: dict[Place, list[Finding]] = {}
        workspace.draft_changed.connect(self._pass_on)
        workspace.findings_changed.connect(self._sort_findings)
        workspace.unit_changed.connect(self.unit_changed)
        workspace.saved.connect(self.history_changed)
        self._sort_findings()

    @property
    def blank(self) -> Blank:
        """The draft's blank."""
        return self.draft.blank

    @property
    def unit(self) -> MoneyUnit:
        """The unit of the window."""
        return self.workspace.unit

    def set_unit(self, unit: MoneyUnit) -> None:
        """For the whole window."""
        self.workspace.set_unit(unit)

    def today(self) -> date:
        """By the clock of the window."""
        return self.workspace.today()

    def value(self, place: Place) -> StoredValue:
        """Computed or entered."""
        return self.draft.results.evaluation.value(place)

    def text_at(self, place: Place) -> str | None:
        """As the draft holds it."""
        return self.draft.texts.get(place)

    def earlier_value(self, place: Place) -> StoredValue:
        """As the round file brings it, else as it was handed in from here."""
        year = self.draft.basis.earlier.latest
        if year is None:
            return None
        return read_earlier(self.draft.blank, self.draft.answers, place, year)

    def row_keys(self, section: BlankSection) -> tuple[str, ...]:
        """Fixed rows, or the officer's own."""
        return tuple(each for each in row_keys(section, self.draft.answers) if each is not None)

    def is_behind(self, project_id: str) -> bool:
        """As the draft's evaluation says."""
        return self.draft.results.evaluation.is_behind(project_id)

    def is_required(self, section: BlankSection, spec: FieldSpec, place: Place) -> bool:
        """As the duties of the round say."""
        duties = Duties(
            self.draft.programme, self.draft.round.year_roc, self.draft.results.evaluation
        )
        return duties.is_required(section, spec, place)

    def is_covered(self, section: BlankSection) -> bool:
        """As the draft's nil statements say."""
        return is_covered(self.draft.answers, section)

    def entered_beside_nil(self, project_id: str | None) -> tuple[Place, ...]:
        """As the draft holds them."""
        return entered_beside(self.draft.blank, self.draft.answers, project_id)

    def is_unconfirmed(self, place: Place) -> bool:
        """Carried forward and not looked at."""
        return place in self.draft.carried.unconfirmed

    def findings_at(self, place: Place) -> tuple[Finding, ...]:
        """The latest findings of a place."""
        return tuple(self._by_place.get(place, ()))

    def attachments(self, place: Place) -> tuple[AttachmentDigest, ...]:
        """The files attached there."""
        kept = self.draft.answers.get(place)
        if not isinstance(kept, tuple):
            return ()
        return tuple(each for each in self.draft.attachments.all() if each.sha256 in kept)

    def attachment_content(self, sha256: str) -> bytes:
        """As the store keeps it."""
        return self.draft.attachments.content(sha256)

    def attachment_room(self) -> int:
        """As the draft counts it."""
        return self.draft.attachments.room()

    def commit(
        self,
        changes: Mapping[Place, StoredValue],
        label: str,
        merge_key: str | None = None,
        texts: Mapping[Place, str | None] = MappingProxyType({}),
    ) -> bool:
        """Set it through the workspace, which notifies all pages."""
        return self.workspace.commit(changes, label, merge_key, texts)

    def add_row(self, section: BlankSection) -> str | None:
        """A new row at the end."""
        return self._tell_new_row(section, self.draft.rows.add)

    def duplicate_row(self, section: BlankSection, key: str) -> str | None:
        """A copy below the row."""
        return self._tell_new_row(section, partial(self.draft.rows.duplicate, key=key))

    def remove_row(self, section: BlankSection, key: str) -> None:
        """Take a row away; Ctrl+Z brings it back."""
        with self.workspace.telling_errors():
            change = self.draft.rows.remove(section.project_id, section.spec.id, key)
            self.workspace.note_change(frozenset(change.places))

    def move_row(self, section: BlankSection, key: str, position: int) -> None:
        """Put a row at a position."""
        with self.workspace.telling_errors():
            change = self.draft.rows.move(section.project_id, section.spec.id, key, position)
            self.workspace.note_change(frozenset(change.places))

    def last_step(self) -> int:
        """As the draft's journal counts them."""
        return self.draft.journal.last_step

    def undo(self) -> None:
        """Through the workspace, which goes to what comes back."""
        self.workspace.undo()

    def attach(self, place: Place, files: Sequence[ChosenFile]) -> None:
        """Keep copies of the files in the store. Raises AppError."""
        change = self.draft.attachments.add_chosen(place, files)
        self.workspace.note_change(frozenset(change.places))

    def detach(self, place: Place, sha256: str) -> None:
        """Take the file off; Ctrl+Z brings it back."""
        with self.workspace.telling_errors():
            self.workspace.note_change(
                frozenset(self.draft.attachments.remove(place, sha256).places)
            )

    def confirm(self, place: Place) -> None:
        """The carried value holds this year, too."""
        with self.workspace.telling_errors():
            self.workspace.note_change(frozenset(self.draft.carried.confirm([place]).places))

    def _tell_new_row(self, section: BlankSection, make: Callable[..., str]) -> str | None:
        key = None
        with self.workspace.telling_errors():
            key = make(section.project_id, section.spec.id)
            self.workspace.note_change(frozenset({rows_place(section)}))
        return key

    def _pass_on(self, places: frozenset[Place]) -> None:
        if places:  # an empty set announces another draft, which gets forms of its own
            self.values_changed.emit(places)

    def _sort_findings(self) -> None:
        by_place: defaultdict[Place, list[Finding]] = defaultdict(list)
        for finding in self.workspace.findings():
            by_place[finding.place].append(finding)
        self._by_place = dict(by_place)
        self.findings_changed.emit()
