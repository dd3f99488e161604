"""Editor of attachments: the files, what can be done with each, and how many more there may be."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.files import ATTACHMENTS_LIMIT
from app.models.forms import FieldSpec, FormSpec
from app.models.returns import AttachmentDigest
from app.returns.attachments.media_types import OTHER
from app.ui.forms.attachment_files import ANY_FILE, describe_kind, format_size
from app.ui.forms.editors.editor import Editor
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import ElidedLabel, build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton, TintedButton, TintedMark

_LOOKS = (("file-text", Tone.MUTED), ("triangle-alert", Tone.WARNING))
"""Of a file that is what its name says, and of any other."""


class AttachmentEditor(Editor):
    """Lists files; whoever hears its signals adds, opens, saves and removes them."""

    files_chosen = Signal(object)
    """Paths (tuple) of files to add, chosen or dropped."""
    file_opened = Signal(object)
    file_saved = Signal(object)
    file_removed = Signal(str)

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self._digests: dict[str, AttachmentDigest] = {}
        self._read_only = False
        self.notices = NoticeBar()
        self.tasks = TaskPanel()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.add = TintedButton("paperclip", tr("加入檔案…"), self._ask)
        self.watch(self.add)
        self.room = build_label(tone=Tone.MUTED, style="small", wraps=True)
        self._zone = QFrame()
        gap = theme.GAP_SMALL
        fill_box(QHBoxLayout(self._zone), self.add, (self.room, 1), margins=gap, spacing=theme.GAP)
        for each in (self.notices, self._list, self.tasks, self._zone):
            fill_box(self._layout, each)

    def set_digests(self, digests: tuple[AttachmentDigest, ...], room: int) -> None:
        """Set names and sizes of the files, and how much more there may be; before `set_value`."""
        self._digests = {each.sha256: each for each in digests}
        limit = ATTACHMENTS_LIMIT // 1_000_000
        self.room.setText(
            tr(
                "可把檔案拖放到這裡。全部附件合計以 {limit} MB 為限，還可加入 {room}。",
                limit=limit,
                room=format_size(max(0, room)),
            )
        )

    def show_value(self) -> None:
        """List the files."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)
        for sha256 in self._value if isinstance(self._value, tuple) else ():
            self._list.addWidget(self._build_line(sha256))

    def set_read_only(self, read_only: bool) -> None:
        """Allow looking at the files only, or editing again."""
        self._read_only = read_only
        self._zone.setVisible(not read_only)
        self.show_value()

    def mark_hover(self, is_over: bool) -> None:
        """Highlight where the files go while they are dragged over the field's surroundings."""
        theme.set_panel(self._zone, "info" if is_over else "")

    def _build_line(self, sha256: str) -> QWidget:
        digest = self._digests.get(sha256)
        if digest is None:
            return build_label(sha256[:12])
        line = QWidget()
        name, size = digest.name, format_size(digest.size_bytes)
        kind = describe_kind(digest.media_type)
        layout = fill_box(
            QHBoxLayout(line),
            TintedMark(*_LOOKS[digest.media_type == OTHER]),
            (ElidedLabel(tr("{name}（{size}，{kind}）", name=name, size=size, kind=kind)), 1),
            margins=0,
            spacing=theme.GAP_SMALL,
        )
        acts: list[tuple[str, str, Callable[[], object]]] = [
            ("eye", tr("開啟「{name}」的複本", name=name), lambda: self.file_opened.emit(digest)),
            ("save", tr("另存「{name}」…", name=name), lambda: self.file_saved.emit(digest)),
            ("x", tr("移除「{name}」", name=name), lambda: self.file_removed.emit(sha256)),
        ]
        for icon_name, tip, act in acts[:2] if self._read_only else acts:
            button = IconButton(icon_name, tip)
            button.clicked.connect(act)
            layout.addWidget(button)
        return line

    def _ask(self) -> None:
        title = tr("加入{label}", label=self.spec.label)
        if paths := dialogs.ask_open_files(self, title, ANY_FILE):
            self.files_chosen.emit(tuple(paths))
