"""Returns of rounds that only the preparer signs, by an officer of the demonstration."""

from datetime import datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.handing_in.exporting import export_return
from app.demo.agency import add_sentence, fill_form
from app.demo.officers import DemoOfficer
from app.models.answers import parse_place
from app.models.reviews import CommentAnswerKind


def sign_alone(
    officer: DemoOfficer, round_file: Path, out: Path, signed_at: datetime, seed: int = 114
) -> tuple[Path, Path]:
    """Fill the form, explain every warning, sign and write the pair."""
    with AgencyDesk.create(officer.store, clock=lambda: signed_at) as desk:
        draft = fill_form(desk, round_file, seed)
        pair = export_return(desk, draft, officer.key, out, now=signed_at)
    return pair.workbook, pair.pdf


def revise_alone(
    officer: DemoOfficer, round_file: Path, out: Path, signed_at: datetime
) -> tuple[Path, Path]:
    """Take the returned round file, answer its comment, sign the next revision."""
    with AgencyDesk.open(officer.store, clock=lambda: signed_at) as desk:
        received = desk.intake.receive(round_file)
        draft = desk.draft(received.round.id)
        (comment,) = draft.remarks.all()
        assert comment.place is not None
        add_sentence(draft, parse_place(comment.place), "補充：後續追蹤 32 案。", "補正")
        draft.remarks.answer(comment, CommentAnswerKind.KEPT_WITH_REASON, "已補充後續追蹤數據。")
        pair = export_return(desk, draft, officer.key, out, now=signed_at)
    return pair.workbook, pair.pdf
