"""Stored values as they are printed in a return."""

import re
from collections.abc import Mapping
from datetime import date

from app.models.answers import Answers, StoredValue, parse_place
from app.models.forms import Blank, FieldSpec, FieldType, FormSpec
from app.models.periods import format_roc_date, roc_year
from app.returns.layouts.printed_document import PrintedValue, ValueStyle
from app.returns.layouts.v1.sections import number_row

NONE_MARK = "—"
AGENCY_CHAPTER = "機關資料"
_BETWEEN_CHOICES = "；"
_BETWEEN_FILES = "\n"
_LONG_FROM = 120
_OWN_ROW = re.compile(r"r\d+", re.ASCII)
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


def value_style(spec: FieldSpec) -> ValueStyle:
    """How the values of a field are set."""
    if spec.type is FieldType.TEXT and (spec.max_length or 0) > _LONG_FROM:
        return ValueStyle.LONG_TEXT
    return _STYLES[spec.shown_type]


def field_label(spec: FieldSpec) -> str:
    """The label of a field with its unit: 可支用預算數（元）."""
    unit = "元" if spec.shown_type is FieldType.MONEY else spec.unit
    return f"{spec.label}（{unit}）" if unit else spec.label


def is_own_row(key: str | None) -> bool:
    """Whether a row is one the officer added: its key is the program's and says nothing."""
    return key is not None and _OWN_ROW.fullmatch(key) is not None


def place_label(path: str, blank: Blank, answers: Answers) -> str:
    """P04／預算執行／可支用預算數, with the row in between where there is one."""
    place = parse_place(path)
    words = [place.project or AGENCY_CHAPTER]
    for section in blank.sections_of(place.project):
        if section.spec.id == place.section:
            words.append(section.spec.title)
            if place.row:
                own = is_own_row(place.row)
                words.append(number_row(section, place.row, answers) if own else place.row)
            words += [each.label for each in section.spec.fields if each.id == place.field]
    return "／".join(words)


class ValuePrinter:
    """Prints the values of one form. Make one per form: it keeps the choice lists.

    `file_names` are the names of attachments by their digests, which is what answers hold.
    """

    def __init__(self, form: FormSpec, file_names: Mapping[str, str] | None = None) -> None:
        self._file_names = file_names or {}
        self._labels: dict[str, dict[str, str]] = {}
        self._looks: dict[int, tuple[FieldSpec, bool, ValueStyle]] = {}
        for each in form.choice_lists:
            self._labels[each.id] = {choice.id: choice.label for choice in each.choices}

    def print_value(
        self, value: StoredValue, spec: FieldSpec, place: str | None = None
    ) -> PrintedValue:
        """A stored value as printed; 「—」 for a computed value there is none of."""
        is_computed, style = self._look(spec)
        figure = None
        if value is None or value == "":
            text = NONE_MARK if is_computed else ""
        else:
            figure = _figure(value, spec.shown_type)
            text = f"{figure:,}" if figure is not None else self._text(value, spec)
        return PrintedValue(
            text=text, style=style, figure=figure, is_computed=is_computed, place=place
        )

    def _look(self, spec: FieldSpec) -> tuple[bool, ValueStyle]:
        """Whether a field is computed and how it is set, worked out once per field."""
        kept = self._looks.get(id(spec))
        if kept is None or kept[0] is not spec:
            kept = (spec, spec.type is FieldType.COMPUTED, value_style(spec))
            self._looks[id(spec)] = kept
        return kept[1], kept[2]

    def _text(self, value: StoredValue, spec: FieldSpec) -> str:
        shown = spec.shown_type
        if isinstance(value, tuple):
            if shown is FieldType.MULTI_CHOICE:
                labels = self._labels.get(spec.choices or "", {})
                return _BETWEEN_CHOICES.join(labels.get(each, each) for each in value)
            return _BETWEEN_FILES.join(self._file_names.get(each, each) for each in value)
        text = str(value)
        if shown is FieldType.DATE:
            return _date_text(text)
        if shown is FieldType.CHOICE:
            return self._labels.get(spec.choices or "", {}).get(text, text)
        return f"{text}%" if shown is FieldType.PERCENT else text


def _figure(value: StoredValue, shown: FieldType) -> int | None:
    if isinstance(value, int):
        return value
    if shown is FieldType.NUMBER and isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return None


def _date_text(iso: str) -> str:
    """114年12月31日 where it means that day and no other, else the ISO text."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    # years of two and of four digits could be meant in the other calendar
    is_clear = day.isoformat() == iso and roc_year(day) in range(100, 1000)
    return format_roc_date(day) if is_clear else iso
