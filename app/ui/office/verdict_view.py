"""驗章結果: the verdict on one file in its parts, never mixed into one yes or no."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.messages import format_message
from app.models.periods import format_roc_timestamp
from app.models.signatures import Verdict, VerifiedSigner
from app.returns.stamp_words import describe_stamp
from app.trust.fingerprints import format_fingerprint
from app.ui import theme
from app.ui.office.inbox_lines import InboxLine, LineState
from app.ui.office.office_workspace import OfficeWorkspace
from app.ui.office.open_round_dialog import ROLE_NAMES
from app.ui.office.tinted import TintedMark
from app.ui.theme import Tone

_PARTS = (
    ("unchanged", "內容未變動", "內容於簽章後被更動，或有未受簽章保護的部分"),
    ("signature_correct", "簽章正確", "簽章數值不正確，或格式不在接受範圍"),
    ("signers_entitled", "簽章人有權簽章", "簽章人不在名冊、已失效，或未具所需身分"),
)
_HEADINGS = {
    LineState.TAKEN: ("circle-check", Tone.OK, "已收"),
    LineState.KNOWN: ("info", Tone.ACCENT, "已收過"),
    LineState.REFUSED: ("shield-x", Tone.ERROR, "拒收"),
}


class VerdictView(QScrollArea):
    """Shows a line of the inbox and, when it has arrived, the verdict on its file."""

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._texts: list[str] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("驗章結果")
        self.show_line(None)

    def text(self) -> str:
        """Everything shown, line by line, for the clipboard."""
        return "\n".join(self._texts)

    def show_line(self, line: InboxLine | None, verdict: Verdict | None = None) -> None:
        """Show what became of a file; parts and signers once its verdict is there."""
        self._texts = []
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP)
        layout.setSpacing(theme.GAP)
        if line is None:
            self._add(layout, "選取一個檔案，這裡會顯示驗章結果、原因與簽章人。", Tone.MUTED)
        else:
            self._fill(layout, line, verdict)
        layout.addStretch(1)
        self.setWidget(body)

    def _fill(self, layout: QVBoxLayout, line: InboxLine, verdict: Verdict | None) -> None:
        icon_name, tone, word = _HEADINGS.get(
            line.state, ("circle-dashed", Tone.MUTED, line.state.value)
        )
        self._add_marked(layout, icon_name, tone, f"{word}　{line.path.name}", "heading")
        if line.sentence and line.state is not LineState.REFUSED:  # a refusal's stands below
            self._add(layout, line.sentence)
        if verdict is not None:
            self._add_parts(layout, verdict)
        if line.state is LineState.REFUSED or (verdict is not None and verdict.reasons):
            self._add_reasons(layout, line, verdict)
        if verdict is not None:
            self._add_signers(layout, verdict.signers)

    def _add_parts(self, layout: QVBoxLayout, verdict: Verdict) -> None:
        self._add_heading(layout, "驗章項目")
        is_judged = True
        for key, good, bad in _PARTS:
            if getattr(verdict, key):
                self._add_marked(layout, "circle-check", Tone.OK, good)
            elif is_judged:
                self._add_marked(layout, "circle-alert", Tone.ERROR, f"不符：{bad}")
                is_judged = False  # what follows was never looked at
            else:
                words = f"{good}：前項不符，未再判定"
                self._add_marked(layout, "circle-dashed", Tone.MUTED, words)

    def _add_reasons(self, layout: QVBoxLayout, line: InboxLine, verdict: Verdict | None) -> None:
        reasons = [(each.code, each.params) for each in verdict.reasons] if verdict else []
        assert line.result is not None  # only an outcome has reasons
        if not line.result.accepted and line.result.code not in {code for code, _ in reasons}:
            reasons.insert(0, (line.result.code, line.result.params))
        self._add_heading(layout, "拒收原因與處理方式")
        for code, params in reasons:
            about = {"file": line.path.name} | params
            self._add(layout, f"{format_message(code, about)}（{code}）")

    def _add_signers(self, layout: QVBoxLayout, signers: tuple[VerifiedSigner, ...]) -> None:
        self._add_heading(layout, "簽章人")
        if not signers:
            self._add(layout, "檔案中沒有可辨識的簽章人。", Tone.MUTED)
        for each in signers:
            role = ROLE_NAMES[each.role] if each.role is not None else "身分不明"
            form = QFormLayout()
            form.setContentsMargins(0, 0, 0, theme.GAP)
            rows: tuple[tuple[str, str], ...] = (
                (role, f"{each.person_name}（{self._workspace.agency_name(each.agency)}）"),
                (
                    "簽章時間",
                    f"{_moment(each)}（簽章人電腦時間）",
                ),
                ("憑證指紋", format_fingerprint(each.certificate_sha256)),
            )
            if each.timestamp is not None:
                stamped = ("時戳", describe_stamp(each.timestamp))
                rows = (*rows[:2], stamped, *rows[2:])
            for label, text in rows:
                name, value = QLabel(label), self._words(text)
                theme.set_tone(name, Tone.MUTED)
                form.addRow(name, value)
                self._texts[-1] = f"{label}：{text}"
            layout.addLayout(form)

    def _add_heading(self, layout: QVBoxLayout, text: str) -> None:
        layout.addSpacing(theme.GAP)
        heading = self._words(text)
        theme.set_text_style(heading, "heading")
        layout.addWidget(heading)

    def _add_marked(
        self, layout: QVBoxLayout, icon_name: str, tone: Tone, text: str, style: str = ""
    ) -> None:
        row = QFormLayout()
        row.setContentsMargins(0, 0, 0, 0)
        mark = TintedMark(icon_name, tone)
        words = self._words(text)
        theme.set_tone(words, tone)
        if style:
            theme.set_text_style(words, style)
        row.addRow(mark, words)
        layout.addLayout(row)

    def _add(self, layout: QVBoxLayout, text: str, tone: Tone = Tone.PLAIN) -> None:
        words = self._words(text)
        theme.set_tone(words, tone)
        layout.addWidget(words)

    def _words(self, text: str) -> QLabel:
        self._texts.append(text)
        words = QLabel(text)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return words


def _moment(signer: VerifiedSigner) -> str:
    return format_roc_timestamp(signer.signed_at.astimezone())
