"""A draft (草稿): one agency's answers for one round while they are being typed.

    commit, rows.add, journal.undo … → Change (on disk when it is returned) → answers, results

Reading is from memory. The window, the command line and the demonstration all use this class.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.agency.drafts.attachments import Attachments
from app.agency.drafts.basis import DraftBasis
from app.agency.drafts.carried import CarriedValues
from app.agency.drafts.change import Change
from app.agency.drafts.delta import Delta, ReasonKey, build_value_delta, reason_text_key
from app.agency.drafts.journal import Journal
from app.agency.drafts.reasons import judge_reason
from app.agency.drafts.remarks import Remarks
from app.agency.drafts.results import DraftResults
from app.agency.drafts.rows import Rows
from app.agency.drafts.set_aside import SetAside
from app.agency.drafts.sheet import Sheet
from app.forms.field_types import ParseProblem, field_type
from app.forms.targets import with_row_unit
from app.models.answers import Answers, Place, StoredValue
from app.models.forms import Blank
from app.models.money import MoneyUnit
from app.models.programme import Programme
from app.models.rounds import Round
from app.store.store import Store


class Draft:
    """The draft of one round. Obtain it from `AgencyDesk.draft`; one object a round."""

    def __init__(self, store: Store, basis: DraftBasis) -> None:
        self._sheet = Sheet(store, basis)
        self.journal: Final[Journal] = self._sheet.journal
        self.rows: Final = Rows(self._sheet)
        self.attachments: Final = Attachments(self._sheet)
        self.carried: Final = CarriedValues(self._sheet)
        self.remarks: Final = Remarks(self._sheet)
        self.set_aside: Final = SetAside(self._sheet)

    def adopt(self, basis: DraftBasis) -> None:
        """Go on with another round file or revision; answers stay, or are set aside."""
        self._sheet.adopt(basis)

    @property
    def basis(self) -> DraftBasis:
        """All that the officer does not type: revision, remarks, last round's answers …"""
        return self._sheet.basis

    @property
    def blank(self) -> Blank:
        """The form as this agency has to fill it."""
        return self.basis.blank

    @property
    def programme(self) -> Programme:
        """The programme the round file brought."""
        return self.basis.programme

    @property
    def round(self) -> Round:
        """The round this draft is for."""
        return self.basis.round

    @property
    def answers(self) -> Answers:
        """All answers, without those the blank no longer asks for."""
        return self._sheet.answers

    @property
    def texts(self) -> Mapping[Place, str]:
        """What was typed and cannot be read, by place: each a finding, none of them an answer."""
        return self._sheet.texts

    @property
    def reasons(self) -> Mapping[ReasonKey, str]:
        """What was typed as reasons by (code, path of the place), also what is none yet."""
        return self.journal.state.reasons

    @property
    def results(self) -> DraftResults:
        """What the rules make of the answers; another object after each change."""
        return self._sheet.results

    def commit(
        self,
        changes: Mapping[Place, StoredValue],
        label: str,
        merge_key: str | None = None,
        texts: Mapping[Place, str | None] = MappingProxyType({}),
    ) -> Change:
        """Set values, and texts that cannot be read, as one step; on disk when it returns.

        A text stands instead of the value, a value instead of the text. Steps in a row with the
        same `merge_key` are undone together. What does not differ is left out; where nothing
        differs nothing is written and the Change is empty. Raises KeyError for a place the blank
        does not have, AppError STORE_* (nothing changes then).
        """
        for place in (*changes, *texts):
            if not self._sheet.index.accepts(place):
                raise KeyError(place.path)
        return self.journal.write(build_value_delta(changes, texts=texts), label, merge_key)

    def name(self, place: Place) -> str:
        """What a place is called, by section and field; '' where the form asks for nothing."""
        field = self._sheet.index.field(place)
        if field is None:
            return ""
        section = self._sheet.index.section(place.project, place.section)
        return f"{section.spec.title}・{field.label}"

    def takes(self, place: Place) -> bool:
        """Return whether the form asks for something at a place."""
        return self._sheet.index.accepts(place)

    def enter(self, typed: Mapping[Place, str], label: str, unit: MoneyUnit) -> Change:
        """Read typed texts as a window would, and set them as one step; '' empties a place.

        What cannot be read is kept as it was typed. Raises KeyError, AppError as `commit` does.
        """
        values: dict[Place, StoredValue] = {}
        texts: dict[Place, str | None] = {}
        for place, text in typed.items():
            section = self._sheet.index.section(place.project, place.section).spec
            spec = with_row_unit(section, place, self.results.evaluation.value)
            try:
                values[place] = field_type(spec, self.blank.form, unit).parse(text)
            except ParseProblem:
                texts[place] = text
        return self.commit(values, label, texts=texts)

    def set_reason(self, code: str, place: Place, text: str) -> Change:
        """Give the reason for a warning; an empty text takes it away.

        Raises AppError as `judge_reason` does; nothing is kept then.
        """
        return self.keep_reason(code, place, judge_reason(code, text))

    def keep_reason(self, code: str, place: Place, text: str) -> Change:
        """Keep a reason as it stands while it is typed, whether it will count or not."""
        delta = Delta(reasons={reason_text_key((code, place.path)): text or None})
        return self.journal.write(delta, f"填寫理由 {code}", f"reason {code} {place.path}")
