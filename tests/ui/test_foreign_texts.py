"""What a file says is shown as text: no markup, no unseen character, anywhere in the window.

Both roles' windows are walked with a store whose every foreign text is HTML that would paint a
box, a picture and a fingerprint of its own, with controls of the writing direction and an escape
sequence in it.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.demo.answers import build_agency_answers
from app.models.enrolment import EnrolmentPurpose
from app.models.programme import Programme
from app.models.reviews import ReviewComment
from app.models.signatures import SignerRole
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.signing_keys import create_software_key
from app.trust.papers.enrolment import build_request, write_request
from app.ui.widgets import dialogs as window_dialogs
from app.ui.widgets.labels import BREAK, BreakingLabel, build_button_text, build_label, build_tip
from app.visible_text import has_unseen
from tests.support.visible_texts import ForeignTexts, read_visible_texts
from tests.ui.whole_window import Walk, settle

HTML = "<b>x</b><img src=a><table bgcolor=red><tr><td>指紋 0000</table>"
UNSEEN = "\x1b[31m\u202e\u2066\ufeff"
NAME = "<b>x</b><img src=a>"
"""What passes as the name of a person."""
UI = Path(window_dialogs.__file__).parents[1]


class _Watch(Walk):
    """Collects what is shown as markup, or with something nobody sees."""

    def __init__(self) -> None:
        super().__init__(ForeignTexts())
        self.faults: list[str] = []
        self.seen = 0

    def look_at(self, where: str, widget: QWidget) -> None:
        settle()
        for each in (widget, *widget.findChildren(QObject)):
            self.faults += [f"{where}: {fault}" for fault in _find_markup(each)]
        for place, text in read_visible_texts(widget):
            self.seen += "<b>x</b>" in text
            tip = place.endswith("cell") or "toolTip" in place
            if place.startswith(BreakingLabel.__name__):
                text = text.replace(BREAK, "")  # its own; one from a file is a mark by then
            if has_unseen(text.replace("\n", "").replace("\t", "")):
                self.faults.append(f"{where}: {place} shows {text!r}")
            if tip and Qt.mightBeRichText(text) and NAME in text and "cell" not in place:
                self.faults.append(f"{where}: {place} is markup {text!r}")


def _find_markup(each: QObject) -> Iterator[str]:
    if isinstance(each, QLabel):
        is_plain = each.textFormat() is Qt.TextFormat.PlainText
        if not is_plain and Qt.mightBeRichText(each.text()):
            yield f"label {each.text()!r}"
    if isinstance(each, QTextEdit) and "<img" in each.toHtml():
        yield f"text {each.toPlainText()[:80]!r}"
    if isinstance(each, QWidget | QAction) and "<img" in each.toolTip():
        yield f"tool tip {each.toolTip()!r}"


def poison(programme: Programme, unseen: str = "") -> Programme:
    """The plan with every name in it turned into HTML; what stands in it still fits together.

    With characters that are `unseen` in it nothing can be signed.
    """

    def worse(text: str) -> str:
        return f"{text}{HTML}{unseen}"

    agencies = tuple(
        msgspec.structs.replace(
            each,
            names=tuple(
                msgspec.structs.replace(name, name=worse(name.name)) for name in each.names
            ),
            short_name=f"{each.short_name}{NAME}",
        )
        for each in programme.agencies
    )
    projects = tuple(
        msgspec.structs.replace(each, name=worse(each.name)) for each in programme.projects
    )
    return msgspec.structs.replace(programme, agencies=agencies, projects=projects)


def _agency_window(watch: _Watch, folder: Path, qtbot: QtBot) -> None:
    from app.ui.agency.pages import build_pages
    from app.ui.agency.workspace import AgencyWorkspace
    from app.ui.shell.preferences import PreferenceFile
    from tests.agency.desks import NARRATIVE
    from tests.ui.agency import two_persons as two

    made = two.round_file()
    entries = tuple(
        msgspec.structs.replace(each, person_name=NAME) for each in made.registry.entries
    )
    comments = tuple(
        ReviewComment(
            id=f"r1-{number}",
            place=place,
            text=f"{HTML}\n{UNSEEN}",
            author=NAME,
            written_at=made.issued_at,
        )
        for number, place in enumerate((NARRATIVE.path, None), start=1)
    )
    hostile = msgspec.structs.replace(
        made,
        programme=poison(made.programme, UNSEEN),
        registry=msgspec.structs.replace(made.registry, entries=entries),
        round=msgspec.structs.replace(made.round, title=f"{HTML}{UNSEEN}"),
        comments=comments,
    )
    workspace = AgencyWorkspace(folder / "agency.tianbao", PreferenceFile(folder))
    workspace.open()
    two.receive(workspace, folder, hostile)
    draft = workspace.draft
    assert draft is not None
    draft.commit(build_agency_answers(draft.programme, draft.blank, 7), "填報")
    draft.commit({NARRATIVE: f"{HTML} 成果尚待彙整。"}, "填報")
    workspace.close()
    window = watch.look_at_all_pages(workspace, build_pages(workspace))
    qtbot.addWidget(window)
    window.close_workspace()


def _office_window(watch: _Watch, folder: Path, qtbot: QtBot) -> None:
    from app.office.desk import OfficeDesk
    from app.ui.office.pages import build_pages
    from app.ui.office.workspace import OfficeWorkspace
    from app.ui.shell.preferences import PreferenceFile
    from tests.ui.office import scenes

    scene = scenes.build_scene(folder)
    key = create_software_key(
        NAME, "1", NAME, valid_from=scenes.NOW, valid_until=scenes.NOW + timedelta(days=90)
    )
    request = build_request(
        key, agency="MOE", person_id="1", person_name=NAME, role=SignerRole.PREPARER,
        at=scenes.NOW, purpose=EnrolmentPurpose.NEW,
    )  # fmt: skip
    write_request(request, key, folder / "a.tbenrol")
    foreign = "\u202e" if sys.platform == "win32" else "<b>x<img src=a>\u202e\x1b"
    named = folder / f"{foreign}.xlsx"
    named.write_bytes(scene.workbook("NDC").read_bytes())
    with OfficeDesk.open(scene.store, clock=lambda: scenes.NOW) as desk:
        desk.enrolments.receive(folder / "a.tbenrol")
        other = create_software_key(
            NAME, "2", NAME, valid_from=scenes.NOW, valid_until=scenes.NOW + timedelta(days=90)
        )
        desk.registry.register(
            certificate_pem(other.certificate), "MOE", "2", NAME, SignerRole.APPROVER, scenes.NOW
        )
    workspace = OfficeWorkspace(scene.store, PreferenceFile(folder), clock=lambda: scenes.NOW)
    window = watch.look_at_all_pages(workspace, build_pages(workspace))
    qtbot.addWidget(window)
    workspace.desk.keys.unlock(scenes.PASSPHRASE)
    window.go_to("inbox")
    inbox = window.page("inbox")
    inbox.take_files((named, *scene.pairs["MOTC"]))
    watch.look_at("inbox, received", window)
    window.go_to("verify", [named, folder / "a.tbenrol"])
    watch.look_at("verify", window)
    window.go_to("review", "NDC")
    watch.look_at("review", window)
    for page in ("overview", "registry", "records", "report"):
        window.go_to(page)
        watch.look_at(page, window)
    window.close_workspace()


@pytest.mark.slow
@pytest.mark.parametrize("walk", [_agency_window, _office_window])
def test_nothing_from_a_file_is_shown_as_markup(
    walk: object, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.ui.office import scenes

    monkeypatch.setattr(scenes, "load_catalogue", lambda: poison(load_catalogue()))
    watch = _Watch()
    walk(watch, tmp_path, qtbot)  # type: ignore[operator]
    assert watch.faults == []
    assert watch.seen > 20


def test_a_label_and_a_tool_tip_show_what_they_are_given(qtbot: QtBot) -> None:
    label = build_label(f"{HTML}{UNSEEN}")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == f"{HTML}⟨U+001B⟩[31m⟨U+202E⟩⟨U+2066⟩⟨U+FEFF⟩"
    label.setText(NAME + "\u202e")
    assert label.text() == f"{NAME}⟨U+202E⟩"
    assert build_tip("一行\n二行") == "一行\n二行"
    assert escape(NAME) in build_tip(NAME) and NAME not in build_tip(NAME)


def test_an_ampersand_of_a_name_is_shown(qtbot: QtBot) -> None:
    box = QCheckBox(build_button_text("研發\u202e R&D"))
    qtbot.addWidget(box)
    assert box.shortcut().isEmpty()
    assert box.text() == "研發⟨U+202E⟩ R&&D"


def test_the_dialogs_ask_in_plain_text(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QLabel] = []

    def look(dialog: QWidget) -> int:
        dialog.show()
        shown.extend(each for each in dialog.findChildren(QLabel) if each.text() == NAME)
        assert all(each.textFormat() is Qt.TextFormat.PlainText for each in shown)
        dialog.close()
        return 0

    for kind in ("QMessageBox", "QInputDialog"):
        monkeypatch.setattr(getattr(window_dialogs, kind), "exec", look)
    parent = QWidget()
    qtbot.addWidget(parent)
    window_dialogs.ask_yes_no(parent, "a", NAME, "好")
    window_dialogs.ask_passphrase(parent, "a", NAME)
    window_dialogs.ask_text(parent, "a", NAME)
    assert len(shown) == 3


_AUTHORS = {"labels.py", "tinted.py"}


def _find_bare_texts(source: str) -> Iterator[str]:
    """Labels made elsewhere, and titles, buttons, tips and items of what may be from a file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.lineno}: QLabel" for base in node.bases if _is_label(base))
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name == "QLabel":
            yield f"{node.lineno}: QLabel"
        elif name in _INTERPRETING:
            yield f"{node.lineno}: {name}"
        elif name in _BEARERS:
            place = _BEARERS[name]
            texts = [] if len(node.args) <= place else [node.args[place]]
            yield from (f"{node.lineno}: {name}" for each in texts if not _is_safe(each))


def _is_label(base: ast.expr) -> bool:
    return isinstance(base, ast.Name) and base.id == "QLabel"


def _is_safe(text: ast.expr) -> bool:
    """A text of our own, or one that was made fit to be shown."""
    if isinstance(text, ast.IfExp):
        return _is_safe(text.body) and _is_safe(text.orelse)
    if isinstance(text, ast.JoinedStr):
        parts = [each for each in text.values if isinstance(each, ast.FormattedValue)]
        return all(_is_safe(each.value) for each in parts)
    if isinstance(text, ast.Constant):
        return True
    if isinstance(text, ast.Name):
        return text.id.lstrip("_").isupper()
    name = getattr(text.func, "id", "") if isinstance(text, ast.Call) else ""
    return name in _MADE_FIT or (name == "tr" and not text.keywords)  # type: ignore[attr-defined]


_MADE_FIT = {
    "build_tip", "build_button_text", "build_label", "visible_line", "visible_text", "word",
    "TintedMark",
}  # fmt: skip
_INTERPRETING = {
    "setHtml", "insertHtml", "setMarkdown", "setTextFormat", "QMessageBox", "QErrorMessage",
    "QProgressDialog", "QInputDialog", "QStaticText", "QWhatsThis", "QSystemTrayIcon", "showText",
    "setWhatsThis", "setDetailedText", "setInformativeText", "setLabelText", "setItemData",
    "QTextBrowser", "QTextEdit", "QTextDocument", "QSplashScreen",
}  # fmt: skip
"""What takes a text that looks like HTML for HTML, at least at times."""
_BEARERS = {
    "setToolTip": 0, "setWindowTitle": 0, "setStatusTip": 0, "addRow": 0,
    "QPushButton": 0, "QCheckBox": 0, "QRadioButton": 0, "QGroupBox": 0, "QAction": 0,
    "addAction": 0, "addMenu": 0, "addTab": 1, "insertTab": 2, "setTabText": 1, "setItemText": 1,
    "setTitle": 0, "addItem": 0, "QListWidgetItem": 0, "QStandardItem": 0, "setDocName": 0,
}  # fmt: skip
"""What bears a text, and which of its arguments that is."""
_OWN = {
    "agency/approval/pending_facts.py": ["addRow"],
    "agency/keys/enrolment_dialog.py": ["addItem"],  # a purpose and a day
    "agency/keys/key_dialog.py": ["addItem"],  # an algorithm
    "agency/fill/form_head.py": ["setItemText"],  # made a visible line
    "forms/editors/date_line.py": ["QAction", "addAction"],
    "forms/editors/search_line.py": ["QStandardItem"],  # made a visible line
    "office/overview/open_round_dialog.py": ["addItem"],  # a year
    "office/programme/page.py": ["QTextBrowser", "setHtml"],  # of `details`, all escaped there
    "office/registry/certificate_panel.py": ["addRow"],
    "office/registry/enrolment_panel.py": ["addRow"],
    "office/registry/office_key_panel.py": ["addRow"],
    "office/review/panel.py": ["QListWidgetItem", "addItem", "addItem"],  # made visible before
    "office/review/reworded_delegate.py": ["QTextDocument", "setHtml"],  # of escaped pieces
    "office/round_chooser.py": ["setItemData"],  # a day
    "settings/page.py": ["addItem", "addRow"],  # units, keys
    "shell/go_to.py": ["QListWidgetItem", "addItem"],  # made visible, behind its icon
    "widgets/dialogs.py": [
        "QInputDialog", "QMessageBox", "setLabelText", "setTextFormat", "setTextFormat",
    ],
    "widgets/labels.py": ["QLabel", "setTextFormat"],
    "widgets/new_passphrase.py": ["addRow"],
    "widgets/tinted.py": ["QLabel"],  # a mark without text
}  # fmt: skip
"""Where the look finds something, and why it is sound; without a remark the words are our own."""


def test_labels_and_tool_tips_have_one_author() -> None:
    found = {
        path.relative_to(UI).as_posix(): sorted(each.split()[1] for each in faults)
        for path in sorted(UI.rglob("*.py"))
        if (faults := tuple(_find_bare_texts(path.read_text(encoding="utf-8"))))
    }
    assert found == _OWN


@pytest.mark.parametrize(
    "code",
    [
        "QLabel(name)",
        "w.setToolTip(name)",
        'w.setToolTip(tr("{a}", a=name))',
        "b.setHtml(x)",
        "w.setWindowTitle(name)",
        'w.setWindowTitle(f"{PRODUCT} {name}")',
        "QCheckBox(choice.label)",
        "QGroupBox(title)",
        "menu.addAction(name)",
        "tabs.addTab(page, name)",
        "form.addRow(name, line)",
        "combo.addItem(name, key)",
        "QListWidgetItem(name)",
        "QStandardItem(name)",
        "QErrorMessage(parent)",
        "QProgressDialog(name)",
        "QToolTip.showText(at, name)",
        "w.setWhatsThis(name)",
        "QTextBrowser()",
        "combo.setItemData(0, name, 3)",
    ],
)
def test_a_bare_text_is_noticed(code: str) -> None:
    assert len(tuple(_find_bare_texts(code))) == 1
    assert not tuple(_find_bare_texts('w.setToolTip(tr("a"))\nw.setToolTip(build_tip(x))'))
    assert not tuple(_find_bare_texts("w.setWindowTitle(visible_line(x))\nQCheckBox(word(x))"))
