"""On the home page: what the office said of a return sent back, and what has been answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.agency.home import HomeState, RemarkState
from app.models.answers import Place
from app.models.periods import format_taiwan_day
from app.models.programme import Programme
from app.ui.agency.destinations import project_name
from app.ui.agency.fill_target import target_of
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label


class RemarksCard(QFrame):
    """One line a remark, with a way to its place."""

    asked = Signal(object)
    """The FillTarget of a remark; None for one about the whole return."""

    def __init__(self, state: HomeState) -> None:
        super().__init__()
        theme.set_panel(self, "warning")
        layout = QVBoxLayout(self)
        heading = build_label(
            tr(
                "退回意見 {count} 則，{left} 則尚未回復",
                count=len(state.remarks),
                left=sum(each.answer is None for each in state.remarks),
            ),
            style="heading",
        )
        layout.addWidget(heading)
        for each in state.remarks:
            text = build_label(_describe(state.programme, each), wraps=True)
            row = fill_box(
                QHBoxLayout(),
                (text, 1),
                build_label(tr("未回復") if each.answer is None else word(each.answer)),
                self._build_way(each.place),
            )
            layout.addLayout(row)

    def _build_way(self, place: Place | None) -> QPushButton:
        target = None if place is None else target_of(place)
        go = QPushButton(tr("前往"))
        go.clicked.connect(lambda: self.asked.emit(target))
        return go


def _describe(programme: Programme, remark: RemarkState) -> str:
    where, comment = tr("整份填報表"), remark.comment
    if remark.place is not None:
        where = "・".join((project_name(programme, remark.place.project), *remark.labels))
    return tr(
        "{where}：{text}（{author}，{day}）",
        where=where,
        text=comment.text,
        author=comment.author,
        day=format_taiwan_day(comment.written_at),
    )
