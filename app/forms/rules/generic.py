"""Rules a form file declares: required, min, max, length, pattern, sum_of, rows."""

from collections.abc import Iterator

from app.characters.problems import Coverage, find_uncovered
from app.forms.duties import Duties
from app.forms.field_types import field_type
from app.forms.iteration import FieldStep, row_keys, walk_section
from app.forms.nil_statements import entered_places, is_covered, nil_section
from app.forms.rules.rule import Problem
from app.models.answers import AGENCY, ROWS, Answers, Place, StoredValue
from app.models.forms import TEXT_TYPES, Blank, BlankSection, FieldSpec, FieldType, RowSource

REQUIRED = "F101"
REQUIRED_WHEN = "F102"
REQUIRED_WHEN_BEHIND = "F150"
SUM_WRONG = "F108"
TOO_FEW_ROWS = "F113"
TOO_MANY_ROWS = "F114"
WRONG_TYPE = "F110"
STRAY_VALUE = "F117"
REFUSED_SECTION = "F151"
BESIDE_NIL = "F118"

MISSING_CODES = frozenset({REQUIRED, REQUIRED_WHEN, REQUIRED_WHEN_BEHIND})
"""Codes that say a place the form calls required is empty."""

Coded = tuple[str, Problem]


def check_fields(
    blank: Blank, project_id: str | None, duties: Duties, coverage: Coverage
) -> Iterator[Coded]:
    """Check every field of a project by the form's declaration; find values where none may be."""
    answers, seen = duties.evaluation.answers, set[Place]()
    if project_id is None or project_id in blank.project_ids:
        for step in walk_section(nil_section(project_id), answers):
            seen.add(step[3])
            yield from _check_field(blank, step, duties, coverage)
    for section in blank.sections_of(project_id):
        if is_covered(answers, section):
            yield from _check_covered(section, answers, seen)
            continue
        for step in walk_section(section, answers):
            if step[2].type is not FieldType.COMPUTED:
                seen.add(step[3])
                yield from _check_field(blank, step, duties, coverage)
        yield from _check_rows(section, answers, seen)
        yield from _check_refused(section, duties)
    for place in answers:
        if place.project == project_id and place not in seen:
            yield STRAY_VALUE, Problem(place, {"place": place.path})


def _check_covered(section: BlankSection, answers: Answers, seen: set[Place]) -> Iterator[Coded]:
    """One finding for the section: its values or the nil statement have to go."""
    entered = entered_places(section, answers)
    seen.update(entered)
    if entered:
        count = sum(each.field != ROWS for each in entered) or 1
        yield BESIDE_NIL, Problem(entered[0], {"count": str(count)})


def _check_field(
    blank: Blank, step: FieldStep, duties: Duties, coverage: Coverage
) -> Iterator[Coded]:
    section, _, field, place = step
    value = duties.evaluation.answers.get(place)
    if value is None:
        if duties.is_required(section, field, place):
            yield _missing(section, field), Problem(place, _why_required(section, field))
        return
    for code, params in field_type(field, blank.form).check(value):
        yield code, Problem(place, params)
    if field.type in TEXT_TYPES and isinstance(value, str):
        for code, params in find_uncovered(value, coverage):
            yield code, Problem(place, params)
    if field.sum_of:
        yield from _check_sum(section, field, place, duties)


def _missing(section: BlankSection, field: FieldSpec) -> str:
    if section.spec.refused_unless_behind and field.required:
        return REQUIRED_WHEN_BEHIND
    return REQUIRED if field.required else REQUIRED_WHEN


def _why_required(section: BlankSection, field: FieldSpec) -> dict[str, str]:
    if field.required or field.required_when is None:
        return {}
    return {"other": section.spec.field(field.required_when.field).label}


def _check_sum(
    section: BlankSection, field: FieldSpec, place: Place, duties: Duties
) -> Iterator[Coded]:
    parts = [duties.evaluation.value(place._replace(field=each)) for each in field.sum_of]
    total = sum(each for each in parts if isinstance(each, int))
    value = duties.evaluation.answers.get(place)
    if isinstance(value, int) and value != total:
        names = "、".join(section.spec.field(each).label for each in field.sum_of)
        params = {"value": f"{value:,}", "total": f"{total:,}", "parts": names}
        yield SUM_WRONG, Problem(place, params)


def _check_rows(section: BlankSection, answers: Answers, seen: set[Place]) -> Iterator[Coded]:
    rows, spec = section.spec.rows, section.spec
    if rows is None or rows.source is not RowSource.FREE:
        return
    place = Place(section.project_id, spec.id, None, ROWS)
    seen.add(place)
    stored, keys = answers.get(place), row_keys(section, answers)
    if stored is not None and not _are_row_keys(stored):
        yield WRONG_TYPE, Problem(place, {"value": str(stored)[:40]})
    count = len(keys)
    name = {"rows": rows.label or spec.title, "count": str(count)}
    if count < rows.min_rows:
        yield TOO_FEW_ROWS, Problem(place, name | {"limit": str(rows.min_rows)})
    if count > rows.max_rows:
        yield TOO_MANY_ROWS, Problem(place, name | {"limit": str(rows.max_rows)})


def _are_row_keys(stored: StoredValue) -> bool:
    """Return whether these are distinct keys a path can hold; a forged list may repeat one."""
    if not isinstance(stored, tuple) or len(set(stored)) != len(stored):
        return False
    return all(each not in ("", AGENCY) and "/" not in each for each in stored)


def _check_refused(section: BlankSection, duties: Duties) -> Iterator[Coded]:
    project_id = section.project_id
    if not section.spec.refused_unless_behind or project_id is None:
        return
    if duties.evaluation.is_behind(project_id):
        return
    for field in section.spec.fields:
        place = Place(project_id, section.spec.id, None, field.id)
        if duties.evaluation.answers.get(place) is not None:
            yield REFUSED_SECTION, Problem(place, {"section": section.spec.title})
            return  # one finding for the section: it is emptied as a whole
