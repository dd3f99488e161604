"""A section of fixed rows as a sheet."""

from PySide6.QtWidgets import QWidget

from app.forms.sheets.layouts import lay_out_section
from app.models.answers import Place
from app.models.forms import BlankSection
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import SectionView, build_help
from app.ui.forms.sheets.sheet_panel import SheetPanel
from app.ui.translation import tr


class SheetSectionView(SectionView):
    """Heading and help of the section above its sheet."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__(host, section)
        layout = lay_out_section(section, host.row_keys(section))
        self.panel = SheetPanel(host, layout, section.spec.title)
        self.panel.place_focused.connect(self.place_focused)
        self.sheet, self.table = self.panel.sheet, self.panel.table
        self.body.addWidget(self.panel, 1)
        if not layout.rows:
            self.panel.hide()
            self.body.addWidget(
                build_help(tr("本計畫本年度沒有{title}，免填。", title=section.spec.title))
            )

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present values."""
        self.panel.refresh(places)

    def refresh_findings(self) -> None:
        """Show the present findings."""
        self.sheet.refresh_marks()

    def commit(self) -> None:
        """Commit what is being typed."""
        self.table.finish_typing()

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a cell."""
        return self.panel.focus_place(place)
