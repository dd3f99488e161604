"""The window is killed while somebody types: nothing older than a second is lost."""

import contextlib
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from random import Random

import pytest

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.forms.field_types import ParseProblem, field_type
from app.forms.targets import with_row_unit
from app.models.answers import Answers, Place, StoredValue, parse_place
from app.models.money import MoneyUnit
from tests.agency.desks import OFFICE_FINGERPRINT, build_round_file, write_file
from tests.support.typist import Step

ROUND = "114-annual"
ROOT = Path(__file__).parents[2]
KILLS = 10
_PROMISED_S = 1.0


def _make_store(folder: Path) -> Path:
    path = folder / "moe.tianbao"
    with AgencyDesk.create(path) as desk:
        desk.intake.receive(
            write_file(folder, build_round_file()), confirm_office=OFFICE_FINGERPRINT
        )
    return path


def _start_typists(store: Path, chance: Random) -> Generator[subprocess.Popen[bytes], None, None]:
    """Programs that wait to be told to type; the next one loads meanwhile."""

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.support.typist", str(store), str(chance.random())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=ROOT,
            env={**os.environ, "XDG_RUNTIME_DIR": str(store.parent)},
        )

    following = start()
    try:
        while True:
            typist, following = following, start()
            with typist:
                yield typist
    finally:
        following.kill()
        following.communicate()


def _kill_while_typing(typist: subprocess.Popen[bytes], after: float) -> list[Step]:
    """Let somebody type for so many seconds, then kill the program; returns its steps."""
    assert typist.stdin is not None and typist.stdout is not None
    typist.stdin.write(b"\n")
    typist.stdout.readline()  # from here on
    with contextlib.suppress(subprocess.TimeoutExpired):
        typist.communicate(timeout=after)
    typist.kill()
    told, said = typist.communicate()
    assert not said, said.decode()
    return [json.loads(each) for each in told.split(b"\n")[:-1]]


def _count_sure(steps: list[Step]) -> int:
    """How many steps have to be on the disk.

    They were a second old when the event loop came round for the last time but one: measured by
    what the program got to do, so that a busy computer does not count as a loss.
    """
    turns = sorted({began for began, _ in steps})
    return sum(began <= turns[-2] - _PROMISED_S for began, _ in steps) if len(turns) > 1 else 0


def _read(draft: Draft, place: Place, text: str) -> StoredValue:
    """What a draft keeps of a typed text: a value, or else the text."""
    section = draft.blank.form.section(place.section)
    spec = with_row_unit(section, place, draft.results.evaluation.value)
    try:
        return field_type(spec, draft.blank.form, MoneyUnit.TEN_THOUSAND).parse(text)
    except ParseProblem:
        return text


def _ensure_kept(draft: Draft, steps: list[Step], sure: int) -> None:
    stood: dict[Place, list[StoredValue]] = {}
    """What may be found of each field: what stood there last of what is sure, or came later."""
    for number, (_, touched) in enumerate(steps):
        for path, text, is_typed in touched:
            place = parse_place(path)
            value = _read(draft, place, text)
            found = stood.setdefault(place, [None])
            if not is_typed:
                assert value == found[-1], f"{path} shows another text than was typed"
            elif number < sure:
                stood[place] = [value]
            else:
                found.append(value)
    for place, values in stood.items():
        assert draft.texts.get(place, draft.answers.get(place)) in values, place.path


def _ensure_undone_to_nothing_and_done_again(draft: Draft) -> None:
    answers, texts = draft.answers, dict(draft.texts)
    undone = sum(1 for _ in iter(draft.journal.undo, None))
    assert (draft.answers, dict(draft.texts)) == (Answers(), {})
    for _ in range(undone):
        assert draft.journal.redo() is not None
    assert (draft.answers, dict(draft.texts)) == (answers, texts)
    for _ in range(undone):
        draft.journal.undo()


@pytest.mark.fuzz
def test_nothing_older_than_a_second_is_lost_when_the_window_is_killed(
    tmp_path: Path, attempt: int, chance: Random
) -> None:
    store, all_sure = _make_store(tmp_path), 0
    with contextlib.closing(_start_typists(store, chance)) as typists:
        for typist in itertools.islice(typists, KILLS):
            steps = _kill_while_typing(typist, chance.uniform(0.3, 2))
            sure = _count_sure(steps)
            with AgencyDesk.open(store) as desk:
                draft = desk.draft(ROUND)
                _ensure_kept(draft, steps, sure)
                _ensure_undone_to_nothing_and_done_again(draft)
            all_sure += sure
    assert all_sure, "no kill came late enough to lose anything"
