"""Dates, choices, attachments and computed values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.field_types import EMPTY_SIGN, ParseProblem, field_type
from app.forms.field_types.choices import MultiChoiceHandler
from app.models.answers import StoredValue
from app.models.forms import FieldType
from app.models.money import MoneyUnit
from tests.forms.field_types.specs import FORM, handler_of

DATE, FILES = handler_of(FieldType.DATE), handler_of(FieldType.ATTACHMENT)
CATEGORY = handler_of(FieldType.CHOICE, choices="delay_categories")


def several_of(choices: str) -> MultiChoiceHandler:
    handler = handler_of(FieldType.MULTI_CHOICE, choices=choices)
    assert isinstance(handler, MultiChoiceHandler)
    return handler


SDGS, AGENCIES = several_of("sdgs"), several_of("agencies")


def test_a_date_is_shown_and_edited_in_roc_years() -> None:
    assert DATE.format("2025-11-23") == "114年11月23日"
    assert DATE.edit_text("2025-11-23") == "114.11.23"


@pytest.mark.parametrize("text", ["1911-01-01", "098.01.01", "2200-01-01"])
def test_an_implausible_year_is_refused(text: str) -> None:
    with pytest.raises(ParseProblem, match="F006"):
        DATE.parse(text)


@pytest.mark.parametrize("stored", ["114.11.23", "2025-02-30", "20251123", "1900-01-01", 5])
def test_a_stored_date_is_iso_and_real(stored: StoredValue) -> None:
    assert [code for code, _ in DATE.check(stored)] == ["F110"]


@given(st.dates(date(2011, 1, 1), date(2110, 12, 31)))
def test_a_day_survives_its_editor_and_its_print(day: date) -> None:
    value = day.isoformat()
    assert DATE.parse(DATE.edit_text(value)) == value
    assert DATE.parse(DATE.format(value)) == value
    assert DATE.check(value) == ()


@pytest.mark.parametrize("text", ["procurement", "採購發包", " 採購 發包 ", "PROCUREMENT"])
def test_a_choice_is_read_by_id_or_label(text: str) -> None:
    assert CATEGORY.parse(text) == "procurement"


def test_a_choice_nobody_offers_is_refused_with_what_is() -> None:
    with pytest.raises(ParseProblem) as caught:
        CATEGORY.parse("天氣")
    assert caught.value.code == "F007"
    assert "採購發包" in caught.value.params["choices"]


def test_a_choice_of_an_older_form_is_shown_as_it_is_and_found() -> None:
    assert CATEGORY.format("gone") == "gone"
    assert CATEGORY.check("gone") == (("F109", {"value": "gone"}),)


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
    assert SDGS.parse(text) == value


@pytest.mark.parametrize("text", ["18", "4、優質", "4 8"])
def test_one_unknown_choice_refuses_the_list(text: str) -> None:
    with pytest.raises(ParseProblem, match="F007"):
        SDGS.parse(text)


def test_agencies_are_read_by_code_short_and_former_name() -> None:
    assert AGENCIES.parse("MOE、農業委員會") == ("MOE", "MOA")
    assert AGENCIES.parse("農業部") == ("MOA",)
    assert AGENCIES.format(("MOE", "MOA")) == "教育部、農委會"


def test_a_pasted_list_says_which_of_its_pieces_are_offered() -> None:
    parts = SDGS.split("優質教育、火星\n目標 8,和平、正義及健全制度")
    assert parts == (("優質教育", "4"), ("火星", None), ("目標 8", "8"), (parts[3].text, "16"))
    assert parts[3].text == "和平、正義及健全制度"
    assert SDGS.split(" 、\n") == ()


def test_ids_stand_in_the_lists_order_and_lost_ones_behind() -> None:
    assert SDGS.arrange(["gone", "8", "4", "8"]) == ("4", "8", "gone")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", ["1", "10", "11", "12", "13", "14", "15", "16", "17"]),
        ("優質", ["4"]),
        ("sdg 17", ["17"]),
        ("氣候變遷", ["13"]),
        ("不平等", ["10"]),
        ("火星", []),
    ],
)
def test_a_search_finds_by_number_name_and_other_name(typed: str, found: list[str]) -> None:
    assert [each.choice.id for each in SDGS.search(typed)] == found


def test_a_search_for_nothing_lists_all() -> None:
    assert [each.choice.id for each in SDGS.search("")] == [str(each) for each in range(1, 18)]


def test_a_search_says_by_what_a_choice_was_found_that_is_not_called_so() -> None:
    hits = [(each.choice.label, each.word) for each in AGENCIES.search("農業部")]
    assert hits == [("農委會", "農業部")]
    assert [(each.choice.label, each.word) for each in AGENCIES.search("ｍｏｅ")] == [
        ("教育部", "MOE")
    ]
    assert [each.word for each in AGENCIES.search("教育")] == [""]


@given(st.sets(st.integers(1, 17), min_size=1))
def test_several_choices_survive_their_editor(numbers: set[int]) -> None:
    value = tuple(str(each) for each in sorted(numbers))
    assert SDGS.parse(SDGS.edit_text(value)) == value
    assert SDGS.check(value) == ()


def test_an_id_twice_or_unknown_is_a_finding() -> None:
    assert [code for code, _ in SDGS.check(("4", "4"))] == ["F110"]
    assert [code for code, _ in SDGS.check(("4", "18"))] == ["F109"]


def test_attachments_are_plain_file_names() -> None:
    names = ("照片 1.jpg", "成果、第二場.png")
    assert FILES.parse("照片 1.jpg\n\n成果、第二場.png\n照片 1.jpg") == names
    assert FILES.parse(FILES.edit_text(names)) == names
    assert FILES.format(names) == "照片 1.jpg、成果、第二場.png"


@pytest.mark.parametrize("name", ["../a.jpg", "C:\\a.jpg", "..", "a?.png", "a/b.jpg"])
def test_a_path_is_no_attachment(name: str) -> None:
    with pytest.raises(ParseProblem, match="F010"):
        FILES.parse(name)
    assert [code for code, _ in FILES.check((name,))] == ["F110"]


def test_computed_values_cannot_be_typed() -> None:
    rate = FORM.section("budget").field("execution_rate")
    with pytest.raises(ParseProblem, match="F009"):
        field_type(rate, FORM).parse("95%")


def test_computed_values_are_shown_as_what_they_are() -> None:
    budget = FORM.section("budget")
    ten_thousand = MoneyUnit.TEN_THOUSAND
    assert field_type(budget.field("executed"), FORM, ten_thousand).format(15_000) == "1.5"
    assert field_type(budget.field("execution_rate"), FORM).format("93.20") == "93.20%"
    assert field_type(budget.field("budget_state"), FORM).format("behind") == "落後"


def test_a_computed_value_that_is_not_there_is_a_dash_and_an_empty_answer_is_nothing() -> None:
    budget = FORM.section("budget")
    assert field_type(budget.field("execution_rate"), FORM).format(None) == EMPTY_SIGN
    assert field_type(budget.field("paid"), FORM).format(None) == ""


@pytest.mark.parametrize("kind", [each for each in FieldType if each is not FieldType.COMPUTED])
def test_every_type_has_a_handler_that_takes_nothing_for_nothing(kind: FieldType) -> None:
    handler = handler_of(kind, choices="sdgs")
    assert handler.parse("  ") is None
    assert handler.format(None) == handler.edit_text(None) == ""
    assert handler.check(None) == ()


@pytest.mark.slow
@given(st.text())
def test_no_text_makes_a_date_choice_or_file_crash(text: str) -> None:
    for handler in (DATE, CATEGORY, SDGS, FILES):
        try:
            value = handler.parse(text)
        except ParseProblem:
            continue
        assert handler.check(value) == ()
