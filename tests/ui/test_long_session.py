"""A long session does not use up None: PySide6 6.12 on Python 3.11 would abort."""

import subprocess
import sys

CODE = """
import app.ui
from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    sent = Signal(int)


sender = Sender()
for _ in range(40_000):
    sender.setObjectName("x")
    sender.sent.emit(1)
    sender == 1
print("survived")
"""


def test_forty_thousand_calls_into_qt_leave_the_interpreter_alive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "survived", done.stderr[-400:]
    assert done.returncode == 0
