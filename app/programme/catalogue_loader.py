"""Load the programme catalogue from its TOML files, strictly.

Four files make one `Programme`: programme.toml, agencies.toml, projects.toml, indicators.toml.
Any problem raises AppError CATALOGUE_INVALID with file and entry.
"""

import tomllib
import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.errors import AppError
from app.models.programme import Agency, Indicator, Programme, Project
from app.programme.catalogue_checks import check_catalogue
from app.resources import resource_path

Entry = TypeVar("Entry")

_PLURAL = {"agency": "agencies", "project": "projects", "indicator": "indicators"}


@cache
def load_catalogue() -> Programme:
    """Load the shipped programme, once per process."""
    return read_catalogue(resource_path("programme"))


def read_catalogue(folder: Path) -> Programme:
    """Read and check the catalogue in a folder.

    Raises AppError CATALOGUE_INVALID with file, entry and problem.
    """
    programme = _build_programme(folder)
    for problem in check_catalogue(programme):
        raise _invalid(folder / problem.file, problem.entry, problem.text)
    return programme


def _build_programme(folder: Path) -> Programme:
    path = folder / "programme.toml"
    table = _read_toml(path)
    for key in _PLURAL.values():
        if key in table:
            raise _invalid(path, key, "stands in a file of its own")
    table["agencies"] = _read_entries(folder / "agencies.toml", "agency", Agency)
    table["projects"] = _read_entries(folder / "projects.toml", "project", Project)
    table["indicators"] = _read_entries(folder / "indicators.toml", "indicator", Indicator)
    try:
        return msgspec.convert(table, Programme)
    except msgspec.ValidationError as problem:
        raise _invalid(path, "programme", str(problem)) from problem


def _read_entries(path: Path, key: str, kind: type[Entry]) -> tuple[Entry, ...]:
    table = _read_toml(path)
    for other in table.keys() - {key}:
        raise _invalid(path, other, "unknown table")
    rows = table.get(key, [])
    if not isinstance(rows, list) or not rows:
        raise _invalid(path, key, "no entries")
    return tuple(_convert_entry(path, row, kind, place) for place, row in enumerate(rows, 1))


def _convert_entry(path: Path, row: dict[str, Any], kind: type[Entry], place: int) -> Entry:
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as problem:
        name = row.get("id") or row.get("code") or row.get("number") or f"#{place}"
        raise _invalid(path, str(name), str(problem)) from problem


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise _invalid(path, "file", str(problem)) from problem
    _ensure_nfc(path, text)
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        raise _invalid(path, "file", str(problem)) from problem


def _ensure_nfc(path: Path, text: str) -> None:
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            raise _invalid(path, f"line {number}", "text is not in Unicode form NFC")


def _invalid(path: Path, entry: str, problem: str) -> AppError:
    return AppError("CATALOGUE_INVALID", file=path, entry=entry, problem=problem)
