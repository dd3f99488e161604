"""Cells of a pasted block belong where their own headings and names say."""

from app.forms.sheets.pasted_blocks import SheetNames, place_block

GRID = SheetNames(
    ["指標項目", "單位", "達成值", "說明"], [["（一）甲"], ["乙"], ["丙臺"], ["乙"]], [0]
)


def placed(block: list[list[str]], row: int = 0, column: int = 0) -> dict[str, object]:
    found = place_block(block, row, column, GRID)
    return {each.text: (each.row, each.column) for each in found.cells}


def test_a_block_without_names_goes_by_position() -> None:
    found = place_block([["1", "2"], ["3", "4"]], 1, 2, GRID)
    assert [(each.row, each.column) for each in found.cells] == [(1, 2), (1, 3), (2, 2), (2, 3)]
    assert not found.is_by_name


def test_a_name_is_recognised_in_any_width_and_with_either_character() -> None:
    found = placed([["丙 台", "家", "1"], ["(一) 甲", "家", "2"]])
    assert (found["1"], found["2"]) == ((2, 2), (0, 2))
    assert place_block([["丙台", "家", "1"]], 0, 0, GRID).is_by_name
    assert not place_block([["丙台", "家", "1"]], 2, 0, GRID).is_by_name


def test_a_name_that_is_there_twice_counts_where_it_was_pasted_only() -> None:
    assert placed([["乙", "", "1"]], row=3)["1"] == (3, 2)
    assert placed([["乙", "", "1"]], row=0)["1"] == (None, 2)


def test_a_name_that_comes_twice_or_stands_nowhere_has_no_row() -> None:
    found = placed([["（一）甲", "", "1"], ["（一）甲", "", "2"], ["丁", "", "3"]])
    assert (found["1"], found["2"], found["3"]) == ((0, 2), (None, 2), (None, 2))


def test_headings_place_columns_and_state_units() -> None:
    cells = place_block([["達成值(千元)", "備考", "指標項目"], ["1", "2", "乙"]], 1, 0, GRID).cells
    assert [(each.row, each.column, each.unit) for each in cells] == [
        (1, 2, "千元"),
        (1, None, ""),
        (1, 0, ""),
    ]


def test_one_word_that_is_a_heading_is_a_text_where_it_stands_alone() -> None:
    assert placed([["說明"]], column=3) == {"說明": (0, 3)}
    assert placed([["達成值"], ["5"]], column=2) == {"5": (0, 2)}


OVERVIEW = SheetNames(
    ["計畫", "指標項目", "達成值"],
    [["甲計畫", "人數"], ["甲計畫", "場次"], ["乙計畫", "人數"], ["乙計畫", "件數"]],
    [0, 1],
)


def rows_of(block: list[list[str]], row: int, column: int) -> dict[str, tuple[object, object]]:
    found = place_block(block, row, column, OVERVIEW)
    return {each.text: (each.row, each.column) for each in found.cells}


def test_a_row_of_several_projects_goes_by_project_and_name() -> None:
    found = rows_of([["乙計畫", "人數", "1"], ["甲計畫", "人數", "2"]], 0, 0)
    assert (found["1"], found["2"]) == ((2, 2), (0, 2))


def test_a_merged_name_holds_for_the_lines_below_it() -> None:
    found = rows_of([["乙計畫", "件數", "1"], ["", "人數", "2"]], 0, 0)
    assert (found["1"], found["2"]) == ((3, 2), (2, 2))


def test_a_name_of_two_rows_alone_belongs_where_it_was_pasted_or_nowhere() -> None:
    assert rows_of([["指標項目", "達成值"], ["件數", "1"]], 0, 0)["1"] == (3, 2)
    assert rows_of([["指標項目", "達成值"], ["人數", "1"]], 2, 0)["1"] == (2, 2)
    assert rows_of([["指標項目", "達成值"], ["人數", "1"]], 1, 0)["1"] == (None, 2)


def test_names_before_figures_are_no_figures_wherever_they_are_pasted() -> None:
    found = rows_of([["乙計畫", "件數", "1"], ["甲計畫", "場次", "2"]], 0, 2)
    assert (found["1"], found["2"]) == ((3, 2), (1, 2))
    assert rows_of([["件數", "1"], ["場次", "2"]], 0, 2)["2"] == (1, 2)
    assert rows_of([["件數", "1"], ["別的", "2"]], 0, 2)["別的"] == (1, 2)
