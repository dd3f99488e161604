from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui.widgets.record_table import RECORD_ROLE, RecordColumn, RecordModel, RecordProxy
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone


@dataclass(frozen=True)
class Fruit:
    name: str
    weight: int | None


COLUMNS = (
    RecordColumn("name", "名稱", lambda each: each.name),
    RecordColumn(
        "weight",
        "重量",
        lambda each: "—" if each.weight is None else f"{each.weight:,}",
        lambda each: each.weight,
        is_figure=True,
        tone=lambda each: Tone.MUTED if each.weight is None else Tone.PLAIN,
        icon_name=lambda each: "circle" if each.weight is None else None,
    ),
)
FRUITS = (Fruit("蘋果", 1200), Fruit("香蕉", 90), Fruit("柚子", None))


def names(proxy: RecordProxy) -> list[str]:
    return [proxy.index(row, 0).data() for row in range(proxy.rowCount())]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = RecordModel(COLUMNS, FRUITS)
    qtmodeltester.check(model)
    qtmodeltester.check(RecordProxy(model))


def test_a_cell_shows_text_mark_and_alignment(qtbot: QtBot) -> None:
    model = RecordModel(COLUMNS, FRUITS)
    cell = model.index(0, 1)
    assert cell.data() == "1,200"
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert cell.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.index(2, 1).data(Qt.ItemDataRole.DecorationRole) is not None
    assert cell.data(RECORD_ROLE) == FRUITS[0]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "重量"
    assert model.headerData(1, Qt.Orientation.Vertical) is None


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Qt.SortOrder.AscendingOrder, ["香蕉", "蘋果", "柚子"]),
        (Qt.SortOrder.DescendingOrder, ["蘋果", "香蕉", "柚子"]),
    ],
)
def test_figures_sort_as_figures_and_nothing_stays_last(
    order: Qt.SortOrder, expected: list[str]
) -> None:
    proxy = RecordProxy(RecordModel(COLUMNS, FRUITS))
    proxy.sort(1, order)
    assert names(proxy) == expected


def test_every_typed_word_must_occur_somewhere_in_the_row() -> None:
    proxy = RecordProxy(RecordModel(COLUMNS, FRUITS))
    proxy.set_words("蘋 1,2")
    assert names(proxy) == ["蘋果"]
    proxy.set_words("蘋 90")
    assert names(proxy) == []


def test_a_condition_keeps_records_besides_the_words() -> None:
    proxy = RecordProxy(RecordModel(COLUMNS, FRUITS))
    proxy.set_condition(lambda each: each.weight is not None)
    assert names(proxy) == ["蘋果", "香蕉"]
    proxy.set_condition(None)
    assert len(names(proxy)) == 3


def test_selected_rows_are_copied_under_their_headers(qtbot: QtBot) -> None:
    view = RecordView(COLUMNS, "水果")
    qtbot.addWidget(view)
    view.set_records(FRUITS)
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "名稱\t重量\n蘋果\t1,200\n香蕉\t90\n柚子\t—"


def test_enter_opens_the_current_row(qtbot: QtBot) -> None:
    view = RecordView(COLUMNS, "水果")
    qtbot.addWidget(view)
    view.set_records(FRUITS)
    view.select_row(1)
    with qtbot.waitSignal(view.record_activated) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [FRUITS[1]]


def test_the_selection_stays_on_its_row_when_records_change(qtbot: QtBot) -> None:
    view = RecordView(COLUMNS, "水果")
    qtbot.addWidget(view)
    view.set_records(FRUITS)
    view.select_row(1)
    view.set_records((*FRUITS[:1], Fruit("香蕉", 95)))
    assert view.selected_record() == Fruit("香蕉", 95)
    assert not view.select_record(Fruit("李子", 3))


def test_the_stretching_column_never_gets_narrower_than_declared(qtbot: QtBot) -> None:
    view = RecordView(COLUMNS, "水果", stretch="name")
    qtbot.addWidget(view)
    view.resize(80, 200)
    view.show()
    narrow = view.columnWidth(0)
    view.resize(900, 200)
    qtbot.waitUntil(lambda: view.columnWidth(0) > narrow)
    view.resize(80, 200)
    qtbot.waitUntil(lambda: view.columnWidth(0) == narrow)


def test_a_column_is_as_wide_as_its_header_at_least(qtbot: QtBot) -> None:
    header = "A header of many letters"
    view = RecordView((RecordColumn("name", header, lambda each: each.name, width=2),), "水果")
    qtbot.addWidget(view)
    assert view.horizontalHeader().sectionSize(0) > view.fontMetrics().horizontalAdvance(header)
