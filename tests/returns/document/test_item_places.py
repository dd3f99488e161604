"""Answers about items (列管事項): the row of a place is the id of an item of the round file."""

import msgspec
import pytest

from app.forms.blank_builder import build_blank
from app.forms.evaluation import evaluate
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.models.answers import ROWS, Answers, Place, StoredValue, parse_place
from app.models.forms import FieldSpec, FieldType, FormSpec, RowSource, RowsSpec, Scope, SectionSpec
from app.models.received import ReceivedReturn
from app.models.returns import Payload
from app.models.reviews import ReturnState
from app.models.rounds import OpenItem, Round
from app.models.signatures import Carrier, SignerRole
from app.office.review.sheet import build_review_sheet
from app.returns.document.payload_building import build_payload
from app.returns.judging.return_context import ReturnContext
from app.returns.layouts.v1.builder import build_document
from app.returns.verification import verify_file
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from tests.returns.sample import (
    AGENCY,
    CHANGED_AT,
    NOW,
    SIGNED_AT,
    key,
    programme,
    round_,
    signer,
    trust,
)

ITEMS = (
    OpenItem(id="113-2-01", text="請提出改善方案。", agency=AGENCY),
    OpenItem(id="113-2-02", text="持續辦理。", agency=AGENCY),
)
FIRST, SECOND = (Place(None, "resolutions", each.id, "handling") for each in ITEMS)
VALUES: dict[Place, StoredValue] = {
    FIRST._replace(row=None, field=ROWS): tuple(each.id for each in ITEMS),
    FIRST: "已函請各校於六月底前提出改善方案。",
    SECOND: "持續辦理中。",
}


def form() -> FormSpec:
    """The form of the year with a section about items."""
    handling = FieldSpec(id="handling", label="辦理情形", type=FieldType.LONG_TEXT, max_length=500)
    section = SectionSpec(
        id="resolutions", title="列管事項", scope=Scope.AGENCY, fields=(handling,),
        rows=RowsSpec(source=RowSource.FREE, label="列管事項", min_rows=0, max_rows=9),
    )  # fmt: skip
    annual = load_form("annual-results")
    return msgspec.structs.replace(annual, sections=(*annual.sections, section))


def made() -> tuple[Payload, Round, ReturnContext]:
    the_form = form()
    the_round = msgspec.structs.replace(round_(), form_sha256=form_sha256(the_form))
    blank = build_blank(the_form, programme(), the_round, AGENCY)
    evaluation = evaluate(blank, programme(), the_round, Answers(VALUES))
    payload = build_payload(
        blank=blank, programme=programme(), round_=the_round, evaluation=evaluation, findings=(),
        revision=1, supersedes_sha256=None, changed_at=CHANGED_AT, attachments=(),
        signers=(signer(SignerRole.PREPARER),),
    )  # fmt: skip
    return payload, the_round, ReturnContext(programme(), the_round, blank)


def test_a_place_of_an_item_has_a_path() -> None:
    assert FIRST.path == "-/resolutions/113-2-01/handling"
    assert parse_place(FIRST.path) == FIRST


@pytest.mark.parametrize("name", ["", "-", "a/b", "a b", "#rows", "\u202e1"])
def test_an_item_that_no_place_can_name_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="item"):
        OpenItem(id=name, text="x", agency=AGENCY)
    content = msgspec.json.encode({"id": name, "text": "x", "agency": AGENCY})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(content, type=OpenItem)


def test_answers_about_items_are_carried_signed_and_verified() -> None:
    payload, the_round, context = made()
    assert payload.data[FIRST.path] == VALUES[FIRST]
    document = build_document(payload, context.blank)
    (section,) = [each for each in document.chapters[0].sections if each.id == "resolutions"]
    assert section.table is not None
    assert [row[0].text for row in section.table.rows] == ["113-2-01", "113-2-02"]
    content = write_workbook(payload, document)
    content = sign_workbook(content, key(), SignerRole.PREPARER, SIGNED_AT)
    held = trust()
    held = msgspec.structs.replace(
        held, rounds=(the_round,), forms={the_round.form_sha256: context.blank.form}
    )
    verified = verify_file(content, "a.xlsx", held)
    assert verified.verdict.reasons == ()
    assert verified.payload is not None
    assert verified.payload.answers().get(SECOND) == VALUES[SECOND]


def test_the_review_shows_answers_about_items_at_their_places() -> None:
    payload, the_round, context = made()
    received = ReceivedReturn(
        agency=AGENCY, round_id=the_round.id, revision=1, payload=payload,
        payload_sha256=payload.sha256(), state=ReturnState.UNDER_REVIEW, received_at=NOW,
        carriers=(Carrier.WORKBOOK,),
    )  # fmt: skip
    sheet = build_review_sheet(context, (received,), received)
    shown = {each.place: (each.label, each.text) for each in sheet.rows}
    assert shown[FIRST] == ("列管事項 1：辦理情形", VALUES[FIRST])
    assert shown[SECOND] == ("列管事項 2：辦理情形", VALUES[SECOND])
