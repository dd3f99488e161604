"""Start of the Windows program under Wine, against Windows Python with a bare window.

Only where `make windows` or `make test-windows` has left its tree. Both sides are the same
interpreter with the same compiled libraries, and count from the start of their own process.
"""

import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from benchmarks.comparison import Comparison, Side, median_side
from benchmarks.material import Material
from installer.lock import ROOT
from installer.screen import Screen
from installer.windows import wine

RUNS = 5
TREE = ROOT / "build" / "windows" / "tree"


def compare(material: Material) -> list[Comparison]:
    """Interactive; nothing where there is no Windows program."""
    if not TREE.is_dir():
        print("… no Windows program: `make windows` first", file=sys.stderr)
        return []
    prefix = wine.place_prefix(material.folder)
    wine.make_prefix(prefix)
    store = wine.windows_path(material.office_store)
    ours: list[str | Path] = [
        TREE / "tianbao-cli.exe",
        "gui",
        "--store",
        store,
        "--measure-startup",
    ]
    start = f"import sys; sys.path.append({wine.windows_path(ROOT)!r}); "
    bare: list[str | Path] = [TREE / "runtime" / "python.exe", "-X", "utf8", "-c"]
    bare.append(start + "import benchmarks.peers.bare_window")
    interactives, bares = [], []
    with Screen(material.folder) as screen:
        for _ in range(RUNS):
            interactives.append(_run(screen, prefix, ours, "interactive_ms"))
            bares.append(_run(screen, prefix, bare, "ms"))
    wine.stop(prefix)
    return [
        Comparison(
            claim="Windows 版（Wine）啟動到可操作（示範資料檔）",
            against="同一 Windows Python 的空白 PySide6 視窗",
            ours=median_side(interactives),
            peer=median_side(bares),
            goal=Decimal("2.0"),
            needed="fewer modules imported for the first page, drawn from the store's snapshot",
        )
    ]


def _run(screen: Screen, prefix: Path, command: Sequence[str | Path], figure: str) -> Side:
    printed = screen.finish([wine.program(), *command], wine.variables(prefix))
    return Side(json.loads(printed.strip().splitlines()[-1])[figure] / 1000, peak_mb=0)
