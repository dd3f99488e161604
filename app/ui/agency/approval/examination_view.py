"""驗章結果 of a pending return, in words: both files, the pages, and the reasons against it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.agency.handing_in.approval import PendingExamination
from app.models.signatures import Carrier, Verdict
from app.ui.messages import format_message, word
from app.ui.translation import join_words, tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark

_PARTS = (
    ("unchanged", tr("內容未變動")),
    ("signature_correct", tr("簽章正確")),
    ("signers_entitled", tr("填報人有權簽章")),
)
_DEEP_CODES = frozenset({"PDF_NOT_AS_WRITTEN", "PDF_PAGE_MISMATCH"})


class ExaminationView(QWidget):
    """Lines of a mark and words; built anew for each examination."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        heading = build_label(tr("驗章結果"), style="heading")
        self._layout = fill_box(QVBoxLayout(self), heading, margins=0, spacing=theme.GAP_SMALL)
        self._body: QWidget | None = None

    def text(self) -> str:
        """Everything shown, line by line."""
        return "\n".join(self._lines)

    def show_waiting(self) -> None:
        """The files are being examined."""
        column = self._begin()
        self._add(column, "circle-dashed", Tone.MUTED, tr("正在驗章並逐頁核對，完成前不能核定。"))

    def show_failure(self, sentence: str) -> None:
        """They could not be examined."""
        self._add(self._begin(), "shield-x", Tone.ERROR, sentence)

    def show_examination(self, found: PendingExamination) -> None:
        """Show the parts of both verdicts, then every problem."""
        column = self._begin()
        self._add_verdict(column, word(Carrier.WORKBOOK), found.workbook)
        self._add_verdict(column, word(Carrier.PDF), found.pdf)
        if not {each.code for each in found.problems} & _DEEP_CODES and found.pdf.unchanged:
            words = tr("逐頁重新產製比對：頁面與報送資料相符")
            self._add(column, "circle-check", Tone.OK, words)
        for each in found.problems:
            sentence = format_message(each.code, {"file": tr("待核定件")} | each.params)
            self._add(
                column,
                "shield-x",
                Tone.ERROR,
                tr("{sentence}（{code}）", sentence=sentence, code=each.code),
            )
        if found.is_good:
            self._add(column, "shield-check", Tone.OK, tr("可以核定。"))
        else:
            self._add(column, "ban", Tone.ERROR, tr("不能核定，請退回填報人。"))

    def _add_verdict(self, column: QVBoxLayout, name: str, verdict: Verdict) -> None:
        good = [words for part, words in _PARTS if getattr(verdict, part)]
        is_good = len(good) == len(_PARTS)
        missing = [words for _part, words in _PARTS if words not in good]
        text = join_words(good) if is_good else tr("未確認：{parts}", parts=join_words(missing))
        tone = Tone.OK if is_good else Tone.ERROR
        self._add(
            column,
            "circle-check" if is_good else "circle-alert",
            tone,
            tr("{name}：{text}", name=name, text=text),
        )

    def _begin(self) -> QVBoxLayout:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            let_go(self._body)
        self._lines = []
        self._body = QWidget()
        column = fill_box(QVBoxLayout(self._body), margins=0, spacing=theme.GAP_SMALL)
        self._layout.addWidget(self._body)
        return column

    def _add(self, column: QVBoxLayout, icon_name: str, tone: Tone, text: str) -> None:
        self._lines.append(text)
        words = build_label(text, tone, wraps=True, selectable=True)
        line = QHBoxLayout()
        line.addWidget(TintedMark(icon_name, tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        column.addLayout(line)
