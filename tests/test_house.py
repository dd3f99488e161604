"""The house keeps its order: rooms of a size, no circles, no crumbs, tests as the rooms.

Exceptions are listed with a reason; one that is no longer needed fails too, so the lists shrink.
"""

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.support.repository import judges_the_repository

pytestmark = judges_the_repository

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app"
TESTS = ROOT / "tests"

MOST_MODULES = 25
CRUMB_LINES = 40
FEWEST_WORDS = 4

CRUMBS = {
    "app.cli.catalogue_command": "a command's module is loaded when the command runs",
    "app.cli.demo_command": "a command's module is loaded when the command runs",
    "app.returns.workbook.writer": "what app.returns.pdf.writer is for the other carrier",
    "app.ui.shell.plain_imports": "loaded before the window's first import, of anything",
}
"""Small modules with one importer that stay, and why."""

UNIMPORTED = {
    "app.__main__": "the entry point",
}
"""Modules nothing imports, and who runs them."""

NOT_ROOMS = {"e2e", "fixtures", "golden", "installer", "support"}
"""Folders of `tests` that mirror no package of `app`: stories, what tests share, the installer."""


@cache
def imports() -> dict[str, set[str]]:
    """Which modules of `app` each module imports, inside functions too."""
    graph = grimp.build_graph("app", cache_dir=None)
    return {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}


@cache
def importers() -> dict[str, set[str]]:
    """Which modules import each module."""
    return {
        module: {each for each, imported in imports().items() if module in imported}
        for module in imports()
    }


def source_of(module: str) -> Path:
    path = ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def modules() -> list[str]:
    """All modules that are no package."""
    return [each for each in sorted(imports()) if source_of(each).name != "__init__.py"]


def packages(root: Path = APP) -> list[Path]:
    """All folders with Python files in them."""
    return sorted({each.parent for each in root.rglob("*.py")})


def find_circle(graph: dict[str, set[str]]) -> tuple[str, ...]:
    """Modules that import one another in a circle, the first of them twice; () where none do."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        return tuple(reversed(circle.args[1]))
    return ()


def test_a_circle_is_found() -> None:
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) in {("b", "c", "b"), ("c", "b", "c")}


def test_the_tree_looked_at_is_this_one() -> None:
    assert len(modules()) > 300
    assert set(modules()) == {
        ".".join(each.relative_to(ROOT).with_suffix("").parts)
        for each in APP.rglob("*.py")
        if each.name != "__init__.py"
    }


def test_no_folder_holds_too_many_modules() -> None:
    sizes = {str(each.relative_to(ROOT)): len(list(each.glob("*.py"))) for each in packages()}
    assert {name: size for name, size in sizes.items() if size > MOST_MODULES} == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert find_circle(imports()) == ()


def test_a_small_module_with_one_importer_is_part_of_it() -> None:
    crumbs = {
        each: next(iter(importers()[each]))
        for each in modules()
        if len(importers()[each]) == 1
        and len(source_of(each).read_text(encoding="utf-8").splitlines()) < CRUMB_LINES
    }
    assert {each: into for each, into in crumbs.items() if each not in CRUMBS} == {}
    assert CRUMBS.keys() - crumbs.keys() == set(), "no longer crumbs: take them off the list"


def test_every_module_is_reached_from_somewhere() -> None:
    alone = {each for each in modules() if not importers()[each]}
    assert alone - UNIMPORTED.keys() == set()
    assert UNIMPORTED.keys() - alone == set(), "imported by now: take them off the list"


@pytest.mark.parametrize("package", packages(), ids=lambda each: str(each.relative_to(ROOT)))
def test_every_package_says_what_belongs_there(package: Path) -> None:
    source = (package / "__init__.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source)) or ""
    assert len(docstring.split()) >= FEWEST_WORDS


def test_the_tests_mirror_the_rooms() -> None:
    homeless = [
        str(each.relative_to(ROOT))
        for each in packages(TESTS)
        if each != TESTS
        and each.relative_to(TESTS).parts[0] not in NOT_ROOMS
        and not (APP / each.relative_to(TESTS) / "__init__.py").exists()
    ]
    assert homeless == []
