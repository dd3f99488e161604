"""Binding of what a payload says: its places, its sums, and its computed values.

Computed values are worked out anew. Where our own version of the program is stated, another value
is a forgery. Another version may compute otherwise, and its papers print what it computed; what
nobody may do is to print such a value unnoticed, hence the note (see docs/decisions/0530).
"""

import re
from collections.abc import Iterable, Iterator

from app import __version__
from app.forms.evaluation import Evaluation
from app.forms.field_types import field_type
from app.forms.iteration import walk_fields
from app.models.answers import NIL, ROWS, Answers, Place, StoredValue, nil_place
from app.models.forms import TEXT_TYPES, Blank, FieldSpec, FieldType, FormSpec, RowSource
from app.models.returns import Payload, build_nil_statements
from app.models.signatures import Reason
from app.returns.document.computed_values import (
    ComputedDifference,
    compare_computed,
    find_unprintable,
    stated_values,
)
from app.returns.document.payload_building import build_control_totals, content_sha256
from app.returns.judging.return_context import ReturnContext
from app.returns.layouts.v1.printed_values import ValuePrinter, place_label

_MOST_NAMED = 3
_DECIMALS = (FieldType.NUMBER, FieldType.PERCENT)
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_UNFIT = {"F109", "F110"}
_UNIT = re.compile(r"\S|\S.{0,78}\S")


def check_content_binding(
    payload: Payload, context: ReturnContext, evaluation: Evaluation | None
) -> Iterator[Reason]:
    """Every reason against what a payload says; `evaluation` as in `check_binding`."""
    if evaluation is None:
        try:
            evaluation = _evaluate(payload, context)
        except ValueError as problem:
            yield _schema(problem)
            return
    blank = context.blank
    is_double = any(f"/{NIL}/" in path for path in payload.data)
    if is_double or payload.nil_statements != build_nil_statements(evaluation.answers):
        yield _schema("nil_statements")
    if _find_attached(blank, evaluation.answers) != set(payload.attachment_names()):
        yield _schema("attachments")
    if payload.content_sha256 != content_sha256(payload.data):
        yield Reason(code="CONTENT_HASH_MISMATCH", params={"sheet": "", "cell": ""})
    unit = _find_wrong_unit(payload)
    if unit is not None:
        yield _schema(f"filled_by {unit}")
    totals = build_control_totals(blank, stated_values(payload))
    if payload.control_totals != totals or payload.row_count != len(payload.data):
        yield Reason(code="TOTALS_MISMATCH")
    if payload.app_version == __version__:
        yield from _refuse_computed(payload, blank, evaluation)


def _evaluate(payload: Payload, context: ReturnContext) -> Evaluation:
    """Raises ValueError where a place or its value is not the blank's, or is nothing printed."""
    answers = payload.answers()
    misfit = find_misfit(context.blank, answers)
    if misfit is not None:
        raise ValueError(misfit.path)
    unprintable = find_unprintable(payload, context.blank, answers)
    if unprintable is not None:
        raise ValueError(f"computed {unprintable}")
    return context.evaluate(answers)


def _find_wrong_unit(payload: Payload) -> str | None:
    """The first place said to be filled in by a unit that nobody filled in, or by no name."""
    for path, unit in payload.filled_by.items():
        if path not in payload.data or _UNIT.fullmatch(unit) is None:
            return path
    return None


def _find_attached(blank: Blank, answers: Answers) -> set[str]:
    """The digests of the files the answers refer to."""
    values = (
        answers.get(place)
        for _, _, field, place in walk_fields(blank, answers)
        if field.type is FieldType.ATTACHMENT
    )
    return {digest for value in values if isinstance(value, tuple) for digest in value}


def _schema(detail: object) -> Reason:
    return Reason(code="SCHEMA_INVALID", params={"detail": str(detail)[:200]})


def _refuse_computed(payload: Payload, blank: Blank, evaluation: Evaluation) -> Iterator[Reason]:
    found = compare_computed(payload, blank, evaluation)
    if found:
        printer, first = ValuePrinter(blank.form), found[0]
        params = {
            "place": first.place.path,
            "where": place_label(first.place.path, blank, evaluation.answers),
            "stated": printer.print_value(first.stated, first.field).text,
            "computed": printer.print_value(first.computed, first.field).text,
            "count": len(found),
        }
        shown = {key: str(value)[:200] for key, value in params.items()}
        yield Reason(code="COMPUTED_MISMATCH", params=shown)


def note_computed(payload: Payload, blank: Blank, evaluation: Evaluation) -> tuple[Reason, ...]:
    """The note on a return of another program version that this one computes otherwise."""
    if payload.app_version == __version__:
        return ()
    found = compare_computed(payload, blank, evaluation)
    if not found:
        return ()
    params = {
        "version": payload.app_version[:40],
        "own": __version__,
        "count": str(len(found)),
        "places": "；".join(describe_differences(found[:_MOST_NAMED], blank, evaluation.answers)),
    }
    return (Reason(code="COMPUTED_OTHERWISE", params=params),)


def describe_differences(
    found: Iterable[ComputedDifference], blank: Blank, answers: Answers
) -> Iterator[str]:
    """`P06 經費執行情形／執行率（%） 印為 98.5%，計算為 80.2%`, one after the other."""
    printer = ValuePrinter(blank.form)
    for each in found:
        stated = printer.print_value(each.stated, each.field).text[:60]
        computed = printer.print_value(each.computed, each.field).text[:60]
        where = place_label(each.place.path, blank, answers)
        yield f"{where} 印為 {stated}，計算為 {computed}"


def find_misfit(blank: Blank, answers: Answers) -> Place | None:
    """The first place the blank, with the rows of these answers, does not ask for as it is given.

    It asks for no such place, or its field holds no such value: one of another type, no choice of
    its list. Printed, that might look like a value it could hold, and mean another thing.
    """
    fields = {
        place: field
        for _, _, field, place in walk_fields(blank, answers)
        if field.type is not FieldType.COMPUTED
    }
    lists = {*_row_lists(blank), *(nil_place(each) for each in (None, *blank.project_ids))}
    for place, value in answers.items():
        field = fields.get(place)
        if place not in lists if field is None else not _is_fit(field, value, blank.form):
            return Place(*place)
    return None


def _is_fit(field: FieldSpec, value: StoredValue, form: FormSpec) -> bool:
    if field.type in TEXT_TYPES:
        return isinstance(value, str)
    if field.type in _DECIMALS:  # how it is spelt is seen
        return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
    problems = field_type(field, form).check(value)
    return _UNFIT.isdisjoint(code for code, _ in problems)


def _row_lists(blank: Blank) -> Iterable[Place]:
    for section in blank.sections:
        rows = section.spec.rows
        if rows is not None and rows.source is RowSource.FREE:
            yield Place(section.project_id, section.spec.id, None, ROWS)
