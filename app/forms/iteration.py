"""Traversal of a blank: every field an agency sees, in reading order."""

from collections.abc import Iterator

from app.models.answers import Answers, Place
from app.models.forms import Blank, BlankSection, FieldRole, FieldSpec, RowSource

FieldStep = tuple[BlankSection, str | None, FieldSpec, Place]
"""Section, row key (None outside rows), field, and the place its value stands at."""


def row_keys(section: BlankSection, answers: Answers) -> tuple[str | None, ...]:
    """The rows of a section in order: fixed ones, the officer's own, or (None,) without rows."""
    rows = section.spec.rows
    if rows is None:
        return (None,)
    if rows.source is RowSource.FREE:
        return answers.row_keys(section.project_id, section.spec.id)
    return tuple(each.key for each in section.fixed_rows)


def walk_section(section: BlankSection, answers: Answers) -> Iterator[FieldStep]:
    """Every field of one section, row by row."""
    spec, project_id = section.spec, section.project_id
    for key in row_keys(section, answers):
        for field in spec.fields:
            yield section, key, field, Place(project_id, spec.id, key, field.id)


def walk_fields(blank: Blank, answers: Answers) -> Iterator[FieldStep]:
    """Every field of a blank in reading order, computed ones included."""
    for section in blank.sections:
        yield from walk_section(section, answers)


def role_places(
    blank: Blank, answers: Answers, project_id: str | None, role: FieldRole
) -> Iterator[tuple[Place, FieldSpec]]:
    """The places of one project whose field has a role, row by row; none where no field has."""
    found = blank.form.field_with(role)
    if found is None:
        return
    spec, field = found
    for section in blank.sections_of(project_id):
        if section.spec.id == spec.id:
            for key in row_keys(section, answers):
                yield Place(project_id, spec.id, key, field.id), field


def row_label(section: BlankSection, key: str | None, answers: Answers) -> str:
    """What a row is called: 亮點案例 2; empty outside rows."""
    rows = section.spec.rows
    if rows is None or key is None:
        return ""
    keys = row_keys(section, answers)
    number = keys.index(key) + 1 if key in keys else 0
    return f"{rows.label or section.spec.title} {number}"
