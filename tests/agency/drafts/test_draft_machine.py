"""A draft under everything an officer and a computer do to it, against a plain model.

After every step memory, disk and model are equal; what was acknowledged survives a program that is
killed before any statement, a disk that fails in any of them, and a log that reached it in part.
"""

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.agency.desk import AgencyDesk
from app.agency.drafts.change import Change
from app.agency.drafts.draft import Draft
from app.models.answers import ROWS, Place, StoredValue, nil_place
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.models.rounds import EarlierReturn
from tests.agency.desks import (
    AGENCY,
    AVAILABLE,
    CONTACT,
    NARRATIVE,
    OFFICE_FINGERPRINT,
    PAID,
    PROJECT,
    START,
    TickingClock,
    build_round_file,
    write_file,
)
from tests.agency.drafts.draft_model import DraftModel
from tests.support.disk_images import (
    copied_before_statement,
    copy_image,
    failing_after,
    log_size,
    tear_log,
)
from tests.support.effort import share_of_examples

ROUND = "114-annual"
PHONE = Place(PROJECT, "basic", None, "contact_phone")
CARRIED: dict[Place, StoredValue] = {CONTACT: "林怡君", PHONE: "02-2356-1234"}
ORDER = Place(PROJECT, "highlights", None, ROWS)
MOST_ROWS = 10
REMARKS = tuple(
    ReviewComment(id=f"r1-{number}", place=place, text="請核對", author="彙整", written_at=START)
    for number, place in ((1, PAID.path), (2, None))
)

places = st.sampled_from(
    (PAID, AVAILABLE, NARRATIVE, CONTACT, PHONE, nil_place(PROJECT), nil_place(None))
)
values = st.sampled_from((None, "", 0, 1, 2, "一", "依決算數填列。\n另案報核。"))
edits = st.dictionaries(places, values, min_size=1, max_size=3)
merge_keys = st.sampled_from((None, None, "narrative", "paid"))
codes = st.sampled_from(("F205", "F301"))
texts = st.sampled_from(("", "依決算數", "補助款未核撥"))
answer_kinds = st.sampled_from((None, *CommentAnswerKind))
fates = st.one_of(
    st.none(),
    st.none(),
    st.tuples(st.just("killed"), st.integers(1, 8)),
    st.tuples(st.just("fails"), st.integers(1, 150)),
    st.tuples(st.just("torn"), st.integers(0, 99)),
)
"""What happens while something is written: nothing, a kill before a statement, a failure after
some instructions, or a power cut when that percentage of the log had reached the disk."""


@cache
def _template() -> bytes:
    """A store that has received a round sent back, with values of the year before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        round_file = build_round_file(
            last_revision=1,
            last_payload_sha256="ab" * 32,
            comments=REMARKS,
            earlier=(
                EarlierReturn(
                    round_id="113-annual",
                    title="113 年度執行成果",
                    year_roc=113,
                    agency=AGENCY,
                    revision=1,
                    payload_sha256="cd" * 32,
                    computed={},
                    values={place.path: value for place, value in CARRIED.items()},
                ),
            ),
        )
        with AgencyDesk.create(folder / "moe.tianbao", clock=TickingClock()) as desk:
            path = write_file(folder, round_file)
            desk.intake.receive(path, confirm_office=OFFICE_FINGERPRINT)
        return desk.path.read_bytes()


class DraftMachine(RuleBasedStateMachine):
    """Rules do one thing to the draft and to the model; `fate` says how it ends."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.lives = 0
        path = self.folder / "moe.tianbao"
        path.write_bytes(_template())
        self.desk = AgencyDesk.open(path, clock=TickingClock())
        self.photos = [self.folder / f"{number}.jpg" for number in (1, 2)]
        for each in self.photos:
            each.write_bytes(each.name.encode())

    @initialize()
    def begin(self) -> None:
        """A new draft begins with what is carried forward, as one step."""
        self.draft: Draft = self.desk.draft(ROUND)
        self.model = DraftModel().set_values(CARRIED, marked=CARRIED)

    def teardown(self) -> None:
        """All the way back and forth again, through every state there was."""
        try:
            for step in (DraftModel.undo, DraftModel.redo):
                for _ in range(len(self.model.past) + len(self.model.future) + 1):
                    replay = self.draft.journal.undo if step is DraftModel.undo else self._redo
                    assert (replay() is None) == (step(self.model) is self.model)
                    self.model = step(self.model)
                    self.everything_is_equal()
        finally:
            self.desk.bench.store.abandon()
            shutil.rmtree(self.folder)

    def _redo(self) -> Change | None:
        return self.draft.journal.redo()

    @rule(changes=edits, merge_key=merge_keys, fate=fates)
    def type_or_paste(
        self, changes: dict[Place, StoredValue], merge_key: str | None, fate: object
    ) -> None:
        after = self.model.set_values(changes, merge_key)
        self._do(partial(self._commit, changes, merge_key), after, fate)

    @rule(taken_back=st.integers(0, 2), marks=st.integers(1, 3), fate=fates)
    def type_on(self, taken_back: int, marks: int, fate: object) -> None:
        """Typing in one box goes on as one step until something else is done, or undone."""
        for _ in range(taken_back):
            self._do(self.draft.journal.undo, self.model.undo(), None)
        for number in range(marks):
            text = f"{self._values.get(NARRATIVE, '')}{number}"
            after = self.model.set_values({NARRATIVE: text}, "narrative")
            act = partial(self._commit, {NARRATIVE: text}, "narrative")
            self._do(act, after, fate if number == 0 else None)

    @rule(code=codes, place=places, text=texts, fate=fates)
    def explain(self, code: str, place: Place, text: str, fate: object) -> None:
        after = self.model.set_reason(code, place, text)
        self._do(lambda: self.draft.set_reason(code, place, f" {text} "), after, fate)

    @rule(comment=st.sampled_from(REMARKS), kind=answer_kinds, text=texts, fate=fates)
    def answer(
        self, comment: ReviewComment, kind: CommentAnswerKind | None, text: str, fate: object
    ) -> None:
        after = self.model.answer(comment.id, kind, text)
        self._do(lambda: self.draft.remarks.keep(comment, kind, text), after, fate)

    @rule(fate=fates)
    def carry(self, fate: object) -> None:
        missing = {each: text for each, text in CARRIED.items() if each not in self._values}
        after = self.model.set_values(missing, marked=missing)
        self._do(self.draft.carried.take_over, after, fate)

    @rule(looked_at=st.sets(st.sampled_from(tuple(CARRIED))), fate=fates)
    def confirm(self, looked_at: set[Place], fate: object) -> None:
        confirmed = {each: self._values[each] for each in looked_at & self.model.now.marked}
        after = self.model.set_values(confirmed)
        self._do(lambda: self.draft.carried.confirm(looked_at), after, fate)

    @precondition(lambda self: len(self._keys) < MOST_ROWS)
    @rule(fate=fates)
    def add_row(self, fate: object) -> None:
        """No key is ever given twice, whatever was undone or removed."""
        key = f"r{self.model.next_row}"
        after = self.model.set_values({ORDER: (*self._keys, key)})
        after = replace(after, next_row=self.model.next_row + 1)
        self._do(lambda: self.draft.rows.add(PROJECT, "highlights"), after, fate)

    @precondition(lambda self: self._keys)
    @rule(data=st.data(), fate=fates)
    def remove_row(self, data: st.DataObject, fate: object) -> None:
        key = data.draw(st.sampled_from(self._keys))
        removed: dict[Place, StoredValue] = {each: None for each in self._values if each.row == key}
        removed[ORDER] = tuple(each for each in self._keys if each != key)
        after = self.model.set_values(removed)
        self._do(lambda: self.draft.rows.remove(PROJECT, "highlights", key), after, fate)

    @precondition(lambda self: self._keys)
    @rule(data=st.data(), position=st.integers(0, MOST_ROWS), fate=fates)
    def move_row(self, data: st.DataObject, position: int, fate: object) -> None:
        key = data.draw(st.sampled_from(self._keys))
        others = [each for each in self._keys if each != key]
        after = self.model.set_values({ORDER: (*others[:position], key, *others[position:])})
        self._do(lambda: self.draft.rows.move(PROJECT, "highlights", key, position), after, fate)

    @precondition(lambda self: self._keys)
    @rule(data=st.data(), value=st.sampled_from(("共好市集", None)), fate=fates)
    def type_in_row(self, data: st.DataObject, value: StoredValue, fate: object) -> None:
        place = Place(PROJECT, "highlights", data.draw(st.sampled_from(self._keys)), "title")
        after = self.model.set_values({place: value})
        self._do(partial(self._commit, {place: value}), after, fate)

    @precondition(lambda self: self._keys)
    @rule(data=st.data(), number=st.integers(0, 1), fate=fates)
    def attach(self, data: st.DataObject, number: int, fate: object) -> None:
        place = Place(PROJECT, "highlights", data.draw(st.sampled_from(self._keys)), "photos")
        held = self._values.get(place, ())
        assert isinstance(held, tuple)
        files = tuple(dict.fromkeys((*held, _digest_of(self.photos[number].read_bytes()))))
        after = self.model.set_values({place: files})
        self._do(lambda: self.draft.attachments.add(place, self.photos[number]), after, fate)

    @rule(fate=fates)
    def undo(self, fate: object) -> None:
        self._do(self.draft.journal.undo, self.model.undo(), fate)

    @rule(fate=fates)
    def redo(self, fate: object) -> None:
        self._do(self.draft.journal.redo, self.model.redo(), fate)

    @rule(is_closed=st.booleans())
    def restart(self, is_closed: bool) -> None:
        """The store is opened again, after it was closed or after the program was killed."""
        if is_closed:
            self.desk.close()
            self._open(self.desk.path)
        else:
            self._open(copy_image(self.desk.path, self._next_path()))

    @invariant()
    def everything_is_equal(self) -> None:
        if not hasattr(self, "model"):
            return
        now = self.model.now
        assert dict(self.draft.answers.items()) == now.values
        assert self.draft.carried.unconfirmed == now.marked
        assert dict(self.draft.reasons) == now.reasons
        typed = {each.id: self.draft.remarks.typed(each) for each in REMARKS}
        given = {key: (each.kind, each.text) for key, each in typed.items()}
        assert given == {key: now.remarks.get(key, (None, "")) for key in typed}
        assert self.draft.set_aside.entries() == ()
        assert _read_disk(self.desk.path) == _expected_on_disk(self.model)
        for each in self.draft.attachments.all():
            assert _digest_of(self.draft.attachments.content(each.sha256)) == each.sha256

    def _commit(self, changes: Mapping[Place, StoredValue], merge_key: str | None = None) -> Change:
        return self.draft.commit(changes, "編輯", merge_key)

    @property
    def _values(self) -> dict[Place, StoredValue]:
        return self.model.now.values

    @property
    def _keys(self) -> tuple[str, ...]:
        keys = self._values.get(ORDER, ())
        assert isinstance(keys, tuple)
        return keys

    def _do(self, act: Callable[[], object], after: DraftModel, fate: object) -> None:
        """Act on the draft; the model follows where the act was finished."""
        store = self.desk.bench.store
        match fate:
            case ("killed", int(number)):
                image = self._next_path()
                with copied_before_statement(store, number, image):
                    act()
                if image.exists():  # killed before it was done; else right after
                    after = self.model
                else:
                    copy_image(store.path, image)
                self._open(image)
                after = after.restart()
            case ("fails", int(instructions)):
                with failing_after(store, instructions) as has_failed:
                    try:
                        act()
                    except Exception:
                        assert has_failed()
                        after = self.model
            case ("torn", int(percent)):
                before = log_size(store.path)
                act()
                written = log_size(store.path) - before
                image = copy_image(store.path, self._next_path())
                if written > 0:
                    tear_log(image, before + written * percent // 100)
                    after = self.model
                self._open(image)
                after = after.restart()
            case _:
                act()
        self.model = after

    def _open(self, path: Path) -> None:
        self.desk.bench.store.abandon()
        self.desk = AgencyDesk.open(path, clock=TickingClock())
        self.draft = self.desk.draft(ROUND)
        self.model = self.model.restart()

    def _next_path(self) -> Path:
        self.lives += 1
        return self.folder / str(self.lives) / "moe.tianbao"


def _expected_on_disk(model: DraftModel) -> dict[str, object]:
    now = model.now
    return {
        "values": {each.path: (value, each in now.marked) for each, value in now.values.items()},
        "reasons": now.reasons,
        "answers": {
            key: (None if kind is None else kind.value, text)
            for key, (kind, text) in now.remarks.items()
        },
        "steps": {"done": len(model.past), "undone": len(model.future)},
    }


def _read_disk(path: Path) -> dict[str, object]:
    """What another program would find in the file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        rows = file.execute("SELECT place, value, unconfirmed FROM draft_value").fetchall()
        steps = "SELECT count(DISTINCT step) FROM journal WHERE state = ?"
        return {
            "values": {place: (_stored(text), bool(marked)) for place, text, marked in rows},
            "reasons": {
                (code, place): text
                for code, place, text in file.execute("SELECT code, place, text FROM reason")
            },
            "answers": {
                key: (kind, text)
                for key, kind, text in file.execute(
                    "SELECT comment_id, kind, text FROM comment_answer"
                )
            },
            "steps": {
                state: file.execute(steps, (state,)).fetchone()[0] for state in ("done", "undone")
            },
        }


def _stored(text: str) -> StoredValue:
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else value


def _digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.slow
def test_memory_disk_and_model_are_equal_after_whatever_happens() -> None:
    run_state_machine_as_test(
        DraftMachine, settings=settings(share_of_examples(0.3), stateful_step_count=30)
    )
