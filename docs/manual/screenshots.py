"""Make the manual's screenshots anew: `python -m docs.manual.screenshots`.

Everything is built in a temporary folder, drawn without a display at 1366 × 768 and scale 1, and
written to `docs/images/` with a palette. Keys and hence control numbers differ each time.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QIODevice, Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.agency.desk import AgencyDesk
from app.models.answers import Place
from app.ui.agency.fill_target import FillTarget, target_of
from app.ui.agency.home import page as home_page
from app.ui.agency.office_confirmation import OfficeConfirmationDialog
from app.ui.agency.pages import build_pages as agency_pages
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.office.overview.open_round_dialog import OpenRoundDialog
from app.ui.office.pages import build_pages as office_pages
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.application import build_application
from app.ui.shell.first_start import FirstStartPage
from app.ui.shell.main_window import MainWindow
from app.ui.shell.page import PageEntry
from app.ui.shell.preferences import PreferenceFile
from app.ui.shell.workspace import Workspace
from app.ui.widgets import theme
from app.ui.widgets.tasks import has_running_tasks
from docs.manual.demonstration import (
    AGENCY_DAY,
    NOW,
    SENT_BACK,
    Demonstration,
    build_demonstration,
)

IMAGES = Path(__file__).resolve().parents[1] / "images"
WIDTH, HEIGHT = 1366, 768
LARGEST_BYTES = 150_000
_ROUNDS, _MOST_ROUNDS = 40, 6_000
"""Of ten milliseconds: what timers may need, and what a task on a busy machine may."""
_SHOWN_ROOT = "D:\\填報"
"""Stands for the temporary folder wherever a path is shown."""


class Camera:
    """Takes pictures of widgets once they have come to rest."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self.taken: list[Path] = []

    def take(self, name: str, widget: QWidget) -> None:
        """Write `docs/images/<name>.png`. Raises ValueError for a picture too large to keep."""
        settle()
        self._hide_paths(widget)
        settle()
        content = _compress(_grab(widget))
        if len(content) > LARGEST_BYTES:
            raise ValueError(f"{name}: {len(content)} bytes")
        path = IMAGES / f"{name}.png"
        path.write_bytes(content)
        self.taken.append(path)

    def _hide_paths(self, widget: QWidget) -> None:
        lines: list[QLabel | QLineEdit] = [
            *widget.findChildren(QLabel),
            *widget.findChildren(QLineEdit),
        ]
        for each in lines:
            if self._root in each.text():
                rest = each.text().replace(self._root, _SHOWN_ROOT)
                each.setText(rest.replace("/", "\\"))


def settle() -> None:
    """Wait until work, timers and painting have ended. Raises RuntimeError after a minute."""
    rounds = 0
    while rounds < _ROUNDS or (has_running_tasks() and rounds < _MOST_ROUNDS):
        QThreadPool.globalInstance().waitForDone(60_000)
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        QApplication.processEvents()
        wait(10)
        rounds += 1
    if has_running_tasks():
        raise RuntimeError("work is still under way")


def wait(milliseconds: int) -> None:
    """Handle events for that long."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def take_all(root: Path) -> list[Path]:
    """Take every picture of the manual and return their files."""
    application = build_application()
    vars(home_page)["date"] = _FixedDate  # the deadline is told from a fixed day
    os.environ["TIANBAO_DATA"] = str(root / "資料")
    demonstration = build_demonstration(root)
    preferences = PreferenceFile(root / "資料")
    theme.apply_theme(application, theme.ThemeChoice.LIGHT, 100)
    camera = Camera(root)
    _take_first_start(camera, preferences)
    _take_agency(camera, preferences, demonstration)
    _take_sent_back(camera, preferences, demonstration)
    _take_approval(camera, preferences, demonstration)
    _take_office(camera, preferences, demonstration)
    return camera.taken


@contextmanager
def _window(workspace: Workspace | None, pages: tuple[PageEntry, ...] = ()) -> Iterator[MainWindow]:
    window = MainWindow()
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen without a display is small
    window.resize(WIDTH, HEIGHT)
    if workspace is not None:
        window.show_workspace(workspace, pages)
    window.show()
    settle()
    if workspace is not None:
        workspace.open()
        window.enter_workspace()
    yield window
    window.close()
    window.deleteLater()
    settle()


def _take_first_start(camera: Camera, preferences: PreferenceFile) -> None:
    with _window(None) as window:
        window.show_single_page(FirstStartPage(preferences.present))
        camera.take("first-start", window)


def _take_agency(camera: Camera, preferences: PreferenceFile, demonstration: Demonstration) -> None:
    store = demonstration.root / "機關" / "新.tianbao"
    workspace = AgencyWorkspace(store, preferences, clock=lambda: NOW)
    with _window(workspace, agency_pages(workspace)) as window:
        camera.take("agency-receive", window)
    _take_confirmation(camera, demonstration)
    workspace = AgencyWorkspace(demonstration.agency_store, preferences, clock=lambda: NOW)
    with _window(workspace, agency_pages(workspace)) as window:
        camera.take("agency-home", window)
        assert workspace.draft is not None
        project = workspace.draft.blank.project_ids[0]
        window.go_to("fill", target_of(Place(project, "budget", None, "paid")))
        settle()
        camera.take("agency-fill", window)
        window.go_to("fill", FillTarget(project, "indicators"))
        camera.take("agency-indicators", window)
        window.go_to("fill", FillTarget(project, "highlights"))
        camera.take("agency-highlights", window)
        window.go_to("check")
        page: Any = window.page("check")
        settle()
        page.panel.table.selectRow(0)
        camera.take("agency-check", window)
        window.go_to("sign")
        sign: Any = window.page("sign")
        sign.key_card.use_file(demonstration.key_file)
        sign.key_card.passphrase.setText(demonstration.passphrase)
        sign.key_card.unlock()
        camera.take("agency-sign", window)
        _take_keys(camera, window)


def _take_keys(camera: Camera, window: MainWindow) -> None:
    """The preparer's registered key, opened above."""
    window.go_to("keys")
    keys: Any = window.page("keys")
    settle()
    keys.table.select_row(0)
    camera.take("agency-keys", window)


def _take_confirmation(camera: Camera, demonstration: Demonstration) -> None:
    with AgencyDesk.create(demonstration.root / "機關" / "另一.tianbao", clock=lambda: NOW) as desk:
        preview = desk.intake.preview(demonstration.round_file)
    dialog = OfficeConfirmationDialog(preview)
    dialog.show()
    camera.take("agency-confirm-office", dialog)
    dialog.close()


def _take_sent_back(
    camera: Camera, preferences: PreferenceFile, demonstration: Demonstration
) -> None:
    workspace = AgencyWorkspace(demonstration.sent_back_store, preferences, clock=lambda: NOW)
    with _window(workspace, agency_pages(workspace)) as window:
        camera.take("agency-sent-back", window)
        window.go_to("history")
        camera.take("agency-history", window)
        window.go_to("settings")
        camera.take("settings", window)


def _take_approval(
    camera: Camera, preferences: PreferenceFile, demonstration: Demonstration
) -> None:
    workspace = AgencyWorkspace(demonstration.pending_store, preferences, clock=lambda: NOW)
    with _window(workspace, agency_pages(workspace)) as window:
        window.go_to("approval")
        page: Any = window.page("approval")
        while page.examining.is_busy:
            wait(50)
        camera.take("agency-approval", window)
        window.go_to("sign")
        sign: Any = window.page("sign")
        while sign.preview_tasks.is_busy:
            wait(50)
        camera.take("agency-hand-over", window)


def _take_office(camera: Camera, preferences: PreferenceFile, demonstration: Demonstration) -> None:
    store = demonstration.folders.office_store
    workspace = OfficeWorkspace(store, preferences, clock=lambda: NOW)
    passphrase = demonstration.folders.office_passphrase.read_text(encoding="utf-8").strip()
    with _window(workspace, office_pages(workspace)) as window:
        # Receipts are written after an import by themselves, and nobody is here to be asked for it.
        workspace.desk.keys.unlock(passphrase)
        _take_inbox(camera, window, demonstration)
        window.go_to("overview")
        camera.take("office-overview", window)
        dialog = OpenRoundDialog(workspace, window)
        dialog.show()
        camera.take("office-open-round", dialog)
        dialog.close()
        window.go_to("review", SENT_BACK)
        camera.take("office-review", window)
        window.go_to("search")
        search: Any = window.page("search")
        search.line.setText("辦理")
        camera.take("office-search", window)
        window.go_to("report")
        report: Any = window.page("report")
        report.make_report()
        settle()
        report.preview.page.setValue(5)
        camera.take("office-report", window)
        for name in ("programme", "records"):
            window.go_to(name)
            camera.take(f"office-{name}", window)
        _take_registry(camera, window, demonstration)


def _take_inbox(camera: Camera, window: MainWindow, demonstration: Demonstration) -> None:
    window.go_to("inbox")
    inbox: Any = window.page("inbox")
    settle()
    inbox.take_files(demonstration.to_import)
    camera.take("office-inbox", window)
    window.go_to("verify", demonstration.to_import)
    settle()
    camera.take("office-verify", window)


def _take_registry(camera: Camera, window: MainWindow, demonstration: Demonstration) -> None:
    window.go_to("registry")
    registry: Any = window.page("registry")
    registry.tabs.setCurrentWidget(registry.enrolments)
    camera.take("office-enrolments", window)
    registry.tabs.setCurrentWidget(registry.active)
    registry.table.select_row(0)
    camera.take("office-registry", window)
    registry.form.read(demonstration.new_certificate)
    registry.active.show_form()
    camera.take("office-register", window)
    registry.form.hide()
    registry.tabs.setCurrentWidget(registry.anchors)
    camera.take("office-anchors", window)
    registry.tabs.setCurrentWidget(registry.office_key)
    camera.take("office-own-certificate", window)


class _FixedDate(date):
    @classmethod
    def today(cls) -> _FixedDate:
        return cls(AGENCY_DAY.year, AGENCY_DAY.month, AGENCY_DAY.day)


def _grab(widget: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _compress(content: bytes) -> bytes:
    """The picture as it is where that is small, else with 256 colours."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    whole = _write_png(picture)
    if len(whole) <= LARGEST_BYTES:
        return whole
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    return _write_png(few)


def _write_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Take every picture and say how large it is."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in take_all(Path(folder)):
            print(f"{path.stat().st_size:>8,} {path.name}")


if __name__ == "__main__":
    main()
