"""Stored values as they are printed in a return, and back again.

Both directions stand side by side because a return is read from what a person sees in it:
`read_value(print_value(value).text)` is the value again, exactly, for every type.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FieldType, FormSpec
from app.models.periods import format_roc_date, parse_roc_date
from app.returns.layout import PrintedValue, ValueStyle

NONE_MARK = "—"
_BETWEEN_CHOICES = "；"
_BETWEEN_FILES = "\n"
_LONG_FROM = 120
_WHOLE = re.compile(r"0|-?[1-9]\d{0,14}")

_STYLES = {
    FieldType.TEXT: ValueStyle.TEXT,
    FieldType.LONG_TEXT: ValueStyle.LONG_TEXT,
    FieldType.INTEGER: ValueStyle.FIGURE,
    FieldType.NUMBER: ValueStyle.FIGURE,
    FieldType.MONEY: ValueStyle.FIGURE,
    FieldType.PERCENT: ValueStyle.FIGURE,
    FieldType.DATE: ValueStyle.CODE,
    FieldType.CHOICE: ValueStyle.CODE,
    FieldType.MULTI_CHOICE: ValueStyle.TEXT,
    FieldType.ATTACHMENT: ValueStyle.TEXT,
    FieldType.COMPUTED: ValueStyle.TEXT,
}


class UnreadableValue(Exception):  # noqa: N818 - says what it is about, not what went wrong
    """A printed text that stands for no value of its field."""


def shown_type(spec: FieldSpec) -> FieldType:
    """The type a field is printed as: its own, or what a computed field shows."""
    if spec.type is FieldType.COMPUTED:
        return spec.shows or FieldType.TEXT
    return spec.type


def value_style(spec: FieldSpec) -> ValueStyle:
    """How the values of a field are set."""
    if spec.type is FieldType.TEXT and (spec.max_length or 0) > _LONG_FROM:
        return ValueStyle.LONG_TEXT
    return _STYLES[shown_type(spec)]


@lru_cache(maxsize=512)
def field_label(spec: FieldSpec) -> str:
    """The label of a field with its unit: 可支用預算數（元）."""
    unit = "元" if shown_type(spec) is FieldType.MONEY else spec.unit
    return f"{spec.label}（{unit}）" if unit else spec.label


def print_value(
    value: StoredValue, spec: FieldSpec, form: FormSpec, place: str | None
) -> PrintedValue:
    """A stored value as printed; 「—」 for a computed value there is none of."""
    is_computed = spec.type is FieldType.COMPUTED
    style = value_style(spec)
    if value is None:
        text = NONE_MARK if is_computed else ""
        return PrintedValue(text=text, style=style, is_computed=is_computed, place=place)
    figure = _figure(value, shown_type(spec))
    text = f"{figure:,}" if figure is not None else _text(value, spec, form)
    return PrintedValue(text=text, style=style, figure=figure, is_computed=is_computed, place=place)


def _figure(value: StoredValue, shown: FieldType) -> int | None:
    if isinstance(value, int):
        return value
    if shown is FieldType.NUMBER and isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return None


def _text(value: StoredValue, spec: FieldSpec, form: FormSpec) -> str:
    shown = shown_type(spec)
    if isinstance(value, tuple):
        if shown is FieldType.MULTI_CHOICE:
            labels = _labels(form, spec.choices)
            return _BETWEEN_CHOICES.join(labels.get(each, each) for each in value)
        return _BETWEEN_FILES.join(value)
    text = str(value)
    if shown is FieldType.DATE:
        return _date_text(text)
    if shown is FieldType.CHOICE:
        return _labels(form, spec.choices).get(text, text)
    return f"{text}%" if shown is FieldType.PERCENT else text


def _date_text(iso: str) -> str:
    """114年12月31日 where that can be read back, else the ISO text."""
    try:
        printed = format_roc_date(date.fromisoformat(iso))
        return printed if parse_roc_date(printed).isoformat() == iso else iso
    except ValueError:
        return iso


def read_value(printed: str | int, spec: FieldSpec, form: FormSpec) -> StoredValue:
    """The stored value of an entered field from its cell. Raises UnreadableValue."""
    if isinstance(printed, int):
        if spec.type in (FieldType.MONEY, FieldType.INTEGER):
            return printed
        if spec.type is FieldType.NUMBER:
            return str(printed)
        raise UnreadableValue(printed)
    return _read_text(printed, spec, form)


def _read_text(printed: str, spec: FieldSpec, form: FormSpec) -> StoredValue:
    match spec.type:
        case FieldType.MONEY | FieldType.INTEGER:
            return _read_large_figure(printed)
        case FieldType.PERCENT:
            return printed.removesuffix("%")
        case FieldType.DATE:
            return _read_date(printed)
        case FieldType.CHOICE:
            return _ids(form, spec.choices).get(printed, printed)
        case FieldType.MULTI_CHOICE:
            ids = _ids(form, spec.choices)
            return tuple(ids.get(each, each) for each in printed.split(_BETWEEN_CHOICES))
        case FieldType.ATTACHMENT:
            return tuple(printed.split(_BETWEEN_FILES))
        case _:
            return printed


def _read_large_figure(printed: str) -> int:
    plain = printed.replace(",", "")
    if not plain.isascii() or not plain.removeprefix("-").isdigit() or len(plain) > 40:
        raise UnreadableValue(printed)
    return int(plain)


def _read_date(printed: str) -> str:
    try:
        return parse_roc_date(printed).isoformat()
    except ValueError:
        return printed


@lru_cache(maxsize=64)
def _labels(form: FormSpec, list_id: str | None) -> Mapping[str, str]:
    """Label by id."""
    return {} if list_id is None else {each.id: each.label for each in form.choices(list_id)}


@lru_cache(maxsize=64)
def _ids(form: FormSpec, list_id: str | None) -> Mapping[str, str]:
    """Id by label."""
    return {label: choice for choice, label in _labels(form, list_id).items()}
