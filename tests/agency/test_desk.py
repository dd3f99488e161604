"""The agency's desk: receiving rounds, numbering revisions, remembering what was handed in."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.agency.rounds import AgencyRoundState
from app.errors import AppError
from app.messages import describe_error, load_sentences
from app.models.answers import Answers
from app.models.programme import Programme
from app.models.reviews import ReviewComment
from app.models.rounds import RoundFile
from app.programme.catalogue_loader import load_catalogue
from tests.agency.desks import (
    CONTACT,
    NARRATIVE,
    OFFICE_FINGERPRINT,
    PAID,
    PROJECT,
    START,
    TickingClock,
    build_payload,
    build_round,
    build_round_file,
    open_desk_with_round,
    write_file,
)

ROUND = "114-annual"
COMMENT = ReviewComment(
    place=PAID.path, text="實支數請與會計報告核對", author="彙整機關", written_at=START
)


def _refusal(desk: AgencyDesk, folder: Path, round_file: RoundFile) -> AppError:
    with pytest.raises(AppError) as caught:
        desk.receive_round_file(write_file(folder, round_file, "offered.tbround"))
    return caught.value


def _hand_in(desk: AgencyDesk, folder: Path, round_id: str = ROUND) -> str:
    """Record the draft as exported; returns the payload's digest."""
    workbook = folder / "return.xlsx"
    workbook.write_bytes(b"workbook")
    return desk.record_handed_in(build_payload(desk, round_id), [workbook]).payload_sha256


def _sent_back(digest: str) -> RoundFile:
    return build_round_file(
        issued_at=START + timedelta(days=9),
        last_revision=1,
        last_payload_sha256=digest,
        comments=(COMMENT,),
    )


def test_the_first_round_file_decides_the_agency(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", clock=TickingClock()) as desk:
        before = desk.agency
        assert (before, desk.rounds()) == (None, ())
        first = write_file(tmp_path, build_round_file())
        received = desk.receive_round_file(first, confirm_office=OFFICE_FINGERPRINT)
        assert received.state is AgencyRoundState.NOT_STARTED
        assert desk.agency == "MOE"
    with AgencyDesk.open(tmp_path / "a.tianbao") as desk:
        assert desk.agency == "MOE"
        assert [each.round.id for each in desk.rounds()] == [ROUND]


def test_a_round_file_of_another_agency_is_refused_naming_both(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    refusal = _refusal(desk, tmp_path, build_round_file(115, agency="MOL"))
    assert refusal.code == "ROUND_FILE_WRONG_AGENCY"
    sentence = describe_error(refusal)
    assert "勞動部（MOL）" in sentence
    assert "教育部（MOE）" in sentence
    assert len(desk.rounds()) == 1


def test_a_store_made_for_an_agency_refuses_others_from_the_start(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", "MOL", clock=TickingClock()) as desk:
        assert _refusal(desk, tmp_path, build_round_file()).code == "ROUND_FILE_WRONG_AGENCY"


def test_the_same_round_file_twice_changes_nothing(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    before = desk.rounds()
    desk.receive_round_file(write_file(tmp_path, build_round_file(), "again.tbround"))
    assert desk.rounds() == before
    assert desk.draft(ROUND).answers.get(PAID) == 1


def test_an_older_round_file_does_not_turn_a_newer_one_back(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    older = build_round_file(issued_at=START - timedelta(days=1))
    assert _refusal(desk, tmp_path, older).code == "ROUND_FILE_OLDER"


def test_an_older_programme_is_refused_and_a_newer_one_taken(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    later = START + timedelta(days=1)
    newer = msgspec.structs.replace(load_catalogue(), version=load_catalogue().version + 1)
    desk.receive_round_file(
        write_file(tmp_path, build_round_file(programme=newer, issued_at=later), "new.tbround")
    )
    assert desk.draft(ROUND).programme.version == newer.version
    older = build_round_file(issued_at=later + timedelta(days=1))
    assert _refusal(desk, tmp_path, older).code == "ROUND_FILE_OLDER_PROGRAMME"


def test_another_round_under_the_same_id_is_refused(desk: AgencyDesk, tmp_path: Path) -> None:
    other = build_round_file(round=build_round(nonce="ff" * 32), issued_at=START)
    assert _refusal(desk, tmp_path, other).code == "ROUND_FILE_OTHER_ROUND"


@pytest.mark.parametrize("changes", [{"form_version": 99}, {"form_id": "final-results"}])
def test_a_form_this_version_does_not_have_is_refused(
    desk: AgencyDesk, tmp_path: Path, changes: dict[str, object]
) -> None:
    offered = build_round_file(115, round=build_round(115, **changes))
    assert _refusal(desk, tmp_path, offered).code == "ROUND_FILE_NEWER_FORM"


def test_an_unknown_round_is_named_with_those_that_are_here(desk: AgencyDesk) -> None:
    with pytest.raises(AppError) as caught:
        desk.draft("113-annual")
    assert caught.value.code == "ROUND_NOT_HERE"
    assert caught.value.params["known"] == ROUND


def test_rounds_say_what_is_due_and_how_far_we_are(desk: AgencyDesk, tmp_path: Path) -> None:
    assert desk.rounds()[0].days_left(date(2026, 2, 3)) == 12
    draft = desk.draft(ROUND)
    assert desk.rounds()[0].state is AgencyRoundState.NOT_STARTED
    draft.commit({PAID: 1}, "實支數")
    assert desk.rounds()[0].state is AgencyRoundState.IN_PROGRESS
    _hand_in(desk, tmp_path)
    assert desk.rounds()[0].state is AgencyRoundState.HANDED_IN
    assert not desk.rounds()[0].changed_since
    draft.commit({PAID: 2}, "實支數")
    assert desk.rounds()[0].changed_since


def test_the_round_due_last_comes_first(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.receive_round_file(write_file(tmp_path, build_round_file(115), "115.tbround"))
    desk.receive_round_file(write_file(tmp_path, build_round_file(113), "113.tbround"))
    assert [each.round.year_roc for each in desk.rounds()] == [115, 114, 113]


def test_what_was_handed_in_is_kept_with_the_digests_of_its_files(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    payload = build_payload(desk)
    digest = _hand_in(desk, tmp_path)
    path = desk.path
    desk.close()
    with AgencyDesk.open(path) as again:
        (record,) = again.handed_in(ROUND)
    assert record.payload == payload
    assert record.payload_sha256 == digest == payload.sha256()
    assert record.control_number == payload.control_number()
    assert [(each.name, len(each.sha256)) for each in record.files] == [("return.xlsx", 64)]


def test_exporting_the_same_answers_again_is_one_record(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    _hand_in(desk, tmp_path)
    _hand_in(desk, tmp_path)
    assert len(desk.handed_in(ROUND)) == 1
    desk.draft(ROUND).commit({PAID: 2}, "實支數")
    _hand_in(desk, tmp_path)
    assert [each.revision for each in desk.handed_in(ROUND)] == [1, 1]


def test_a_return_sent_back_brings_its_comments_and_the_next_revision(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "實支數")
    assert (draft.revision, draft.supersedes_sha256, draft.comments) == (1, None, ())
    digest = _hand_in(desk, tmp_path)
    received = desk.receive_round_file(write_file(tmp_path, _sent_back(digest), "back.tbround"))
    assert received.state is AgencyRoundState.SENT_BACK
    assert (received.revision, received.comments) == (2, (COMMENT,))
    # The draft a page already holds follows, with its answers and its history.
    assert (draft.revision, draft.supersedes_sha256) == (2, digest)
    assert draft.comments == (COMMENT,)
    assert draft.answers.get(PAID) == 1
    assert draft.undo_label == "實支數"
    assert desk.draft(ROUND) is draft
    draft.commit({PAID: 2}, "實支數")
    _hand_in(desk, tmp_path)
    assert desk.rounds()[0].state is AgencyRoundState.HANDED_IN
    assert [each.revision for each in desk.handed_in(ROUND)] == [1, 2]


def test_a_correction_after_delivery_takes_the_next_number(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "實支數")
    desk.begin_correction(ROUND)
    assert draft.revision == 1  # nothing was handed in, so there is nothing to correct
    digest = _hand_in(desk, tmp_path)
    assert draft.revision == 1
    desk.begin_correction(ROUND)
    assert (draft.revision, draft.supersedes_sha256) == (2, digest)
    path = desk.path
    desk.close()
    with AgencyDesk.open(path) as again:
        assert again.draft(ROUND).revision == 2
        assert again.rounds()[0].revision == 2


def test_the_offices_number_wins_once_it_is_higher(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    _hand_in(desk, tmp_path)
    desk.begin_correction(ROUND)
    back = build_round_file(
        issued_at=START + timedelta(days=9), last_revision=3, last_payload_sha256="ab" * 32
    )
    desk.receive_round_file(write_file(tmp_path, back, "back.tbround"))
    draft = desk.draft(ROUND)
    assert (draft.revision, draft.supersedes_sha256) == (4, "ab" * 32)


def test_last_years_answers_stand_beside_this_years(tmp_path: Path) -> None:
    with open_desk_with_round(tmp_path) as desk:
        assert desk.draft(ROUND).prior_answers == Answers()
        desk.draft(ROUND).commit({PAID: 1, NARRATIVE: "去年的成果"}, "填報")
        _hand_in(desk, tmp_path)
        desk.draft(ROUND).commit({PAID: 999}, "交出後才改的")
        desk.receive_round_file(write_file(tmp_path, build_round_file(115), "115.tbround"))
        prior = desk.draft("115-annual").prior_answers
        assert (prior.get(PAID), prior.get(NARRATIVE)) == (1, "去年的成果")


def test_only_earlier_rounds_count_as_the_one_before(desk: AgencyDesk, tmp_path: Path) -> None:
    for year in (113, 115):
        desk.receive_round_file(write_file(tmp_path, build_round_file(year), f"{year}.tbround"))
        desk.draft(f"{year}-annual").commit({PAID: year}, "填報")
        _hand_in(desk, tmp_path, f"{year}-annual")
    desk.draft(ROUND).commit({PAID: 114}, "填報")
    _hand_in(desk, tmp_path)
    path = desk.path
    desk.close()
    with AgencyDesk.open(path) as again:
        found = {
            each: again.draft(f"{each}-annual").prior_answers.get(PAID) for each in range(113, 116)
        }
    assert found == {113: None, 114: 113, 115: 114}


def test_answers_a_newer_programme_no_longer_asks_for_are_set_aside_not_lost(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1, CONTACT: "林怡君"}, "填報")
    later = START + timedelta(days=1)
    without = build_round_file(programme=_without_project(), issued_at=later)
    desk.receive_round_file(write_file(tmp_path, without, "without.tbround"))
    assert PROJECT not in draft.blank.project_ids
    assert len(draft.answers) == 0
    assert dict(draft.set_aside) == {PAID: 1, CONTACT: "林怡君"}
    draft.undo()
    assert draft.set_aside == {}
    draft.redo()
    restored = build_round_file(
        programme=msgspec.structs.replace(load_catalogue(), version=10),
        issued_at=later + timedelta(days=1),
    )
    desk.receive_round_file(write_file(tmp_path, restored, "restored.tbround"))
    assert draft.answers.get(PAID) == 1
    assert draft.set_aside == {}


def _without_project() -> Programme:
    catalogue = load_catalogue()
    kept = tuple(each for each in catalogue.projects if each.id != PROJECT)
    return msgspec.structs.replace(catalogue, projects=kept, version=catalogue.version + 1)


def test_a_refused_first_round_file_leaves_the_agency_open(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", clock=TickingClock()) as desk:
        damaged = write_file(tmp_path, build_round_file())
        damaged.write_bytes(damaged.read_bytes().replace("教育部".encode(), "教意部".encode()))
        with pytest.raises(AppError) as caught:
            desk.receive_round_file(damaged, confirm_office=OFFICE_FINGERPRINT)
        assert caught.value.code == "DOCUMENT_DAMAGED"
        assert desk.office_pin() is None
        assert desk.agency is None


def test_every_code_of_drafts_has_its_sentence() -> None:
    import re

    folder = Path(__file__).parents[2] / "app" / "agency"
    source = "".join(each.read_text(encoding="utf-8") for each in folder.rglob("*.py"))
    codes = set(re.findall(r'AppError\(\s*"([A-Z_]+)"', source))
    assert len(codes) >= 8
    assert codes <= load_sentences().keys()
