"""Certificates of the registry in a table, the selected one beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.models.signatures import RegistryEntry
from app.office.registry.entry_states import RegisteredCertificate
from app.ui.office.registry.certificate_form import CertificateForm
from app.ui.office.registry.certificate_panel import CertificatePanel
from app.ui.office.registry.columns import build_certificate_columns
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.splitter import SIDE_BY_SIDE, build_splitter


class CertificateTable(QWidget):
    """A table, and beside it the selected certificate or the form to register one more."""

    withdrawal_asked = Signal(object)
    """The RegistryEntry."""

    def __init__(
        self, workspace: OfficeWorkspace, name: str, form: CertificateForm | None = None
    ) -> None:
        super().__init__()
        self._form = form
        self.certificates: tuple[RegisteredCertificate, ...] = ()
        self.table = RecordView(build_certificate_columns(workspace), name, stretch="agency")
        self.panel = CertificatePanel(workspace)
        self.panel.withdrawal_asked.connect(self._ask_withdrawal)
        self.table.record_selected.connect(self._show_selected)
        self.board = build_splitter(SIDE_BY_SIDE, self.table, self.panel, stretches=(1,))
        if form is not None:
            self.board.addWidget(form)
            form.left.connect(lambda: self._show_selected(self.table.selected_record()))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.board)
        self._empty: QWidget | None = None
        fill_box(QVBoxLayout(self), self.stack, margins=theme.GAP)

    def hold_empty(self, empty: QWidget) -> None:
        """Show this where there is no certificate."""
        self._empty = empty
        self.stack.addWidget(empty)

    def show_certificates(self, certificates: Sequence[RegisteredCertificate]) -> None:
        """Show these; the selection stays on the same certificate where it is still there."""
        selected = self.table.selected_record()
        self.certificates = tuple(certificates)
        self.table.set_records(self.certificates)
        if isinstance(selected, RegisteredCertificate):
            self.select(selected.entry)
        self._choose_content()

    def show_form(self) -> None:
        """Give the place beside the table to the form."""
        assert self._form is not None
        self.panel.hide()
        self._form.show()
        self._choose_content()

    def select(self, entry: RegistryEntry) -> None:
        """Make the row of this certificate the current one; none where it is not shown."""
        for each in self.certificates:
            same = each.entry.certificate_sha256 == entry.certificate_sha256
            if same and self.table.select_record(each):
                return
        self.table.clearSelection()
        self._show_selected(None)

    def _choose_content(self) -> None:
        has_form = self._form is not None and not self._form.isHidden()
        is_empty = self._empty is not None and not self.certificates and not has_form
        self.stack.setCurrentWidget(self._empty if is_empty and self._empty else self.board)

    def _show_selected(self, shown: RegisteredCertificate | None) -> None:
        if self._form is not None and not self._form.isHidden():
            return
        self.panel.show_certificate(shown)

    def _ask_withdrawal(self) -> None:
        shown = self.table.selected_record()
        if isinstance(shown, RegisteredCertificate):
            self.withdrawal_asked.emit(shown.entry)
