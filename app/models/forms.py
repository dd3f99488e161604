"""The form specification: sections and fields for screen, rules, workbook and PDF alike.

Decoded strictly: from `resources/forms/<form>.toml` when the office opens a round
(`app.forms.form_loader`), from the round file everywhere else (`app.forms.form_decoding`).
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from app.models.answers import Place
from app.models.record import Record


class FieldType(StrEnum):
    """The type of a field; each has its class in `app.forms.field_types`."""

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


TEXT_TYPES = (FieldType.TEXT, FieldType.LONG_TEXT)
FIGURE_TYPES = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT)


class MatrixColumn(StrEnum):
    """The columns under which the office's overview shows the sections of a return."""

    BASIC = "basic"
    BUDGET = "budget"
    INDICATORS = "indicators"
    RESULTS = "results"


class FieldRole(StrEnum):
    """What a field is to the figures made from it; a form has one field of a role at most."""

    FUNDING_SOURCE = "funding_source"  # 經費來源
    APPROVED = "approved"  # 核定預算數
    APPROVED_DIFFERENCE = "approved_difference"  # 與核定數之差
    DIFFERENCE_NOTE = "difference_note"  # 差異說明
    AVAILABLE = "available"  # 可支用預算數
    ALLOCATED = "allocated"  # 累計分配數
    PAID = "paid"  # 實支數
    PAYABLE = "payable"  # 應付未付數
    SURPLUS = "surplus"  # 節餘數
    PREPAID = "prepaid"  # 預付款
    EXECUTED = "executed"  # 執行數
    EXECUTION_RATE = "execution_rate"  # 執行率
    ATTAINMENT_RATE = "attainment_rate"  # 達成率 of the money
    PAYMENT_RATE = "payment_rate"  # 支用率
    BUDGET_STATE = "budget_state"
    SPENT_ON = "spent_on"  # the day all of the money was spent
    METRIC = "metric"  # what a target counts
    TARGET_TEXT = "target_text"  # the aim in words
    ACHIEVED = "achieved"  # the year's figure of a target
    RUNNING = "running"  # its running figure
    COMPLETED_ON = "completed_on"  # the day a target by a date was reached
    TARGET_RATE = "target_rate"  # 達成率 of a target
    APPENDIX_RATE = "appendix_rate"  # the same against the appendix's wording
    TARGET_STATE = "target_state"
    RATES_NOTE = "rates_note"  # how rate and state came about
    TARGET_NOTE = "target_note"  # what the agency says about it
    QUALITATIVE_STATE = "qualitative_state"  # 辦理情形 of an indicator without a target
    QUALITATIVE_NOTE = "qualitative_note"  # 辦理說明
    OWN_WORD = "own_word"  # 自評進度
    PREPARER_NAME = "preparer_name"  # 承辦人
    AMENDED_FIELD = "amended_field"  # what a proposed change (修正) is about


JUDGED_ROLES = frozenset({FieldRole.BUDGET_STATE, FieldRole.TARGET_STATE})
"""Those whose value is a state the program judges, never one that is typed."""


class Scope(StrEnum):
    """What a section is filled in for: each project, or the agency once."""

    PROJECT = "project"
    AGENCY = "agency"


class RowSource(StrEnum):
    """The source of the rows of a repeating section."""

    FREE = "free"  # the officer adds and removes rows
    TARGETS = "targets"  # one row per target of the round's year
    QUALITATIVE = "qualitative"  # one row per indicator of the project without a target


class Notation(StrEnum):
    """What a text field holds that is written in many ways and kept in one."""

    TELEPHONE = "telephone"
    EMAIL = "email"


class ChoiceSource(StrEnum):
    """The source of a choice list that the form file does not spell out."""

    AGENCIES = "agencies"  # the programme's agencies, filled in by app.forms.blank_builder


class Choice(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of a choice list; `id` is stored, `label` is shown, `aliases` are read too."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()


class RequiredWhen(Record, frozen=True, kw_only=True):
    """Required when another field of the same section and row has one of these values."""

    field: str
    equals: tuple[str, ...]


class FieldSpec(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One field (欄位) with its declarative rules; the coded ones are named in `FormSpec.rules`."""

    id: str
    label: str
    type: FieldType
    role: FieldRole | None = None
    help: str = ""
    unit: str = ""
    required: bool = False
    required_when: RequiredWhen | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    notation: Notation | None = None
    """In which one way an entry of it is kept; what cannot be read so stays as it was typed."""
    pattern: str | None = None
    pattern_hint: str = ""
    max_length: int | None = None
    choices: str | None = None
    """The id of a choice list of the form (choice and multi_choice)."""
    computed: str | None = None
    """The name of the function in `app.forms.computed` (computed fields)."""
    shows: FieldType | None = None
    """The type of a computed value for printing: money, percent, number, text or choice."""
    sum_of: tuple[str, ...] = ()
    """Fields of the same section and row whose sum this field must equal."""
    carry_forward: bool = False
    """Prefilled from the previous round's accepted return; unconfirmed until confirmed."""
    control_total: bool = False
    """Its sum over the whole return is a control total (控制總計); whole figures only."""
    stamp: str = ""
    """The title of the stamp box (核章) on the cover that bears its value."""
    verbatim: bool = False
    """Not normalised to NFC: names of persons keep their compatibility ideographs."""
    width: int = 12
    """Column width in characters, of the field in a grid on the screen."""
    print_width: int = 12
    """Column width in characters, of the field in a printed table."""

    @property
    def shown_type(self) -> FieldType:
        """The type its values are shown as: its own, or that of the computed value."""
        return (self.shows or FieldType.TEXT) if self.type is FieldType.COMPUTED else self.type


class RowsSpec(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The rows of a repeating section: their source, number and label."""

    source: RowSource
    min_rows: int = 0
    max_rows: int = 50
    label: str = ""
    """The label of one row: 亮點案例 → 亮點案例 1, 2, 3."""
    identity: str = ""
    """The field that names a row (free rows): by it last year's row is found."""


class SectionSpec(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One section (節): single fields or repeating rows."""

    id: str
    title: str
    scope: Scope
    help: str = ""
    rows: RowsSpec | None = None
    as_cards: bool = False
    """Rows with long texts are shown as cards, not as a grid."""
    matrix: MatrixColumn | None = None
    """The column of the office's overview it is shown under."""
    refused_unless_behind: bool = False
    """落後說明: required when the project is behind, refused when it is not."""
    despite_nil: bool = False
    """Filled in beside a nil statement, too: who is asked, and what is proposed."""
    fields: tuple[FieldSpec, ...]

    def field(self, field_id: str) -> FieldSpec:
        """The field of that id. Raises KeyError."""
        for each in self.fields:
            if each.id == field_id:
                return each
        raise KeyError(field_id)


class RemovedField(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A field of an older form version, kept so that old files can be read."""

    section: str
    field: str
    label: str
    removed_in: int
    renamed_to: str | None = None
    """`section/field` in the current form."""


class ChoiceList(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A named list of choices, spelt out or taken from a source."""

    id: str
    choices: tuple[Choice, ...] = ()
    source: ChoiceSource | None = None


class FormSpec(Record, frozen=True, kw_only=True, dict=True, omit_defaults=True):
    """A form (表單): its sections, choice lists and removed fields, in one version.

    It travels in round files, and what it does not state is left out there: a form without a later
    version's words can be read by an earlier version of the program.
    """

    id: str
    version: int
    title: str
    needs_version: str = ""
    """The first version of the program that knows every word of the form."""
    sections: tuple[SectionSpec, ...]
    rules: tuple[str, ...] = ()
    """The codes of its coded rules (`app.forms.rules.registry`), in reading order."""
    choice_lists: tuple[ChoiceList, ...] = ()
    removed: tuple[RemovedField, ...] = ()

    def section(self, section_id: str) -> SectionSpec:
        """The section of that id. Raises KeyError."""
        for each in self.sections:
            if each.id == section_id:
                return each
        raise KeyError(section_id)

    def field_with(self, role: FieldRole) -> tuple[SectionSpec, FieldSpec] | None:
        """The field of a role and its section; None where the form has none."""
        return self._roles.get(role)

    @cached_property
    def _roles(self) -> dict[FieldRole, tuple[SectionSpec, FieldSpec]]:
        return {
            field.role: (section, field)
            for section in self.sections
            for field in section.fields
            if field.role is not None
        }

    def choices(self, list_id: str) -> tuple[Choice, ...]:
        """The choices of a list. Raises KeyError."""
        for each in self.choice_lists:
            if each.id == list_id:
                return each.choices
        raise KeyError(list_id)

    def labels(self, list_id: str) -> Mapping[str, str]:
        """The labels of a list by choice id. Raises KeyError."""
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
    """A section of a blank, for one project or for the agency, with its fixed rows."""

    project_id: str | None
    spec: SectionSpec
    fixed_rows: tuple[FixedRow, ...] = ()


class Blank(Record, frozen=True, kw_only=True, dict=True):
    """A blank: the form instantiated for one agency and round, read by screen and documents.

    Sections are in reading order: the agency's, then project by project.
    """

    form: FormSpec
    agency: str
    round_id: str
    year_roc: int
    project_ids: tuple[str, ...]
    sections: tuple[BlankSection, ...]

    def sections_of(self, project_id: str | None) -> tuple[BlankSection, ...]:
        """The sections of one project, or of the agency itself (None)."""
        return self._by_project.get(project_id, ())

    @cached_property
    def _by_project(self) -> dict[str | None, tuple[BlankSection, ...]]:
        sections: dict[str | None, list[BlankSection]] = {}
        for each in self.sections:
            sections.setdefault(each.project_id, []).append(each)
        return {project_id: tuple(found) for project_id, found in sections.items()}

    def labels(self, place: Place) -> tuple[str, ...]:
        """Section title and field label of a place, as far as the form has them."""
        found: list[str] = []
        for section in self.sections_of(place.project):
            if section.spec.id == place.section:
                found.append(section.spec.title)
                found += [each.label for each in section.spec.fields if each.id == place.field]
        return tuple(found)
