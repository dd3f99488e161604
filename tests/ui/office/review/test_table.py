"""The table of a return under review: what its margin says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.models.answers import Place
from app.office.review.sheet import ReviewRow
from app.ui.office.review.table import MARGIN, NOW, ReviewTableModel, build_lines


def test_a_value_printed_otherwise_is_spoken_of_in_the_margin(qapp: QApplication) -> None:
    row = ReviewRow(
        place=Place("P26", "budget", None, "budget_state"), section="經費", label="經費狀態",
        text="落後", before="", is_computed=True, is_changed=False, printed="達成",
        filled_by="會計科",
    )  # fmt: skip
    model = ReviewTableModel(lambda _place: "")
    model.set_lines(build_lines((row,), lambda _row: True, with_whole=False), "第 1 版", "前版")
    assert model.index(1, NOW).data() == "落後"
    assert model.index(1, MARGIN).data() == "填報單位：會計科\n填報表印為「達成」，與本程式計算不同"
    assert model.index(1, MARGIN).data(Qt.ItemDataRole.DecorationRole) is not None
