"""The whole way with really signed files: office → agency → office, and every tampered twin."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.agency.handing_in.exporting import export_return
from app.demo.officers import DemoOfficer
from app.errors import AppError
from app.forms.nil_statements import entered_beside
from app.messages import format_message
from app.models.answers import nil_place
from app.models.received import ImportResult
from app.models.reviews import CommentAnswerKind, DecisionKind, Remark, ReturnState
from app.models.rounds import Round
from app.models.signatures import Carrier, SignerRole
from app.office.desk import OfficeDesk
from app.office.review.sheet import build_context, build_review_sheet
from app.programme.catalogue_loader import load_catalogue
from app.trust.keys.office_authority import list_key_paths
from tests.office.scenes import CLOSES, NOON, PASSPHRASE, open_annual
from tests.support.one_signer import revise_alone, sign_alone

pytestmark = pytest.mark.slow

AGENCY = "MOFA"
PLACE = "-/overview/-/summary"
SIGNED_AT = NOON - timedelta(days=3)


@dataclass(frozen=True)
class Handover:
    """An office that knows one agency, and the pair that agency has signed."""

    folder: Path
    agency: DemoOfficer
    round: Round
    workbook: Path
    pdf: Path


@pytest.fixture(scope="module")
def handover(tmp_path_factory: pytest.TempPathFactory) -> Handover:
    folder = tmp_path_factory.mktemp("handover")
    programme = load_catalogue()
    agency = DemoOfficer.create(folder / AGENCY, programme, AGENCY, NOON - timedelta(days=60))
    issued_at = SIGNED_AT - timedelta(days=1)  # before anybody could sign
    with OfficeDesk.create(folder / "office.tianbao", programme, clock=lambda: issued_at) as desk:
        desk.keys.make(PASSPHRASE)
        round_ = open_annual(desk)
        desk.registry.register(
            agency.certificate_pem,
            AGENCY,
            agency.person_id,
            agency.person_name,
            SignerRole.PREPARER,
            NOON - timedelta(days=50),
        )
        files = desk.round_files.write(round_.id, folder, [AGENCY])
    pair = sign_alone(agency, files[AGENCY], folder / "returns", SIGNED_AT)
    return Handover(folder, agency, round_, *pair)


@pytest.fixture
def office(handover: Handover, tmp_path: Path) -> Iterator[OfficeDesk]:
    """That office before anything came in."""
    store = handover.folder / "office.tianbao"
    for each in (store, *list_key_paths(store)):
        shutil.copy(each, tmp_path)
    with OfficeDesk.open(tmp_path / "office.tianbao", clock=lambda: NOON) as desk:
        desk.keys.unlock(PASSPHRASE)
        yield desk


def take_in(desk: OfficeDesk, *paths: Path, days: int = 0) -> list[ImportResult]:
    return list(desk.inbox.import_files(paths, now=NOON + timedelta(days=days)))


def test_a_signed_pair_is_verified_read_and_taken_in(
    office: OfficeDesk, handover: Handover
) -> None:
    results = take_in(office, handover.pdf, handover.workbook)
    assert sorted(each.code for each in results) == ["ALREADY_IMPORTED", "IMPORTED"]
    assert {each.control_number for each in results} == {results[0].control_number}
    (received,) = office.returns.received(handover.round.id, AGENCY)
    assert received.carriers == tuple(Carrier)
    assert received.payload.signers[0].person_id == handover.agency.person_id
    for each in office.returns.signed_files(handover.round.id, AGENCY, 1):
        assert each.verdict.is_good
        assert each.verdict.signers[0].signed_at == SIGNED_AT


def flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0x20]) + content[middle + 1 :]


def rezip(content: bytes) -> bytes:
    """The same workbook with one figure changed, packed again by somebody's zip program."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = part.replace(b"<v>", b"<v>9", 1)
            packed.writestr(name, part)
    return target.getvalue()


@pytest.mark.parametrize(
    ("carrier", "tamper"),
    [
        ("xlsx", flip),
        ("xlsx", rezip),
        ("xlsx", lambda content: content[:-20]),
        ("xlsx", lambda content: content + b"\0"),
        ("xlsx", lambda content: b"junk" + content),
        ("pdf", flip),
        ("pdf", lambda content: content[: len(content) // 2]),
        ("pdf", lambda content: content + b"\n%%EOF\n"),
        ("pdf", lambda content: content.replace(b"/Type/Catalog", b"/Type/Catalof", 1)),
    ],
)
def test_a_tampered_twin_is_refused_and_the_original_still_counts(
    office: OfficeDesk,
    handover: Handover,
    tmp_path: Path,
    carrier: str,
    tamper: Callable[[bytes], bytes],
) -> None:
    original = handover.workbook if carrier == "xlsx" else handover.pdf
    twin = tmp_path / original.name
    twin.write_bytes(tamper(original.read_bytes()))
    assert twin.read_bytes() != original.read_bytes()
    refused, accepted = take_in(office, twin, original)
    assert not refused.accepted
    assert format_message(refused.code, refused.params) != refused.code
    assert accepted.code == "IMPORTED"


def test_a_withdrawn_signer_is_refused_but_what_came_before_stays(
    office: OfficeDesk, handover: Handover
) -> None:
    take_in(office, handover.workbook)
    (entry,) = office.registry.current().entries
    office.registry.withdraw(entry.certificate_sha256, reason="調職", at=NOON + timedelta(hours=1))
    again, late = take_in(office, handover.workbook, handover.pdf, days=1)
    assert (again.accepted, again.code) == (True, "ALREADY_IMPORTED")
    assert (late.accepted, late.code) == (False, "CERT_REVOKED")
    assert len(office.returns.received(handover.round.id, AGENCY)) == 1


def test_a_closed_round_takes_nothing_new_but_recognises_what_it_has(
    office: OfficeDesk, handover: Handover
) -> None:
    take_in(office, handover.workbook)
    days = (CLOSES - NOON.date()).days + 1
    again, late = take_in(office, handover.workbook, handover.pdf, days=days)
    assert (again.code, late.code) == ("ALREADY_IMPORTED", "ROUND_CLOSED")


def test_another_office_refuses_the_return(handover: Handover, tmp_path: Path) -> None:
    with OfficeDesk.create(
        tmp_path / "other.tianbao", load_catalogue(), clock=lambda: NOON
    ) as other:
        (stranger,) = take_in(other, handover.workbook)
        assert (stranger.accepted, stranger.code) == (False, "RETURN_OF_DEMO")
        open_annual(other)
        (stranger,) = take_in(other, handover.workbook)
        assert (stranger.accepted, stranger.code) == (False, "NONCE_MISMATCH")


def test_a_sent_back_return_comes_again_as_its_next_revision(
    office: OfficeDesk, handover: Handover, tmp_path: Path
) -> None:
    take_in(office, handover.workbook, handover.pdf)
    remark = Remark(place=PLACE, text="請補充追蹤情形。")
    office.review.decide(handover.round.id, AGENCY, DecisionKind.SEND_BACK, (remark,), "李", NOON)
    round_file = office.round_files.write(handover.round.id, tmp_path, [AGENCY])[AGENCY]
    agency_folder = tmp_path / AGENCY
    shutil.copytree(handover.agency.folder, agency_folder)
    agency = replace(handover.agency, folder=agency_folder)
    pair = revise_alone(agency, round_file, tmp_path / "again", NOON + timedelta(days=1))
    results = take_in(office, *pair, days=2)
    assert [each.revision for each in results if each.accepted] == [2, 2]
    older, newer = office.returns.received(handover.round.id, AGENCY)
    assert newer.payload.supersedes_sha256 == older.payload_sha256
    assert (older.state, newer.state) == (ReturnState.SENT_BACK, ReturnState.UNDER_REVIEW)
    assert [each.kind for each in newer.payload.comment_answers] == [
        CommentAnswerKind.KEPT_WITH_REASON
    ]
    programme = office.rounds.programme_of(handover.round.id)
    form = office.rounds.form_of(handover.round.id)
    context = build_context(newer, form, programme, handover.round)
    sheet = build_review_sheet(context, (older, newer), newer)
    (past,) = [past for row in sheet.rows for past in row.past_comments]
    assert past.answer is not None
    assert (past.comment.id, past.answer.text) == ("r1-1", "已補充後續追蹤數據。")
    before, after = older.payload.data, newer.payload.data
    assert [path for path, value in after.items() if before.get(path) != value] == [PLACE]
    assert str(after[PLACE]).startswith(str(before[PLACE]))


def test_a_signed_pair_that_states_that_there_is_nothing_to_report_is_taken_in(
    office: OfficeDesk, handover: Handover, tmp_path: Path
) -> None:
    take_in(office, handover.pdf)
    store = Path(shutil.copy(handover.agency.store, tmp_path / "agency.tianbao"))
    with AgencyDesk.open(store, clock=lambda: SIGNED_AT) as desk:
        draft = desk.drafts.begin_correction(handover.round.id)
        draft.commit({nil_place(None): "出國訪問延至下期辦理。"}, "本期無執行")
        beside = entered_beside(draft.blank, draft.answers, None)
        with pytest.raises(AppError) as caught:
            export_return(desk, draft, handover.agency.key, tmp_path, now=SIGNED_AT)
        assert caught.value.code == "EXPORT_HAS_FINDINGS"
        draft.commit(dict.fromkeys(beside), "清除已填內容")
        pair = export_return(desk, draft, handover.agency.key, tmp_path, now=SIGNED_AT)
        draft.journal.undo()
        assert all(draft.answers.get(each) is not None for each in beside)
    results = take_in(office, pair.pdf, pair.workbook)
    assert sorted(each.code for each in results) == ["ALREADY_IMPORTED", "IMPORTED"]
    received = office.returns.received(handover.round.id, AGENCY)[-1]
    assert [each.reason for each in received.payload.nil_statements] == ["出國訪問延至下期辦理。"]
    rows = {each.agency: each for each in office.overview.rows(handover.round.id, CLOSES)}
    assert rows[AGENCY].is_nil
    assert rows[AGENCY].state is ReturnState.UNDER_REVIEW
