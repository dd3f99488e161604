"""The meaning of a form, written out field by field, and its digest.

What a return depends on is digested: what is asked, how it is stored, checked, computed and
printed. What only helps while typing is not: help, pattern hints, aliases, screen widths, values
carried forward, the program version a form needs. What a form leaves out is left out here too, so
that a later program with further words gives an older form the same digest. `docs/form-meaning.md`
lists every key.
"""

import hashlib
from decimal import Decimal

from app.models.forms import (
    Choice,
    ChoiceList,
    FieldSpec,
    FormSpec,
    RemovedField,
    RequiredWhen,
    RowsSpec,
    SectionSpec,
)
from app.models.returns import canonical_bytes

MEANING_FORMAT = "tianbao.form-meaning.1"
"""Stands in what is digested; another way of writing meaning out gets another name."""

Meaning = dict[str, object]


def form_sha256(form: FormSpec) -> str:
    """Hex SHA-256 of a form's meaning, whether its lists are filled in from a programme or not."""
    return hashlib.sha256(canonical_bytes(project_meaning(form))).hexdigest()


def project_meaning(form: FormSpec) -> Meaning:
    """Write out what a form means, by key; nothing in it follows from how a class is written."""
    return _stated(
        {
            "format": MEANING_FORMAT,
            "id": form.id,
            "version": form.version,
            "title": form.title,
            "sections": [_project_section(each) for each in form.sections],
            "rules": list(form.rules),
            "choice_lists": [_project_list(each) for each in form.choice_lists],
            "removed": [_project_removed(each) for each in form.removed],
        }
    )


def _project_section(section: SectionSpec) -> Meaning:
    return _stated(
        {
            "id": section.id,
            "title": section.title,
            "scope": section.scope.value,
            "rows": None if section.rows is None else _project_rows(section.rows),
            "as_cards": section.as_cards,
            "refused_unless_behind": section.refused_unless_behind,
            "despite_nil": section.despite_nil,
            "fields": [_project_field(each) for each in section.fields],
        }
    )


def _project_rows(rows: RowsSpec) -> Meaning:
    return _stated(
        {
            "source": rows.source.value,
            "min_rows": rows.min_rows,
            "max_rows": rows.max_rows,
            "label": rows.label,
        }
    )


def _project_field(field: FieldSpec) -> Meaning:
    condition = field.required_when
    return _stated(
        {
            "id": field.id,
            "label": field.label,
            "type": field.type.value,
            "role": None if field.role is None else field.role.value,
            "unit": field.unit,
            "required": field.required,
            "required_when": None if condition is None else _project_condition(condition),
            "min": _figure(field.min),
            "max": _figure(field.max),
            "pattern": field.pattern,
            "max_length": field.max_length,
            "choices": field.choices,
            "computed": field.computed,
            "shows": None if field.shows is None else field.shows.value,
            "sum_of": list(field.sum_of),
            "control_total": field.control_total,
            "stamp": field.stamp,
            "verbatim": field.verbatim,
            "print_width": field.print_width,
        }
    )


def _project_condition(condition: RequiredWhen) -> Meaning:
    return {"field": condition.field, "equals": list(condition.equals)}


def _project_list(listed: ChoiceList) -> Meaning:
    """A list from the programme is its source; the programme says what is in it."""
    choices = listed.choices if listed.source is None else ()
    return _stated(
        {
            "id": listed.id,
            "source": None if listed.source is None else listed.source.value,
            "choices": [_project_choice(each) for each in choices],
        }
    )


def _project_choice(choice: Choice) -> Meaning:
    return {"id": choice.id, "label": choice.label}


def _project_removed(removed: RemovedField) -> Meaning:
    return _stated(
        {"section": removed.section, "field": removed.field, "renamed_to": removed.renamed_to}
    )


def _figure(number: Decimal | None) -> str | None:
    """A figure as plain digits: 0.5 and 0.50 mean the same."""
    return None if number is None else f"{number.normalize():f}"


def _stated(entries: Meaning) -> Meaning:
    """Leave out what the form does not state."""
    return {key: value for key, value in entries.items() if value}
