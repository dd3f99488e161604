"""The reviewer types a word, sees where it was ever written, and goes there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.ui.office.destinations import ReviewPlace
from app.ui.office.review.page import ReviewPage
from app.ui.office.search.page import SearchPage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets import theme
from tests.ui.office.conftest import show
from tests.ui.office.scenes import ROUND_ID


def open_page(qtbot: QtBot, workspace: OfficeWorkspace) -> SearchPage:
    page = show(qtbot, workspace, "search")
    assert isinstance(page, SearchPage)
    return page


def told(review: ReviewPage) -> str:
    return "".join(each.text for each in review.notices.notices())


def test_hits_come_while_typing_and_enter_goes_there(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    page = open_page(qtbot, received)
    assert page.hits.isHidden()
    page.line.insert("年")
    assert page.hits.isVisible()
    found = received.desk.search.find("年").hits
    assert page.hits.records.records == found
    assert page.count.text().startswith(f"{len(found)} 處")
    qtbot.keyClick(page.line, Qt.Key.Key_Down)
    second = page.hits.records.records[1]
    assert page.hits.selected_record() == second
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.line, Qt.Key.Key_Return)
    place = ReviewPlace(ROUND_ID, second.agency, second.revision, second.place)
    assert asked.args == ["review", place]


def test_what_is_nowhere_is_said(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = open_page(qtbot, received)
    page.line.setText("龘龘")
    assert page.hits.isHidden()
    assert page.count.text() == "沒有文字含有「龘龘」。"
    page.line.clear()
    assert page.count.text().startswith("輸入要找的字")


def test_the_review_shows_the_place_of_a_hit(qtbot: QtBot, received: OfficeWorkspace) -> None:
    found = received.desk.search.find("年").hits
    hit = next(each for each in found if each.place and each.place[0] == "P")
    review = show(qtbot, received, "review")
    assert isinstance(review, ReviewPage)
    review.show_target(ReviewPlace(hit.round_id, hit.agency, hit.revision, hit.place))

    def is_there() -> None:
        line = review.panel.view.current_line()
        assert line is not None
        assert line.place == hit.place

    qtbot.waitUntil(lambda: review.panel.sheet is not None)
    qtbot.waitUntil(lambda: review.panel.sheet.current.agency == hit.agency)  # type: ignore[union-attr]
    is_there()


def test_a_place_that_is_gone_is_told(qtbot: QtBot, received: OfficeWorkspace) -> None:
    review = show(qtbot, received, "review")
    assert isinstance(review, ReviewPage)
    review.show_target(ReviewPlace(ROUND_ID, "NDC", 1, "P99/budget/-/paid"))
    qtbot.waitUntil(lambda: "內容可能已更改或刪除" in told(review))


def test_what_was_found_stays_in_sight_in_a_narrow_column(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    page = open_page(qtbot, received)
    page.line.setText("計畫")
    page.hits.setColumnWidth(0, 160)
    page.hits.select_row(0)
    picture = page.hits.viewport().grab().toImage()
    wash = QColor(theme.current_colours().warning_wash)
    height = page.hits.rowViewportPosition(0) + page.hits.rowHeight(0)
    below = range(height, page.hits.viewport().height())
    seen = {picture.pixelColor(x, y).name() for x in range(160) for y in below}
    assert wash.name() in seen
