"""What is measured: one demonstration cycle, and many signed returns of the same kind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.demo.folders import DemoFolders

WORKBOOKS = 1_000
PDFS = 200


@dataclass(frozen=True)
class Material:
    """Folders that the benchmarks read."""

    folder: Path

    @property
    def demo(self) -> DemoFolders:
        """The cycle on the approved plan."""
        return DemoFolders(self.folder / "demo-out")

    @property
    def office_store(self) -> Path:
        """The office's store after the cycle."""
        return self.demo.office_store

    @property
    def series(self) -> Path:
        """Many revisions of signed returns, and the office store that opened their round."""
        return self.folder / "series"


def build_material(folder: Path) -> Material:
    """Make everything anew in `folder`, in a process of its own: the caller stays small."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "benchmarks.material", str(folder)], check=True)
    return Material(folder)


def _fill(material: Material) -> None:
    from app.demo.cycle import run_cycle
    from benchmarks.series import write_series

    run_cycle(material.demo.root, datetime.now(UTC))
    write_series(material.demo, material.series, WORKBOOKS, PDFS)


if __name__ == "__main__":
    _fill(Material(Path(sys.argv[1])))
