"""The layer contract holds, and is seen to fail when somebody breaks it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contract of pyproject.toml on the tree in `folder`."""
    linter = Path(sys.executable).with_name("lint-imports")
    environment = dict(os.environ, PYTHONPATH=str(folder), PYTHONSAFEPATH="1")
    return subprocess.run(
        [str(linter), "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the source that a test may spoil."""
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(tree: Path, module: str, code: str) -> None:
    """Append code to a module of the copy."""
    path = tree / module
    path.write_text(path.read_text(encoding="utf-8") + "\n\n" + code, encoding="utf-8")


def test_the_tree_keeps_the_contract(tree: Path) -> None:
    finished = lint_imports(tree)
    assert finished.returncode == 0, finished.stdout


def test_a_service_that_imports_qt_inside_a_function_is_noticed(tree: Path) -> None:
    plant(
        tree,
        "app/forms/form_loader.py",
        "def breach() -> None:\n    from PySide6 import QtCore\n\n    QtCore.QObject()\n",
    )
    finished = lint_imports(tree)
    assert finished.returncode != 0
    assert "only the window knows Qt" in finished.stdout
    assert "app.forms.form_loader" in finished.stdout


def test_a_model_that_imports_a_service_is_noticed(tree: Path) -> None:
    plant(
        tree,
        "app/models/money.py",
        "def breach() -> None:\n    from app.office import office_desk\n\n    print(office_desk)\n",
    )
    finished = lint_imports(tree)
    assert finished.returncode != 0
    assert "window, then services, then models" in finished.stdout
    assert "app.models.money" in finished.stdout


def test_an_agency_page_that_borrows_from_the_office_is_noticed(tree: Path) -> None:
    plant(
        tree,
        "app/ui/agency/due_line.py",
        "def breach() -> None:\n    from app.ui.office import chart_view\n\n    chart_view\n",
    )
    finished = lint_imports(tree)
    assert finished.returncode != 0
    assert "the window's two roles do not know each other" in finished.stdout


def test_the_contract_names_everything_beside_the_window() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = next(
        set(each["source_modules"])
        for each in contracts["tool"]["importlinter"]["contracts"]
        if each["name"] == "only the window knows Qt"
    )
    present = {
        f"app.{each.stem}"
        for each in (ROOT / "app").iterdir()
        if each.suffix == ".py" or (each / "__init__.py").exists()
    }
    assert present - named == {"app.ui", "app.__init__", "app.__main__"}
    assert named <= present
