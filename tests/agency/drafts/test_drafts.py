"""The drafts of a desk: numbering the next return, and what an open draft follows."""

from datetime import timedelta
from pathlib import Path

import msgspec

from app.agency.desk import AgencyDesk
from app.models.agency_rounds import AgencyRoundState
from app.models.answers import Place
from app.models.earlier import EarlierStanding, EarlierYears
from app.models.programme import Programme
from app.models.reviews import ReviewComment
from app.models.rounds import EarlierReturn, RoundFile
from app.programme.catalogue_loader import load_catalogue
from tests.agency.desks import (
    AGENCY,
    CONTACT,
    NARRATIVE,
    OFFICE_FINGERPRINT,
    PAID,
    PROJECT,
    START,
    TickingClock,
    build_round_file,
    hand_in,
    open_desk_with_round,
    undo_label,
    write_file,
)

ROUND = "114-annual"
EXECUTED = Place(PROJECT, "budget", None, "executed")
COMMENT = ReviewComment(
    id="r1-1",
    place=PAID.path,
    text="實支數請與會計報告核對",
    author="彙整機關",
    written_at=START,
)


def _sent_back(digest: str) -> RoundFile:
    return build_round_file(
        issued_at=START + timedelta(days=9),
        last_revision=1,
        last_payload_sha256=digest,
        comments=(COMMENT,),
    )


def test_a_return_sent_back_brings_its_comments_and_the_next_revision(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "實支數")
    assert (draft.basis.revision, draft.basis.supersedes_sha256, draft.remarks.all()) == (
        1,
        None,
        (),
    )
    digest = hand_in(desk, tmp_path)
    received = desk.intake.receive(write_file(tmp_path, _sent_back(digest), "back.tbround"))
    assert received.state is AgencyRoundState.SENT_BACK
    assert (received.revision, received.comments) == (2, (COMMENT,))
    # The draft a page already holds follows, with its answers and its history.
    assert (draft.basis.revision, draft.basis.supersedes_sha256) == (2, digest)
    assert draft.remarks.all() == (COMMENT,)
    assert draft.answers.get(PAID) == 1
    assert undo_label(draft) == "實支數"
    assert desk.draft(ROUND) is draft
    draft.commit({PAID: 2}, "實支數")
    hand_in(desk, tmp_path)
    assert desk.rounds.all()[0].state is AgencyRoundState.HANDED_IN
    assert [each.revision for each in desk.handed_in.of(ROUND)] == [1, 2]


def test_a_correction_after_delivery_takes_the_next_number(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "實支數")
    desk.drafts.begin_correction(ROUND)
    assert draft.basis.revision == 1  # nothing was handed in, so there is nothing to correct
    digest = hand_in(desk, tmp_path)
    assert draft.basis.revision == 1
    desk.drafts.begin_correction(ROUND)
    assert (draft.basis.revision, draft.basis.supersedes_sha256) == (2, digest)
    path = desk.path
    desk.close()
    with AgencyDesk.open(path) as again:
        assert again.draft(ROUND).basis.revision == 2
        assert again.rounds.all()[0].revision == 2


def test_the_offices_number_wins_once_it_is_higher(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    hand_in(desk, tmp_path)
    desk.drafts.begin_correction(ROUND)
    back = build_round_file(
        issued_at=START + timedelta(days=9), last_revision=3, last_payload_sha256="ab" * 32
    )
    desk.intake.receive(write_file(tmp_path, back, "back.tbround"))
    draft = desk.draft(ROUND)
    assert (draft.basis.revision, draft.basis.supersedes_sha256) == (4, "ab" * 32)


def test_last_years_answers_stand_beside_this_years(tmp_path: Path) -> None:
    with open_desk_with_round(tmp_path) as desk:
        assert desk.draft(ROUND).basis.earlier == EarlierYears()
        desk.draft(ROUND).commit({PAID: 1, NARRATIVE: "去年的成果"}, "填報")
        hand_in(desk, tmp_path)
        desk.draft(ROUND).commit({PAID: 999}, "交出後才改的")
        desk.intake.receive(write_file(tmp_path, build_round_file(115), "115.tbround"))
        (before,) = desk.draft("115-annual").basis.earlier.years
        assert (before.value(PAID), before.value(NARRATIVE)) == (1, "去年的成果")
        assert (before.year_roc, before.standing) == (114, EarlierStanding.HANDED_IN)


def test_all_earlier_rounds_stand_there_and_no_later_one(desk: AgencyDesk, tmp_path: Path) -> None:
    for year in (113, 115):
        desk.intake.receive(write_file(tmp_path, build_round_file(year), f"{year}.tbround"))
        desk.draft(f"{year}-annual").commit({PAID: year}, "填報")
        hand_in(desk, tmp_path, f"{year}-annual")
    desk.draft(ROUND).commit({PAID: 114}, "填報")
    hand_in(desk, tmp_path)
    path = desk.path
    desk.close()
    with AgencyDesk.open(path) as again:
        found = {
            each: [one.value(PAID) for one in again.draft(f"{each}-annual").basis.earlier.years]
            for each in range(113, 116)
        }
    assert found == {113: [], 114: [113], 115: [114, 113]}


def test_answers_a_newer_programme_no_longer_asks_for_are_set_aside_not_lost(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1, CONTACT: "林怡君"}, "填報")
    later = START + timedelta(days=1)
    without = build_round_file(programme=_without_project(), issued_at=later)
    desk.intake.receive(write_file(tmp_path, without, "without.tbround"))
    assert PROJECT not in draft.blank.project_ids
    assert len(draft.answers) == 0
    assert dict(draft.set_aside.unasked) == {PAID: 1, CONTACT: "林怡君"}
    draft.journal.undo()
    assert draft.set_aside.unasked == {}
    draft.journal.redo()
    restored = build_round_file(
        programme=msgspec.structs.replace(load_catalogue(), version=10),
        issued_at=later + timedelta(days=1),
    )
    desk.intake.receive(write_file(tmp_path, restored, "restored.tbround"))
    assert draft.answers.get(PAID) == 1
    assert draft.set_aside.unasked == {}


def _without_project() -> Programme:
    catalogue = load_catalogue()
    kept = tuple(each for each in catalogue.projects if each.id != PROJECT)
    return msgspec.structs.replace(catalogue, projects=kept, version=catalogue.version + 1)


def _earlier(year_roc: int, paid: int, **changes: object) -> EarlierReturn:
    returned = EarlierReturn(
        round_id=f"{year_roc}-annual",
        title=f"{year_roc} 年度執行成果",
        year_roc=year_roc,
        agency=AGENCY,
        revision=2,
        payload_sha256="ab" * 32,
        values={PAID.path: paid, CONTACT.path: "林小明"},
        computed={EXECUTED.path: paid + 5},
    )
    return msgspec.structs.replace(returned, **changes)


def test_what_the_office_accepted_stands_there_on_a_fresh_computer(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "moe.tianbao", clock=TickingClock()) as desk:
        file = build_round_file(earlier=(_earlier(113, 13), _earlier(112, 12)))
        desk.intake.receive(
            write_file(tmp_path, file, "114.tbround"), confirm_office=OFFICE_FINGERPRINT
        )
        draft = desk.draft(ROUND)
        newest, oldest = draft.basis.earlier.years
        assert (newest.year_roc, newest.value(PAID), newest.value(EXECUTED)) == (113, 13, 18)
        assert (newest.standing, newest.revision) == (EarlierStanding.ACCEPTED, 2)
        assert (oldest.year_roc, oldest.value(PAID)) == (112, 12)
        assert draft.basis.earlier.latest == newest
        assert draft.answers.get(CONTACT) == "林小明"
        assert CONTACT in draft.carried.unconfirmed


def test_a_project_that_changed_hands_brings_its_figures_along(tmp_path: Path) -> None:
    before = _earlier(113, 13, agency="MOTC", revision=1, values={PAID.path: 7})
    own = _earlier(113, 13, values={CONTACT.path: "林小明"}, computed={})
    with AgencyDesk.create(tmp_path / "moe.tianbao", clock=TickingClock()) as desk:
        file = build_round_file(earlier=(own, before))
        desk.intake.receive(write_file(tmp_path, file), confirm_office=OFFICE_FINGERPRINT)
        (year,) = desk.draft(ROUND).basis.earlier.years
        assert (year.value(PAID), year.value(CONTACT), year.revision) == (7, "林小明", 2)


def test_a_figure_is_compared_with_last_years_on_a_fresh_computer(tmp_path: Path) -> None:
    """The rules see what the round file brings, not only what was handed in from this store."""
    for accepted, asked in ((50_000_000, False), (500_000, True)):
        folder = tmp_path / str(accepted)
        folder.mkdir()
        with AgencyDesk.create(folder / "moe.tianbao", clock=TickingClock()) as desk:
            file = build_round_file(earlier=(_earlier(113, accepted),))
            desk.intake.receive(write_file(folder, file), confirm_office=OFFICE_FINGERPRINT)
            draft = desk.draft(ROUND)
            draft.commit({PAID: 50_000_000}, "實支數")
            found = [
                each.params.get("other", "")
                for each in draft.results.findings
                if each.place == PAID
            ]
            assert any("上年度" in str(each) for each in found) == asked, found


def test_what_was_accepted_comes_before_what_was_handed_in_from_here(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    desk.intake.receive(write_file(tmp_path, build_round_file(113), "113.tbround"))
    for year in (113, 114):
        desk.draft(f"{year}-annual").commit({PAID: year}, "實支數")
        hand_in(desk, tmp_path, f"{year}-annual")
    file = build_round_file(115, earlier=(_earlier(114, 99),))
    desk.intake.receive(write_file(tmp_path, file, "115.tbround"))
    years = desk.draft("115-annual").basis.earlier.years
    assert [(each.year_roc, each.value(PAID), each.standing) for each in years] == [
        (114, 99, EarlierStanding.ACCEPTED),
        (113, 113, EarlierStanding.HANDED_IN),
    ]
