"""Reading: the cells of a signed workbook give back exactly the payload that was signed."""

import pytest

from app.models.answers import ROWS, Answers, Place
from app.models.returns import Payload, canonical_bytes
from app.models.signatures import SignerRole
from app.programme.catalogue_loader import load_catalogue
from app.returns.workbook.reader import read_workbook
from app.returns.workbook.signature_verifier import verify_workbook_signatures
from tests.returns.sample import Sample, answers, blank, sample, signed_workbook, trust
from tests.returns.workbook.packages import BOTH


def read(made: Sample) -> Payload:
    package = verify_workbook_signatures(signed_workbook(made))
    payload, _ = read_workbook(package.content_parts, trust(made.round))
    return payload


@pytest.mark.parametrize("agency", [each.code for each in load_catalogue().agencies])
def test_a_full_return_of_every_agency_comes_back_exactly(agency: str) -> None:
    made = sample(agency=agency)
    assert len(made.payload.data) > 40
    assert canonical_bytes(read(made)) == canonical_bytes(made.payload)


def test_an_empty_return_comes_back_exactly() -> None:
    made = sample(the_answers=Answers())
    assert made.payload.data == {}
    assert canonical_bytes(read(made)) == canonical_bytes(made.payload)


def test_a_return_that_is_not_behind_comes_back_without_the_delay_section() -> None:
    made = sample(the_answers=answers(blank(), behind=False))
    assert not [path for path in made.payload.data if "/delay/" in path]
    assert canonical_bytes(read(made)) == canonical_bytes(made.payload)


def test_two_signers_come_back() -> None:
    made = sample(BOTH)
    assert [each.role for each in read(made).signers] == [SignerRole.PREPARER, SignerRole.APPROVER]


def test_rows_keep_their_keys_and_their_order() -> None:
    place = Place("P06", "highlights", None, ROWS)
    assert read(sample()).data[place.path] == ("r2", "r1")


def test_a_row_without_any_value_is_still_there() -> None:
    place = Place("P06", "highlights", None, ROWS)
    made = sample(the_answers=Answers({place: ("r5",)}))
    assert read(made).data == {place.path: ("r5",)}


def test_the_reasons_come_back_with_their_sentences() -> None:
    (explained,) = read(sample()).explained
    assert explained.reason == "追加預算，\n已報行政院核定。"
    assert explained.message
    assert explained.place == "P06/budget/-/available"


def test_a_long_reason_goes_over_several_rows_and_comes_back() -> None:
    made = sample(reason="理由很長。" * 400)
    assert read(made).explained == made.payload.explained
