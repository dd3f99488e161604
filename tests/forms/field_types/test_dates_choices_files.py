"""Dates, choices, attachments and computed values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.field_types import EMPTY_SIGN, ParseProblem, field_type, format_value
from app.models.answers import StoredValue
from app.models.forms import FieldType
from app.models.money import MoneyUnit
from tests.forms.field_types.specs import FORM, spec

DATE, CHOICE = field_type(FieldType.DATE), field_type(FieldType.CHOICE)
MULTI, FILES = field_type(FieldType.MULTI_CHOICE), field_type(FieldType.ATTACHMENT)
DAY, ATTACHED = spec(FieldType.DATE), spec(FieldType.ATTACHMENT)
CATEGORY = spec(FieldType.CHOICE, choices="delay_categories")
SDGS = spec(FieldType.MULTI_CHOICE, choices="sdgs")
AGENCIES = spec(FieldType.MULTI_CHOICE, choices="agencies")


@pytest.mark.parametrize(
    "text", ["1141123", "114-11-23", "114/11/23", "114.11.23", "114年11月23日", "2025-11-23"]
)
def test_dates_as_officers_type_them(text: str) -> None:
    assert DATE.parse(text, DAY, FORM) == "2025-11-23"


def test_a_date_is_shown_and_edited_in_roc_years() -> None:
    assert DATE.format("2025-11-23", DAY, FORM) == "114年11月23日"
    assert DATE.edit_text("2025-11-23", DAY, FORM) == "114.11.23"


@pytest.mark.parametrize("text", ["89-1-1", "114-2-30", "明天", "114", "114.13.01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ParseProblem, match="F005"):
        DATE.parse(text, DAY, FORM)


@pytest.mark.parametrize("text", ["1911-01-01", "098.01.01", "2200-01-01"])
def test_an_implausible_year_is_refused(text: str) -> None:
    with pytest.raises(ParseProblem, match="F006"):
        DATE.parse(text, DAY, FORM)


@pytest.mark.parametrize("stored", ["114.11.23", "2025-02-30", "20251123", "1900-01-01", 5])
def test_a_stored_date_is_iso_and_real(stored: StoredValue) -> None:
    assert [code for code, _ in DATE.check(stored, DAY)] == ["F110"]


@given(st.dates(date(2011, 1, 1), date(2110, 12, 31)))
def test_a_day_survives_its_editor_and_its_print(day: date) -> None:
    value = day.isoformat()
    assert DATE.parse(DATE.edit_text(value, DAY, FORM), DAY, FORM) == value
    assert DATE.parse(DATE.format(value, DAY, FORM), DAY, FORM) == value
    assert DATE.check(value, DAY) == ()


@pytest.mark.parametrize("text", ["procurement", "採購發包", " 採購 發包 ", "PROCUREMENT"])
def test_a_choice_is_read_by_id_or_label(text: str) -> None:
    assert CHOICE.parse(text, CATEGORY, FORM) == "procurement"


def test_a_choice_nobody_offers_is_refused_with_what_is() -> None:
    with pytest.raises(ParseProblem) as caught:
        CHOICE.parse("天氣", CATEGORY, FORM)
    assert caught.value.code == "F007"
    assert "採購發包" in caught.value.params["choices"]


def test_a_choice_of_an_older_form_is_shown_as_it_is_and_found() -> None:
    assert CHOICE.format("gone", CATEGORY, FORM) == "gone"
    assert CHOICE.check("gone", CATEGORY, FORM) == (("F109", {"value": "gone"}),)
    assert CHOICE.check("gone", CATEGORY) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4、8、17", ("4", "8", "17")),
        ("17; 4，8", ("4", "8", "17")),
        ("SDG 4 優質教育、SDG8", ("4", "8")),
        ("SDG 9 工業化、創新及基礎建設、16", ("9", "16")),
        ("4、4", ("4",)),
        ("、 ,", None),
    ],
)
def test_several_choices_come_in_the_lists_order_each_once(
    text: str, value: tuple[str, ...] | None
) -> None:
    assert MULTI.parse(text, SDGS, FORM) == value


@pytest.mark.parametrize("text", ["18", "4、優質", "4 8"])
def test_one_unknown_choice_refuses_the_list(text: str) -> None:
    with pytest.raises(ParseProblem, match="F007"):
        MULTI.parse(text, SDGS, FORM)


def test_agencies_are_read_by_code_short_and_former_name() -> None:
    assert MULTI.parse("MOE、農業委員會", AGENCIES, FORM) == ("MOE", "MOA")
    assert MULTI.parse("農業部", AGENCIES, FORM) == ("MOA",)
    assert MULTI.format(("MOE", "MOA"), AGENCIES, FORM) == "教育部、農委會"


@given(st.sets(st.integers(1, 17), min_size=1))
def test_several_choices_survive_their_editor(numbers: set[int]) -> None:
    value = tuple(str(each) for each in sorted(numbers))
    assert MULTI.parse(MULTI.edit_text(value, SDGS, FORM), SDGS, FORM) == value
    assert MULTI.check(value, SDGS, FORM) == ()


def test_an_id_twice_or_unknown_is_a_finding() -> None:
    assert [code for code, _ in MULTI.check(("4", "4"), SDGS, FORM)] == ["F110"]
    assert [code for code, _ in MULTI.check(("4", "18"), SDGS, FORM)] == ["F109"]


def test_attachments_are_plain_file_names() -> None:
    names = ("照片 1.jpg", "成果、第二場.png")
    assert FILES.parse("照片 1.jpg\n\n成果、第二場.png\n照片 1.jpg", ATTACHED, FORM) == names
    assert FILES.parse(FILES.edit_text(names, ATTACHED, FORM), ATTACHED, FORM) == names
    assert FILES.format(names, ATTACHED, FORM) == "照片 1.jpg、成果、第二場.png"


@pytest.mark.parametrize("name", ["../a.jpg", "C:\\a.jpg", "..", "a?.png", "a/b.jpg"])
def test_a_path_is_no_attachment(name: str) -> None:
    with pytest.raises(ParseProblem, match="F010"):
        FILES.parse(name, ATTACHED, FORM)
    assert [code for code, _ in FILES.check((name,), ATTACHED)] == ["F110"]


def test_computed_values_cannot_be_typed() -> None:
    rate = FORM.section("budget").field("execution_rate")
    with pytest.raises(ParseProblem, match="F009"):
        field_type(rate.type).parse("95%", rate, FORM)


def test_computed_values_are_shown_as_what_they_are() -> None:
    budget = FORM.section("budget")
    ten_thousand = MoneyUnit.TEN_THOUSAND
    assert format_value(15_000, budget.field("executed"), FORM, ten_thousand) == "1.5"
    assert format_value("93.20", budget.field("execution_rate"), FORM) == "93.20%"
    assert format_value("behind", budget.field("budget_state"), FORM) == "落後"


def test_a_computed_value_that_is_not_there_is_a_dash_and_an_empty_answer_is_nothing() -> None:
    budget = FORM.section("budget")
    assert format_value(None, budget.field("execution_rate"), FORM) == EMPTY_SIGN
    assert format_value(None, budget.field("paid"), FORM) == ""


@pytest.mark.parametrize("kind", [each for each in FieldType if each is not FieldType.COMPUTED])
def test_every_type_has_a_handler_that_takes_nothing_for_nothing(kind: FieldType) -> None:
    field = spec(kind, choices="sdgs")
    handler = field_type(kind)
    assert handler.parse("  ", field, FORM) is None
    assert handler.format(None, field, FORM) == handler.edit_text(None, field, FORM) == ""
    assert handler.check(None, field, FORM) == ()


@pytest.mark.slow
@given(st.text())
def test_no_text_makes_a_date_choice_or_file_crash(text: str) -> None:
    for handler, field in ((DATE, DAY), (CHOICE, CATEGORY), (MULTI, SDGS), (FILES, ATTACHED)):
        try:
            value = handler.parse(text, field, FORM)
        except ParseProblem:
            continue
        assert handler.check(value, field, FORM) == ()
