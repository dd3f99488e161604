"""The floor: an empty PySide6 window."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.peers.painted import Painted

application = QApplication(sys.argv[:1])
window = QWidget()
window.resize(1200, 760)
watch = Painted(window)
window.show()
application.exec()
