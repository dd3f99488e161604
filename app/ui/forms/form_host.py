"""What a form on the screen needs from whoever owns the answers.

Forms, grids and cards talk to this only, so that the same widgets show a draft being typed and a
return being read.
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.models.answers import Place, StoredValue
from app.models.findings import Finding
from app.models.forms import Blank, BlankSection, FieldSpec
from app.models.money import MoneyUnit
from app.models.returns import AttachmentDigest


class FormHost(QObject):
    """Answers by place, and the acts an officer can do to them."""

    values_changed = Signal(object)
    """frozenset of the places that changed; computed places of their projects may have, too."""
    unit_changed = Signal(object)
    findings_changed = Signal()

    read_only = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unfinished_texts: dict[Place, str] = {}
        """What was typed and could not be read, by place."""
        self._has_inline_help = True

    @property
    def has_inline_help(self) -> bool:
        """Whether a focused field shows its help below itself."""
        return self._has_inline_help

    def set_inline_help(self, is_wanted: bool) -> None:
        """Not where a panel shows the help already: the form would jump at every step of focus."""
        self._has_inline_help = is_wanted

    @property
    def blank(self) -> Blank:
        """The form as the agency has to fill it."""
        raise NotImplementedError

    @property
    def unit(self) -> MoneyUnit:
        """The unit money is typed and shown in."""
        raise NotImplementedError

    def set_unit(self, unit: MoneyUnit) -> None:
        """Use another unit from now on."""
        raise NotImplementedError

    def value(self, place: Place) -> StoredValue:
        """What stands at a place, computed or entered."""
        raise NotImplementedError

    def row_keys(self, section: BlankSection) -> tuple[str, ...]:
        """The rows of a section, fixed or free, in order."""
        raise NotImplementedError

    def is_behind(self, project_id: str) -> bool:
        """Tell whether a project owes the delay section."""
        raise NotImplementedError

    def is_required(self, section: BlankSection, spec: FieldSpec, place: Place) -> bool:
        """Tell whether a field has to be filled in as the answers stand."""
        raise NotImplementedError

    def is_unconfirmed(self, place: Place) -> bool:
        """Tell whether the value was carried forward and nobody has looked at it."""
        return False

    def findings_at(self, place: Place) -> tuple[Finding, ...]:
        """What the rules say about a place."""
        return ()

    def attachments(self, place: Place) -> tuple[AttachmentDigest, ...]:
        """Names and sizes of the files attached at a place."""
        return ()

    def commit(
        self, changes: Mapping[Place, StoredValue], label: str, merge_key: str | None = None
    ) -> bool:
        """Set values as one step; false where they could not be saved (the user is told)."""
        raise NotImplementedError

    def add_row(self, section: BlankSection) -> str | None:
        """Append an empty row; its key, or None where that is refused (the user is told)."""
        raise NotImplementedError

    def remove_row(self, section: BlankSection, key: str) -> None:
        """Take a row away with all it holds."""
        raise NotImplementedError

    def move_row(self, section: BlankSection, key: str, position: int) -> None:
        """Put a row at a position, 0 being the first."""
        raise NotImplementedError

    def attach(self, place: Place, path: Path) -> None:
        """Add a file at a place."""
        raise NotImplementedError

    def detach(self, place: Place, sha256: str) -> None:
        """Take a file off a place."""
        raise NotImplementedError

    def confirm(self, place: Place) -> None:
        """Confirm a carried value as it stands."""
        raise NotImplementedError
