"""Returns are read, commented and decided about on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.commands import run_command
from app.office.desk import OfficeDesk
from tests.office.scenes import NOON, chain, make_desk, open_annual, write_file

pytestmark = pytest.mark.slow

PLACE = "-/overview/-/summary"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A closed store with two revisions of MOFA."""
    with make_desk(tmp_path) as desk:
        first, second, *_ = chain(open_annual(desk))
        for each in (first, second):
            desk.inbox.import_files([write_file(tmp_path, each)], now=NOON)
        return desk.path


def run(store: Path, *words: str) -> int:
    about = () if words[0] == "list" else ("--agency", "MOFA")
    return run_command(["review", *words, "--round", "114-annual", *about, "--store", str(store)])


def told(store: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert run(store, *words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_returns_are_listed_with_their_state(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(store, "list") == 0
    assert capsys.readouterr().out == "外交部　r2　待審查\n"
    (row,) = told(store, capsys, "list")
    assert (row["agency"], row["revision"], row["state"]) == ("MOFA", 2, "under_review")


def test_a_return_is_shown_beside_the_one_before(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = told(store, capsys, "show")
    assert (shown["revision"], shown["compared_with"]) == (2, 1)
    changed = told(store, capsys, "show", "--changed")["places"]
    assert 0 < len(changed) < len(shown["places"])
    assert any(each["is_changed"] and each["text_before"] != each["text"] for each in changed)


def test_comments_are_kept_and_go_out_with_the_decision(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept,) = told(store, capsys, "comment", f"--place={PLACE}", "--text", "請補充數據。")
    assert kept == {"place": PLACE, "text": "請補充數據。"}
    assert told(store, capsys, "show")["remarks"] == [kept]
    made = told(store, capsys, "decide", "--kind", "send_back", "--by", "李審查")
    assert [each["text"] for each in made["comments"]] == ["請補充數據。"]
    assert told(store, capsys, "show")["state"] == "sent_back"
    assert told(store, capsys, "decide", "--kind", "reopen", "--by", "李審查")["comments"] == []
    assert told(store, capsys, "show")["remarks"] == [kept]  # to be sent again, or not
    with OfficeDesk.open(store) as desk:
        assert desk.returns.received("114-annual", "MOFA")[-1].state == "under_review"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", "--kind", "send_back", "--by", "李審查"), "意見"),
        (("decide", "--kind", "accept", "--by", "李審查", "--revision", "1"), "第 2 版"),
        (("comment", "--place", "nowhere", "--text", "請補充。"), "nowhere"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    store: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    before = told(store, capsys, "show")
    assert run(store, *words) == 1
    assert said in capsys.readouterr().err
    assert told(store, capsys, "show") == before
