"""Loading a form: the real one, and every mistake a form file can hold, with file and line."""

from pathlib import Path

import pytest

from app.errors import AppError
from app.forms.form_loader import load_form, read_form
from app.messages import describe_error
from app.models.forms import FieldType

GOOD = """\
id = "small"
version = 2
title = "小表"

[[sections]]
id = "money"
title = "經費"
scope = "project"

[[sections.fields]]
id = "paid"
label = "實支數"
type = "money"
role = "paid"
min = 0

[[sections.fields]]
id = "kind"
label = "類別"
type = "choice"
choices = "kinds"

[[sections.fields]]
id = "total"
label = "合計"
type = "computed"
computed = "executed"
shows = "money"

[[sections]]
id = "notes"
title = "說明"
scope = "agency"

[[sections.fields]]
id = "note"
label = "說明"
type = "text"
max_length = 10

[[choice_lists]]
id = "kinds"
choices = [{ id = "a", label = "甲" }, { id = "b", label = "乙" }]

[[removed]]
section = "money"
field = "spent"
label = "支出"
removed_in = 2
renamed_to = "money/paid"
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(tmp_path: Path, old: str, new: str) -> AppError:
    assert old in GOOD
    with pytest.raises(AppError) as caught:
        read_form(write(tmp_path, GOOD.replace(old, new, 1)))
    assert caught.value.code == "FORM_INVALID"
    assert caught.value.params["file"] == "small.toml"
    return caught.value


def line_of(text: str, start: str, *, after: str = "") -> str:
    """The number of the first line that starts so, at or after the line that holds `after`."""
    lines = text.split("\n")
    begin = next(number for number, line in enumerate(lines) if after in line)
    found = (number for number, line in enumerate(lines) if number >= begin)
    return str(1 + next(number for number in found if lines[number].startswith(start)))


def test_the_annual_form_loads_with_the_sections_everybody_builds_on() -> None:
    form = load_form("annual-results")
    assert [each.id for each in form.sections] == [
        "officers",
        "overview",
        "basic",
        "budget",
        "indicators",
        "qualitative",
        "results",
        "highlights",
        "delay",
        "amendments",
        "next_year",
    ]
    assert form.section("results").field("narrative").max_length == 3000
    assert [each.id for each in form.choices("sdgs")] == [str(each) for each in range(1, 18)]


def test_the_annual_form_says_how_every_computed_value_is_shown() -> None:
    shown = {
        field.id: field.shows
        for section in load_form("annual-results").sections
        for field in section.fields
        if field.type is FieldType.COMPUTED
    }
    assert shown["executed"] is FieldType.MONEY
    assert shown["execution_rate"] is FieldType.PERCENT
    assert shown["budget_state"] is FieldType.CHOICE


def test_a_form_is_read_once() -> None:
    assert load_form("annual-results") is load_form("annual-results")


@pytest.mark.parametrize("name", ["half-year-nobody-wrote", "../programme/projects", ""])
def test_a_form_this_version_lacks_is_named(name: str) -> None:
    with pytest.raises(AppError) as caught:
        load_form(name)
    assert caught.value.code == "FORM_UNKNOWN"
    assert name in describe_error(caught.value)


def test_the_small_form_of_these_tests_is_fine(tmp_path: Path) -> None:
    assert read_form(write(tmp_path, GOOD)).section("money").field("paid").label == "實支數"


def test_an_unknown_key_is_refused_at_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, 'type = "text"\n', 'type = "text"\nmaximum = 3\n')
    bad = GOOD.replace('type = "text"\n', 'type = "text"\nmaximum = 3\n', 1)
    assert error.params["line"] == line_of(bad, "maximum")
    assert error.params["entry"] == "notes/note"
    assert "maximum" in error.params["problem"]


def test_an_unknown_type_is_refused_at_its_field(tmp_path: Path) -> None:
    error = refusal(tmp_path, 'type = "choice"', 'type = "colour"')
    assert error.params["entry"] == "money/kind"
    assert error.params["line"] == str(int(line_of(GOOD, 'id = "kind"')) - 1)


@pytest.mark.parametrize(
    ("old", "new", "entry", "problem"),
    [
        ('id = "kind"', 'id = "paid"', "paid", "used twice"),
        ('id = "notes"', 'id = "money"', "money", "used twice"),
        ('id = "kind"', 'id = "Kind-1"', "Kind-1", "cannot have"),
        ('choices = "kinds"', 'choices = "lost"', "money/kind", "missing list lost"),
        ('choices = "kinds"\n', "", "money/kind", "missing list"),
        ('computed = "executed"', 'computed = "magic"', "money/total", "function magic"),
        ('shows = "money"\n', "", "money/total", "shows"),
        ("min = 0", 'computed = "executed"', "money/paid", "belong to computed"),
        ("min = 0", 'choices = "kinds"', "money/paid", "offers none"),
        ("min = 0", 'sum_of = ["lost"]', "money/paid", "missing field lost"),
        ("min = 0", 'sum_of = ["paid"]', "money/paid", "missing field paid"),
        ("min = 0", "min = 5\nmax = 4", "money/paid", "above max"),
        ("min = 0", "max_length = 5", "money/paid", "belongs to text"),
        ("max_length = 10", "max_length = 0", "notes/note", "at least 1"),
        ("max_length = 10", "min = 1", "notes/note", "belong to figures"),
        ("max_length = 10", "pattern = 'a'", "notes/note", "pattern_hint"),
        ("max_length = 10", "pattern = '('\npattern_hint = 'x'", "notes/note", "regular"),
        ("min = 0", 'required_when = { field = "lost", equals = ["a"] }', "money/paid", "lost"),
        ("min = 0", 'required_when = { field = "kind", equals = ["c"] }', "money/paid", "for c"),
        ('shows = "money"', 'shows = "money"\nrequired = true', "money/total", "no sense"),
        ('label = "乙"', 'label = "甲"', "kinds", "two choices"),
        ("version = 2", 'version = 2\nrules = ["F105", "F999"]', "rules", "unknown rule F999"),
        ("version = 2", 'version = 2\nrules = ["F105", "F105"]', "rules", "F105 twice"),
        ('type = "text"', 'type = "text"\nrole = "paid"', "notes/note", "given twice"),
        ('type = "text"', 'type = "text"\nrole = "target_state"', "notes/note", "computed"),
        ('type = "text"', 'type = "text"\ncontrol_total = true', "notes/note", "whole figures"),
        ("min = 0", 'min = 0\nstamp = "填表人"', "money/paid", "fills in once"),
        ('id = "b", label', 'id = "乙", label', "kinds", "ASCII"),
        (
            'choices = [{ id = "a", label = "甲" }, { id = "b", label = "乙" }]',
            'source = "agencies"\nchoices = [{ id = "a", label = "甲" }]',
            "kinds",
            "either",
        ),
        ('field = "spent"', 'field = "paid"', "money/paid", "still there"),
        ('renamed_to = "money/paid"', 'renamed_to = "money/gone"', "money/spent", "nowhere"),
        ("removed_in = 2", "removed_in = 3", "money/spent", "later version"),
        ('scope = "agency"', 'scope = "agency"\nas_cards = true', "notes", "as_cards"),
        (
            'scope = "agency"',
            'scope = "agency"\nrows = { source = "targets", identity = "note" }',
            "notes",
            "identity",
        ),
        (
            'scope = "project"',
            'scope = "project"\nrows = { source = "free", identity = "paid" }',
            "money",
            "identity",
        ),
        (
            'scope = "agency"',
            'scope = "agency"\nrows = { source = "free", min_rows = 3, max_rows = 2 }',
            "notes",
            "min_rows",
        ),
    ],
)
def test_a_mistake_is_refused_with_its_entry(
    tmp_path: Path, old: str, new: str, entry: str, problem: str
) -> None:
    error = refusal(tmp_path, old, new)
    assert error.params["entry"] == entry
    assert problem in error.params["problem"]
    assert int(error.params["line"]) > 1


def test_the_line_of_a_wrong_choice_list_is_where_it_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path, 'choices = "kinds"', 'choices = "lost"')
    assert error.params["line"] == line_of(GOOD, 'choices = "kinds"')


def test_a_section_without_fields_is_refused(tmp_path: Path) -> None:
    start = GOOD.index('[[sections.fields]]\nid = "note"')
    end = GOOD.index("[[choice_lists]]")
    with pytest.raises(AppError) as caught:
        read_form(write(tmp_path, GOOD[:start] + "fields = []\n" + GOOD[end:]))
    assert caught.value.params["entry"] == "notes"


def test_broken_toml_is_refused_at_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, 'scope = "project"', "scope = project")
    assert error.params["line"] == line_of(GOOD, "scope")


def test_text_that_is_not_nfc_is_refused_at_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, 'title = "說明"', 'title = "設\uf9f7"')
    assert error.params["line"] == line_of(GOOD, 'title = "說明"')


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(GOOD.encode("big5"))
    with pytest.raises(AppError) as caught:
        read_form(path)
    assert caught.value.code == "FORM_INVALID"
