"""Values carried forward from the round before (沿用上期資料), confirmed or not."""

from collections.abc import Iterable

from app.agency.drafts.change import Change
from app.agency.drafts.delta import build_value_delta
from app.agency.drafts.sheet import Sheet
from app.forms.iteration import walk_fields
from app.models.answers import Place, StoredValue, is_empty
from app.models.forms import RowSource

CARRY_LABEL = "沿用上期資料"
CONFIRM_LABEL = "確認沿用資料"


class CarriedValues:
    """`draft.carried`: taken over for fields that ask for it; taking over is undoable."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def unconfirmed(self) -> frozenset[Place]:
        """Places whose value was carried forward and not yet edited or confirmed."""
        return self._sheet.journal.state.unconfirmed

    def take_over(self) -> Change:
        """Take last round's values into empty places of fields that carry forward.

        They are marked unconfirmed. The Change is empty where there is nothing to take over.
        """
        with self._sheet.lock:
            carried = self._find()
            return self._sheet.journal.write(build_value_delta(carried, carried), CARRY_LABEL)

    def confirm(self, places: Iterable[Place]) -> Change:
        """Confirm carried values as they stand; as undoable as an edit."""
        with self._sheet.lock:
            answers = self._sheet.answers
            confirmed = {each: answers.get(each) for each in places if each in self.unconfirmed}
            return self._sheet.journal.write(build_value_delta(confirmed), CONFIRM_LABEL)

    def _find(self) -> dict[Place, StoredValue]:
        """Free rows are not carried: a highlight of last year is not one of this year."""
        basis, answers, index = self._sheet.basis, self._sheet.answers, self._sheet.index
        carried: dict[Place, StoredValue] = {}
        latest = basis.earlier.latest
        if latest is None:
            return carried
        for section, _, field, place in walk_fields(basis.blank, answers):
            rows = section.spec.rows
            if not field.carry_forward or (rows is not None and rows.source is RowSource.FREE):
                continue
            value = latest.answers.get(place)
            if not is_empty(value) and is_empty(answers.get(place)) and index.accepts(place):
                carried[place] = value
        return carried
