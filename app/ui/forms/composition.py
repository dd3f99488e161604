"""Text under composition by an input method (注音, 倉頡, 手寫) stays where it was being typed."""

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QWidget

_LATE_MS = 1000
_LEAVING = (QEvent.Type.FocusAboutToChange, QEvent.Type.FocusOut, QEvent.Type.Hide)


class _TakenText:
    """What a control took over itself; an input method that answers late brings it once more."""

    def __init__(self) -> None:
        self._text = ""
        self._since = QElapsedTimer()

    def note(self, text: str) -> None:
        self._text = text
        self._since.start()

    def is_late_copy(self, event: QInputMethodEvent) -> bool:
        if not self._text or not (event.preeditString() or event.commitString()):
            return False
        text, self._text = self._text, ""
        is_copy = event.commitString() == text and not event.preeditString()
        return is_copy and not self._since.hasExpired(_LATE_MS)


_taken = _TakenText()


def is_late_copy(event: QInputMethodEvent) -> bool:
    """Return whether an event brings again what a control has just taken over; true once."""
    return _taken.is_late_copy(event)


class Composition(QObject):
    """Watches one control: whoever leaves it leaves in it what was being composed there."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self.control = control
        self.text = ""
        """What is shown in the control and is not its text yet."""
        self.is_settling = False
        control.installEventFilter(self)

    def settle(self) -> None:
        """Make what is being composed text of the control, once."""
        text = self.text
        if not text or self.is_settling:
            return
        self.is_settling = True
        method = QGuiApplication.inputMethod()
        try:
            if self._hears_method():
                method.commit()
            if self.text:  # not every input method answers at once
                event = QInputMethodEvent("", [])
                event.setCommitString(text)
                QCoreApplication.sendEvent(self.control, event)
                method.reset()
                _taken.note(text)
        finally:
            self.is_settling = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is being composed; settle it when the control is left."""
        if isinstance(event, QInputMethodEvent):
            if not self.is_settling and is_late_copy(event):
                return True
            self.text = event.preeditString()
        elif event.type() in _LEAVING:
            self.settle()
        return super().eventFilter(watched, event)

    def _hears_method(self) -> bool:
        """Whether the input method still speaks to the control, or to the view it stands in."""
        focus = QGuiApplication.focusObject()
        return isinstance(focus, QWidget) and (
            focus is self.control or focus.isAncestorOf(self.control)
        )
