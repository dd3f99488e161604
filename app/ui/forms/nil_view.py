"""The switch 本期無執行 at the head of a project's form (or the agency's), with its reason."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from app.forms.nil_statements import nil_section
from app.models.answers import Place, nil_place
from app.ui.forms.fields_view import FieldsView
from app.ui.forms.form_host import FormHost
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class NilView(FieldsView):
    """The reason is the statement: switched on it is asked for, switched off it is taken away."""

    def __init__(self, host: FormHost, project_id: str | None) -> None:
        super().__init__(host, nil_section(project_id))
        self._place = nil_place(project_id)
        self._is_wanted = False
        is_agency = project_id is None
        self.switch = QCheckBox(
            tr("全機關本期無執行，只填理由") if is_agency else tr("本計畫本期無執行，只填理由")
        )
        self.switch.clicked.connect(self._switch)
        self.line = build_label(wraps=True)
        self.clear = QPushButton(tr("清除已填內容"))
        self.clear.clicked.connect(self._clear)
        self.body.insertWidget(0, self.switch)
        self.body.insertLayout(1, fill_box(QHBoxLayout(), (self.line, 1), self.clear))
        margin = theme.GAP_LARGE
        self.body.setContentsMargins(margin, theme.GAP, margin, theme.GAP)
        self._show_state()

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present reason, and what it asks for."""
        super().refresh(places)
        self._show_state()

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on the reason, or on the switch where there is none."""
        if self.grid.isHidden():
            self.switch.setFocus()
            return self.switch
        return super().focus_place(place)

    def _switch(self, is_on: bool) -> None:
        self._is_wanted = is_on
        if is_on:
            self._show_state()
            super().focus_place(self._place)
            return
        texts = {self._place: None}
        self.host.commit({self._place: None}, tr("取消本期無執行"), texts=texts)
        self.grid.refresh(frozenset({self._place}))
        self._show_state()

    def _clear(self) -> None:
        entered = self.host.entered_beside_nil(self.section.project_id)
        self.host.commit(dict.fromkeys(entered), tr("清除已填內容"))

    def _show_state(self) -> None:
        is_stated = self.host.value(self._place) is not None
        is_on = is_stated or self._is_wanted
        self.switch.setChecked(is_on)
        self.grid.setVisible(is_on)
        entered = self.host.entered_beside_nil(self.section.project_id) if is_stated else ()
        self.clear.setVisible(bool(entered))
        of_agency = self.host.value(nil_place(None)) if self._place.project else None
        if entered:
            self._say(
                tr("仍有 {count} 欄填有內容，請清除，或取消本期無執行。", count=len(entered)),
                Tone.ERROR,
            )
        elif is_on and not is_stated:
            self._say(tr("填入理由後生效。"), Tone.WARNING)
        elif is_stated:
            self._say(tr("經費、指標及成果各節免填，報送時載明本期無執行及理由。"), Tone.MUTED)
        elif of_agency is not None:
            self._say(tr("全機關已填本期無執行：{reason}", reason=of_agency), Tone.MUTED)
        else:
            self._say("", Tone.MUTED)

    def _say(self, text: str, tone: Tone) -> None:
        self.line.setText(text)
        self.line.setVisible(bool(text))
        theme.set_tone(self.line, tone)
