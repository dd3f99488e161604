"""The rule engine: order, names, reasons; and the rules a form file words."""

from decimal import Decimal

import pytest

from app.forms.check import check_draft
from app.forms.form_loader import load_form
from app.forms.rules.registry import CODED_RULES, rules_of
from app.messages import format_message, load_sentences
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.findings import Severity
from tests.forms.filled import HIGHLIGHT, Filled, behind
from tests.support.programmes import ENDED, RUNNING, UNFUNDED


def test_a_complete_return_has_no_findings() -> None:
    assert Filled().findings() == ()


def test_a_complete_return_that_is_behind_and_explained_has_no_findings() -> None:
    assert behind().findings() == ()


def test_an_empty_return_asks_for_every_required_field_in_reading_order() -> None:
    filled = Filled()
    filled.answers = Answers()
    places = [each.place for each in filled.findings()]
    assert places[0] == Place(None, "officers", None, "preparer_name")
    assert places[-1] == Place(UNFUNDED, "next_year", None, "focus")
    assert Place(RUNNING, "indicators", "I01-1", "achieved") in places
    assert {each.code for each in filled.findings()} == {"F101"}
    order = [each.project for each in places]
    assert order == sorted(order, key=lambda each: each or "")


def test_a_project_that_ended_before_the_year_owes_nothing() -> None:
    filled = Filled()
    filled.answers = Answers()
    assert ENDED not in {each.place.project for each in filled.findings()}


def test_findings_name_project_section_and_field_with_its_row() -> None:
    found = Filled().set("highlights", row="h1", **HIGHLIGHT | {"title": None}).only("F101")
    assert found.params["label"] == "亮點案例 1・案例名稱"
    assert found.params["section"] == "亮點案例"
    assert found.params["project"] == "示例計畫 P01"


def test_an_agency_finding_is_named_after_the_whole_agency() -> None:
    found = Filled().set("officers", project=None, head_name=None).only("F101")
    assert format_message(found.code, found.params).startswith("全機關資料「機關首長姓名」")


def test_a_warning_is_open_until_it_has_a_reason_that_stays_with_it() -> None:
    filled = Filled().set("budget", completed_on=None)
    found = filled.only("F124")
    assert found.severity is Severity.WARNING
    assert found.is_open
    filled.reasons[(found.code, found.place.path)] = "跨年度計畫。"
    assert not filled.only("F124").is_open
    assert filled.only("F124").reason == "跨年度計畫。"


def test_a_reason_does_not_excuse_an_error() -> None:
    filled = Filled().set("results", narrative=None)
    place = filled.only("F101").place
    filled.reasons[("F101", place.path)] = "不想填"
    assert filled.only("F101").is_open
    assert filled.only("F101").reason is None


def test_checking_with_an_evaluation_at_hand_gives_the_same_findings() -> None:
    filled = Filled().set("budget", paid=1_000_000)
    again = check_draft(
        filled.blank,
        filled.programme,
        filled.round,
        filled.answers,
        evaluation=filled.evaluation(),
    )
    assert again == filled.findings() != ()


def test_text_beyond_its_limit_says_by_how_much() -> None:
    found = Filled().set("results", narrative="字" * 3012).only("F103")
    assert (found.params["length"], found.params["excess"]) == ("3,012", "12")


def test_text_is_counted_in_code_points() -> None:
    assert "F103" not in Filled().set("results", narrative="𠮷" * 3000).codes()


def test_an_amount_below_zero_is_refused() -> None:
    assert Filled().set("budget", payable=-1).only("F104").params["limit"] == "0"


@pytest.mark.parametrize("email", ["name@", "name agency.gov.tw", "a@b", "a@b..tw", "王@x.tw"])
def test_an_address_nobody_could_write_to_is_refused(email: str) -> None:
    assert (
        "name@agency.gov.tw"
        in Filled().set("basic", contact_email=email).only("F107").params["hint"]
    )


@pytest.mark.parametrize(
    "phone",
    ["02-23165300", "(02)2316-5300", "02 2316 5300轉5432", "0912-345-678", "049-2332131#12"],
)
def test_telephone_numbers_as_officers_write_them_are_fine(phone: str) -> None:
    assert Filled().set("basic", contact_phone=phone).findings() == ()


@pytest.mark.parametrize("phone", ["2316", "分機 5432", "02-2316-5300 內線", "abc"])
def test_what_is_no_telephone_number_is_refused(phone: str) -> None:
    assert "F107" in Filled().set("basic", contact_phone=phone).codes()


def test_a_choice_nobody_offers_is_refused() -> None:
    assert (
        Filled().set("qualitative", row="I02", state="done").only("F109").params["value"] == "done"
    )


def test_a_value_of_a_wrong_type_is_refused_not_crashed_upon() -> None:
    filled = Filled().set("budget", payable="很多").set("results", beneficiaries=("x",))
    assert filled.codes().count("F110") == 2


def test_control_and_private_use_characters_are_found() -> None:
    filled = Filled().set("results", narrative="成果\x07" * 20)
    assert filled.only("F111").params["characters"] == "U+0007"
    filled = Filled().set("officers", project=None, preparer_name="陳\ue001")
    assert filled.only("F112").params["characters"] == "U+E001"


def test_compatibility_ideographs_stay_in_names_and_nowhere_else() -> None:
    compatibility = "\uf9f7"
    assert Filled().set("officers", project=None, head_name=f"{compatibility}人").findings() == ()
    assert "F116" in Filled().set("next_year", focus=f"設{compatibility}窗口").codes()


def test_a_figure_above_its_bound_is_refused() -> None:
    filled = Filled().respec("results", "beneficiaries", max=Decimal(1000))
    assert filled.set("results", beneficiaries=1000).findings() == ()
    found = filled.set("results", beneficiaries=1001).only("F106")
    assert found.params["limit"] == "1,000"


def test_a_sum_has_to_be_the_sum_of_its_parts() -> None:
    filled = Filled().respec("budget", "available", sum_of=("paid", "surplus"))
    assert filled.findings() == ()
    found = filled.set("budget", payable=0, surplus=5, paid=9_999_990).only("F108")
    assert (found.params["total"], found.params["parts"]) == ("9,999,995", "實支數、節餘數")


def test_fewer_rows_than_asked_for_are_refused() -> None:
    filled = Filled().respec("highlights", min_rows=1)
    first = [each for each in filled.findings() if each.place.project == RUNNING]
    assert [(each.code, each.params["limit"]) for each in first] == [("F113", "1")]
    assert first[0].place.field == ROWS


def test_more_rows_than_allowed_are_refused() -> None:
    filled = Filled()
    for number in range(11):
        title = f"案例 {number}"
        filled.set("highlights", row=f"h{number}", **HIGHLIGHT | {"title": title})
    assert filled.only("F114").params == {
        "label": "亮點案例",
        "section": "亮點案例",
        "project": "示例計畫 P01",
        "rows": "亮點案例",
        "count": "11",
        "limit": "10",
    }


def test_a_field_required_by_its_neighbour_names_it() -> None:
    found = behind().set("delay", responsibility="other_agency").only("F102")
    assert (found.place.field, found.params["other"]) == ("coordination", "責任歸屬")


@pytest.mark.parametrize("keys", [("h1", "h1"), ("",), ("a/b",), ("-",), "h1", 3])
def test_a_forged_list_of_rows_is_refused(keys: StoredValue) -> None:
    filled = Filled()
    rows = Place(RUNNING, "highlights", None, ROWS)
    filled.answers = filled.answers.changed({rows: keys})
    assert ("F110", rows) in [(each.code, each.place) for each in filled.findings()]


@pytest.mark.parametrize(
    "place",
    [
        Place(RUNNING, "budget", None, "executed"),
        Place(RUNNING, "budget", None, "invented"),
        Place(RUNNING, "indicators", "I99-1", "achieved"),
        Place("P04", "budget", None, "paid"),
        Place(RUNNING, "highlights", "ghost", "title"),
    ],
)
def test_a_value_where_the_form_has_no_field_would_be_signed_unseen(place: Place) -> None:
    filled = Filled()
    filled.answers = filled.answers.changed({place: "1"})
    assert filled.only("F117").place == place
    assert filled.findings()[-1].code == "F117"


def test_every_rule_has_its_own_code_a_docstring_a_source_and_a_sentence() -> None:
    form = load_form("annual-results")
    codes = [each.code for each in rules_of(form)]
    assert set(codes) == set(CODED_RULES)
    assert codes == list(form.rules)
    assert all(each.title and each.source for each in CODED_RULES.values())
    assert set(codes) <= set(load_sentences())


def test_every_sentence_of_a_finding_is_complete() -> None:
    filled = Filled().set("budget", available=100_000_000_000, paid=3).set("delay", cause="無")
    for each in filled.findings():
        for language in ("zh", "en"):
            sentence = format_message(each.code, each.params, language)
            assert "…" not in sentence, sentence
            assert each.code not in sentence
