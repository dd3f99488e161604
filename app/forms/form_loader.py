"""Load a form from `resources/forms/<form>.toml`, strictly.

The first problem of syntax, types or references (see `form_checks`) raises AppError FORM_INVALID
with file, line and entry.
"""

import re
import tomllib
import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.errors import AppError
from app.forms.form_checks import FormProblem, check_form
from app.models.forms import FormSpec
from app.resources import resource_path

_HEADER = re.compile(r"\s*\[\[?\s*([a-z_.]+)\s*\]\]?")
_STEP = re.compile(r"([a-z_]+)\[(\d+)\]")


@cache
def load_form(form_id: str) -> FormSpec:
    """The form of that id, read and checked once.

    Lists with a `source` are still empty here; `blank_builder.build_blank` fills them in.
    Raises AppError FORM_UNKNOWN, FORM_INVALID.
    """
    path = resource_path("forms") / f"{form_id}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", form_id) or not path.is_file():
        raise AppError("FORM_UNKNOWN", form=form_id)
    form = read_form(path)
    if form.id != form_id:
        raise _invalid(path, FormProblem("id", (), f"the file declares {form.id}"), "")
    return form


def read_form(path: Path) -> FormSpec:
    """Read and check one form file. Raises AppError FORM_INVALID (file, line, entry, problem)."""
    text = _read_text(path)
    try:
        table: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        raise _invalid_at(path, int(line[1]) if line else 1, "file", str(problem)) from problem
    try:
        form = msgspec.convert(table, FormSpec)
    except msgspec.ValidationError as problem:
        raise _invalid(path, _locate(str(problem), table), text) from problem
    for each in check_form(form):
        raise _invalid(path, each, text)
    return form


def _read_text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise _invalid_at(path, 1, "file", str(problem)) from problem
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            raise _invalid_at(path, number, "text", "not in Unicode form NFC")
    return text


def _locate(message: str, table: dict[str, Any]) -> FormProblem:
    """Turn msgspec's `… - at `$.sections[2].fields[0].min`` into a named entry."""
    steps = tuple((name, int(index)) for name, index in _STEP.findall(message))
    names, here = [], table
    for name, index in steps:
        row = here.get(name, []) if isinstance(here, dict) else []
        here = row[index] if index < len(row) else {}
        names.append(str(here.get("id", f"{name} {index + 1}")) if isinstance(here, dict) else name)
    return FormProblem("/".join(names) or "form", steps, message)


def _invalid(path: Path, problem: FormProblem, text: str) -> AppError:
    return _invalid_at(path, _find_line(problem, text), problem.entry, problem.text)


def _invalid_at(path: Path, line: int, entry: str, problem: str) -> AppError:
    return AppError("FORM_INVALID", file=path, line=line, entry=entry, problem=problem)


def _find_line(problem: FormProblem, text: str) -> int:
    """The line of the table a problem lies in, or of the very key the problem quotes there."""
    lines = text.split("\n")
    start = _find_table(problem.steps, lines)
    quoted = re.search(r"`([A-Za-z_]+)`", problem.text)
    if quoted is None:
        return start + 1
    for number in range(start, len(lines)):
        if number > start and _HEADER.match(lines[number]):
            break
        if re.match(rf"\s*{quoted[1]}\s*=", lines[number]):
            return number + 1
    return start + 1


def _find_table(steps: tuple[tuple[str, int], ...], lines: list[str]) -> int:
    """The index of the line of the deepest `[[…]]` header that `steps` lead to."""
    position, path = 0, ""
    for name, index in steps:
        path = f"{path}.{name}" if path else name
        found = _nth_header(lines, path, index, position)
        if found is None:
            break
        position = found
    return position


def _nth_header(lines: list[str], path: str, index: int, start: int) -> int | None:
    seen = -1
    for number in range(start, len(lines)):
        match = _HEADER.match(lines[number])
        if match is not None and match[1] == path:
            seen += 1
            if seen == index:
                return number
    return None
