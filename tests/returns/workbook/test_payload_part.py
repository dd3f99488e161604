"""The payload's part: what was signed comes back, and no second spelling of it is taken."""

import pytest
from lxml import etree

from app.models.answers import ROWS, Answers, Place
from app.models.returns import Payload, canonical_bytes
from app.models.signatures import SignerRole
from app.programme.catalogue_loader import load_catalogue
from app.returns.layouts.part_names import PAYLOAD_PART
from app.returns.refusal import Refused
from app.returns.workbook.payload_part import build_payload_part, read_payload_part
from app.returns.workbook.signature_verifier import verify_workbook_signatures
from tests.returns.sample import Sample, answers, blank, sample, signed_workbook
from tests.returns.workbook.packages import BOTH

CONTENT = canonical_bytes(sample().payload)


def read(made: Sample) -> Payload:
    package = verify_workbook_signatures(signed_workbook(made))
    return read_payload_part(package.content_parts)


@pytest.mark.parametrize("agency", [each.code for each in load_catalogue().agencies])
def test_a_full_return_of_every_agency_comes_back_exactly(agency: str) -> None:
    made = sample(agency=agency)
    assert len(made.payload.data) > 40
    assert read(made) == made.payload


def test_an_empty_return_comes_back_exactly() -> None:
    made = sample(the_answers=Answers())
    assert made.payload.data == {}
    assert read(made) == made.payload


def test_a_return_that_is_not_behind_comes_back_without_the_delay_section() -> None:
    made = sample(the_answers=answers(blank(), behind=False))
    assert not [path for path in made.payload.data if "/delay/" in path]
    assert read(made) == made.payload


def test_two_signers_and_a_row_without_values_come_back() -> None:
    place = Place("P06", "highlights", None, ROWS)
    payload = read(sample(BOTH, the_answers=Answers({place: ("r5",)})))
    assert [each.role for each in payload.signers] == [SignerRole.PREPARER, SignerRole.APPROVER]
    assert payload.data == {place.path: ("r5",)}


def test_any_reader_of_xml_finds_the_canonical_bytes() -> None:
    text = etree.fromstring(build_payload_part(CONTENT, 1)).text
    assert text is not None
    assert text.encode() == CONTENT


SPELLINGS = (
    (b'layout="1"', b'layout="01"'),
    (b"<payload ", b"<payload  "),
    (b"</payload>", b"</payload>\n"),
    (b"&lt;", b"&#60;"),
    (b"</payload>", b"<x/></payload>"),
    (b"\xe6", b"\xff"),
)


@pytest.mark.parametrize(("old", "new"), SPELLINGS)
def test_another_spelling_of_the_part_is_refused(old: bytes, new: bytes) -> None:
    part = build_payload_part(CONTENT, 1)
    assert old in part
    with pytest.raises(Refused) as caught:
        read_payload_part({PAYLOAD_PART: part.replace(old, new, 1)})
    assert caught.value.code == "TEMPLATE_MISMATCH"


NOT_CANONICAL = (
    (b'{"agency":', b'{ "agency":'),
    (b'"revision":1', b'"revision":1.0'),
    (b'"agency":"MOE"', b'"agency":"MOE","agency":"MOE"'),
    (b'"agency":"MOE"', b'"agency":"MOE","another":1'),
    (b'"revision":1', b'"revision":true'),
)


@pytest.mark.parametrize(("old", "new"), NOT_CANONICAL)
def test_json_that_is_not_canonical_is_refused(old: bytes, new: bytes) -> None:
    assert old in CONTENT
    part = build_payload_part(CONTENT.replace(old, new, 1), 1)
    with pytest.raises(Refused) as caught:
        read_payload_part({PAYLOAD_PART: part})
    assert caught.value.code == "SCHEMA_INVALID"


def test_a_workbook_of_another_layout_names_the_program_that_wrote_it() -> None:
    with pytest.raises(Refused) as caught:
        read_payload_part({PAYLOAD_PART: build_payload_part(b'{"app_version":"9.1"}', 2)})
    assert caught.value.code == "LAYOUT_VERSION"
    assert caught.value.params == {"version": "9.1", "layout": "2"}
