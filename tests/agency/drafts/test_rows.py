"""Free rows of a draft: adding, removing and moving are changes like any other."""

import pytest

from app.agency.drafts.draft import Draft
from app.errors import AppError
from app.models.answers import ROWS, Place
from tests.agency.desks import PROJECT, undo_label

SECTION = "highlights"


def _title(key: str) -> Place:
    return Place(PROJECT, SECTION, key, "title")


def _keys(draft: Draft) -> tuple[str, ...]:
    return draft.answers.row_keys(PROJECT, SECTION)


def test_a_new_row_stands_last_and_is_one_undo_step(draft: Draft) -> None:
    first = draft.rows.add(PROJECT, SECTION)
    second = draft.rows.add(PROJECT, SECTION)
    assert _keys(draft) == (first, second)
    assert undo_label(draft) == "新增亮點案例"
    draft.journal.undo()
    assert _keys(draft) == (first,)


def test_removing_a_row_takes_its_values_and_undo_brings_them_back(draft: Draft) -> None:
    first, second = draft.rows.add(PROJECT, SECTION), draft.rows.add(PROJECT, SECTION)
    draft.commit({_title(first): "共好市集", _title(second): "綠色旅遊"}, "案例名稱")
    draft.rows.remove(PROJECT, SECTION, first)
    assert _keys(draft) == (second,)
    assert _title(first) not in draft.answers
    draft.journal.undo()
    assert _keys(draft) == (first, second)
    assert draft.answers.get(_title(first)) == "共好市集"


def test_moving_a_row_changes_only_the_order(draft: Draft) -> None:
    keys = [draft.rows.add(PROJECT, SECTION) for _ in range(3)]
    draft.rows.move(PROJECT, SECTION, keys[2], 0)
    assert _keys(draft) == (keys[2], keys[0], keys[1])
    draft.journal.undo()
    assert _keys(draft) == tuple(keys)


def test_a_copy_stands_below_with_all_that_is_on_the_screen_in_one_step(draft: Draft) -> None:
    first, second = draft.rows.add(PROJECT, SECTION), draft.rows.add(PROJECT, SECTION)
    people = _title(first)._replace(field="beneficiaries")
    draft.commit({_title(first): "共好市集"}, "案例名稱", texts={people: "約三百"})
    copied = draft.rows.duplicate(PROJECT, SECTION, first)
    assert _keys(draft) == (first, copied, second)
    assert draft.answers.get(_title(copied)) == "共好市集"
    assert draft.texts[people._replace(row=copied)] == "約三百"
    assert undo_label(draft) == "複製亮點案例 1"
    draft.journal.undo()
    assert _keys(draft) == (first, second)
    assert not [each for each in (*draft.answers, *draft.texts) if each.row == copied]


def test_a_full_section_takes_no_copy(draft: Draft) -> None:
    keys = [draft.rows.add(PROJECT, SECTION) for _ in range(10)]
    with pytest.raises(AppError, match="ROWS_FULL"):
        draft.rows.duplicate(PROJECT, SECTION, keys[0])
    assert len(_keys(draft)) == 10


def test_steps_name_the_row_as_it_was_numbered(draft: Draft) -> None:
    keys = [draft.rows.add(PROJECT, SECTION) for _ in range(3)]
    draft.rows.move(PROJECT, SECTION, keys[2], 0)
    assert undo_label(draft) == "移動亮點案例 3"
    draft.rows.remove(PROJECT, SECTION, keys[0])
    assert undo_label(draft) == "刪除亮點案例 2"


def test_the_key_of_a_removed_row_is_never_given_again(draft: Draft) -> None:
    """A comment of the office anchored to the removed row must not land on another one."""
    first = draft.rows.add(PROJECT, SECTION)
    draft.rows.remove(PROJECT, SECTION, first)
    assert draft.rows.add(PROJECT, SECTION) != first


def test_rows_brought_in_by_an_import_count_too(draft: Draft) -> None:
    place = Place(PROJECT, SECTION, None, ROWS)
    draft.commit({place: ("r1", "r7")}, "匯入")
    assert draft.rows.add(PROJECT, SECTION) == "r8"


def test_a_full_section_says_how_many_rows_it_holds(draft: Draft) -> None:
    for _ in range(10):
        draft.rows.add(PROJECT, SECTION)
    with pytest.raises(AppError) as caught:
        draft.rows.add(PROJECT, SECTION)
    assert (caught.value.code, caught.value.params["limit"]) == ("ROWS_FULL", "10")
    assert len(_keys(draft)) == 10


def test_fixed_rows_and_rows_not_there_are_left_alone(draft: Draft) -> None:
    with pytest.raises(KeyError):
        draft.rows.add(PROJECT, "indicators")
    with pytest.raises(KeyError):
        draft.rows.remove(PROJECT, SECTION, "r5")
    with pytest.raises(KeyError):
        draft.rows.move(PROJECT, SECTION, "r5", 0)
    with pytest.raises(KeyError):
        draft.rows.duplicate(PROJECT, SECTION, "r5")
    assert undo_label(draft) is None
