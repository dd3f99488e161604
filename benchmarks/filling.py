"""A key and a project click in a form of a thousand fields, against a bare box and a bare window.

usage: python -m benchmarks.filling FOLDER
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.comparison import Comparison, Side
from benchmarks.large_form import write_store
from benchmarks.material import Material

if TYPE_CHECKING:
    from app.ui.shell.frame import Frame
    from app.ui.shell.main_window import MainWindow

_KEYS = 200
_BLOCKS = 5
_SETTLED_MS = 1_500
_CHARACTERS = 3_000
_OPENINGS = 9


def compare(material: Material) -> list[Comparison]:
    """Both sides in one process, in turn, so that a drift of the machine meets both."""
    folder = material.folder / "filling"
    folder.mkdir(exist_ok=True)
    write_store(folder / "agency.tianbao")
    command = [sys.executable, "-m", "benchmarks.filling", str(folder)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        raise RuntimeError(f"{finished.stdout}\n{finished.stderr}")
    times = json.loads(finished.stdout.strip().splitlines()[-1])
    sides = {name: Side(times[name], times["peak_mb"]) for name in ("key", "box", "form", "window")}
    return [
        Comparison(
            claim="按鍵到繪出（3,000 字、千欄、200 項檢核結果，第 95 百分位）",
            against="同樣文字的 QPlainTextEdit",
            ours=sides["key"],
            peer=sides["box"],
            goal=Decimal("1.3"),
            needed="keeping and checking what was typed spread between keys",
        ),
        Comparison(
            claim="點選千欄計畫到首次繪出",
            against="開啟空白視窗",
            ours=sides["form"],
            peer=sides["window"],
            goal=Decimal("1.5"),
            needed="only what is in view built at once",
        ),
    ]


def _measure(folder: Path) -> dict[str, float]:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

    from app.models.answers import Place
    from app.ui.agency.fill_target import FillTarget
    from app.ui.agency.workspace import AgencyWorkspace

    frame, window = _open_window(folder)
    workspace = window.workspace
    assert isinstance(workspace, AgencyWorkspace) and workspace.draft is not None
    large, *others = workspace.draft.blank.project_ids
    window.go_to("fill", FillTarget(others[0]))
    QTest.qWait(500)

    def open_form() -> None:
        window.go_to("fill", FillTarget(large))
        QApplication.processEvents()

    def open_nothing() -> None:
        empty = QWidget()
        empty.resize(frame.size())
        empty.show()
        QApplication.processEvents()

    form = _time(open_form)
    bare = sorted(_time(open_nothing) for _ in range(_OPENINGS))[_OPENINGS // 2]
    QTest.qWait(500)
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    place = Place(large, "texts", None, "narrative")
    window.go_to("fill", FillTarget(large, "texts", place))
    QTest.qWait(500)
    ours = QApplication.focusWidget()
    assert isinstance(ours, QPlainTextEdit)
    text = ("本年度辦理十二場工作坊，" * _CHARACTERS)[:_CHARACTERS]
    box = QPlainTextEdit()
    box.resize(ours.size())
    box.show()
    for each in (ours, box):
        each.setPlainText(text)
        each.moveCursor(each.textCursor().MoveOperation.End)
    keys: list[float] = []
    bare_keys: list[float] = []
    for _ in range(_BLOCKS):
        for each, times in ((ours, keys), (box, bare_keys)):
            QTest.qWait(_SETTLED_MS)  # else what our typing still has to do meets the bare box
            for _ in range(_KEYS // _BLOCKS):
                times.append(_time(partial(_press, each)))
                QTest.qWait(5)
    window.close_workspace()
    return {"key": _late(keys), "box": _late(bare_keys), "form": form, "window": bare}


def _press(box: object) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(box, QWidget)
    QTest.keyClick(box, Qt.Key.Key_A)
    QApplication.processEvents()


def _time(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _late(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[len(times) * 95 // 100]


def _open_window(folder: Path) -> "tuple[Frame, MainWindow]":
    from PySide6.QtTest import QTest

    from app.ui.agency.pages import build_pages
    from app.ui.agency.workspace import AgencyWorkspace
    from app.ui.shell.application import build_application
    from app.ui.shell.frame import show_frame
    from app.ui.shell.main_window import MainWindow
    from app.ui.shell.preferences import PreferenceFile
    from app.ui.widgets import theme

    application = build_application()
    preferences = PreferenceFile(folder)
    present = preferences.present
    theme.apply_theme(application, present.theme, present.text_scale)
    workspace = AgencyWorkspace(folder / "agency.tianbao", preferences)
    frame = show_frame(present)
    window = MainWindow()
    frame.setCentralWidget(window)
    window.show_workspace(workspace, build_pages(workspace))
    workspace.open()
    window.enter_workspace()
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    return frame, window


if __name__ == "__main__":
    from benchmarks.side import read_peak_mb

    print(json.dumps({**_measure(Path(sys.argv[1])), "peak_mb": read_peak_mb()}))
