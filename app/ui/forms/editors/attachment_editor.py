"""Editor of attachments: list of files, add and remove."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.forms import FieldSpec, FormSpec
from app.models.returns import AttachmentDigest
from app.ui.forms.editors.editor import Editor
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton, TintedButton, TintedMark

ANY_FILE = tr("所有檔案 (*)")


class AttachmentEditor(Editor):
    """Lists files; the draft adds and removes them on the two signals and keeps the bytes."""

    file_chosen = Signal(object)
    file_removed = Signal(str)

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self._digests: dict[str, AttachmentDigest] = {}
        self._read_only = False
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.add = TintedButton("paperclip", tr("加入檔案…"), self._ask)
        self.watch(self.add)
        row = fill_box(QHBoxLayout(), self.add, 1)
        self._layout.addLayout(self._list)
        self._layout.addLayout(row)

    def set_digests(self, digests: tuple[AttachmentDigest, ...]) -> None:
        """Set names and sizes of the files; before `set_value`."""
        self._digests = {each.sha256: each for each in digests}

    def show_value(self) -> None:
        """List the files."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)
        for sha256 in self._value if isinstance(self._value, tuple) else ():
            self._list.addWidget(self._build_line(sha256))

    def set_read_only(self, read_only: bool) -> None:
        """Allow looking at the list only, or editing again."""
        self._read_only = read_only
        self.add.setVisible(not read_only)
        self.show_value()

    def _build_line(self, sha256: str) -> QWidget:
        digest = self._digests.get(sha256)
        name = digest.name if digest is not None else sha256[:12]
        words = name
        if digest is not None:
            words = tr("{name}（{size}）", name=name, size=format_size(digest.size_bytes))
        line = QWidget()
        layout = fill_box(
            QHBoxLayout(line),
            TintedMark("file-text", Tone.MUTED),
            build_label(words),
            margins=0,
            spacing=theme.GAP,
        )
        if not self._read_only:
            remove = IconButton("x", tr("移除「{name}」", name=name))
            remove.clicked.connect(lambda: self.file_removed.emit(sha256))
            layout.addWidget(remove)
        layout.addStretch(1)
        return line

    def _ask(self) -> None:
        path = dialogs.ask_open_file(self, tr("加入{label}", label=self.spec.label), ANY_FILE)
        if path is not None:
            self.file_chosen.emit(path)


def format_size(size_bytes: int) -> str:
    """2,500 KB, 2.5 MB."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000)):,} KB"
    return f"{size_bytes / 1_000_000:,.1f} MB"
