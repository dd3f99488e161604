"""Places and answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.answers import ROWS, Answers, Place, StoredValue, is_empty, parse_place

WORD = st.from_regex(r"[A-Za-z0-9_#][A-Za-z0-9_#-]*", fullmatch=True).filter(
    lambda each: each != "-"
)
PLACES = st.builds(Place, st.none() | WORD, WORD, st.none() | WORD, WORD)
VALUES: st.SearchStrategy[StoredValue] = st.one_of(
    st.none(), st.text(), st.integers(), st.lists(st.text()).map(tuple)
)
PAID = Place("P01", "budget", None, "paid")


@pytest.mark.slow
@given(PLACES)
def test_a_place_reads_back_from_its_path(place: Place) -> None:
    assert parse_place(place.path) == place


@pytest.mark.parametrize("path", ["", "P01/budget/paid", "a/b/c/d/e"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        parse_place(path)


def test_a_path_says_where_a_value_stands() -> None:
    assert PAID.path == "P01/budget/-/paid"
    assert Place(None, "officers", None, "head_name").path == "-/officers/-/head_name"


@pytest.mark.parametrize("value", [None, "", ()])
def test_nothing_is_not_kept(value: StoredValue) -> None:
    assert is_empty(value)
    assert len(Answers({PAID: value})) == 0


@pytest.mark.parametrize("value", [0, False, "0", ("",)])
def test_zero_and_no_are_answers(value: StoredValue) -> None:
    assert not is_empty(value)
    assert Answers({PAID: value}).get(PAID) == value


def test_changing_answers_leaves_the_old_ones_as_they_were() -> None:
    before = Answers({PAID: 1})
    after = before.changed({PAID: 2})
    assert (before.get(PAID), after.get(PAID)) == (1, 2)
    assert after.changed({PAID: None}) == Answers()


def test_answers_do_not_follow_the_mapping_they_were_made_from() -> None:
    values: dict[Place, StoredValue] = {PAID: 1}
    answers = Answers(values)
    values[PAID] = 2
    assert answers.get(PAID) == 1


def test_row_keys_keep_their_order() -> None:
    keys = Place("P01", "highlights", None, ROWS)
    assert Answers({keys: ("b", "a")}).row_keys("P01", "highlights") == ("b", "a")
    assert Answers().row_keys("P01", "highlights") == ()


@pytest.mark.slow
@given(st.dictionaries(PLACES, VALUES))
def test_equal_answers_are_equal_whatever_the_order(values: dict[Place, StoredValue]) -> None:
    one = Answers(values)
    other = Answers(dict(reversed(list(values.items()))))
    assert one == other
    assert hash(one) == hash(other)
    assert dict(one.items()) == {key: each for key, each in values.items() if not is_empty(each)}


@pytest.mark.slow
@given(st.dictionaries(PLACES, VALUES), st.dictionaries(PLACES, VALUES))
def test_changes_and_their_inverse_give_the_answers_back(
    values: dict[Place, StoredValue], changes: dict[Place, StoredValue]
) -> None:
    before = Answers(values)
    inverse = {place: before.get(place) for place in changes}
    assert before.changed(changes).changed(inverse) == before
