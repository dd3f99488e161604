"""What an agency is called in a round, and where there is none."""

from datetime import date

import msgspec

from app.models.agency_names import AgencyNames
from app.programme.catalogue_loader import load_catalogue
from tests.support.programmes import build_round

PLAN = load_catalogue()
RENAMED = date(2023, 8, 1)
"""The day 農業委員會 became 農業部."""
ROUND = msgspec.structs.replace(
    build_round(112),
    opens_on=date(2023, 7, 20),
    due_on=date(2023, 7, 31),
    closes_on=date(2023, 8, 15),
)


def test_a_round_names_an_agency_as_on_the_day_it_opens() -> None:
    names = AgencyNames(PLAN, ROUND)
    assert names.full("MOA") == names.with_former("MOA") == "農業委員會"
    assert names.short("MOA") == "農委會"


def test_a_deadline_moved_beyond_a_renaming_changes_no_name() -> None:
    extended = msgspec.structs.replace(ROUND, due_on=date(2023, 8, 10))
    assert AgencyNames(PLAN, extended).with_former("MOA") == "農業委員會"


def test_the_next_round_bears_the_new_name_and_tells_the_former_one() -> None:
    names = AgencyNames(PLAN, msgspec.structs.replace(ROUND, opens_on=RENAMED))
    assert names.full("MOA") == names.short("MOA") == "農業部"
    assert names.with_former("MOA") == "農業部（原農業委員會）"
    assert names.with_former("MOE") == "教育部"


def test_where_there_is_no_round_the_day_decides() -> None:
    assert AgencyNames(PLAN, date(2023, 7, 31)).full("MOA") == "農業委員會"
    assert AgencyNames(PLAN, RENAMED).full("MOA") == "農業部"


def test_a_stranger_s_code_stands_for_itself() -> None:
    names = AgencyNames(PLAN, ROUND)
    assert {names.full("X"), names.short("X"), names.with_former("X"), names.with_code("X")} == {
        "X"
    }
    assert names.with_code("MOA") == "農委會（MOA）"
