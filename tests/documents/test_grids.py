"""Widths and heights are added the same on every Python: 3.12 changed how `sum` adds floats."""

import ast

import pytest

from app.resources import resource_root


@pytest.mark.parametrize("module", ["grids", "ruled_rows"])
def test_lengths_are_added_exactly(module: str) -> None:
    source = resource_root().parent / "app" / "documents" / f"{module}.py"
    called = {
        node.func.id
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "fsum" in called
    assert "sum" not in called
