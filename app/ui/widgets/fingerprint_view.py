"""Certificate fingerprint for two people to compare: six groups, and the same as a QR code."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label

_SIDE = 116
_QUIET_MODULES = 4


class QrView(QWidget):
    """QR code, black on white in any theme so that telephones read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setFixedSize(_SIDE, _SIDE)

    def set_text(self, text: str) -> None:
        """Show a text."""
        self._text = text
        self.setAccessibleName(tr("QR 碼：{text}", text=text))
        self.update()

    def sizeHint(self) -> QSize:
        """The fixed size."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the modules with the quiet zone of four modules (ISO/IEC 18004)."""
        from app.documents.qr import build_qr_runs

        if not self._text:
            return
        size, runs = build_qr_runs(self._text)
        module = self.width() / (size + 2 * _QUIET_MODULES)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        for row, start, length in runs:
            left, top = (start + _QUIET_MODULES) * module, (row + _QUIET_MODULES) * module
            painter.fillRect(
                QRectF(left, top, length * module + 0.2, module + 0.2), QColor("black")
            )
        painter.end()


class FingerprintView(QWidget):
    """Six groups in three lines, large and fixed in width, with the QR code beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.qr = QrView()
        self.groups = build_label(selectable=True)
        fixed = QFont(self.groups.font())
        fixed.setFamilies(["Consolas", "DejaVu Sans Mono", "monospace"])
        self.groups.setFont(fixed)
        theme.set_text_style(self.groups, "title")
        self.groups.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        fill_box(QHBoxLayout(self), self.qr, (self.groups, 1), margins=0, spacing=theme.GAP_LARGE)

    def set_fingerprint(self, fingerprint: str) -> None:
        """Show a fingerprint as `format_fingerprint` prints it."""
        groups = fingerprint.split()
        lines = [" ".join(groups[start : start + 2]) for start in range(0, len(groups), 2)]
        self.groups.setText("\n".join(lines))
        self.groups.setAccessibleName(tr("指紋：{fingerprint}", fingerprint=fingerprint))
        self.qr.set_text(fingerprint)

    def fingerprint(self) -> str:
        """The fingerprint shown."""
        return " ".join(self.groups.text().split())
