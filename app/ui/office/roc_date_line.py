"""A line for a date in the ROC calendar."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.periods import format_roc_date
from app.notations.dates import read_date
from app.ui.translation import tr
from app.ui.widgets import theme


class RocDateLine(QLineEdit):
    """Reads 115-02-15, 1150215, 115年2月15日 …; shows the long form once it is left."""

    def __init__(self, name: str, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("例：115年2月15日、115-02-15、1150215"))
        if day is not None:
            self.setText(format_roc_date(day))
        self.editingFinished.connect(self._settle)
        self.textEdited.connect(lambda: theme.set_problem(self, False))

    def day(self) -> date | None:
        """The date, None while the text is none."""
        try:
            return read_date(self.text())
        except ValueError:
            return None

    def _settle(self) -> None:
        day = self.day()
        theme.set_problem(self, day is None)
        if day is not None:
            self.setText(format_roc_date(day))
