"""Values of an earlier round: where they are found, and where nobody can tell."""

from app.forms.earlier_values import read_earlier
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.earlier import EarlierYears
from tests.forms.filled import Filled
from tests.support.earlier_years import build_earlier
from tests.support.programmes import RUNNING

PAID = Place(RUNNING, "budget", None, "paid")


def case(row: str, field: str) -> Place:
    return Place(RUNNING, "highlights", row, field)


def last_years_cases(*titles: str) -> dict[Place, StoredValue]:
    """Cases r1, r2 … of last year, with 100, 200 … beneficiaries."""
    values: dict[Place, StoredValue] = {
        Place(RUNNING, "highlights", None, ROWS): tuple(
            f"r{number}" for number in range(1, len(titles) + 1)
        )
    }
    for number, title in enumerate(titles, start=1):
        values[case(f"r{number}", "title")] = title
        values[case(f"r{number}", "beneficiaries")] = number * 100
    return values


def beneficiaries_before(title: str | None, before: dict[Place, StoredValue]) -> StoredValue:
    """What last year had for the one case of this year, its first."""
    filled = Filled().set("highlights", "r1", title=title)
    place = case("r1", "beneficiaries")
    return read_earlier(filled.blank, filled.answers, place, build_earlier(before))


def test_a_field_has_its_own_place() -> None:
    filled = Filled()
    assert read_earlier(filled.blank, filled.answers, PAID, build_earlier({PAID: 7})) == 7
    unknown = PAID._replace(section="elsewhere")
    assert read_earlier(filled.blank, Answers(), unknown, build_earlier({unknown: 7})) is None


def test_a_row_is_found_by_its_name_whatever_its_key() -> None:
    before = last_years_cases("行動醫療", "共好市集 Ａ")
    assert beneficiaries_before("共好市集A", before) == 200
    assert beneficiaries_before("行動醫療", before) == 100


def test_the_same_key_alone_says_nothing() -> None:
    before = last_years_cases("行動醫療", "共好市集")
    assert beneficiaries_before("新的案例", before) is None
    assert beneficiaries_before(None, before) is None


def test_of_two_rows_of_one_name_neither_is_taken() -> None:
    assert beneficiaries_before("共好市集", last_years_cases("共好市集", "共好市集")) is None


def test_rows_without_a_name_of_their_own_are_not_matched() -> None:
    filled = Filled().set("amendments", "r1", before="甲", after="乙")
    place = Place(RUNNING, "amendments", "r1", "before")
    before = build_earlier({place: "甲", place._replace(field=ROWS, row=None): ("r1",)})
    assert read_earlier(filled.blank, filled.answers, place, before) is None


def test_years_are_found_by_their_number() -> None:
    years = EarlierYears((build_earlier({PAID: 3}, 113), build_earlier({PAID: 1}, 111)))
    latest, older = years.latest, years.of(111)
    assert latest is not None and older is not None
    assert (latest.year_roc, older.value(PAID), years.of(112)) == (113, 1, None)
    assert EarlierYears().latest is None
