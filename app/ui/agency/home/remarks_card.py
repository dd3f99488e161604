"""On the home page: what the office said of a return sent back, and what has been answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.agency.drafts.draft import Draft
from app.models.answers import parse_place
from app.models.periods import format_taiwan_day
from app.models.reviews import ReviewComment
from app.ui.agency.destinations import describe_place
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

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        theme.set_panel(self, "warning")
        remarks, answers = draft.remarks.all(), draft.remarks.answers()
        layout = QVBoxLayout(self)
        heading = build_label(
            tr(
                "退回意見 {count} 則，{left} 則尚未回復",
                count=len(remarks),
                left=len(remarks) - len(answers),
            ),
            style="heading",
        )
        layout.addWidget(heading)
        for each in remarks:
            text = build_label(_describe(draft, each), wraps=True)
            answer = answers.get(each)
            row = fill_box(
                QHBoxLayout(),
                (text, 1),
                build_label(tr("未回復") if answer is None else word(answer.kind)),
                self._build_way(each.place),
            )
            layout.addLayout(row)

    def _build_way(self, path: str | None) -> QPushButton:
        target = None if path is None else target_of(parse_place(path))
        go = QPushButton(tr("前往"))
        go.clicked.connect(lambda: self.asked.emit(target))
        return go


def _describe(draft: Draft, remark: ReviewComment) -> str:
    where = tr("整份填報表")
    if remark.place is not None:
        where = describe_place(draft, parse_place(remark.place))
    return tr(
        "{where}：{text}（{author}，{day}）",
        where=where,
        text=remark.text,
        author=remark.author,
        day=format_taiwan_day(remark.written_at),
    )
