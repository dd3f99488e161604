"""One committed edit of a draft against one raw SQLite commit with the same durability.

usage: python -m benchmarks.editing ours|peer FOLDER
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from decimal import Decimal
from pathlib import Path

from benchmarks.comparison import Comparison, run_pair
from benchmarks.material import Material
from benchmarks.side import print_side

AGENCY = "MOE"
EDITS = 300


def compare(material: Material) -> list[Comparison]:
    """Value, journal row and time against a bare two-row transaction."""
    folder = material.folder / "editing"
    folder.mkdir(exist_ok=True)
    shutil.copy(material.demo.agency(AGENCY) / f"{AGENCY}.tianbao", folder / "ours.tianbao")
    ours, peer = run_pair("editing", str(folder), runs=5)
    return [
        Comparison(
            claim="一次欄位修改（值、歷程、時間同一交易，落盤）",
            against="sqlite3 直接寫入（WAL＋FULL，兩列）",
            ours=ours,
            peer=peer,
            goal=Decimal("2.5"),
            needed="fewer statements a change",
        )
    ]


def _edit_draft(folder: Path) -> float:
    from app.agency.desk import AgencyDesk
    from app.models.answers import Place

    with AgencyDesk.open(folder / "ours.tianbao") as desk:
        draft = desk.draft(desk.rounds.all()[0].round.id)
        place = Place("P06", "results", None, "beneficiaries")
        draft.commit({place: 1}, "warm up")
        started = time.perf_counter()
        for number in range(EDITS):
            draft.commit({place: number + 2}, "受益人數")
        return (time.perf_counter() - started) / EDITS


def _write_rows(folder: Path) -> float:
    path = folder / "peer.sqlite"
    for leftover in folder.glob("peer.sqlite*"):
        leftover.unlink()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE value (place TEXT PRIMARY KEY, content TEXT)")
    connection.execute("CREATE TABLE journal (id INTEGER PRIMARY KEY, forward TEXT, inverse TEXT)")
    started = time.perf_counter()
    for number in range(EDITS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO value VALUES ('place', ?) "
            "ON CONFLICT (place) DO UPDATE SET content = excluded.content",
            (str(number),),
        )
        connection.execute(
            "INSERT INTO journal (forward, inverse) VALUES (?, ?)", (str(number), str(number - 1))
        )
        connection.execute("COMMIT")
    elapsed = time.perf_counter() - started
    connection.close()
    return elapsed / EDITS


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    print_side(_edit_draft(folder) if sys.argv[1] == "ours" else _write_rows(folder))
