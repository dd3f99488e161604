"""What was handed in is remembered with its files, once for each payload."""

from pathlib import Path

from app.agency.desk import AgencyDesk
from tests.agency.desks import (
    PAID,
    build_payload,
    hand_in,
)

ROUND = "114-annual"


def test_what_was_handed_in_is_kept_with_the_digests_of_its_files(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    payload = build_payload(desk)
    digest = hand_in(desk, tmp_path)
    path = desk.path
    desk.close()
    with AgencyDesk.open(path) as again:
        (record,) = again.handed_in.of(ROUND)
    assert record.payload == payload
    assert record.payload_sha256 == digest == payload.sha256()
    assert record.control_number == payload.control_number()
    assert [(each.name, len(each.sha256)) for each in record.files] == [("return.xlsx", 64)]


def test_exporting_the_same_answers_again_is_one_record(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    hand_in(desk, tmp_path)
    hand_in(desk, tmp_path)
    assert len(desk.handed_in.of(ROUND)) == 1
    desk.draft(ROUND).commit({PAID: 2}, "實支數")
    hand_in(desk, tmp_path)
    assert [each.revision for each in desk.handed_in.of(ROUND)] == [1, 1]
