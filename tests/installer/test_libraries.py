"""The packages are cut to what is named, and Qt to the modules the program imports."""

import ast
from pathlib import Path

import pytest

from installer import linux, windows
from installer.libraries import cut, is_kept
from installer.lock import ROOT, Kept, read_kept

KEPT = Kept(
    only={"Qt": ("__init__.py", "plugins/*.dll")}, dropped=("*.pyi", "bin/*"), of_windows=()
)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Qt/__init__.py", True),
        ("Qt/plugins/a.dll", True),
        ("Qt/QtWeb.pyd", False),
        ("bin/tool.exe", False),
        ("lxml/etree.pyi", False),
        ("lxml/etree.pyd", True),
        ("typing_extensions.py", True),
    ],
)
def test_a_file_is_kept_or_not_by_its_path(name: str, kept: bool) -> None:
    assert is_kept(name, KEPT) is kept


def test_folders_left_empty_go_too(tmp_path: Path) -> None:
    for name in ("Qt/qml/deep/a.dll", "Qt/__init__.py", "lxml/etree.pyd"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    cut(tmp_path, KEPT)
    left = sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*"))
    assert left == ["Qt", "Qt/__init__.py", "lxml", "lxml/etree.pyd"]


@pytest.mark.parametrize(
    ("system", "suffix"), [(windows.HERE, "pyd"), (linux.HERE, "abi3.so")], ids=["windows", "linux"]
)
def test_each_qt_module_the_program_imports_is_kept(system: Path, suffix: str) -> None:
    imported = {
        str(node.module).partition(".")[2]
        for path in ROOT.joinpath("app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("PySide6.")
    }
    assert {"QtCore", "QtPdf"} <= imported
    kept = read_kept(system / "kept.toml")
    assert [each for each in imported if not is_kept(f"PySide6/{each}.{suffix}", kept)] == []
