"""The files that travel between preparer and approver are told by their names."""

from pathlib import Path

import pytest

from app.agency.handing_in.papers import (
    PaperKind,
    are_papers,
    recognise_papers,
)
from app.errors import AppError
from app.messages import load_sentences


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
    assert recognise_papers(paths) is kind
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
        recognise_papers(paths)
    assert caught.value.code == code
    assert code in load_sentences()
