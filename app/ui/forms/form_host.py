"""Interface between the widgets of a form and the owner of its answers.

Forms, grids and cards depend on this only, so that the same widgets show a draft being typed and
return being read.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from app.models.answers import Place, StoredValue
from app.models.findings import Finding
from app.models.forms import Blank, BlankSection, FieldSpec
from app.models.money import MoneyUnit
from app.models.returns import AttachmentDigest
from app.returns.attachments.choosing import ChosenFile


class FormHost(QObject):
    """Answers by place, and the operations on them."""

    values_changed = Signal(object)
    """frozenset of the places that changed; computed places of their projects may have, too."""
    unit_changed = Signal(object)
    findings_changed = Signal()
    history_changed = Signal()
    """A step was taken, undone or done again."""

    read_only = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_inline_help = True

    @property
    def has_inline_help(self) -> bool:
        """Return whether a focused field shows its help below itself."""
        return self._has_inline_help

    def set_inline_help(self, is_wanted: bool) -> None:
        """Switch inline help: off where a panel shows it, since the form moves with every focus."""
        self._has_inline_help = is_wanted

    @property
    def blank(self) -> Blank:
        """The blank form as the agency has to fill it."""
        raise NotImplementedError

    @property
    def unit(self) -> MoneyUnit:
        """The unit in which money is typed and shown."""
        raise NotImplementedError

    def set_unit(self, unit: MoneyUnit) -> None:
        """Use another unit from now on."""
        raise NotImplementedError

    def today(self) -> date:
        """Return the present day in Taiwan."""
        raise NotImplementedError

    def value(self, place: Place) -> StoredValue:
        """Return the value at a place, computed or entered."""
        raise NotImplementedError

    def text_at(self, place: Place) -> str | None:
        """Return the typed text that stands at a place and cannot be read."""
        return None

    def earlier_value(self, place: Place) -> StoredValue:
        """Return what stood at a place in the latest earlier round; None where nothing is known."""
        return None

    def row_keys(self, section: BlankSection) -> tuple[str, ...]:
        """List the rows of a section, fixed or free, in order."""
        raise NotImplementedError

    def is_behind(self, project_id: str) -> bool:
        """Return whether a project has to fill in the delay section."""
        raise NotImplementedError

    def is_required(self, section: BlankSection, spec: FieldSpec, place: Place) -> bool:
        """Return whether a field is required, given the present answers."""
        raise NotImplementedError

    def is_covered(self, section: BlankSection) -> bool:
        """Return whether a nil statement stands in for a section."""
        raise NotImplementedError

    def entered_beside_nil(self, project_id: str | None) -> tuple[Place, ...]:
        """List the places filled in beside a project's nil statement, or the agency's (None)."""
        raise NotImplementedError

    def is_unconfirmed(self, place: Place) -> bool:
        """Return whether the value was carried forward and is not confirmed yet."""
        return False

    def findings_at(self, place: Place) -> tuple[Finding, ...]:
        """List the findings at a place."""
        return ()

    def attachments(self, place: Place) -> tuple[AttachmentDigest, ...]:
        """List names and sizes of the files attached at a place."""
        return ()

    def attachment_content(self, sha256: str) -> bytes:
        """Return the bytes of an attached file. Raises AppError, KeyError."""
        raise NotImplementedError

    def attachment_room(self) -> int:
        """Return how many bytes may still be attached, everywhere in the form together."""
        return 0

    def commit(
        self,
        changes: Mapping[Place, StoredValue],
        label: str,
        merge_key: str | None = None,
        texts: Mapping[Place, str | None] = MappingProxyType({}),
    ) -> bool:
        """Set values, and texts that cannot be read, as one step.

        False where they could not be saved (the user is notified).
        """
        raise NotImplementedError

    def add_row(self, section: BlankSection) -> str | None:
        """Append an empty row; its key, or None where that is refused (the user is notified)."""
        raise NotImplementedError

    def duplicate_row(self, section: BlankSection, key: str) -> str | None:
        """Add a copy of a row below it; its key, or None where that is refused (as `add_row`)."""
        raise NotImplementedError

    def remove_row(self, section: BlankSection, key: str) -> None:
        """Remove a row with all its answers."""
        raise NotImplementedError

    def move_row(self, section: BlankSection, key: str, position: int) -> None:
        """Move a row to a position, 0 being the first."""
        raise NotImplementedError

    def last_step(self) -> int:
        """Return the number of the step that `undo` would take back; 0 without one."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take the last step back."""
        raise NotImplementedError

    def attach(self, place: Place, files: Sequence[ChosenFile]) -> None:
        """Add files at a place, as one step. Raises AppError where they are not taken."""
        raise NotImplementedError

    def detach(self, place: Place, sha256: str) -> None:
        """Remove a file from a place."""
        raise NotImplementedError

    def confirm(self, place: Place) -> None:
        """Confirm a value carried forward as it is."""
        raise NotImplementedError
