"""A program of its own: every page of one role in a made-up language, and what does not speak it.

usage: python -m tests.ui.whole_window FOLDER agency|office

FOLDER holds tianbao_en.qm with each of the window's texts between ⟦ and ⟧. Prints as JSON each
text with Chinese outside of them that is no data of the scene, and where it stands.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.translation import choose_language

if TYPE_CHECKING:  # the language is chosen before any text of the window is read
    from app.ui.shell.main_window import MainWindow
    from app.ui.shell.page import PageEntry
    from app.ui.shell.workspace import Workspace
    from tests.support.visible_texts import ForeignTexts


class Walk:
    """Goes through a window and keeps what it read there."""

    def __init__(self, foreign: "ForeignTexts") -> None:
        self.foreign = foreign
        self.found: dict[str, str] = {}

    def look_at(self, where: str, widget: QWidget) -> None:
        """Read a widget once everything has come to rest."""
        from tests.support.visible_texts import read_visible_texts

        settle()
        for place, text in read_visible_texts(widget):
            if self.foreign.rest_of(text):
                self.found.setdefault(text, f"{where}: {place}")

    def look_at_all_pages(
        self, workspace: "Workspace", pages: Sequence["PageEntry"]
    ) -> "MainWindow":
        """Show a workspace as the program does and go to each of its pages."""
        from app.ui.shell.main_window import MainWindow

        window = MainWindow()
        window.show_workspace(workspace, pages)
        workspace.open()
        window.enter_workspace()
        window.show()
        for entry in pages:
            window.go_to(entry.id)
            self.look_at(entry.id, window)
        return window


def settle() -> None:
    """Wait until the work under way has ended and been shown."""
    from app.ui.widgets.tasks import has_running_tasks

    while True:
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        QApplication.processEvents()
        if not has_running_tasks():
            return


def walk_agency(walk: Walk, folder: Path) -> None:
    """An empty store; a round just received; a return handed over, sent back and approved."""
    from app.models.signatures import SignerRole
    from app.ui.agency.keys.enrolment_dialog import EnrolmentDialog
    from app.ui.agency.keys.key_dialog import KeyDialog
    from app.ui.agency.pages import build_pages
    from app.ui.agency.workspace import AgencyWorkspace
    from app.ui.shell.preferences import PreferenceFile
    from app.ui.widgets.new_passphrase import NewPassphraseDialog
    from tests.ui.agency import two_persons as two

    def build(name: str) -> AgencyWorkspace:
        return AgencyWorkspace(folder / f"{name}.tianbao", PreferenceFile(folder))

    def look(name: str) -> "MainWindow":
        workspace = build(name)
        return walk.look_at_all_pages(workspace, build_pages(workspace))

    look("empty").close_workspace()
    workspace = build("agency")
    workspace.open()
    two.receive(workspace, folder, two.round_file())
    workspace.close()
    look("agency").close_workspace()
    workspace = build("agency")
    workspace.open()
    two.finish(workspace)
    walk.foreign.add_data(workspace.findings())
    workspace.close()
    window = look("agency")
    sign: Any = window.page("sign")
    window.go_to("sign")
    sign.key_card.use_file(two.key_file(folder, "preparer"))
    sign.key_card.passphrase.setText(two.PASSPHRASE)
    sign.key_card.unlock()
    walk.look_at("sign, unlocked", window)
    sign.keep_here.click()
    settle()
    walk.foreign.add_data(sign.workspace.desk.pending.all()[0].payload)
    for page in ("sign", "approval", "home", "history", "keys"):
        window.go_to(page)
        walk.look_at(f"{page}, handed over", window)
    for dialog in (
        KeyDialog("林小明"),
        EnrolmentDialog("AAAA", "林小明", "1", SignerRole.PREPARER, ()),
        NewPassphraseDialog("", "", asks_present=True),
    ):
        walk.look_at(type(dialog).__name__, dialog)
    window.close_workspace()


def walk_office(walk: Walk, folder: Path) -> None:
    """A new store; a round with returns received, one of them sent back."""
    from app.ui.office.overview.open_round_dialog import OpenRoundDialog
    from app.ui.office.overview.reissue_dialog import ReissueDialog
    from app.ui.office.overview.round_dates_dialog import RoundDatesDialog
    from app.ui.office.pages import build_pages
    from app.ui.office.reconciliation_dialog import ReconciliationDialog
    from app.ui.office.workspace import OfficeWorkspace
    from app.ui.shell.preferences import PreferenceFile
    from tests.ui.office.scenes import AGENCIES, NOW, PASSPHRASE, build_scene, tamper

    def look(store: Path) -> "MainWindow":
        workspace = OfficeWorkspace(store, PreferenceFile(folder), clock=lambda: NOW)
        return walk.look_at_all_pages(workspace, build_pages(workspace))

    look(folder / "empty.tianbao").close_workspace()
    scene = build_scene(folder)
    window = look(scene.store)
    workspace: Any = window.workspace
    workspace.desk.keys.unlock(PASSPHRASE)
    window.go_to("inbox")
    inbox: Any = window.page("inbox")
    files = [path for pair in scene.pairs.values() for path in pair]
    inbox.take_files((*files, tamper(scene.pdf(AGENCIES[0]), folder)))
    walk.look_at("inbox, received", window)
    for row in range(len(inbox.lines)):
        inbox.table.select_row(row)
        walk.look_at("inbox, a line", window)
    window.go_to("verify", files)
    walk.look_at("verify, files", window)
    window.go_to("review", AGENCIES[0])
    settle()
    review: Any = window.page("review")
    walk.foreign.add_data(review.panel.sheet.current.payload)
    for page in ("overview", "review", "report", "registry", "records"):
        window.go_to(page)
        walk.look_at(f"{page}, received", window)
    for dialog in (
        OpenRoundDialog(workspace),
        RoundDatesDialog(workspace, workspace.round),
        ReissueDialog(workspace, workspace.round),
        ReconciliationDialog(workspace.programme),
    ):
        walk.look_at(type(dialog).__name__, dialog)
    window.close_workspace()


def main(texts: Path, role: str) -> None:
    """Walk through the window of a role and print what was found."""
    choose_language("en", texts)
    from app.ui.shell.application import build_application
    from tests.support.visible_texts import ForeignTexts

    build_application()
    walk = Walk(ForeignTexts())
    with TemporaryDirectory() as folder:
        (walk_agency if role == "agency" else walk_office)(walk, Path(folder))
    print(json.dumps(walk.found, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
