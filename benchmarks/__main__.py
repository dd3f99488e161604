"""`make bench`: measure every claim in one run and print the table.

usage: python -m benchmarks [NAME …]      e.g. startup editing filling importing sharing exporting
    reporting installed
"""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.comparison import Comparison
from benchmarks.material import build_material
from benchmarks.table import format_table

CLAIMS = (
    "startup",
    "editing",
    "filling",
    "importing",
    "sharing",
    "exporting",
    "reporting",
    "installed",
)


def main(wanted: list[str]) -> None:
    """Run the named benchmarks, or all."""
    material = build_material(Path("bench-out").resolve())
    comparisons: list[Comparison] = []
    for name in wanted or CLAIMS:
        print(f"… {name}", file=sys.stderr)
        comparisons += import_module(f"benchmarks.{name}").compare(material)
    table = format_table(comparisons)
    (material.folder / "table.md").write_text(table + "\n", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
