"""彙整機關憑證 as pinned, and the registry the newest round file brought."""

from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout

from app.agency.office import OfficeFacts
from app.models.periods import format_taiwan_day
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class OfficeCard(QFrame):
    """Facts to be compared on the telephone; nothing can be changed here."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_panel(self, "card")
        self.heading = build_label(tr("彙整機關憑證與憑證名冊"), style="heading")
        self.empty = build_label(
            tr("匯入填報包並核對彙整機關的指紋後，這裡會列出其憑證與名冊。"), Tone.MUTED, wraps=True
        )
        self.office, self.fingerprint, self.registry = (_build_value() for _ in range(3))
        self.rows = QFormLayout()
        self.rows.addRow(tr("彙整機關"), self.office)
        self.rows.addRow(tr("指紋"), self.fingerprint)
        self.rows.addRow(tr("憑證名冊"), self.registry)
        fill_box(
            QVBoxLayout(self),
            self.heading,
            self.empty,
            self.rows,
            margins=theme.GAP_LARGE,
            spacing=theme.GAP_SMALL,
        )

    def show_office(self, facts: OfficeFacts | None) -> None:
        """Show the confirmed office, or that there is none yet."""
        self.empty.setVisible(facts is None)
        for row in range(self.rows.rowCount()):
            self.rows.setRowVisible(row, facts is not None)
        if facts is None:
            return
        since, until = (format_taiwan_day(each) for each in (facts.pinned_at, facts.valid_until))
        self.office.setText(
            tr(
                "{name}　自 {since} 採用，憑證有效至 {until}",
                name=facts.name,
                since=since,
                until=until,
            )
        )
        self.fingerprint.setText(facts.fingerprint)
        words = [tr("第 {sequence} 號", sequence=facts.registry_sequence)]
        if facts.registry_issued_at is not None and facts.registry_next_update is not None:
            issued = format_taiwan_day(facts.registry_issued_at)
            due = format_taiwan_day(facts.registry_next_update)
            words.append(tr("{issued} 簽發，應於 {due} 前更新", issued=issued, due=due))
        if facts.is_registry_due:
            words.append(tr("已逾更新期限，請向彙整機關索取新的填報包"))
        self.registry.setText("　".join(words))
        theme.set_tone(self.registry, Tone.WARNING if facts.is_registry_due else Tone.PLAIN)


def _build_value() -> QLabel:
    return build_label(wraps=True, selectable=True)
