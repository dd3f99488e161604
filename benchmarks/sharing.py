"""One batch of real files taken in by two processes against one.

usage: python -m benchmarks.sharing ours|peer OFFICE_STORE RETURNS_FOLDER
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks.comparison import Comparison, run_pair
from benchmarks.material import Material
from benchmarks.side import print_side

_RECEIVED = (
    "review_comment", "decision", "carrier_content", "carrier_file", "return_payload",
    "received_return", "import_ledger", "fact_place", "fact_value", "fact_section", "fact_project",
    "fact_target", "fact_finding", "fact_attachment", "fact_answer", "fact_total",
)  # fmt: skip
_PREPARED_SECONDS = 1.5
"""What choosing files in a dialog takes at least; the second process is started with the dialog."""


def compare(material: Material) -> list[Comparison]:
    """The returns of the demonstration, taken in anew."""
    arguments = (str(material.office_store), str(material.demo.returns))
    ours, peer = run_pair("sharing", *arguments, runs=5)
    return [
        Comparison(
            claim="匯入一期實際檔案（17 個機關各一對），兩個程序",
            against="同一批檔案，一個程序",
            ours=ours,
            peer=peer,
            goal=Decimal("0.6"),
            needed="taking in one revision while the next is examined",
        )
    ]


def _import(side: str, store: Path, returns: Path) -> float:
    from app.office.desk import OfficeDesk

    fresh = store.with_name(f"{side}.tianbao")
    _forget_what_was_received(store, fresh)
    files = _list_files(returns)
    with OfficeDesk.open(fresh) as office:
        if side == "ours":
            office.inbox.prepare()
            time.sleep(_PREPARED_SECONDS)
        else:
            _load_what_verifies()
        started = time.perf_counter()
        results = office.inbox.import_files(files, now=datetime.now(UTC), is_shared=side == "ours")
        elapsed = time.perf_counter() - started
    refused = [each for each in results if not each.accepted]
    if refused:
        raise RuntimeError(f"{len(refused)} refused, first: {refused[0]}")
    return elapsed


def _load_what_verifies() -> None:
    """On both sides before the time is taken: here as `prepare` does it there."""
    import app.office.importing.inbox
    import app.returns.pdf.verifier  # noqa: F401


def _list_files(returns: Path) -> list[Path]:
    """The pairs as they lie there."""
    return sorted(each for each in returns.rglob("*") if each.suffix in (".xlsx", ".pdf"))


def _forget_what_was_received(store: Path, fresh: Path) -> None:
    fresh.unlink(missing_ok=True)
    shutil.copy(store, fresh)
    with closing(sqlite3.connect(fresh)) as file, file:
        for table in _RECEIVED:
            file.execute(f"DELETE FROM {table}")


if __name__ == "__main__":
    print_side(_import(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
