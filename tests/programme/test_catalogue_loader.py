"""The loader is strict: each planted mistake is refused, naming file and entry."""

import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import AppError
from app.messages import describe_error
from app.programme.catalogue_loader import load_catalogue, read_catalogue
from app.resources import resource_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "programme"
    shutil.copytree(resource_path("programme"), copy)
    return copy


@dataclass(frozen=True)
class Mistake:
    """Replace the first `before` after `anchor` by `after`; `entry` and `says` name it."""

    file: str
    anchor: str
    before: str
    after: str
    entry: str
    says: str


_PROJECTS, _INDICATORS = "projects.toml", "indicators.toml"
_PROGRAMME, _AGENCIES = "programme.toml", "agencies.toml"
_FIRST, _CELL = 'id = "P03"', "year_roc = 113, amount_ntd = 500000"
_P04 = 'id = "P04-1"'

MISTAKES = {
    # unknown and missing keys, wrong types
    "unknown key": Mistake(_PROJECTS, _FIRST, "agency =", "agenzy =", "P03", "agenzy"),
    "unknown key in a target": Mistake(_PROJECTS, _P04, "unit =", "unti =", "P04", "unti"),
    "unknown table": Mistake(
        _PROJECTS, "", "[[project]]", "[[projekt]]\n[[project]]", "projekt", "unknown"
    ),
    "unknown key of the programme": Mistake(
        _PROGRAMME, "", "version = 1", "version = 1\nvolume = 1", "programme", "volume"
    ),
    "agencies in the wrong file": Mistake(
        _PROGRAMME, "", "version = 1", "version = 1\nagencies = []", "agencies", "file of its own"
    ),
    "missing key": Mistake(_INDICATORS, "number = 7", 'agency = "MOI"', "", "7", "agency"),
    "text for a number": Mistake(_PROJECTS, _FIRST, "500000", '"500000"', "P03", "int"),
    "unknown status": Mistake(_PROJECTS, _FIRST, '"seeking"', '"預計爭取"', "P03", "預計爭取"),
    "broken TOML": Mistake(_AGENCIES, "", "order = 1", "order = ", "file", "line"),
    # ids
    "duplicate project": Mistake(_PROJECTS, "", 'id = "P04"', 'id = "P03"', "P03", "duplicate"),
    "duplicate agency": Mistake(_AGENCIES, "", '"MOE"', '"MODA"', "MODA", "duplicate"),
    "duplicate target": Mistake(_PROJECTS, "", '"P04-2"', '"P04-1"', "P04", "duplicate id P04-1"),
    "duplicate figure": Mistake(_PROJECTS, "", '"P02-F2"', '"P02-F1"', "P02", "duplicate id"),
    "duplicate indicator": Mistake(
        _INDICATORS, "", "number = 6", "number = 5", "number", "once each"
    ),
    "duplicate strategy": Mistake(_PROGRAMME, "", 'id = "S2"', 'id = "S1"', "S1", "duplicate"),
    "duplicate discrepancy": Mistake(_PROGRAMME, "", 'id = "D2"', 'id = "D1"', "D1", "duplicate"),
    "work content of another strategy": Mistake(
        _PROGRAMME, "", '"S1-1"', '"S2-9"', "S2-9", "belong"
    ),
    "project out of order": Mistake(_PROJECTS, "", 'id = "P39"', 'id = "P40"', "P40", "P39"),
    "target id of another project": Mistake(
        _PROJECTS, "", '"P10-1"', '"P11-1"', "P10", "start with P10-"
    ),
    "figure id without its letter": Mistake(
        _PROJECTS, "", '"P17-F1"', '"P17-3"', "P17", "start with P17-F"
    ),
    # references
    "unknown agency": Mistake(_PROJECTS, _FIRST, '"MODA"', '"NONE"', "P03", "agency NONE"),
    "unknown strategy": Mistake(_PROJECTS, _FIRST, '"S2"', '"S7"', "P03", "strategy S7"),
    "no strategy": Mistake(_PROJECTS, _FIRST, '["S2"]', "[]", "P03", "missing"),
    "indicator of an unknown agency": Mistake(
        _INDICATORS, "number = 7", '"MOI"', '"NONE"', "7", "agency NONE"
    ),
    "indicator of an unknown strategy": Mistake(
        _INDICATORS, "number = 7", '"S1"', '"S7"', "7", "strategy S7"
    ),
    "indicator of an unknown project": Mistake(
        _INDICATORS, "number = 7", '"P21"', '"P99"', "7", "project P99"
    ),
    "indicator of no project": Mistake(_INDICATORS, "number = 7", '["P21"]', "[]", "7", "missing"),
    "indicator of another agency's project": Mistake(
        _INDICATORS, "number = 7", '"P21"', '"P08"', "7", "another agency"
    ),
    "indicator of a project that serves another strategy": Mistake(
        _INDICATORS, "number = 7", '"P21"', '"P24"', "7", "does not serve S1"
    ),
    "unknown restated target": Mistake(
        _PROJECTS, 'id = "P08-1"', '"I03-1"', '"I03-9"', "P08", "I03-9"
    ),
    "indicator target that restates": Mistake(
        _INDICATORS, 'id = "I03-1"', " },\n", ', restates = "I04-1" },\n', "3", "restates"
    ),
    "discrepancy of an unmapped project": Mistake(
        _PROGRAMME, 'id = "D4"', '"P17"', '"P18"', "D4", "not mapped"
    ),
    "unknown successor": Mistake(
        _AGENCIES, "", "order = 2", 'order = 2\nsuccessor = "NONE"', "NDF", "successor NONE"
    ),
    # agencies
    "appendix order": Mistake(_AGENCIES, 'code = "NDF"', "order = 2", "order = 3", "order", "1, 2"),
    "body order": Mistake(_AGENCIES, "", "body_order = 15", "body_order = 1", "body_order", "once"),
    "overlapping names": Mistake(
        _AGENCIES, 'code = "MOA"', "2023-07-31", "2023-08-01", "MOA", "overlap"
    ),
    "no name": Mistake(
        _AGENCIES, 'code = "NDC"', '{ name = "國家發展委員會" },', "", "NDC", "no name"
    ),
    # years and amounts
    "year twice": Mistake(_PROJECTS, _FIRST, "year_roc = 113", "year_roc = 112", "P03", "one bud"),
    "amount that is not the printed one": Mistake(
        _PROJECTS, _FIRST, _CELL, _CELL + "0", "P03", "113: printed 50萬元"
    ),
    "marked cell without amount": Mistake(
        _PROJECTS, _FIRST, _CELL, "year_roc = 113", "P03", "113: no amount"
    ),
    "amount in an empty cell": Mistake(
        _PROJECTS,
        "",
        "year_roc = 112, status",
        "year_roc = 112, amount_ntd = 0, status",
        "P01",
        "holds no amount",
    ),
    "printed amount nobody can read": Mistake(
        _PROJECTS, _FIRST, '"50萬元"', '"約五十萬元"', "P03", "約五十萬元"
    ),
    "printed amount with inner space": Mistake(
        _PROJECTS, _FIRST, '"50萬元"', '"50 萬元"', "P03", "50 萬元"
    ),
    "stated total": Mistake(_PROGRAMME, "", "2940000000", "2950000000", "stated_totals", "29.4"),
    "stated year missing": Mistake(
        _PROGRAMME, "", "{ year_roc = 115,", "{ year_roc = 116,", "stated_totals", "per year"
    ),
    "programme period": Mistake(
        _PROGRAMME, "", "last_year = 115", "last_year = 111", "first_year", "after"
    ),
    "project period": Mistake(_PROJECTS, _FIRST, "2026-12-31", "2022-12-31", "P03", "first_day"),
    "source lines": Mistake(_PROJECTS, _FIRST, "last = 957", "last = 9", "P03", "backwards"),
    "indicator source lines": Mistake(
        _INDICATORS, "number = 7", "last = 668", "last = 6", "7", "backwards"
    ),
    # targets
    "neither value nor range": Mistake(_PROJECTS, _P04, "value = 3, ", "", "P04", "value, or"),
    "value and range": Mistake(
        _PROJECTS, _P04, "value = 3", "value = 3, min = 1, max = 2", "P04", "value, or"
    ),
    "half a range": Mistake(_PROJECTS, 'id = "P07-1"', "min = 70, ", "", "P07", "value, or"),
    "range upside down": Mistake(_PROJECTS, 'id = "P07-1"', "min = 70", "min = 90", "P07", "min"),
    "figure without a value": Mistake(
        _PROJECTS, 'id = "P17-F1"', "value = 120, ", "", "P17", "value, or"
    ),
    "comparator": Mistake(_PROJECTS, _P04, '"at_least"', '"range"', "P04", "does not fit"),
    "period backwards": Mistake(
        _PROJECTS, 'id = "P09-1"', "last_year = 115", "last_year = 111", "P09", "backwards"
    ),
    "period outside the project's": Mistake(
        _PROJECTS,
        'id = "P21-1"',
        "first_year = 111, last_year = 112",
        "first_year = 112, last_year = 113",
        "P21",
        "outside",
    ),
    "indicator period outside its projects'": Mistake(
        _INDICATORS,
        'id = "I07-1"',
        "first_year = 111, last_year = 112",
        "first_year = 112, last_year = 113",
        "7",
        "outside",
    ),
    "one year that is two": Mistake(
        _PROJECTS, 'id = "P16-1"', "last_year = 112", "last_year = 113", "P16", "one year"
    ),
    "two years that are three": Mistake(
        _INDICATORS, 'id = "I07-1"', "last_year = 112", "last_year = 113", "7", "two years"
    ),
    "date without by_date": Mistake(_PROJECTS, _P04, '"by_date"', '"year"', "P04", "due_on"),
    "date in another year": Mistake(
        _PROJECTS, _P04, "2023-12-31", "2024-12-31", "P04", "another year"
    ),
    "cumulative without start": Mistake(
        _PROJECTS, 'id = "P26-1"', ", start_value = 2", "", "P26", "start_value"
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_refused(name: str, folder: Path) -> None:
    mistake = MISTAKES[name]
    path = folder / mistake.file
    text = path.read_text(encoding="utf-8")
    place = text.index(mistake.before, text.index(mistake.anchor))
    rest = text[place + len(mistake.before) :]
    path.write_text(text[:place] + mistake.after + rest, encoding="utf-8")

    with pytest.raises(AppError) as caught:
        read_catalogue(folder)

    error = caught.value
    assert error.code == "CATALOGUE_INVALID"
    assert error.params["file"] == mistake.file
    assert error.params["entry"] == mistake.entry
    assert mistake.says in error.params["problem"]


def test_the_untouched_copy_is_accepted(folder: Path) -> None:
    assert read_catalogue(folder) == load_catalogue()


def test_text_out_of_normal_form_is_refused_with_its_line(folder: Path) -> None:
    path = folder / "projects.toml"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if "立" in line)
    compatible = lines[number].replace("立", "\uf9f7")
    assert unicodedata.normalize("NFC", compatible) == lines[number]
    lines[number] = compatible
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(AppError) as caught:
        read_catalogue(folder)
    assert caught.value.params["entry"] == f"line {number + 1}"
    assert "NFC" in caught.value.params["problem"]


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "agencies.toml").unlink()
    with pytest.raises(AppError) as caught:
        read_catalogue(folder)
    assert caught.value.params["file"] == "agencies.toml"


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "indicators.toml").write_text("", encoding="utf-8")
    with pytest.raises(AppError) as caught:
        read_catalogue(folder)
    assert caught.value.params["problem"] == "no entries"


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    path = folder / "agencies.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    with pytest.raises(AppError) as caught:
        read_catalogue(folder)
    assert caught.value.params["file"] == "agencies.toml"


def test_the_refusal_reads_as_a_sentence_in_both_languages(folder: Path) -> None:
    (folder / "agencies.toml").unlink()
    with pytest.raises(AppError) as caught:
        read_catalogue(folder)
    assert "agencies.toml" in describe_error(caught.value, "zh")
    assert "agencies.toml" in describe_error(caught.value, "en")
    assert "…" not in describe_error(caught.value, "zh")


def test_the_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()
