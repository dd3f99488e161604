"""搜尋: type a word, see where it was ever written, go there."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.models.answers import parse_place
from app.models.periods import format_taiwan_time_short
from app.models.search import Hit, SearchResult
from app.ui.messages import word
from app.ui.office.destinations import ReviewPlace
from app.ui.office.page_frame import OfficePage
from app.ui.office.search.sentence_delegate import SentenceDelegate
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone

_EXPLAINED = tr(
    "輸入要找的字，一個字也可以。找的是歷次收件的填報內容、說明理由、意見回復與名稱，"
    "以及審查意見與決定；全形半形、大小寫與異體字（臺、台）視為相同。"
)
_KEYS_OF_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchPage(OfficePage):
    """The search line on top, what was found below it, the newest first."""

    title = tr("搜尋")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, has_round=False)
        self._titles: dict[str, str] = {}
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("搜尋歷次填報與審查的文字"))
        self.line.setAccessibleName(tr("搜尋歷次填報與審查的文字"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.search)
        self.line.returnPressed.connect(self._open_current)
        self.line.installEventFilter(self)
        self.count = build_label(_EXPLAINED, tone=Tone.MUTED, wraps=True)
        self.hits = RecordView(self._columns(), tr("搜尋結果"), stretch="sentence")
        self.hits.setItemDelegateForColumn(
            next(at for at, each in enumerate(self._columns()) if each.key == "sentence"),
            SentenceDelegate(self.hits),
        )
        self.hits.record_activated.connect(self.open_hit)
        self.content = QWidget()
        box = QVBoxLayout(self.content)
        fill_box(box, self.line, self.count, (self.hits, 1), margins=0, spacing=theme.GAP_SMALL)
        box.addStretch()
        self.hold_contents(self.content)

    def refresh(self) -> None:
        """Search again: something new may have come in."""
        self._titles = {each.id: each.title for each in self.workspace.rounds()}
        self.set_content(self.content)
        self.search()
        self.line.setFocus()

    def start_find(self) -> bool:
        """Put the cursor into the search line."""
        self.line.setFocus()
        self.line.selectAll()
        return True

    def search(self) -> None:
        """Show what holds the text of the line."""
        sought = self.line.text().strip()
        found = SearchResult(hits=(), has_more=False)
        if sought and self.workspace.is_open:
            with self.notices.showing_errors():
                found = self.workspace.desk.search.find(sought)
        self.hits.set_records(found.hits)
        self.hits.setVisible(bool(found.hits))
        if found.hits:
            self.hits.select_row(0)
            self.hits.scrollToTop()
        self.count.setText(_count(sought, found))

    def open_hit(self, hit: Hit) -> None:
        """Go to the place in the review."""
        place = ReviewPlace(hit.round_id, hit.agency, hit.revision, hit.place)
        self.page_requested.emit("review", place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the line is typed in."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _KEYS_OF_LIST
            and self.hits.isVisible()
        ):
            self.hits.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _open_current(self) -> None:
        hit = self.hits.selected_record()
        if isinstance(hit, Hit):
            self.open_hit(hit)

    def _columns(self) -> tuple[RecordColumn, ...]:
        workspace = self.workspace
        return (
            RecordColumn("sentence", tr("文句"), _sentence, width=48),
            RecordColumn("kind", tr("種類"), lambda each: word(each.kind), width=10),
            RecordColumn(
                "agency", tr("機關"), lambda each: workspace.short_name(each.agency),
                lambda each: workspace.agency_order(each.agency), width=12,
            ),
            RecordColumn("place", tr("位置"), _describe_place, width=28),
            RecordColumn(
                "round", tr("填報期"),
                lambda each: f"{self._titles.get(each.round_id, each.round_id)} r{each.revision}",
                lambda each: each.at, width=22,
            ),
            RecordColumn(
                "at", tr("時間"), lambda each: format_taiwan_time_short(each.at),
                lambda each: each.at, width=17,
            ),
        )  # fmt: skip


def _count(sought: str, found: SearchResult) -> str:
    if not sought:
        return _EXPLAINED
    if not found.hits:
        return tr("沒有文字含有「{sought}」。", sought=sought)
    if found.has_more:
        return tr("{count}+ 處，列出最近的 {count} 處；多輸入幾個字可縮小範圍。",
                  count=len(found.hits))  # fmt: skip
    return tr("{count} 處，最近的在前。按 Enter 前往。", count=len(found.hits))


def _sentence(hit: Hit) -> str:
    return f"{hit.before}{hit.found}{hit.after}"


def _describe_place(hit: Hit) -> str:
    if hit.place is None:
        return "—"
    project = parse_place(hit.place).project
    return f"{project} {hit.label}" if project else hit.label
