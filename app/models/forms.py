"""A form as data: sections and fields, one description for screen, rules, workbook and PDF.

Decoded strictly from `resources/forms/<form>.toml`; see `app.forms.form_loader`.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from app.models.record import Record


class FieldType(StrEnum):
    """The types a field can have; each has its class in `app.forms.field_types`."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"  # a decimal figure
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    COMPUTED = "computed"
    ATTACHMENT = "attachment"


FIGURE_TYPES = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT)


class Scope(StrEnum):
    """Whom a section is filled for: each project, or the agency once."""

    PROJECT = "project"
    AGENCY = "agency"


class RowSource(StrEnum):
    """Where the rows of a repeating section come from."""

    FREE = "free"  # the officer adds and removes rows
    TARGETS = "targets"  # one row per target of the round's year
    QUALITATIVE = "qualitative"  # one row per indicator of the project that holds no number


class ChoiceSource(StrEnum):
    """Where a choice list comes from when the form file does not spell it out."""

    AGENCIES = "agencies"  # the programme's agencies, filled in by app.forms.blank_builder


class Choice(Record, frozen=True, kw_only=True):
    """One entry of a choice list; `id` is stored, `label` is shown, `aliases` are read too."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()


class RequiredWhen(Record, frozen=True, kw_only=True):
    """Required when another field of the same section and row has one of these values."""

    field: str
    equals: tuple[str, ...]


class FieldSpec(Record, frozen=True, kw_only=True):
    """One field (欄位). Rules that fit a word stand here; the others are in app.forms.rules."""

    id: str
    label: str
    type: FieldType
    help: str = ""
    unit: str = ""
    required: bool = False
    required_when: RequiredWhen | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    pattern: str | None = None
    pattern_hint: str = ""
    max_length: int | None = None
    choices: str | None = None
    """The id of a choice list of the form (choice and multi_choice)."""
    computed: str | None = None
    """The name of the function in app.forms.computed (computed fields)."""
    shows: FieldType | None = None
    """What a computed value is, so that it can be printed: money, percent, number, text, choice."""
    sum_of: tuple[str, ...] = ()
    """Fields of the same section and row whose sum this field must equal."""
    carry_forward: bool = False
    """Offered from the previous round's accepted return, unconfirmed until confirmed."""
    verbatim: bool = False
    """Persons' names: kept as typed, compatibility ideographs included, not normalised."""
    width: int = 12
    """Column width in characters, where the field stands in a grid or a sheet."""

    @property
    def shown_type(self) -> FieldType:
        """The type its values are shown as: its own, or what a computed field shows."""
        return (self.shows or FieldType.TEXT) if self.type is FieldType.COMPUTED else self.type


class RowsSpec(Record, frozen=True, kw_only=True):
    """How a section repeats."""

    source: RowSource
    min_rows: int = 0
    max_rows: int = 50
    label: str = ""
    """What one row is called: 亮點案例 → 亮點案例 1, 2, 3."""


class SectionSpec(Record, frozen=True, kw_only=True):
    """One section (節): either single fields or repeating rows."""

    id: str
    title: str
    scope: Scope
    help: str = ""
    rows: RowsSpec | None = None
    as_cards: bool = False
    """Rows with long texts are shown as cards, not as a grid."""
    refused_unless_behind: bool = False
    """落後說明: required when the project is behind, refused when it is not."""
    fields: tuple[FieldSpec, ...]

    def field(self, field_id: str) -> FieldSpec:
        """The field of that id. Raises KeyError."""
        for each in self.fields:
            if each.id == field_id:
                return each
        raise KeyError(field_id)


class RemovedField(Record, frozen=True, kw_only=True):
    """A field older versions had, kept so that old files still open."""

    section: str
    field: str
    label: str
    removed_in: int
    renamed_to: str | None = None
    """`section/field` of the form as it is now."""


class ChoiceList(Record, frozen=True, kw_only=True):
    """A named list of choices, spelt out or taken from a source."""

    id: str
    choices: tuple[Choice, ...] = ()
    source: ChoiceSource | None = None


class FormSpec(Record, frozen=True, kw_only=True, dict=True):
    """A declared blank (表單)."""

    id: str
    version: int
    title: str
    sections: tuple[SectionSpec, ...]
    choice_lists: tuple[ChoiceList, ...] = ()
    removed: tuple[RemovedField, ...] = ()

    def section(self, section_id: str) -> SectionSpec:
        """The section of that id. Raises KeyError."""
        for each in self.sections:
            if each.id == section_id:
                return each
        raise KeyError(section_id)

    def choices(self, list_id: str) -> tuple[Choice, ...]:
        """The choices of a list. Raises KeyError."""
        for each in self.choice_lists:
            if each.id == list_id:
                return each.choices
        raise KeyError(list_id)

    def labels(self, list_id: str) -> Mapping[str, str]:
        """The labels of a list by the ids that are stored. Raises KeyError."""
        return self._labels[list_id]

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return {each.id: {one.id: one.label for one in each.choices} for each in self.choice_lists}


class FixedRow(Record, frozen=True, kw_only=True):
    """A row the officer can neither add nor remove; `key` is the target id or `I28` (indicator)."""

    key: str
    target_id: str | None = None
    indicator: int | None = None


class BlankSection(Record, frozen=True, kw_only=True):
    """A section as one agency gets it: for one project or for the agency, with its fixed rows."""

    project_id: str | None
    spec: SectionSpec
    fixed_rows: tuple[FixedRow, ...] = ()


class Blank(Record, frozen=True, kw_only=True):
    """The form as one agency has to fill it in one round: what screen and paper walk along.

    Sections stand in reading order: the agency's, then project by project.
    """

    form: FormSpec
    agency: str
    round_id: str
    year_roc: int
    project_ids: tuple[str, ...]
    sections: tuple[BlankSection, ...]

    def sections_of(self, project_id: str | None) -> tuple[BlankSection, ...]:
        """The sections of one project, or of the agency itself (None)."""
        return tuple(each for each in self.sections if each.project_id == project_id)
