"""Start of the window on the demonstration's store, against a bare window and a bare table.

All count from the start of the process, by the same clock, and from compiled modules as an
installed program has them: a first run of each, which may still have to compile, does not count.
"""

import json
import os
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from app.programme.catalogue_loader import load_catalogue
from benchmarks.comparison import Comparison, Side, median_side
from benchmarks.material import Material

RUNS = 7


def compare(material: Material) -> list[Comparison]:
    """First paint and interactive."""
    rows = _write_projects(material.folder / "projects.sqlite")
    ours = [sys.executable, "-m", "app", "gui", "--store", str(material.office_store)]
    ours.append("--measure-startup")
    bare = [sys.executable, "-m", "benchmarks.peers.bare_window"]
    table = [sys.executable, "-m", "benchmarks.peers.table_window", str(rows)]
    for command in (ours, bare, table):
        _print(command)
    paints, interactives, bares, tables = [], [], [], []
    for _ in range(RUNS):
        paints.append(_run(ours, "first_paint_ms"))
        bares.append(_run(bare, "ms"))
        interactives.append(_run(ours, "interactive_ms"))
        tables.append(_run(table, "ms"))
    return [
        Comparison(
            claim="啟動到首次繪出（示範資料檔）",
            against="空白的 PySide6 視窗",
            ours=median_side(paints),
            peer=median_side(bares),
            goal=Decimal("1.3"),
            needed="fewer modules imported before the empty frame",
        ),
        Comparison(
            claim="啟動到可操作",
            against="PySide6 + SQLAlchemy + 讀 39 列入表格",
            ours=median_side(interactives),
            peer=median_side(tables),
            goal=Decimal("1.0"),
            needed="fewer modules imported for the first page, drawn from the store's snapshot",
        ),
    ]


def _write_projects(path: Path) -> Path:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE project (id TEXT, name TEXT, amount INTEGER)")
        rows = [
            (each.id, each.name, each.budgets[0].amount_ntd) for each in load_catalogue().projects
        ]
        connection.executemany("INSERT INTO project VALUES (?, ?, ?)", rows)
    return path


def _run(command: list[str], figure: str) -> Side:
    printed, peak_mb = _print(command)
    answer = json.loads(printed.strip().splitlines()[-1])
    return Side(answer[figure] / 1000, peak_mb)


def _print(command: list[str]) -> tuple[str, float]:
    """What a command prints, and its peak memory in MB."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return printed, usage.ru_maxrss / 1024
