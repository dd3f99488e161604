"""A round re-issued on another form moves the draft: nothing is lost, and undo lives on."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from app.agency.desk import AgencyDesk
from app.agency.drafts.delta import build_value_delta
from app.agency.drafts.draft import Draft
from app.agency.drafts.moving import replay_journal
from app.errors import AppError
from app.models.answers import ROWS, Place, StoredValue, nil_place
from app.models.forms import FormSpec
from app.models.reviews import CommentAnswerKind, ReviewComment
from tests.agency.desks import START, write_file
from tests.agency.drafts.reissued import (
    ADVICE,
    COST,
    COUNSEL,
    FIRST,
    PHOTO,
    ROUND,
    SECOND,
    THIRD,
    VERDICT,
    build_issue,
    open_desk,
    people,
    reissue,
    reopen,
    town,
)
from tests.support.effort import share_of_examples


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AgencyDesk]:
    with open_desk(tmp_path) as desk:
        yield desk


def _answers(draft: Draft) -> dict[Place, StoredValue]:
    return dict(draft.answers.items())


def _aside(draft: Draft) -> dict[str, StoredValue]:
    return {key.path: each.value for key, each in draft.journal.state.aside.items()}


def test_a_text_that_cannot_be_read_moves_or_is_set_aside_and_comes_back(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    row = draft.rows.add(None, "visits")
    draft.commit({}, "填報", texts={people(row): "約七人", COST: "約三萬"})
    reissue(desk, tmp_path, SECOND, 1)
    assert draft.texts == {people(row): "約七人"}
    assert _aside(draft) == {COST.path: "約三萬"}
    assert [each.text for each in draft.set_aside.entries()] == ["約三萬"]
    draft.journal.undo()
    assert (draft.texts, _aside(draft)) == ({}, {})
    draft.journal.redo()
    reissue(desk, tmp_path, FIRST, 2)
    assert draft.texts == {people(row): "約七人", COST: "約三萬"}
    assert _aside(draft) == {}


def test_equal_ids_and_renamed_fields_keep_their_values(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    row = draft.rows.add(None, "visits")
    draft.commit({VERDICT: "good", ADVICE: "多辦", people(row): 7}, "填報")
    draft.commit({nil_place(None): "本期未辦理"}, "本期無執行")
    reissue(desk, tmp_path, SECOND, 1)
    assert draft.blank.form.version == 2
    assert draft.journal.redo() is None, "a move is no step of the officer's"
    assert _answers(draft) == {
        VERDICT: "good",
        COUNSEL: "多辦",
        people(row): 7,
        Place(None, "visits", None, ROWS): (row,),
        nil_place(None): "本期未辦理",
    }
    assert _aside(draft) == {}


def test_what_the_new_form_does_not_take_is_set_aside(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    row = draft.rows.add(None, "visits")
    draft.commit({VERDICT: "poor", COST: "12 萬", town(row): "花蓮"}, "填報")
    reissue(desk, tmp_path, SECOND, 1)
    assert _answers(draft) == {Place(None, "visits", None, ROWS): (row,)}
    kept = {VERDICT.path: "poor", COST.path: "12 萬", town(row).path: "花蓮"}
    assert _aside(draft) == kept
    with reopen(desk) as again:
        assert _aside(again.draft(ROUND)) == kept


def test_a_draft_that_is_not_open_moves_as_well(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.draft(ROUND).commit({COST: "12"}, "填報")
    with reopen(desk) as again:
        reissue(again, tmp_path, SECOND, 1)
        assert _aside(again.draft(ROUND)) == {COST.path: "12"}


def test_issued_back_values_return_to_their_empty_places(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    row = draft.rows.add(None, "visits")
    draft.commit({VERDICT: "poor", COST: "12 萬", ADVICE: "多辦", town(row): "花蓮"}, "填報")
    before = _answers(draft)
    reissue(desk, tmp_path, SECOND, 1)
    reissue(desk, tmp_path, FIRST, 2)
    assert _answers(draft) == before
    assert _aside(draft) == {}


def test_what_was_filled_in_since_stays_and_what_was_there_before_waits(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({VERDICT: "poor"}, "總評")
    reissue(desk, tmp_path, SECOND, 1)
    draft.commit({VERDICT: "good"}, "總評")
    reissue(desk, tmp_path, FIRST, 2)
    assert draft.answers.get(VERDICT) == "good"
    assert _aside(draft) == {VERDICT.path: "poor"}


def test_rows_of_a_section_dropped_come_back_in_their_order(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    first, second = (draft.rows.add(None, "visits") for _ in range(2))
    draft.rows.move(None, "visits", second, 0)
    draft.commit({people(first): 1, people(second): 2}, "人數")
    before = _answers(draft)
    reissue(desk, tmp_path, THIRD, 1)
    assert _answers(draft) == {}
    reissue(desk, tmp_path, SECOND, 2)
    assert _answers(draft) == before
    assert draft.rows.add(None, "visits") not in (first, second)


def test_a_value_of_a_row_taken_away_meanwhile_stays_aside(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    row = draft.rows.add(None, "visits")
    draft.commit({town(row): "花蓮"}, "地點")
    reissue(desk, tmp_path, SECOND, 1)
    draft.rows.remove(None, "visits", row)
    reissue(desk, tmp_path, FIRST, 2)
    assert town(row) not in draft.answers
    assert _aside(draft) == {town(row).path: "花蓮"}


def test_reasons_answers_to_comments_and_attachments_move_too(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"picture")
    draft.attachments.add(PHOTO, photo)
    draft.set_reason("F205", ADVICE, "去年已辦")
    draft.set_reason("F206", COST, "另有補助")
    comment = ReviewComment(id="C1", place=None, text="請補充", author="彙整機關", written_at=START)
    draft.remarks.answer(comment, CommentAnswerKind.KEPT_WITH_REASON, "維持")
    reissue(desk, tmp_path, SECOND, 1)
    assert dict(draft.reasons) == {("F205", COUNSEL.path): "去年已辦"}
    assert {(key.code, key.path) for key in draft.journal.state.aside} == {
        ("", PHOTO.path),
        ("F206", COST.path),
    }
    assert draft.remarks.typed(comment).text == "維持"
    reissue(desk, tmp_path, THIRD, 2)
    (kept,) = draft.attachments.all()
    assert (kept.name, draft.attachments.content(kept.sha256)) == ("照片.jpg", b"picture")
    reissue(desk, tmp_path, FIRST, 3)
    assert dict(draft.reasons)[("F206", COST.path)] == "另有補助"


def test_a_value_carried_forward_is_still_unconfirmed_when_it_comes_back(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.journal.write(build_value_delta({COST: "12"}, [COST]), "沿用上期資料")
    reissue(desk, tmp_path, SECOND, 1)
    assert draft.carried.unconfirmed == frozenset()
    reissue(desk, tmp_path, FIRST, 2)
    assert draft.carried.unconfirmed == {COST}


def test_an_edit_at_a_place_that_is_gone_is_undone_on_what_is_set_aside(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({COST: "12"}, "經費")
    draft.commit({COST: "13"}, "經費再改")
    draft.commit({ADVICE: "多辦"}, "建議")
    reissue(desk, tmp_path, SECOND, 1)
    draft.commit({COST: 99}, "經費")
    draft.journal.undo()
    undone = draft.journal.undo()
    assert undone is not None and dict(undone.values) == {COUNSEL: None}
    undone = draft.journal.undo()
    assert undone is not None and not undone.is_empty and not undone.values
    assert _aside(draft) == {COST.path: "12"}
    draft.journal.undo()
    assert (_answers(draft), _aside(draft)) == ({}, {})
    assert draft.journal.undo() is None
    while draft.journal.redo() is not None:
        pass
    assert _answers(draft) == {COST: 99, COUNSEL: "多辦"}
    assert _aside(draft) == {COST.path: "13"}


def test_what_was_undone_before_the_move_can_be_done_again_after_it(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({COST: "12"}, "經費")
    draft.commit({COST: "13", VERDICT: "good"}, "經費與總評")
    draft.journal.undo()
    reissue(desk, tmp_path, SECOND, 1)
    assert _aside(draft) == {COST.path: "12"}
    draft.journal.redo()
    assert (_answers(draft), _aside(draft)) == ({VERDICT: "good"}, {COST.path: "13"})


def test_typing_on_after_the_move_is_a_step_of_its_own(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    draft.commit({VERDICT: "good"}, "總評", merge_key="verdict")
    reissue(desk, tmp_path, SECOND, 1)
    draft.commit({VERDICT: "fair"}, "總評", merge_key="verdict")
    draft.journal.undo()
    assert draft.answers.get(VERDICT) == "good"


def test_round_file_and_draft_move_in_one_transaction(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    draft.commit({COST: "12"}, "經費")
    path = write_file(tmp_path, build_issue(SECOND, 1), "1.tbround")

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO set_aside"):
            raise RuntimeError("the power went")

    engine = desk.bench.store._engine
    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises((RuntimeError, AppError)):
        desk.intake.receive(path)
    event.remove(engine, "before_cursor_execute", fail)
    with reopen(desk) as again:
        assert again.rounds.file(ROUND).round.form_version == 1
        assert again.draft(ROUND).answers.get(COST) == "12"
        again.intake.receive(path)
        assert _aside(again.draft(ROUND)) == {COST.path: "12"}


FORMS = {"first": FIRST, "second": SECOND, "third": THIRD}
edits = st.dictionaries(
    st.sampled_from([VERDICT, COST, ADVICE, COUNSEL, people("r1"), town("r1")]),
    st.sampled_from([None, "good", "poor", "fair", 1, 2]),
    min_size=1,
    max_size=3,
)
actions = st.one_of(
    edits,
    st.sampled_from(
        ["undo", "undo", "redo", "restart", "row", "no row", "reason", "discard", *FORMS]
    ),
)


class _Play:
    """One draft under whatever happens, looked at after each step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk = open_desk(folder)
        self.issues = 0
        self.form: FormSpec = FIRST

    @property
    def draft(self) -> Draft:
        return self.desk.draft(ROUND)

    def act(self, action: dict[Place, StoredValue] | str) -> None:
        draft = self.draft
        if isinstance(action, dict):
            accepts = draft._sheet.index.accepts
            draft.commit({each: value for each, value in action.items() if accepts(each)}, "編輯")
        elif action in FORMS:
            self._move(FORMS[action])
        elif action == "restart":
            self.desk = reopen(self.desk)
        elif action == "reason":
            draft.set_reason("F205", COST, "理由")
        elif action == "discard":
            for entry in draft.set_aside.entries()[:1]:
                draft.set_aside.discard(entry)
        elif "row" in action:
            self._change_rows(action)
        else:
            (draft.journal.undo if action == "undo" else draft.journal.redo)()

    def _change_rows(self, action: str) -> None:
        draft = self.draft
        rows = draft.answers.row_keys(None, "visits")
        if action == "row" and len(rows) < 3 and draft.blank.form.version < 3:
            draft.rows.add(None, "visits")
        elif action == "no row" and rows:
            draft.rows.remove(None, "visits", rows[0])

    def _move(self, form: FormSpec) -> None:
        before = self._count()
        self.issues += 1
        reissue(self.desk, self.folder, form, self.issues)
        assert self._count() == before, "a move takes nothing away and makes nothing up"

    def _count(self) -> int:
        state = self.draft.journal.state
        return len(state.answers) + len(state.reasons) + len(state.aside)

    def look(self) -> None:
        with self.desk.bench.store.reading() as connection:
            assert replay_journal(connection, self.draft._sheet.draft_id) == self.state

    @property
    def state(self) -> object:
        return self.draft.journal.state


@pytest.mark.slow
@share_of_examples(0.3)
@given(st.lists(actions, max_size=16))
def test_the_draft_is_what_its_journal_gives_across_any_moves(
    plan: list[dict[Place, StoredValue] | str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        play = _Play(Path(folder))
        try:
            for action in plan:
                play.act(action)
                play.look()
            play.act("restart")
            play.look()
            end, undone = play.state, 0
            while play.draft.journal.undo() is not None:
                undone += 1
            state = play.draft.journal.state
            assert (len(state.answers), len(state.reasons), len(state.aside)) == (0, 0, 0)
            for _ in range(undone):
                play.draft.journal.redo()
            assert play.state == end
        finally:
            play.desk.close()
