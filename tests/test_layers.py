"""The layer contract holds, and is seen to fail when somebody breaks it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.repository import judges_the_repository

pytestmark = [pytest.mark.slow, judges_the_repository]

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
        "def breach() -> None:\n    from app.office import desk\n\n    print(desk)\n",
    )
    finished = lint_imports(tree)
    assert finished.returncode != 0
    assert "window, then services, then models" in finished.stdout
    assert "app.models.money" in finished.stdout


def test_an_agency_page_that_borrows_from_the_office_is_noticed(tree: Path) -> None:
    plant(
        tree,
        "app/ui/agency/home/round_head.py",
        "def breach() -> None:\n    import app.ui.office.page_frame\n\n    app.ui\n",
    )
    finished = lint_imports(tree)
    assert finished.returncode != 0
    assert "the window's two roles do not know each other" in finished.stdout


@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("app/agency/desk.py", "app.office.desk", "the two desks do not know each other"),
        ("app/office/desk.py", "app.agency.desk", "the two desks do not know each other"),
        (
            "app/returns/pdf/writer.py",
            "app.returns.workbook.writer",
            "workbook and PDF do not know each other",
        ),
        (
            "app/returns/judging/binding.py",
            "app.returns.pdf.writer",
            "verification over two carriers over what both share",
        ),
        (
            "app/reports/figures.py",
            "app.returns.layouts.v1.builder",
            "the report and the layouts of returns do not know each other",
        ),
        ("app/models/money.py", "pathlib", "models know no file, no database and no service"),
        ("app/models/rounds.py", "app.store.store", "models know no file"),
        (
            "app/trust/certificates/facts.py",
            "app.trust.keys.files",
            "papers over keys and timestamps over certificates",
        ),
        (
            "app/reports/figures.py",
            "sqlalchemy",
            "only the store and the desks' rows know the database's library",
        ),
        ("app/office/desk.py", "sqlite3", "only the store knows SQLite, migrations and locks"),
        ("app/files.py", "filelock", "only the store knows SQLite, migrations and locks"),
        ("app/agency/desk.py", "app.store.engine", "its inside is its own"),
        (
            "app/ui/widgets/notices.py",
            "app.ui.verify.page",
            "shell and pages over forms over widgets",
        ),
        ("app/office/desk.py", "app.checks.files", "window, then services, then models"),
    ],
)
def test_a_breach_inside_a_function_is_noticed(
    tree: Path, module: str, imported: str, contract: str
) -> None:
    plant(tree, module, f"def breach() -> None:\n    import {imported}\n\n    {imported}\n")
    finished = lint_imports(tree)
    assert finished.returncode != 0
    assert contract in finished.stdout
    assert module.removesuffix(".py").replace("/", ".") in finished.stdout


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
