"""The files that travel between preparer and approver are told by their names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.agency.handing_in.approval_papers import (
    PaperKind,
    are_papers,
    is_changed_since,
    tell_papers,
)
from app.errors import AppError
from app.messages import load_sentences
from tests.agency.desks import NARRATIVE
from tests.agency.handing_in.two_desks import TwoDesks, finish, open_two_desks


@pytest.mark.parametrize(
    ("names", "kind", "is_for_approval_only"),
    [
        (["a.tbpending"], PaperKind.HANDOVER, True),
        (["A.TBSENDBACK"], PaperKind.SEND_BACK, True),
        (["a.xlsx", "a.pdf"], PaperKind.APPROVED, False),
        (["a.PDF", "a.xlsx"], PaperKind.APPROVED, False),
    ],
)
def test_each_kind_is_told(names: list[str], kind: PaperKind, is_for_approval_only: bool) -> None:
    paths = [Path(each) for each in names]
    assert tell_papers(paths) is kind
    assert are_papers(paths) is is_for_approval_only


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ([], "PAPERS_UNKNOWN"),
        (["a.xlsx"], "APPROVED_NOT_A_PAIR"),
        (["a.pdf", "b.pdf"], "APPROVED_NOT_A_PAIR"),
        (["a.tbpending", "b.tbpending"], "PAPERS_UNKNOWN"),
        (["a.docx"], "PAPERS_UNKNOWN"),
        (["a.docx", "a.pdf"], "PAPERS_UNKNOWN"),
    ],
)
def test_anything_else_is_refused(names: list[str], code: str) -> None:
    paths = [Path(each) for each in names]
    with pytest.raises(AppError) as caught:
        tell_papers(paths)
    assert caught.value.code == code
    assert code in load_sentences()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    opened = open_two_desks(tmp_path)
    yield opened
    opened.close()


def test_a_draft_differs_from_what_was_handed_over_once_it_says_something_else(
    desks: TwoDesks,
) -> None:
    draft = finish(desks.preparer)
    pending = desks.hand_over(draft)
    assert not is_changed_since(draft, pending)
    draft.commit({NARRATIVE: "送核定之後又改了一句。"}, "修改")
    assert is_changed_since(draft, pending)
    draft.journal.undo()
    assert not is_changed_since(draft, pending)
