"""Whatever is damaged in an agency's store is told; nothing of it ends as a bug of ours."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, insert

from app.agency.desk import AgencyDesk
from app.agency.home import build_home_state
from app.agency.receipt_rows import insert_receipt
from app.agency.stored import AGENCY_RULES
from app.errors import AppError
from app.models.approval import PendingOrigin, PendingReturn, PendingState
from app.models.receipts import Receipt
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.store.examination import find_damage
from app.store.inspection import StoreKind
from app.store.tables import agency as tables
from app.store.tables import common
from tests.agency.desks import (
    NARRATIVE,
    OFFICE_FINGERPRINT,
    PAID,
    START,
    TickingClock,
    build_payload,
    build_round_file,
    hand_in,
    write_file,
)
from tests.support.damaged_stores import (
    columns_of,
    damage,
    foreign_values,
    name_of,
    wrong_values,
)

ROUND = "114-annual"
COLUMNS = columns_of(StoreKind.AGENCY)
TOLD = {
    common.form.c.content: ("'{'", "'[7]'"),
    tables.office_pin.c.certificate_pem: ("'foreign text'", "substr(certificate_pem, 2)"),
    tables.round_in.c.kind: ("'foreign text'",),
    tables.round_in.c.content: ("'{'", "'[7]'", "'{}'"),
    tables.draft.c.corrects_revision: ("7",),
    tables.draft_value.c.place: ("'foreign text'",),
    tables.draft_value.c.value: ("'{'", "'{}'"),
    tables.journal.c.state: ("'foreign'",),
    tables.journal.c.forward: ("'{'", "'[7]'"),
    tables.journal.c.inverse: ("'{'", "'[7]'"),
    tables.handed_in.c.files: ("'{'", "'[7]'"),
    tables.handed_in.c.payload: ("substr(payload, 2)", "x''"),
    tables.comment_answer.c.kind: ("'foreign'",),
    tables.pending_return.c.origin: ("'foreign'",),
    tables.pending_return.c.state: ("'foreign'",),
    tables.pending_return.c.payload: ("substr(payload, 2)", "x''"),
    tables.receipt.c.content: ("'{'", "'{}'"),
    tables.receipt.c.document: ("substr(document, 2)", "x''"),
    tables.reason.c.place: ("'foreign'",),
    tables.attachment.c.content: ("substr(content, 2)", "x''"),
}
"""Values of the right type that are told as damage, by column."""


def _fill(desk: AgencyDesk, folder: Path) -> None:
    comment = ReviewComment(
        id="r1-1", place=PAID.path, text="請說明", author="王", written_at=START
    )
    desk.intake.receive(
        write_file(folder, build_round_file(comments=(comment,))),
        confirm_office=OFFICE_FINGERPRINT,
    )
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1, NARRATIVE: "說明"}, "填寫")
    draft.commit({PAID: 2}, "再填")
    draft.set_reason("F205", PAID, "因為")
    draft.remarks.answer(comment, CommentAnswerKind.CORRECTED)
    hand_in(desk, folder)
    _keep_papers(desk)


def _keep_papers(desk: AgencyDesk) -> None:
    """What comes as files otherwise: a pending return, a receipt, an attachment."""
    payload = build_payload(desk)
    desk.pending.keep(
        PendingReturn(
            round_id=ROUND,
            revision=payload.revision,
            payload=payload,
            payload_sha256=payload.sha256(),
            control_number=payload.control_number(),
            workbook=b"workbook",
            pdf=b"pdf",
            note="",
            origin=PendingOrigin.PREPARED,
            state=PendingState.WAITING,
            handed_over_at=START,
        )
    )
    receipt = Receipt(
        agency="MOE",
        round_id=ROUND,
        round_title="114",
        revision=1,
        control_number=None,
        payload_sha256=None,
        files=(),
        accepted=True,
        code="IMPORTED",
        sentence="已收件",
        offered_at=START,
        issued_by="國家發展委員會",
        issued_at=START,
    )
    content = b"a photograph"
    digest = hashlib.sha256(content).hexdigest()
    with desk.store.writing() as connection:
        insert_receipt(connection, receipt, b"signed", START)
        connection.execute(
            insert(tables.attachment).values(
                sha256=digest,
                name="a.jpg",
                media_type="image/jpeg",
                size_bytes=len(content),
                added_at=START,
                content=content,
            )
        )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store somebody has worked with."""
    folder = tmp_path_factory.mktemp("whole")
    with AgencyDesk.create(folder / "moe.tianbao", clock=TickingClock()) as desk:
        _fill(desk, folder)
    return folder / "moe.tianbao"


def _copy(whole: Path, folder: Path) -> Path:
    return Path(shutil.copy(whole, folder / "copy.tianbao"))


def _use(path: Path, folder: Path) -> None:
    """Open a store and look at everything, as the window does."""
    with AgencyDesk.open(path, clock=TickingClock(), local_folder=folder) as desk:
        for each in desk.rounds.all():
            draft = desk.draft(each.round.id)
            assert draft.results.findings is not None
            build_home_state(desk.rounds, draft)
            draft.remarks.all()
            draft.attachments.all()
            desk.handed_in.of(each.round.id)
            desk.receipts.of(each.round.id)
            while draft.journal.undo() is not None:
                pass
        desk.pending.all()
        desk.office.describe(desk.bench.now())
        desk.clock.finding()
        desk.drafts.recovery_note()


def test_a_store_that_was_worked_with_is_sound(whole: Path, tmp_path: Path) -> None:
    assert find_damage(whole, StoreKind.AGENCY, AGENCY_RULES, is_deep=True) is None
    _use(_copy(whole, tmp_path), tmp_path)


@pytest.mark.parametrize("column", TOLD, ids=name_of)
def test_a_value_that_is_not_what_its_column_holds_is_told(
    whole: Path, column: Column[Any], tmp_path: Path
) -> None:
    for value in TOLD[column]:
        path = _copy(whole, tmp_path)
        assert damage(path, column, value), value
        found = find_damage(path, StoreKind.AGENCY, AGENCY_RULES, is_deep=True)
        assert found == name_of(column), value


@pytest.mark.slow
@pytest.mark.parametrize("column", COLUMNS, ids=name_of)
def test_no_damage_in_any_column_ends_as_a_bug(
    whole: Path, column: Column[Any], tmp_path: Path
) -> None:
    for value in (*wrong_values(column), *foreign_values(column)):
        path = _copy(whole, tmp_path)
        if not damage(path, column, value):
            continue
        try:
            _use(path, tmp_path)
        except AppError as error:
            assert error.code.startswith(("STORE", "CLOCK", "ROUND", "FORM", "DOCUMENT")), value
