"""Which cells are wider than one column."""

from app.documents.cell_tags import count_spans


def test_rows_alike_have_one_column_a_cell() -> None:
    assert count_spans([[10.0, 20.0], [10.0, 20.0]]) == [[1, 1], [1, 1]]


def test_a_cell_is_as_wide_as_the_cells_of_other_rows_below_it() -> None:
    assert count_spans([[30.0], [10.0, 20.0, 30.0], [10.0, 30.0]]) == [[3], [1, 1, 1], [1, 2]]


def test_edges_between_which_nobody_sees_a_difference_are_one() -> None:
    assert count_spans([[10.0, 30.0], [10.3, 30.0]]) == [[1, 1], [1, 1]]


def test_a_table_without_rows_has_no_cells() -> None:
    assert count_spans([]) == []
