"""Semantic checks of a form file beyond its types: unique ids, references that resolve."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.forms.computed import COMPUTED
from app.forms.rules.registry import CODED_RULES
from app.models.forms import (
    FIGURE_TYPES,
    JUDGED_ROLES,
    TEXT_TYPES,
    ChoiceList,
    FieldRole,
    FieldSpec,
    FieldType,
    FormSpec,
    RowSource,
    Scope,
    SectionSpec,
)

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CHOICE_ID = re.compile(r"[A-Za-z0-9_]+")
_CHOICES = (FieldType.CHOICE, FieldType.MULTI_CHOICE)
_SUMMED = (FieldType.MONEY, FieldType.INTEGER)


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One problem and its entry; `steps` is the path to its table: (("sections", 2), …)."""

    entry: str
    steps: tuple[tuple[str, int], ...]
    text: str


def check_form(form: FormSpec) -> Iterator[FormProblem]:
    """Every problem of a decoded form, in file order."""
    yield from _check_ids((each.id for each in form.sections), "sections", _ID, ())
    for number, section in enumerate(form.sections):
        yield from _check_section(form, section, number)
    yield from _check_ids((each.id for each in form.choice_lists), "choice_lists", _ID, ())
    for number, each in enumerate(form.choice_lists):
        yield from _check_list(each, number)
    yield from _check_removed(form)
    yield from _check_rules(form)
    yield from _check_roles(form)


def _check_rules(form: FormSpec) -> Iterator[FormProblem]:
    counts = Counter(form.rules)
    for code, count in counts.items():
        if code not in CODED_RULES:
            yield FormProblem("rules", (), f"`rules` names the unknown rule {code}")
        if count > 1:
            yield FormProblem("rules", (), f"`rules` names {code} twice")


def _check_roles(form: FormSpec) -> Iterator[FormProblem]:
    seen: set[FieldRole] = set()
    for number, section in enumerate(form.sections):
        for place, field in enumerate(section.fields):
            if field.role is None:
                continue
            entry, steps = f"{section.id}/{field.id}", (("sections", number), ("fields", place))
            if field.role in seen:
                yield FormProblem(entry, steps, f"the `role` {field.role} is given twice")
            if field.role in JUDGED_ROLES and field.type is not FieldType.COMPUTED:
                yield FormProblem(entry, steps, f"the `role` {field.role} is of a computed field")
            seen.add(field.role)


def _check_ids(
    ids: Iterable[str], kind: str, pattern: re.Pattern[str], above: tuple[tuple[str, int], ...]
) -> Iterator[FormProblem]:
    seen: set[str] = set()
    for number, each in enumerate(ids):
        steps = (*above, (kind, number))
        if not pattern.fullmatch(each):
            yield FormProblem(each, steps, "the `id` has characters an id cannot have")
        if each in seen:
            yield FormProblem(each, steps, "the `id` is used twice")
        seen.add(each)


def _check_section(form: FormSpec, section: SectionSpec, number: int) -> Iterator[FormProblem]:
    here = (("sections", number),)
    if not section.fields:
        yield FormProblem(section.id, here, "the section has no fields")
    yield from _check_ids((each.id for each in section.fields), "fields", _ID, here)
    if section.rows is not None and section.rows.min_rows > section.rows.max_rows:
        yield FormProblem(section.id, here, "`min_rows` is above max_rows")
    yield from _check_identity(section, here)
    if section.as_cards and (section.rows is None or section.rows.source is not RowSource.FREE):
        yield FormProblem(section.id, here, "`as_cards` needs rows the officer adds")
    for place, field in enumerate(section.fields):
        for text in _check_field(form, section, field):
            yield FormProblem(f"{section.id}/{field.id}", (*here, ("fields", place)), text)


def _check_identity(
    section: SectionSpec, here: tuple[tuple[str, int], ...]
) -> Iterator[FormProblem]:
    rows = section.rows
    if rows is None or not rows.identity:
        return
    texts = {each.id for each in section.fields if each.type is FieldType.TEXT}
    if rows.source is not RowSource.FREE or rows.identity not in texts:
        yield FormProblem(section.id, here, "`identity` names a text of rows the officer adds")


def _check_field(form: FormSpec, section: SectionSpec, field: FieldSpec) -> Iterator[str]:
    yield from _check_choices(form, field)
    yield from _check_computed(field)
    yield from _check_limits(field)
    yield from _check_cover(section, field)
    known = {each.id for each in section.fields}
    if field.required_when is not None:
        yield from _check_condition(form, section, field)
    for other in field.sum_of:
        if other not in known - {field.id}:
            yield f"`sum_of` names the missing field {other}"


def _check_choices(form: FormSpec, field: FieldSpec) -> Iterator[str]:
    is_choice = field.type in _CHOICES or field.shows in _CHOICES
    if is_choice and field.choices not in {each.id for each in form.choice_lists}:
        yield f"`choices` names the missing list {field.choices}"
    if not is_choice and field.choices is not None:
        yield "`choices` stands at a field that offers none"


def _check_computed(field: FieldSpec) -> Iterator[str]:
    if field.type is not FieldType.COMPUTED:
        if field.computed is not None or field.shows is not None:
            yield "`computed` and shows belong to computed fields"
        return
    if field.computed not in COMPUTED:
        yield f"`computed` names the unknown function {field.computed}"
    if field.shows in (None, FieldType.COMPUTED):
        yield "`shows` has to say what the computed value is"
    if field.required or field.required_when is not None:
        yield "`required` makes no sense at a computed field"


def _check_limits(field: FieldSpec) -> Iterator[str]:
    if (field.min is not None or field.max is not None) and field.type not in FIGURE_TYPES:
        yield "`min` and max belong to figures"
    if field.min is not None and field.max is not None and field.min > field.max:
        yield "`min` is above max"
    if field.max_length is not None and (field.type not in TEXT_TYPES or field.max_length < 1):
        yield "`max_length` belongs to text and is at least 1"
    if field.pattern is None:
        return
    if field.type not in TEXT_TYPES or not field.pattern_hint:
        yield "`pattern` belongs to text and needs a pattern_hint"
    try:
        re.compile(field.pattern)
    except re.error as problem:
        yield f"`pattern` is no regular expression: {problem}"


def _check_cover(section: SectionSpec, field: FieldSpec) -> Iterator[str]:
    if field.control_total and field.shown_type not in _SUMMED:
        yield "`control_total` belongs to whole figures: money and integer"
    is_own_text = field.type is FieldType.TEXT and section.scope is Scope.AGENCY
    if field.stamp and not (is_own_text and section.rows is None):
        yield "`stamp` belongs to a text the agency fills in once"


def _check_condition(form: FormSpec, section: SectionSpec, field: FieldSpec) -> Iterator[str]:
    assert field.required_when is not None
    name = field.required_when.field
    other = next((each for each in section.fields if each.id == name), None)
    if other is None or other is field:
        yield f"`required_when` names the missing field {name}"
        return
    offered = {each.id: each for each in form.choice_lists}.get(other.choices or "")
    if offered is None or offered.source is not None:
        return
    for value in field.required_when.equals:
        if value not in {each.id for each in offered.choices}:
            yield f"`required_when` waits for {value}, which {name} does not offer"


def _check_list(listed: ChoiceList, number: int) -> Iterator[FormProblem]:
    here = (("choice_lists", number),)
    if (listed.source is None) == (not listed.choices):
        yield FormProblem(listed.id, here, "a list has either choices or a source")
    for each in listed.choices:
        if not _CHOICE_ID.fullmatch(each.id):
            yield FormProblem(listed.id, here, f"the choice id {each.id} is not plain ASCII")
    words = Counter(
        word for each in listed.choices for word in {each.id, each.label, *each.aliases}
    )
    for word, count in words.items():
        if count > 1:
            yield FormProblem(listed.id, here, f"{word} stands for two choices")


def _check_removed(form: FormSpec) -> Iterator[FormProblem]:
    living = {(section.id, field.id) for section in form.sections for field in section.fields}
    for number, each in enumerate(form.removed):
        entry, here = f"{each.section}/{each.field}", (("removed", number),)
        if (each.section, each.field) in living:
            yield FormProblem(entry, here, "the `field` is removed and still there")
        if each.renamed_to is not None and tuple(each.renamed_to.split("/")) not in living:
            yield FormProblem(entry, here, f"`renamed_to` leads nowhere: {each.renamed_to}")
        if not 1 < each.removed_in <= form.version:
            yield FormProblem(entry, here, "`removed_in` is not a later version of this form")
