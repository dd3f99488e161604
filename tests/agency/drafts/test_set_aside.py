"""What a newer form set aside is shown as it was, taken over where it fits, or discarded."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.drafts.set_aside import Offer, SetAsideEntry
from app.models.answers import ROWS, Place
from app.programme.catalogue_loader import load_catalogue
from tests.agency.desks import START, write_file
from tests.agency.drafts.reissued import (
    ADVICE,
    COST,
    FIRST,
    PHOTO,
    ROUND,
    SECOND,
    THIRD,
    VERDICT,
    build_issue,
    open_desk,
    people,
    reissue,
    town,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AgencyDesk]:
    with open_desk(tmp_path) as desk:
        yield desk


def _only(draft: Draft) -> SetAsideEntry:
    (entry,) = draft.set_aside.entries()
    return entry


def test_an_entry_says_what_it_was_called_and_how_it_was_shown(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({VERDICT: "poor"}, "總評")
    reissue(desk, tmp_path, SECOND, 1)
    entry = _only(draft)
    assert (entry.labels, entry.text, entry.form_version) == (("訪視意見", "總評"), "待改善", 1)
    assert (entry.place, entry.code, entry.is_asked_otherwise) == (VERDICT, "", True)
    assert entry.offer is None, "a choice that is not offered any more is read as none"


def test_rows_are_named_by_their_number_and_files_by_their_name(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"picture")
    draft.attachments.add(PHOTO, photo)
    draft.rows.add(None, "visits")
    row = draft.rows.add(None, "visits")
    draft.commit({town(row): "花蓮", people(row): 7}, "訪視")
    reissue(desk, tmp_path, SECOND, 1)
    shown = [(each.labels, each.text) for each in draft.set_aside.entries()]
    assert shown == [
        (("訪視", "訪視 2", "地點"), "花蓮"),
        (("訪視意見", "照片"), "照片.jpg"),
    ]
    reissue(desk, tmp_path, THIRD, 2)
    shown = [(each.labels, each.text) for each in draft.set_aside.entries()]
    assert shown == [
        (("訪視", "訪視 2", "人數"), "7 人"),
        (("訪視", "訪視 2", "地點"), "花蓮"),
    ]


def test_a_reason_is_set_aside_with_its_code(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    draft.set_reason("F206", COST, "12")
    reissue(desk, tmp_path, SECOND, 1)
    entry = _only(draft)
    assert (entry.code, entry.text, entry.offer) == ("F206", "12", None)


def test_what_the_new_type_reads_can_be_taken_over_and_undone(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({COST: "120,000"}, "經費")
    reissue(desk, tmp_path, SECOND, 1)
    entry = _only(draft)
    assert entry.offer == Offer(COST, 120_000, "120,000 元", "")
    draft.set_aside.take_over(entry)
    assert draft.answers.get(COST) == 120_000
    assert draft.set_aside.entries() == ()
    draft.journal.undo()
    assert (draft.answers.get(COST), _only(draft).text) == (None, "120,000")


def test_what_the_new_type_cannot_read_is_only_shown(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    draft.commit({COST: "約十二萬"}, "經費")
    reissue(desk, tmp_path, SECOND, 1)
    entry = _only(draft)
    assert entry.offer is None
    with pytest.raises(KeyError):
        draft.set_aside.take_over(entry)


def test_an_offer_says_what_it_would_replace(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    draft.commit({COST: "120"}, "經費")
    reissue(desk, tmp_path, SECOND, 1)
    draft.commit({COST: 99}, "經費")
    offer = _only(draft).offer
    assert offer is not None and offer.replaces == "99 元"


def test_what_is_discarded_is_back_after_undo(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND)
    draft.commit({COST: "十二萬"}, "經費")
    reissue(desk, tmp_path, SECOND, 1)
    change = draft.set_aside.discard(_only(draft))
    assert (change.label, draft.set_aside.entries()) == ("捨棄「所需經費」", ())
    draft.journal.undo()
    assert _only(draft).text == "十二萬"


def test_rows_whose_last_value_is_discarded_do_not_come_back_empty(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    row = draft.rows.add(None, "visits")
    draft.commit({people(row): 7, town(row): "花蓮"}, "訪視")
    reissue(desk, tmp_path, THIRD, 1)
    first, second = draft.set_aside.entries()
    draft.set_aside.discard(first)
    assert len(draft.journal.state.aside) == 2, "the order of rows is still needed"
    draft.set_aside.discard(second)
    reissue(desk, tmp_path, FIRST, 2)
    assert Place(None, "visits", None, ROWS) not in draft.answers


def test_nothing_can_be_taken_over_into_a_row_that_is_gone(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    row = draft.rows.add(None, "visits")
    draft.commit({town(row): "花蓮"}, "訪視")
    reissue(desk, tmp_path, SECOND, 1)
    draft.rows.remove(None, "visits", row)
    reissue(desk, tmp_path, FIRST, 2)
    entry = _only(draft)
    assert (entry.offer, entry.is_asked_otherwise) == (None, False)


def test_values_of_a_project_that_left_the_programme_are_in_view_too(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({ADVICE: "多辦"}, "建議")
    catalogue = load_catalogue()
    kept = tuple(each for each in catalogue.projects if each.id != ADVICE.project)
    without = replace(
        build_issue(FIRST, 1),
        programme=replace(catalogue, projects=kept, version=catalogue.version + 1),
        issued_at=START + timedelta(days=1),
    )
    desk.intake.receive(write_file(tmp_path, without, "without.tbround"))
    entry = _only(draft)
    assert (entry.key, entry.text, entry.labels) == (None, "多辦", ("訪視意見", "建議"))
    draft.set_aside.discard(entry)
    assert draft.set_aside.entries() == ()
    draft.journal.undo()
    assert _only(draft).text == "多辦"
