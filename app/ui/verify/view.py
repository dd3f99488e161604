"""Verdict view (驗章結果): the report of one file in its parts, never reduced to one yes or no."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.translation import tr
from app.ui.verify.report import Facts, Heading, IconSentence, Report, Sentence, report_text
from app.ui.widgets import theme
from app.ui.widgets.labels import BreakingLabel, build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark

_NOTHING: Report = (Sentence(tr("選取一個檔案，這裡會顯示驗章結果、原因與簽章人。"), Tone.MUTED),)


class VerdictView(QScrollArea):
    """Shows a report; its texts can be selected, or copied as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._report = _NOTHING
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("驗章結果"))
        self.show_report(None)

    def text(self) -> str:
        """Return everything shown as lines of text, for the clipboard."""
        return report_text(self._report)

    def show_report(self, report: Report | None) -> None:
        """Show the report of a file, or a hint where none is selected."""
        self._report = report or _NOTHING
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP)
        layout.setSpacing(theme.GAP)
        for each in self._report:
            if isinstance(each, Facts):
                layout.addLayout(_build_facts(each))
            elif isinstance(each, IconSentence):
                layout.addLayout(_build_icon_sentence(each))
            elif isinstance(each, Heading):
                layout.addSpacing(theme.GAP)
                layout.addWidget(_build_words(each.text, style="heading"))
            else:
                layout.addWidget(_build_words(each.text, each.tone))
        layout.addStretch(1)
        self.setWidget(body)


def _build_facts(facts: Facts) -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, theme.GAP)
    for label, text in facts.rows:
        form.addRow(build_label(label, Tone.MUTED), _build_words(text))
    return form


def _build_icon_sentence(sentence: IconSentence) -> QFormLayout:
    row = QFormLayout()
    row.setContentsMargins(0, 0, 0, 0)
    words = _build_words(sentence.text, sentence.tone, sentence.style)
    row.addRow(TintedMark(sentence.icon_name, sentence.tone), words)
    return row


def _build_words(text: str, tone: Tone = Tone.PLAIN, style: str = "") -> QLabel:
    words = BreakingLabel(text)
    words.setWordWrap(True)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    theme.set_tone(words, tone)
    if style:
        theme.set_text_style(words, style)
    return words
