"""Two persons: what the preparer hands over, what the approver may sign, and what is kept."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app import file_sets
from app.agency import handed_in
from app.agency.handing_in.approval import (
    approve,
    examine_pending,
    hand_over,
    send_back,
)
from app.agency.handing_in.exchange import receive_approved
from app.agency.handing_in.pair import ExportedPair
from app.agency.handing_in.signers import possible_approvers
from app.errors import AppError, Cancelled
from app.files import move_part
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.messages import load_sentences
from app.models.approval import PendingOrigin, PendingReturn, PendingState
from app.models.signatures import SignerRole
from app.returns.judging.timestamping import FailingTimestamper, StampAttempt
from app.returns.verification import verify_file
from app.trust.keys.signing_keys import SigningKey, create_software_key
from tests.agency.handing_in.two_desks import (
    ROUND_ID,
    TwoDesks,
    build_round_file,
    entry_of,
    finish,
    open_two_desks,
    registry_of,
)
from tests.returns.sample import NOW, key, registry, round_, sample, trust
from tests.returns.workbook.packages import BOTH
from tests.support.kills import interrupt
from tests.support.timestamp_authority import Authority

pytestmark = pytest.mark.slow


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    opened = open_two_desks(tmp_path)
    yield opened
    opened.close()


def sign(desks: TwoDesks, pending: PendingReturn, name: str = "approver") -> ExportedPair:
    """The approver signs on the preparer's computer."""
    return approve(desks.preparer, pending, key(name), desks.folder / "out", now=desks.clock.now)


def code_of(caught: pytest.ExceptionInfo[AppError]) -> str:
    assert caught.value.code in load_sentences()
    return caught.value.code


def refusal_of_signing(desks: TwoDesks, pending: PendingReturn, name: str = "approver") -> str:
    with pytest.raises(AppError) as caught:
        sign(desks, pending, name)
    assert not (desks.folder / "out").exists()
    assert desks.preparer.handed_in.of(ROUND_ID) == ()
    return code_of(caught)


def state_of(desks: TwoDesks, pending: PendingReturn) -> PendingState:
    return desks.preparer.pending.one(pending.payload_sha256).state


# -- handing over


def test_what_is_handed_over_names_both_and_is_signed_by_one(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    assert desks.preparer.pending.all() == (pending,)
    assert (pending.state, pending.origin) == (PendingState.WAITING, PendingOrigin.PREPARED)
    assert (pending.preparer.person_name, pending.approver.person_name) == (
        "王preparer",
        "王approver",
    )
    before = msgspec.structs.replace(trust(round_(BOTH)), is_before_approval=True)
    for content, name in ((pending.workbook, "a.xlsx"), (pending.pdf, "a.pdf")):
        verification = verify_file(content, name, before)
        assert verification.verdict.reasons == ()
        assert [each.role for each in verification.verdict.signers] == [SignerRole.PREPARER]
        assert verification.payload == pending.payload


def test_half_signed_files_are_refused_everywhere_else(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    for content, name in ((pending.workbook, "a.xlsx"), (pending.pdf, "a.pdf")):
        verdict = verify_file(content, name, trust(round_(BOTH))).verdict
        assert "SIG_COUNT" in {each.code for each in verdict.reasons}
        assert not verdict.is_good


def test_completed_files_are_not_taken_for_half_signed_ones(desks: TwoDesks) -> None:
    pair = sign(desks, desks.hand_over())
    before = msgspec.structs.replace(trust(round_(BOTH)), is_before_approval=True)
    for path in (pair.workbook, pair.pdf):
        verdict = verify_file(path.read_bytes(), path.name, before).verdict
        assert "SIG_COUNT" in {each.code for each in verdict.reasons}


def test_nothing_is_handed_in_and_no_number_is_used_up(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    assert desks.preparer.handed_in.of(ROUND_ID) == ()
    assert desks.preparer.draft(ROUND_ID).basis.revision == pending.revision == 1
    desks.preparer.drafts.begin_correction(ROUND_ID)
    assert desks.preparer.draft(ROUND_ID).basis.revision == 1


def test_handing_over_again_after_changes_withdraws_the_first(desks: TwoDesks) -> None:
    first = desks.hand_over()
    desks.clock.now += timedelta(minutes=5)
    second = desks.hand_over(finish(desks.preparer, 8))
    assert second.payload_sha256 != first.payload_sha256
    assert (second.revision, first.revision) == (1, 1)
    assert desks.preparer.pending.of(ROUND_ID)[0] == second
    assert state_of(desks, first) is PendingState.WITHDRAWN
    assert refusal_of_signing(desks, first) == "PENDING_NOT_WAITING"


def test_the_same_draft_handed_over_again_waits_again(desks: TwoDesks) -> None:
    draft = finish(desks.preparer)
    first = desks.hand_over(draft)
    send_back(desks.preparer, first, "請再確認。", now=desks.clock.now)
    desks.clock.now += timedelta(minutes=5)
    again = desks.hand_over(draft, note="已確認無誤。")
    assert again.payload_sha256 == first.payload_sha256
    assert desks.preparer.pending.all() == (again,)
    assert again.state is PendingState.WAITING


def test_only_those_who_may_approve_now_are_offered() -> None:
    approver = entry_of("approver", SignerRole.APPROVER)
    later = entry_of("later", SignerRole.APPROVER, active_from=NOW + timedelta(days=1))
    gone = entry_of("gone", SignerRole.APPROVER, revoked_at=NOW - timedelta(days=1))
    other = entry_of("other", SignerRole.APPROVER, agency="MOC")
    preparer = entry_of("preparer", SignerRole.PREPARER)
    made = build_round_file(registry_of(gone, preparer, other, later, approver))
    assert possible_approvers(made, NOW) == (approver,)
    assert possible_approvers(made, NOW + timedelta(days=2)) == (approver, later)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency": "MOC"}, "KEY_OTHER_AGENCY"),
        ({"revoked_at": NOW - timedelta(days=1)}, "KEY_REVOKED"),
        ({"active_until": NOW - timedelta(days=1)}, "KEY_NOT_ACTIVE"),
        ({"role": SignerRole.PREPARER}, "KEY_ROLE_MISSING"),
        ({"person_id": "MOE-preparer"}, "KEY_SAME_PERSON"),
    ],
)
def test_nothing_is_handed_over_to_who_cannot_approve(
    changes: dict[str, object], code: str, tmp_path: Path
) -> None:
    preparer, approver = registry().entries
    changed = registry_of(preparer, msgspec.structs.replace(approver, **changes))
    desks = open_two_desks(tmp_path, build_round_file(changed))
    with pytest.raises(AppError) as caught:
        desks.hand_over()
    assert code_of(caught) == code
    assert desks.preparer.pending.all() == ()
    desks.close()


@pytest.mark.parametrize(
    ("approver", "code"), [("stranger", "KEY_NOT_REGISTERED"), ("preparer", "KEY_SAME_PERSON")]
)
def test_the_approver_is_another_registered_person(
    approver: str, code: str, desks: TwoDesks
) -> None:
    with pytest.raises(AppError) as caught:
        hand_over(
            desks.preparer,
            finish(desks.preparer),
            key(),
            key(approver).certificate_sha256,
            note="",
            now=NOW,
        )
    assert code_of(caught) == code


def test_the_approver_does_not_hand_over(desks: TwoDesks) -> None:
    with pytest.raises(AppError) as caught:
        hand_over(
            desks.preparer,
            finish(desks.preparer),
            key("approver"),
            key("preparer").certificate_sha256,
            note="",
            now=NOW,
        )
    assert code_of(caught) == "KEY_ROLE_MISSING"


def test_open_findings_stop_the_hand_over(desks: TwoDesks) -> None:
    with pytest.raises(AppError) as caught:
        desks.hand_over(desks.preparer.draft(ROUND_ID))
    assert code_of(caught) == "EXPORT_HAS_FINDINGS"


def test_a_round_of_one_signature_has_nobody_to_approve(tmp_path: Path) -> None:
    desks = open_two_desks(tmp_path, build_round_file(round=round_()))
    with pytest.raises(AppError) as caught:
        desks.hand_over()
    assert code_of(caught) == "APPROVAL_NOT_REQUIRED"
    desks.close()


def test_a_cancelled_hand_over_keeps_nothing(desks: TwoDesks) -> None:
    def progress(done: int, total: int, what: str) -> None:
        assert (total, bool(what)) == (5, True)
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        desks.hand_over(progress=progress)
    assert desks.preparer.pending.all() == ()


# -- approving


def test_the_approver_completes_the_pair(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    desks.clock.now += timedelta(hours=1)
    pair = sign(desks, pending)
    assert pair.workbook.name == "04_MOE_114-annual_r1.xlsx"
    assert pair.pdf.name == "04_MOE_114-annual_r1.pdf"
    at = msgspec.structs.replace(trust(round_(BOTH)), now=desks.clock.now)
    for path in (pair.workbook, pair.pdf):
        verification = verify_file(path.read_bytes(), path.name, at)
        assert verification.verdict.reasons == ()
        assert [each.role for each in verification.verdict.signers] == list(BOTH)
        assert verification.payload == pending.payload
    (record,) = desks.preparer.handed_in.of(ROUND_ID)
    assert record.payload_sha256 == pending.payload_sha256
    assert state_of(desks, pending) is PendingState.APPROVED


def test_the_approver_sees_the_reasons_as_they_are_signed(desks: TwoDesks) -> None:
    pending = desks.hand_over(finish(desks.preparer, 20))
    examination = examine_pending(desks.preparer, pending, NOW)
    assert examination.is_good
    assert examination.explained == pending.payload.explained
    assert all(each.reason for each in examination.explained)
    assert examination.explained
    assert [each.certificate_sha256 for each in examination.pdf.signers] == [
        pending.preparer.certificate_sha256
    ]


def test_a_wrong_key_is_named(tmp_path: Path) -> None:
    preparer, approver = registry().entries
    again = entry_of("again", SignerRole.APPROVER, person_id=preparer.person_id)
    second = entry_of("second", SignerRole.APPROVER)
    gone = entry_of("gone", SignerRole.APPROVER, revoked_at=NOW - timedelta(days=1))
    other = entry_of("other", SignerRole.APPROVER, agency="MOC")
    everyone = registry_of(preparer, approver, again, second, gone, other)
    desks = open_two_desks(tmp_path, build_round_file(everyone))
    pending = desks.hand_over()
    assert refusal_of_signing(desks, pending, "preparer") == "KEY_SAME_PERSON"
    assert refusal_of_signing(desks, pending, "again") == "KEY_SAME_PERSON"
    assert refusal_of_signing(desks, pending, "second") == "APPROVAL_OTHER_KEY"
    assert refusal_of_signing(desks, pending, "gone") == "KEY_REVOKED"
    assert refusal_of_signing(desks, pending, "other") == "KEY_OTHER_AGENCY"
    assert refusal_of_signing(desks, pending, "stranger") == "KEY_NOT_REGISTERED"
    assert state_of(desks, pending) is PendingState.WAITING
    desks.close()


def test_an_expired_certificate_approves_nothing(tmp_path: Path) -> None:
    short: SigningKey = create_software_key(
        "王短期",
        "MOE-short",
        "教育部",
        valid_from=NOW - timedelta(days=30),
        valid_until=NOW + timedelta(days=1),
    )
    entry = entry_of("approver", SignerRole.APPROVER)
    from app.trust.certificates.certificate import certificate_pem

    entry = msgspec.structs.replace(
        entry,
        certificate_pem=certificate_pem(short.certificate),
        certificate_sha256=short.certificate_sha256,
    )
    made = build_round_file(registry_of(entry_of("preparer", SignerRole.PREPARER), entry))
    desks = open_two_desks(tmp_path, made)
    pending = hand_over(
        desks.preparer,
        finish(desks.preparer),
        key(),
        short.certificate_sha256,
        note="",
        now=NOW,
    )
    with pytest.raises(AppError) as caught:
        approve(desks.preparer, pending, short, tmp_path / "out", now=NOW + timedelta(days=2))
    assert code_of(caught) == "KEY_EXPIRED"
    desks.close()


def test_an_approval_is_not_older_than_what_it_approves(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    desks.clock.now -= timedelta(minutes=5)
    assert refusal_of_signing(desks, pending) == "APPROVAL_TOO_EARLY"


def test_neither_of_the_two_signs_by_a_clock_that_was_set_back(desks: TwoDesks) -> None:
    draft = finish(desks.preparer)
    pending = desks.hand_over(draft)
    desks.preparer.clock.note(NOW + timedelta(days=3))
    with pytest.raises(AppError) as caught:
        desks.hand_over(draft)
    assert code_of(caught) == "CLOCK_SET_BACK"
    assert state_of(desks, pending) is PendingState.WAITING
    with pytest.raises(AppError) as caught:
        approve(desks.preparer, pending, key("approver"), desks.folder, now=NOW)
    assert code_of(caught) == "CLOCK_SET_BACK"
    assert desks.preparer.handed_in.of(pending.round_id) == ()


def test_a_return_the_approver_signs_first_is_no_hand_over() -> None:
    """The other order of the two signatures, made by another program."""
    from app.returns.workbook.signing import sign_workbook
    from app.returns.workbook.writer import write_workbook

    made = sample(BOTH)
    signed = sign_workbook(
        write_workbook(made.payload, made.document), key("approver"), SignerRole.APPROVER, NOW
    )
    before = msgspec.structs.replace(trust(made.round), is_before_approval=True)
    codes = {each.code for each in verify_file(signed, "a.xlsx", before).verdict.reasons}
    assert codes == {"SIGNERS_MISMATCH"}


def kept_with(desks: TwoDesks, pending: PendingReturn, **changes: object) -> PendingReturn:
    """The pending return as somebody with the store in hand would change it."""
    changed = msgspec.structs.replace(pending, **changes)
    desks.preparer.pending.keep(changed)
    return changed


def problems(desks: TwoDesks, pending: PendingReturn) -> list[str]:
    found = examine_pending(desks.preparer, pending, desks.clock.now).problems
    assert all(each.code in load_sentences() for each in found)
    return [each.code for each in found]


def test_files_swapped_or_of_two_payloads_are_not_signed(desks: TwoDesks) -> None:
    first = desks.hand_over()
    desks.clock.now += timedelta(minutes=5)
    second = desks.hand_over(finish(desks.preparer, 8))
    mixed = kept_with(desks, second, pdf=first.pdf)
    assert problems(desks, mixed) == ["PAIR_DIFFERENT_PAYLOADS"]
    assert refusal_of_signing(desks, mixed) == "PENDING_NOT_GOOD"
    other_row = kept_with(desks, second, workbook=first.workbook, pdf=first.pdf)
    assert problems(desks, other_row) == ["PAIR_DIFFERENT_PAYLOADS"]
    swapped = kept_with(desks, second, workbook=second.pdf, pdf=second.workbook)
    assert "PAIR_NOT_TWO_KINDS" in problems(desks, swapped)
    damaged = kept_with(desks, second, workbook=second.workbook[:-40])
    assert problems(desks, damaged) != []


def test_an_approver_withdrawn_meanwhile_is_told_before_signing(tmp_path: Path) -> None:
    desks = open_two_desks(tmp_path)
    pending = desks.hand_over()
    preparer, approver = registry().entries
    for changes, code in (
        ({"revoked_at": NOW - timedelta(hours=1)}, "KEY_REVOKED"),
        ({"person_id": "MOE-somebody"}, "SIGNERS_MISMATCH"),
    ):
        changed = registry_of(preparer, msgspec.structs.replace(approver, **changes))
        desks.receive_anew(changed)
        assert problems(desks, pending) == [code]
    desks.close()


def test_what_the_office_has_already_is_not_approved(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    desks.receive_anew(last_revision=1, last_payload_sha256="ab" * 32)
    assert problems(desks, pending) == ["PENDING_REVISION_TAKEN"]
    assert refusal_of_signing(desks, pending) == "PENDING_NOT_GOOD"


def test_what_came_back_approved_otherwise_since_stops_the_approval(desks: TwoDesks) -> None:
    first = desks.carry()
    elsewhere = desks.folder / "elsewhere"
    pair = approve(desks.approver, first, key("approver"), elsewhere, now=desks.clock.now)
    desks.clock.now += timedelta(minutes=5)
    pending = desks.hand_over(finish(desks.preparer, 8))
    desks.clock.now += timedelta(minutes=5)
    receive_approved(desks.preparer, (pair.workbook, pair.pdf), desks.clock.now)
    assert problems(desks, pending) == ["PENDING_OVERTAKEN"]


def test_without_the_second_file_nothing_is_approved(
    desks: TwoDesks, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = desks.hand_over()

    def fail_for_pdf(temporary: Path, path: Path) -> None:
        if path.suffix == ".pdf":
            raise AppError("FILE_DISK_FULL", file=path)
        move_part(temporary, path)

    monkeypatch.setattr(file_sets, "move_part", fail_for_pdf)
    with pytest.raises(AppError) as caught:
        sign(desks, pending)
    assert code_of(caught) == "FILE_DISK_FULL"
    assert list((desks.folder / "out").iterdir()) == []
    assert desks.preparer.handed_in.of(ROUND_ID) == ()
    assert state_of(desks, pending) is PendingState.WAITING


def test_if_recording_fails_no_file_stays(desks: TwoDesks, monkeypatch: pytest.MonkeyPatch) -> None:
    pending = desks.hand_over()

    def fail(*_: object) -> None:
        raise AppError("STORE_BUSY")

    monkeypatch.setattr(handed_in, "save_handed_in", fail)
    with pytest.raises(AppError):
        sign(desks, pending)
    assert list((desks.folder / "out").iterdir()) == []
    assert state_of(desks, pending) is PendingState.WAITING


def test_a_cancelled_approval_writes_nothing(desks: TwoDesks) -> None:
    pending = desks.hand_over()

    def progress(done: int, total: int, what: str) -> None:
        assert (total, bool(what)) == (4, True)
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        approve(
            desks.preparer,
            pending,
            key("approver"),
            desks.folder / "out",
            now=NOW,
            progress=progress,
        )
    assert not (desks.folder / "out").exists()
    assert state_of(desks, pending) is PendingState.WAITING


# -- withdrawing and sending back


def test_a_withdrawn_one_is_neither_signed_nor_sent_back(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    withdrawn = desks.preparer.pending.withdraw(pending.payload_sha256)
    assert withdrawn.state is PendingState.WITHDRAWN
    assert withdrawn.answered_at == NOW
    assert refusal_of_signing(desks, pending) == "PENDING_NOT_WAITING"
    with pytest.raises(AppError) as caught:
        send_back(desks.preparer, pending, "不行。", now=NOW)
    assert code_of(caught) == "PENDING_NOT_WAITING"
    with pytest.raises(AppError) as caught:
        desks.preparer.pending.withdraw(pending.payload_sha256)
    assert code_of(caught) == "PENDING_NOT_WAITING"


def test_what_was_never_handed_over_cannot_be_withdrawn(desks: TwoDesks) -> None:
    with pytest.raises(AppError) as caught:
        desks.preparer.pending.withdraw("ab" * 32)
    assert code_of(caught) == "PENDING_UNKNOWN"


def test_sending_back_keeps_the_words(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    answered = send_back(desks.preparer, pending, "  第二季數字請確認。\n", now=NOW)
    assert (answered.state, answered.answer) == (PendingState.SENT_BACK, "第二季數字請確認。")
    assert answered.answered_at == NOW
    assert refusal_of_signing(desks, pending) == "PENDING_NOT_WAITING"


def test_a_send_back_interrupted_before_it_is_in_place_is_completed(
    desks: TwoDesks, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending, path = desks.hand_over(), desks.folder / "a.tbsendback"
    interrupt(
        monkeypatch,
        path.suffix,
        lambda: send_back(
            desks.preparer, pending, "請補充。", now=NOW, key=key("approver"), path=path
        ),
    )
    assert (path.exists(), state_of(desks, pending)) == (False, PendingState.WAITING)
    desks.preparer.outgoing.settle()
    (told,) = desks.preparer.outgoing.take_news()
    answered = desks.preparer.pending.one(pending.payload_sha256)
    assert (told.code, path.exists()) == ("FILE_SET_COMPLETED", True)
    assert (answered.state, answered.answer) == (PendingState.SENT_BACK, "請補充。")


def test_sending_back_needs_words(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    with pytest.raises(AppError) as caught:
        send_back(desks.preparer, pending, " \n", now=NOW)
    assert code_of(caught) == "SEND_BACK_WITHOUT_NOTE"
    assert state_of(desks, pending) is PendingState.WAITING


def test_the_approvers_signature_may_be_timestamped_beside_one_that_is_not(
    desks: TwoDesks,
) -> None:
    pending = desks.hand_over()
    now = desks.clock.now
    authority = Authority(at=now)
    folder = desks.folder / "out"
    pair = approve(desks.preparer, pending, key("approver"), folder, now=now, timestamper=authority)
    assert pair.stamps.count == 2
    for path in (pair.workbook, pair.pdf):
        verdict = verify_file(path.read_bytes(), path.name, trust(round_(BOTH))).verdict
        assert [each.timestamp is not None for each in verdict.signers] == [False, True]


def test_both_signatures_may_be_timestamped(desks: TwoDesks) -> None:
    now, authority = desks.clock.now, Authority(at=desks.clock.now)
    stamps = StampAttempt(authority, now)
    pending = desks.hand_over(stamps=stamps)
    assert (stamps.outcome.count, stamps.outcome.failure) == (2, None)
    folder = desks.folder / "out"
    pair = approve(desks.preparer, pending, key("approver"), folder, now=now, timestamper=authority)
    office = msgspec.structs.replace(trust(round_(BOTH)), timestamp_authorities=(authority.pem,))
    for path in (pair.workbook, pair.pdf):
        verdict = verify_file(path.read_bytes(), path.name, office).verdict
        assert verdict.reasons == ()
        assert [each.timestamp and each.timestamp.is_trusted for each in verdict.signers] == [
            True,
            True,
        ]


def test_an_authority_out_of_reach_does_not_stop_the_hand_over(desks: TwoDesks) -> None:
    stamps = StampAttempt(FailingTimestamper(AppError("TIMESTAMP_CLOCK", time="—")), NOW)
    pending = desks.hand_over(stamps=stamps)
    assert stamps.outcome.failure is not None
    assert "時戳" in stamps.outcome.sentence()
    assert examine_pending(desks.preparer, pending, NOW).is_good


# -- a new form meanwhile


def test_what_was_signed_on_the_form_before_is_not_approved(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    form = load_form("annual-results")
    form = msgspec.structs.replace(form, version=form.version + 1)
    reissued = msgspec.structs.replace(
        desks.preparer.rounds.file(ROUND_ID).round,
        form_version=form.version,
        form_sha256=form_sha256(form),
    )
    desks.receive_anew(round=reissued, form=form)
    assert "FORM_VERSION_OTHER" in problems(desks, pending)
    assert refusal_of_signing(desks, pending) == "PENDING_NOT_GOOD"
