"""What the tags of a table say of its cells: what a heading is of, how many columns one is wide.

A screen reader goes through a table by rows and columns, so every row must add up to as many.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

_SAME = 0.5  # points; edges nearer to each other are one


def count_spans(edges: Sequence[Sequence[float]]) -> list[list[int]]:
    """Count the columns of each cell, row by row; `edges` are the right edges of its cells.

    A table has a column wherever a cell of any row ends.
    """
    columns: list[float] = []
    for edge in sorted({each for row in edges for each in row}):
        if not columns or edge - columns[-1] > _SAME:
            columns.append(edge)
    found: dict[tuple[float, ...], list[int]] = {}
    for row in edges:
        if (key := tuple(row)) not in found:
            ends = [-1, *(bisect_left(columns, each - _SAME) for each in key)]
            found[key] = [end - start for start, end in pairwise(ends)]
    return [found[tuple(row)] for row in edges]


def describe_row(headers: Sequence[bool], columns: Sequence[int]) -> list[tuple[str, str]]:
    """The roles of the cells of a row and their attributes in the tree (ISO 32000-1 §14.8.5.7).

    A row of headings alone heads columns; a heading beside other cells heads its row.
    """
    scope = "Column" if all(headers) else "Row"
    return [
        (
            "TH" if is_header else "TD",
            _write_attributes(scope if is_header else "", count),
        )
        for is_header, count in zip(headers, columns, strict=True)
    ]


def _write_attributes(scope: str, columns: int) -> str:
    entries = f"/Scope/{scope}" if scope else ""
    if columns > 1:
        entries += f"/ColSpan {columns}"
    return f"/A<</O/Table{entries}>>" if entries else ""
