"""About card of the settings page: which program this is, and whether its files are as released."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton

import app
from app.errors import AppError
from app.release.commit import find_commit, program_folder, shorten
from app.release.self_check import (
    FileFault,
    ListSignature,
    ListStanding,
    SelfCheck,
    check_installation,
    read_standing,
)
from app.ui.messages import describe_error
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone

_SHOWN_FAULTS = 8


class ProgramRows(QFormLayout):
    """Rows of the card; the files are compared on a worker thread."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = program_folder()
        source = shorten(find_commit(self._folder)) or tr("不明")
        self.state, self.answer = build_label(), build_label()
        version = build_label(
            tr("{version}（原始碼 {source}）", version=app.__version__, source=source)
        )
        for label in (version, self.state, self.answer):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.check = QPushButton(tr("核對程式檔案"))
        self.check.clicked.connect(self._check)
        self.tasks = TaskPanel()
        self.tasks.ended.connect(partial(self.check.setEnabled, True))
        self.addRow(tr("版本"), version)
        self.addRow(tr("程式檔案"), self.state)
        self.addRow("", fill_box(QHBoxLayout(), self.check, 1, spacing=theme.GAP))
        self.addRow("", self.tasks)
        self.addRow("", self.answer)
        self.answer.hide()
        self._show_state()

    def _show_state(self) -> None:
        try:
            self.state.setText(_say_signature(read_standing(self._folder)))
        except AppError as problem:
            self.state.setText(describe_error(problem))
            self.check.setEnabled(False)

    def _check(self) -> None:
        self.answer.hide()
        self.check.setEnabled(False)
        self.tasks.start(
            tr("核對程式檔案"),
            lambda progress: check_installation(self._folder, progress),
            self._show_check,
            lambda problem: self._show(describe_error(problem), Tone.ERROR),
        )

    def _show_check(self, check: SelfCheck) -> None:
        self.state.setText(_say_signature(check.standing))
        self._show("\n".join(_say_faults(check)), Tone.OK if check.is_good else Tone.ERROR)

    def _show(self, words: str, tone: Tone) -> None:
        self.answer.setText(words)
        theme.set_tone(self.answer, tone)
        self.answer.show()


def _say_signature(standing: ListStanding) -> str:
    match standing.signature:
        case ListSignature.SIGNED:
            return tr("已簽章（發行金鑰「{key}」）", key=standing.key)
        case ListSignature.UNSIGNED:
            return tr("未簽章：只能查出檔案損壞，不能證明程式的來源。")
        case ListSignature.MISSING:
            return tr("未簽章：正式發行的程式都有簽章，這個程式不是，或簽章已被移除。")
        case ListSignature.REFUSED:
            return tr("簽章不符：檔案清單或簽章遭更動，或不是以發行金鑰簽章。")


def _say_faults(check: SelfCheck) -> list[str]:
    words = {
        FileFault.CHANGED: tr("已更動"),
        FileFault.MISSING: tr("缺少"),
        FileFault.ADDED: tr("多出"),
        FileFault.UNREADABLE: tr("無法讀取"),
    }
    lines = [
        tr("{fault}：{name}", fault=words[each.fault], name=each.name)
        for each in check.faults[:_SHOWN_FAULTS]
    ]
    more = len(check.faults) - len(lines)
    if more:
        lines.append(tr("另有 {count} 個檔案；完整清單請用 tianbao --self-check。", count=more))
    if not check.faults:
        lines.append(tr("全部 {count} 個檔案與清單相符。", count=len(check.standing.files)))
    if not check.is_good:
        lines.append(
            tr(
                "請向彙整機關取得安裝程式，重新安裝（資料不受影響）；"
                "之後仍不符時，請勿使用，並通知系統維護人員。"
            )
        )
    return lines
