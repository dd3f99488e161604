"""A project's form: fields bound to their places, cards, the delay section, focus."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models.answers import NIL, Place, StoredValue, nil_place
from app.models.findings import Finding, Severity
from app.models.money import MoneyUnit
from app.ui.forms.card import Card
from app.ui.forms.cards_view import CardsView
from app.ui.forms.editors.computed_display import ComputedDisplay
from app.ui.forms.editors.line_editors import MoneyEditor
from app.ui.forms.field_box import FieldBox
from app.ui.forms.fields_view import DelayView, FieldsView, arrange_fields
from app.ui.forms.nil_view import NilView
from app.ui.forms.project_form import ProjectForm
from app.ui.forms.section_view import UnitChoice
from tests.ui.forms.hosts import PROJECT, MemoryHost


@pytest.fixture
def host(qtbot: QtBot) -> MemoryHost:
    return MemoryHost()


def place(section: str, field: str, row: str | None = None) -> Place:
    return Place(PROJECT, section, row, field)


def section_ids(form: ProjectForm) -> list[str]:
    return [each.spec.id for each in form.host.blank.sections_of(form.project_id)]


def build_box(qtbot: QtBot, host: MemoryHost, section_id: str, field: str) -> FieldBox:
    section = host.section(section_id)
    box = FieldBox(host, section, section.spec.field(field))
    qtbot.addWidget(box)
    return box


def texts(widget: FieldBox) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def test_what_is_typed_reaches_the_host(qtbot: QtBot, host: MemoryHost) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    assert isinstance(box.editor, MoneyEditor)
    box.editor.line.setText("500")
    box.editor.commit()
    assert host.answers.get(place("budget", "paid")) == 5_000_000
    assert host.labels == ["實支數"]


def test_required_is_said_in_a_word(qtbot: QtBot, host: MemoryHost) -> None:
    assert "必填" in texts(build_box(qtbot, host, "budget", "paid"))
    assert "必填" not in texts(build_box(qtbot, host, "budget", "payable"))


def test_help_shows_while_the_field_has_the_focus(qtbot: QtBot, host: MemoryHost) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    assert box._help is None
    box.editor.focus_changed.emit(True)
    shown = [each for each in box.findChildren(QLabel) if each.text() == box.spec.help]
    assert len(shown) == 1
    assert not shown[0].isHidden()
    box.editor.focus_changed.emit(False)
    assert shown[0].isHidden()


def test_a_value_that_could_not_be_saved_is_handed_over_again(
    qtbot: QtBot, host: MemoryHost
) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    assert isinstance(box.editor, MoneyEditor)
    host.refuses = True
    box.editor.line.setText("500")
    box.editor.commit()
    assert box.editor.line.text() == "500"
    host.refuses = False
    box.editor.commit()
    assert host.answers.get(place("budget", "paid")) == 5_000_000


def test_unreadable_text_comes_back_when_the_form_is_built_again(
    qtbot: QtBot, host: MemoryHost
) -> None:
    first = build_box(qtbot, host, "budget", "paid")
    assert isinstance(first.editor, MoneyEditor)
    first.editor.line.setText("大約五百")
    first.editor.commit()
    second = build_box(qtbot, host, "budget", "paid")
    assert isinstance(second.editor, MoneyEditor)
    assert second.editor.line.text() == "大約五百"
    assert second.editor.problem


def test_a_finding_is_a_mark_beside_its_field_and_goes_with_its_cause(
    qtbot: QtBot, host: MemoryHost
) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    box.resize(300, box.sizeHint().height())
    height = box.sizeHint().height()
    params = {"project": "某計畫", "label": "實支數", "value": "2", "limit": "1", "excess": "1"}
    finding = Finding(code="F105", severity=Severity.WARNING, place=box.place, params=params)
    host.findings[box.place] = (finding,)
    box.refresh_findings()
    assert box.mark is not None
    assert "警告 F105" in box.mark.toolTip()
    assert "某計畫" not in box.mark.toolTip()
    control = box.editor.focusProxy()
    assert control is not None and "F105" in control.accessibleDescription()
    assert box.sizeHint().height() == height
    box.show()
    assert box.mark.geometry().right() < box.editor.x()
    host.findings.clear()
    box.refresh_findings()
    assert not control.accessibleDescription()


def test_the_mark_is_of_the_worst_that_is_found(qtbot: QtBot, host: MemoryHost) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    kinds = (Severity.NOTE, Severity.ERROR, Severity.WARNING)
    host.findings[box.place] = tuple(
        Finding(code="F104", severity=each, place=box.place, params={}) for each in kinds
    )
    box.refresh_findings()
    assert box.mark is not None
    assert box.mark._mark[0] == "circle-alert"
    assert box.mark.toolTip().count("F104") == 3


def test_an_unreadable_text_is_marked_when_the_field_is_left(
    qtbot: QtBot, host: MemoryHost
) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    assert isinstance(box.editor, MoneyEditor)
    box.editor.line.setText("約三千")
    box.editor.commit()
    assert box.mark is not None and "約三千" in box.mark.toolTip()
    box.editor.line.setText("3000")
    box.editor.commit()
    assert box.mark is None


def test_a_finding_follows_the_unit_of_the_form(qtbot: QtBot, host: MemoryHost) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    params = {"label": "實支數", "value": "20,000 元", "limit": "10,000 元", "excess": "10,000 元"}
    finding = Finding(code="F105", severity=Severity.WARNING, place=box.place, params=params)
    host.findings[box.place] = (finding,)
    box.refresh_findings()
    shown = []
    for unit in (MoneyUnit.TEN_THOUSAND, MoneyUnit.YUAN):
        host.set_unit(unit)
        assert box.mark is not None
        shown.append(box.mark.toolTip())
    assert ("2 萬元" in shown[0], "20,000 元" in shown[1]) == (True, True)


def test_a_missing_value_is_not_shouted_at_in_place(qtbot: QtBot, host: MemoryHost) -> None:
    box = build_box(qtbot, host, "budget", "paid")
    host.findings[box.place] = (
        Finding(code="F101", severity=Severity.ERROR, place=box.place, params={}),
    )
    box.refresh_findings()
    assert box.mark is None


def test_computed_fields_follow_what_they_come_from(qtbot: QtBot, host: MemoryHost) -> None:
    view = FieldsView(host, host.section("budget"))
    qtbot.addWidget(view)
    host.values_changed.connect(view.refresh)
    host.commit({place("budget", "allocated"): 100_000, place("budget", "paid"): 90_000}, "test")
    rate = view.grid.boxes[place("budget", "execution_rate")].editor
    assert rate.value == "90.00"


def test_the_unit_is_chosen_once_for_the_window(qtbot: QtBot, host: MemoryHost) -> None:
    view = FieldsView(host, host.section("budget"))
    qtbot.addWidget(view)
    host.commit({place("budget", "available"): 123_000}, "test")
    view.refresh(frozenset({place("budget", "available")}))
    choice = UnitChoice(host)
    qtbot.addWidget(choice)
    choice.combo.activated.emit(1)
    editor = view.grid.boxes[place("budget", "available")].editor
    assert isinstance(editor, MoneyEditor)
    assert editor.line.text() == "123"
    assert host.answers.get(place("budget", "available")) == 123_000


def test_figures_stand_three_to_a_line_and_long_texts_alone(host: MemoryHost) -> None:
    lines = [
        [spec.id for spec, _ in line] for line in arrange_fields(host.section("budget").spec.fields)
    ]
    assert ["available", "allocated", "paid"] in lines
    assert ["difference_note"] in lines


def test_the_delay_section_explains_itself_while_it_is_not_needed(
    qtbot: QtBot, host: MemoryHost
) -> None:
    view = DelayView(host, host.section("delay"))
    qtbot.addWidget(view)
    assert view.grid.isHidden()
    assert "免填" in view.explanation.text()


def test_the_delay_section_appears_when_the_project_falls_behind(
    qtbot: QtBot, host: MemoryHost
) -> None:
    view = DelayView(host, host.section("delay"))
    qtbot.addWidget(view)
    host.values_changed.connect(view.refresh)
    host.commit(
        {
            place("budget", "available"): 100_000,
            place("budget", "allocated"): 100_000,
            place("budget", "paid"): 10_000,
        },
        "test",
    )
    assert not view.grid.isHidden()
    assert "落後" in view.explanation.text()
    grounds = view.grid.boxes[place("delay", "grounds")].editor
    assert isinstance(grounds, ComputedDisplay)
    assert grounds.text.text() == "經費（執行率 10.00%）"


def test_a_filled_delay_section_stays_in_sight_when_it_must_be_emptied(
    qtbot: QtBot, host: MemoryHost
) -> None:
    host.commit({place("delay", "cause"): "原因"}, "test")
    view = DelayView(host, host.section("delay"))
    qtbot.addWidget(view)
    assert not view.grid.isHidden()
    assert "不得填列" in view.explanation.text()


def test_cards_are_added_moved_and_removed(qtbot: QtBot, host: MemoryHost) -> None:
    view = CardsView(host, host.section("highlights"))
    qtbot.addWidget(view)
    host.values_changed.connect(view.refresh)
    view.add.click()
    view.add.click()
    first, second = view.cards
    assert not view.cards[first].up.isEnabled()
    assert view.cards[first].down.isEnabled()
    view.cards[second].up.click()
    assert host.row_keys(host.section("highlights")) == (second, first)
    view.cards[first].remove.click()
    assert list(view.cards) == [second]
    assert host.row_keys(host.section("highlights")) == (second,)


def show_cards(qtbot: QtBot, host: MemoryHost, *titles: str) -> CardsView:
    """A view of the highlights on the screen, with these."""
    view = CardsView(host, host.section("highlights"))
    host.values_changed.connect(view.refresh)
    qtbot.addWidget(view)
    for title in titles:
        key = host.add_row(view.section)
        host.commit({place("highlights", "title", key): title}, "案例名稱")
    view.resize(900, 1800)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return view


def shown_titles(view: CardsView) -> list[StoredValue]:
    cards = sorted(view.cards.items(), key=lambda each: each[1].y())
    return [view.host.value(place("highlights", "title", key)) for key, _ in cards]


def test_a_copy_stands_below_its_original_with_the_focus_in_it(
    qtbot: QtBot, host: MemoryHost
) -> None:
    view = show_cards(qtbot, host, "共好市集", "綠色旅遊")
    first = host.row_keys(view.section)[0]
    view.cards[first].copy.click()
    qtbot.waitUntil(lambda: shown_titles(view) == ["共好市集", "共好市集", "綠色旅遊"])
    copied = host.row_keys(view.section)[1]
    focused = QApplication.focusWidget()
    assert focused is not None and view.cards[copied].isAncestorOf(focused)
    assert [each.title for each in view.cards.values()].count("亮點案例 2") == 1


def test_what_is_removed_is_offered_back_in_its_place(qtbot: QtBot, host: MemoryHost) -> None:
    view = show_cards(qtbot, host, "一", "二", "三")
    second = view.cards[host.row_keys(view.section)[1]]
    second.remove.click()
    qtbot.waitUntil(lambda: view.cards[host.row_keys(view.section)[1]].y() > view.removed.y() > 0)
    assert view.removed.label.text() == "已刪除「亮點案例 2」。"
    assert QApplication.focusWidget() is view.removed.undo
    view.removed.undo.click()
    assert view.removed.isHidden()
    qtbot.waitUntil(lambda: shown_titles(view) == ["一", "二", "三"])


def test_the_offer_ends_with_the_next_step(qtbot: QtBot, host: MemoryHost) -> None:
    view = show_cards(qtbot, host, "一", "二")
    first, second = host.row_keys(view.section)
    view.cards[first].remove.click()
    host.commit({place("highlights", "title", second): "二之一"}, "案例名稱")
    assert view.removed.isHidden(), "it would take back something else"
    view.cards[second].remove.click()
    assert not view.removed.isHidden()


@pytest.mark.parametrize(
    ("key", "expected"),
    [(Qt.Key.Key_Up, ["二", "一", "三"]), (Qt.Key.Key_Down, ["一", "三", "二"])],
)
def test_alt_and_an_arrow_move_the_card_the_keyboard_is_in(
    qtbot: QtBot, host: MemoryHost, key: Qt.Key, expected: list[str]
) -> None:
    view = show_cards(qtbot, host, "一", "二", "三")
    second = view.cards[host.row_keys(view.section)[1]]
    second.fields.boxes[place("highlights", "title", host.row_keys(view.section)[1])].setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown_titles(view) == expected)
    assert QApplication.focusWidget() is focused
    steps = len(host.steps)
    qtbot.keyClick(focused, key, Qt.KeyboardModifier.AltModifier)
    assert len(host.steps) == steps, "at the end there is nowhere to go"


def drag(qtbot: QtBot, view: CardsView, card: Card, y: int) -> None:
    """Press the card's head and move the pointer to a height of the view."""
    qtbot.mousePress(card.grip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(card.grip, card.grip.mapFrom(view, QPoint(60, y)))


def test_a_card_is_dragged_to_where_the_line_shows(qtbot: QtBot, host: MemoryHost) -> None:
    view = show_cards(qtbot, host, "一", "二", "三")
    first, _, third = (view.cards[key] for key in host.row_keys(view.section))
    below = third.geometry().bottom() - 5
    drag(qtbot, view, first, below)
    assert not view._drag.line.isHidden()
    assert view._drag.line.y() > third.geometry().bottom() - 5
    end = first.grip.mapFrom(view, QPoint(60, below))
    qtbot.mouseRelease(first.grip, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: shown_titles(view) == ["二", "三", "一"])
    assert view._drag.line.isHidden()


def test_escape_lets_go_of_a_dragged_card_and_nothing_moves(qtbot: QtBot, host: MemoryHost) -> None:
    view = show_cards(qtbot, host, "一", "二", "三")
    first, _, third = (view.cards[key] for key in host.row_keys(view.section))
    steps = len(host.steps)
    drag(qtbot, view, first, third.y() + 5)
    qtbot.keyClick(first.grip, Qt.Key.Key_Escape)
    qtbot.mouseRelease(first.grip, Qt.MouseButton.LeftButton, pos=QPoint(5, third.y()))
    assert (len(host.steps), view._drag.line.isHidden()) == (steps, True)


def test_nothing_of_a_card_is_ever_a_window_that_would_take_the_focus(
    qtbot: QtBot, host: MemoryHost
) -> None:
    view = CardsView(host, host.section("highlights"))
    qtbot.addWidget(view)
    host.values_changed.connect(view.refresh)
    windows: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                windows.extend([watched] if watched.isWindow() else [])
            return False

    watch, application = Watch(), QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    view.add.click()
    application.removeEventFilter(watch)
    assert len(view.cards) == 1
    assert windows == []


def test_no_more_cards_than_the_form_allows(qtbot: QtBot, host: MemoryHost) -> None:
    section = host.section("highlights")
    assert section.spec.rows is not None
    view = CardsView(host, section)
    qtbot.addWidget(view)
    host.values_changed.connect(view.refresh)
    for _ in range(section.spec.rows.max_rows):
        view.add.click()
    assert not view.add.isEnabled()
    assert str(section.spec.rows.max_rows) in view.add.toolTip()


def test_a_form_has_every_section_of_its_project(qtbot: QtBot, host: MemoryHost) -> None:
    form = ProjectForm(host, PROJECT)
    qtbot.addWidget(form)
    assert all(form.view(each).section.spec.id == each for each in section_ids(form))
    assert form.view(NIL) is not form.view(section_ids(form)[0])
    assert form.page(NIL) is form.page(section_ids(form)[0]), "the statement heads the first page"


def test_a_form_shows_a_place_it_has_and_owns_up_to_one_it_has_not(
    qtbot: QtBot, host: MemoryHost
) -> None:
    form = ProjectForm(host, PROJECT)
    qtbot.addWidget(form)
    form.show()
    assert form.show_place(place("budget", "paid"))
    assert not form.show_place(place("highlights", "title", "r9"))
    assert not form.show_place(place("nowhere", "paid"))


def test_a_form_ignores_changes_of_other_projects(qtbot: QtBot, host: MemoryHost) -> None:
    form = ProjectForm(host, PROJECT)
    qtbot.addWidget(form)
    form.show_section("budget")
    refreshed: list[str] = []
    form.view("budget").refresh = lambda places: refreshed.append("budget")  # type: ignore[method-assign]
    host.commit({Place("P07", "budget", None, "paid"): 1}, "test")
    assert refreshed == []
    host.commit({place("budget", "paid"): 1}, "test")
    assert refreshed == ["budget"]


def test_a_deleted_form_no_longer_listens(qtbot: QtBot, host: MemoryHost) -> None:
    form = ProjectForm(host, PROJECT)
    with qtbot.waitSignal(form.destroyed):
        form.deleteLater()
    host.commit({place("budget", "paid"): 1}, "test")
    host.findings_changed.emit()


def test_a_nil_statement_is_switched_on_with_its_reason_and_off_again(
    qtbot: QtBot, host: MemoryHost
) -> None:
    form = ProjectForm(host, PROJECT)
    qtbot.addWidget(form)
    nil = form.view(NIL)
    assert isinstance(nil, NilView)
    assert nil.grid.isHidden()
    nil.switch.click()
    assert not nil.grid.isHidden()
    assert host.steps == []  # without a reason nothing is stated
    host.commit({nil_place(PROJECT): "經費未核撥。"}, "理由")
    hidden = [key for key in section_ids(form) if form.view(key).isHidden()]
    assert {"budget", "indicators", "results"} <= set(hidden)
    assert not {NIL, "basic", "amendments", "next_year"} & set(hidden)
    nil.switch.click()
    assert host.steps[-1] == {nil_place(PROJECT): None}
    assert nil.grid.isHidden()
    for key in section_ids(form):
        form.show_section(key)
    assert not any(form.view(key).isHidden() for key in section_ids(form))


def test_values_beside_a_nil_statement_stay_in_sight_until_they_are_cleared_in_one_step(
    qtbot: QtBot, host: MemoryHost
) -> None:
    paid = Place(PROJECT, "budget", None, "paid")
    host.commit({paid: 1_000}, "實支數")
    form = ProjectForm(host, PROJECT)
    qtbot.addWidget(form)
    nil = form.view(NIL)
    assert isinstance(nil, NilView)
    assert nil.clear.isHidden()
    host.commit({nil_place(PROJECT): "經費未核撥。"}, "理由")
    assert not form.view("budget").isHidden()
    assert "仍有 1 欄" in nil.line.text()
    nil.clear.click()
    assert host.steps[-1] == {paid: None}
    assert nil.clear.isHidden()
    form.show_section("budget")
    assert form.view("budget").isHidden()


def test_a_statement_of_the_agency_shows_in_every_project(qtbot: QtBot, host: MemoryHost) -> None:
    form = ProjectForm(host, PROJECT)
    qtbot.addWidget(form)
    host.commit({nil_place(None): "機關整併，本期無執行。"}, "理由")
    nil = form.view(NIL)
    assert isinstance(nil, NilView)
    assert "機關整併" in nil.line.text()
    assert nil.grid.isHidden()
    assert form.view("budget").isHidden()
