"""An editor of attachments bound to its place: files come in, are looked at, and go again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.errors import AppError, Progress
from app.models.answers import Place
from app.models.returns import AttachmentDigest
from app.returns.attachments.choosing import ChosenFile, choose_file
from app.returns.attachments.media_types import may_run
from app.ui.forms.attachment_files import OpenedCopies, format_size, save_copy
from app.ui.forms.editors.attachment_editor import AttachmentEditor
from app.ui.forms.editors.pictures import (
    LONGEST_EDGE,
    ScaledPicture,
    replace_scaled,
    scale_picture,
)
from app.ui.forms.form_host import FormHost
from app.ui.messages import describe_error
from app.ui.translation import tr
from app.ui.widgets import dialogs
from app.ui.widgets.drop_area import FileDrops

Read = tuple[tuple[ChosenFile, ...], tuple[ScaledPicture, ...], tuple[AppError, ...]]
"""What can be attached, which of it could be smaller, and what cannot be attached."""
_SHOWN_PICTURES = 6


class AttachmentBinding(QObject):
    """Lives with its editor; what comes of an act is said in the editor."""

    def __init__(self, editor: AttachmentEditor, host: FormHost, place: Place) -> None:
        super().__init__(editor)
        self._editor = editor
        self._host = host
        self._place = place
        self._copies = OpenedCopies()
        editor.files_chosen.connect(self.take)
        editor.file_opened.connect(self._open)
        editor.file_saved.connect(self._save)
        editor.file_removed.connect(lambda sha256: host.detach(place, sha256))

    def take(self, paths: tuple[Path, ...]) -> None:
        """Read files off the window's thread, and add them."""
        if self._host.read_only or not paths:
            return
        if self._editor.tasks.is_busy:
            self._editor.notices.show_warning(tr("前一批檔案還在讀取，請稍候再加入。"))
            return
        self._editor.notices.clear()

        def read(progress: Progress) -> Read:
            return read_files(paths, progress)

        def add(read: Read) -> None:  # once the progress is out of sight
            QTimer.singleShot(0, self, lambda: self._add(read))

        self._editor.tasks.start(tr("讀取檔案"), read, add)

    def _add(self, read: Read) -> None:
        files, scaled, problems = read
        if problems:
            self._editor.notices.show_warning("\n".join(describe_error(each) for each in problems))
        if scaled:
            choice = dialogs.ask_choice(
                self._editor,
                tr("加入圖片"),
                describe_scaled(files, scaled, self._host.attachment_room()),
                (tr("縮小後加入"), tr("照原檔加入")),
            )
            if choice is None:
                return
            files = files if choice else replace_scaled(files, scaled)
        if files:
            with self._editor.notices.showing_errors():
                self._host.attach(self._place, files)

    def _open(self, digest: AttachmentDigest) -> None:
        with self._editor.notices.showing_errors():
            content = self._host.attachment_content(digest.sha256)
            if may_run(digest.name, content) and not self._is_agreed(digest):
                return
            self._copies.open(digest.name, content)

    def _is_agreed(self, digest: AttachmentDigest) -> bool:
        return dialogs.ask_yes_no(
            self._editor,
            tr("開啟附件"),
            tr(
                "「{name}」這種檔案開啟後可能會執行程式或巨集。確定是自己加入、來源可信的檔案才開啟。",
                name=digest.name,
            ),
            tr("仍要開啟"),
        )

    def _save(self, digest: AttachmentDigest) -> None:
        with self._editor.notices.showing_errors():
            content = self._host.attachment_content(digest.sha256)
            path = save_copy(self._editor, digest.name, content)
            if path is not None:
                self._editor.notices.show_done(tr("已存於 {path}。", path=path))


def accept_drops(around: QWidget, editor: AttachmentEditor) -> None:
    """Let files be dropped anywhere on what surrounds an editor."""
    drops = FileDrops(around)
    drops.dropped.connect(editor.files_chosen)
    drops.refused.connect(editor.notices.show_error)
    drops.hovered.connect(editor.mark_hover)


def read_files(paths: Sequence[Path], progress: Progress) -> Read:
    """Read files to attach, each once, and make large pictures smaller."""
    files: dict[str, ChosenFile] = {}
    problems: list[AppError] = []
    scaled: list[ScaledPicture] = []
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        try:
            file = choose_file(path)
        except AppError as problem:
            problems.append(problem)
            continue
        if files.setdefault(file.digest.sha256, file) is file:
            smaller = scale_picture(file)
            scaled += [] if smaller is None else [smaller]
    return tuple(files.values()), tuple(scaled), tuple(problems)


def describe_scaled(files: Sequence[ChosenFile], scaled: Sequence[ScaledPicture], room: int) -> str:
    """How large the files are, and how large they would be with smaller pictures."""
    lines = [
        tr(
            "{name}：{width} × {height}，{size} → {new_width} × {new_height}，{new_size}",
            name=each.original.name,
            width=each.size[0],
            height=each.size[1],
            size=format_size(len(each.original.content)),
            new_width=each.smaller_size[0],
            new_height=each.smaller_size[1],
            new_size=format_size(len(each.smaller.content)),
        )
        for each in scaled[:_SHOWN_PICTURES]
    ]
    if len(scaled) > _SHOWN_PICTURES:
        lines.append(tr("……等 {count} 張", count=len(scaled)))
    smaller = replace_scaled(files, scaled)
    lines += [
        "",
        tr(
            "全部 {count} 個檔案：原檔 {size}，縮小後 {new_size}；還可加入 {room}。",
            count=len(files),
            size=format_size(sum(len(each.content) for each in files)),
            new_size=format_size(sum(len(each.content) for each in smaller)),
            room=format_size(max(0, room)),
        ),
        tr(
            "縮小後長邊不超過 {edge} 像素，拍攝時間、地點等資訊不保留；原來的檔案不會更動。",
            edge=LONGEST_EDGE,
        ),
    ]
    return "\n".join(lines)
