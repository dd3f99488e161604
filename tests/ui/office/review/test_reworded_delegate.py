from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from app.office.review.text_changes import compare_texts
from app.ui.office.review.reworded_delegate import PIECES_ROLE, RewordedDelegate, build_html


def test_added_text_is_underlined_and_removed_text_struck_out() -> None:
    html = build_html(compare_texts("辦理 3 場 <甲>", "辦理 5 場 <甲>"))
    removed, added = html.index(">3<"), html.index(">5<")
    assert "line-through" in html[:removed]
    assert "underline" in html[removed:added]
    assert "&lt;甲&gt;" in html


def test_a_reworded_cell_is_as_high_as_its_marked_up_text(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(view)
    plain, reworded = QStandardItem("短"), QStandardItem("長")
    reworded.setData(compare_texts("甲" * 80, "乙" * 80), PIECES_ROLE)
    model.appendColumn([plain, reworded])
    view.setModel(model)
    delegate = RewordedDelegate(view)
    view.setItemDelegate(delegate)
    view.setColumnWidth(0, 120)
    view.resize(200, 600)
    view.show()
    view.resizeRowsToContents()
    heights = [
        delegate.sizeHint(QStyleOptionViewItem(), model.index(row, 0)).height() for row in (0, 1)
    ]
    assert heights[1] > 5 * heights[0]
    assert not view.grab().isNull()
