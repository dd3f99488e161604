"""Approval by a second person (核定): hand over, examine, then sign or send back.

pending = hand_over(desk, draft, key, approver, note="…", now=now)
examination = examine_pending(desk, pending, now)
pair = approve(desk, pending, approvers_key, folder, now=now)

On two computers the pending return travels as a file: `app.agency.handing_in.exchange`.
"""

from datetime import datetime
from pathlib import Path

import msgspec

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.exporting import SIGNING_STEPS
from app.agency.handing_in.handover import ensure_two_signatures
from app.agency.handing_in.pair import (
    ExportedPair,
    ReturnPair,
    save_pair,
    sign_pair,
    step_reporter,
    write_pair,
)
from app.agency.handing_in.pair_verification import build_agency_trust, verify_pair
from app.agency.handing_in.readiness import ensure_may_sign, ensure_ready
from app.agency.handing_in.signers import (
    ensure_named_key,
    find_entitled,
    name_signers,
)
from app.agency.pending import OutgoingSendBack, ensure_waiting
from app.bench.outgoing import SetKind
from app.characters.cleaning import clean_text
from app.errors import AppError, Progress
from app.files import ensure_takes_files
from app.models.approval import PendingOrigin, PendingReturn, PendingState, SendBack
from app.models.periods import format_taiwan_time
from app.models.record import Record
from app.models.returns import ExplainedFinding
from app.models.rounds import RoundFile
from app.models.signatures import Reason, SignerRole, Verdict
from app.returns.judging.timestamping import StampAttempt, begin_stamping
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.signed_document import sign_document
from app.trust.timestamps.client import Timestamper

_APPROVAL_STEPS = ("檢視待核定件", "簽署", "驗章", "存檔")


class PendingExamination(Record, frozen=True, kw_only=True):
    """Examination of a pending return, shown to the approver before signing."""

    workbook: Verdict
    pdf: Verdict
    explained: tuple[ExplainedFinding, ...]
    """The findings with the preparer's reasons, as the payload states them."""
    problems: tuple[Reason, ...]

    @property
    def is_good(self) -> bool:
        """Return whether the approver may sign."""
        return not self.problems


def hand_over(
    desk: AgencyDesk,
    draft: Draft,
    key: SigningKey,
    approver_sha256: str,
    *,
    note: str,
    now: datetime,
    progress: Progress | None = None,
    stamps: StampAttempt | None = None,
) -> PendingReturn:
    """Sign both files as preparer and keep them for the approver with that certificate.

    Nothing is handed in yet, and no revision number used up: an earlier return of the round that
    still waits is withdrawn. Where timestamps are wanted the caller gives the attempt, made with
    the same `now`, and reads its outcome afterwards: a failure ends nothing. Raises AppError
    APPROVAL_NOT_REQUIRED, those of `ensure_ready` and `ensure_may_sign`,
    EXPORT_CHARACTERS_WITHOUT_FONT, KEY_* (see `name_signers`), TOKEN_*, FONT_MISSING; Cancelled
    where the progress callback says so, before anything is kept.
    """
    report = step_reporter(progress, SIGNING_STEPS)
    report()
    ensure_two_signatures(draft.round)
    ensure_ready(draft)
    signers, known = name_signers(key, approver_sha256, desk.rounds.file(draft.round.id), now)
    ensure_may_sign(desk, draft.round.id, now)
    pair = write_pair(draft, signers, report)
    report()
    pair = sign_pair(pair, known, SignerRole.PREPARER, now, stamps)
    report()
    pending = build_pending(pair, note, now, PendingOrigin.PREPARED)
    desk.pending.keep(pending)
    return pending


def build_pending(
    pair: ReturnPair, note: str, handed_over_at: datetime, origin: PendingOrigin
) -> PendingReturn:
    """A pair the preparer has signed, waiting from now on."""
    payload = pair.payload
    return PendingReturn(
        round_id=payload.round_id,
        revision=payload.revision,
        payload=payload,
        payload_sha256=payload.sha256(),
        control_number=payload.control_number(),
        workbook=pair.workbook,
        pdf=pair.pdf,
        note=_tidy(note),
        origin=origin,
        state=PendingState.WAITING,
        handed_over_at=handed_over_at,
    )


def examine_pending(desk: AgencyDesk, pending: PendingReturn, now: datetime) -> PendingExamination:
    """Examine a pending return before approval: its files, its signers, and later events.

    Takes about as long as an export: the pages are drawn again. Raises AppError ROUND_NOT_HERE,
    FONT_MISSING.
    """
    round_file = desk.rounds.file(pending.round_id)
    trust = build_agency_trust(round_file, now, is_before_approval=True)
    found = verify_pair(pending.workbook, pending.pdf, trust)
    problems = list(found.problems)
    if found.payload is not None and found.payload != pending.payload:
        problems.append(Reason(code="PAIR_DIFFERENT_PAYLOADS"))
    problems += _examine_approver(pending, round_file, now)
    problems += _examine_revision(desk, pending, round_file)
    return PendingExamination(
        workbook=found.workbook,
        pdf=found.pdf,
        explained=pending.payload.explained,
        problems=tuple(problems),
    )


def _examine_approver(
    pending: PendingReturn, round_file: RoundFile, now: datetime
) -> tuple[Reason, ...]:
    """The approver the payload names may sign, and is the person the registry says."""
    named = pending.approver
    try:
        entry = find_entitled(named.certificate_sha256, round_file, now)
    except AppError as problem:
        return (Reason(code=problem.code, params=problem.params),)
    if (entry.person_id, entry.role) != (named.person_id, named.role):
        return (Reason(code="SIGNERS_MISMATCH"),)
    return ()


def _examine_revision(
    desk: AgencyDesk, pending: PendingReturn, round_file: RoundFile
) -> tuple[Reason, ...]:
    """The office would not take what it has already, or what was handed in otherwise since."""
    if pending.revision <= round_file.last_revision:
        return (Reason(code="PENDING_REVISION_TAKEN", params={"revision": str(pending.revision)}),)
    for each in desk.handed_in.of(pending.round_id):
        is_later = each.handed_in_at > pending.handed_over_at
        if is_later and each.payload_sha256 != pending.payload_sha256:
            number = each.control_number
            return (Reason(code="PENDING_OVERTAKEN", params={"control_number": number}),)
    return ()


def approve(
    desk: AgencyDesk,
    pending: PendingReturn,
    key: SigningKey,
    out_dir: Path,
    *,
    now: datetime,
    progress: Progress | None = None,
    timestamper: Timestamper | None = None,
) -> ExportedPair:
    """Sign both files as the approver they name, write them and record them as handed in.

    Everything is examined again first, and the finished pair is verified as the office will
    before it is written; both files or none. Raises AppError PENDING_UNKNOWN, PENDING_NOT_WAITING,
    PENDING_NOT_GOOD, APPROVAL_OTHER_KEY, APPROVAL_TOO_EARLY, those of
    `ensure_may_sign`, KEY_*, TOKEN_*, FILE_*, FONT_MISSING;
    Cancelled where the progress callback says so, before anything is written.
    """
    report = step_reporter(progress, _APPROVAL_STEPS)
    report()
    pending = desk.pending.one(pending.payload_sha256)
    ensure_waiting(pending)
    round_file = desk.rounds.file(pending.round_id)
    known = ensure_named_key(key, pending.approver, pending.preparer, round_file, now)
    examination = examine_pending(desk, pending, now)
    _ensure_good(examination.problems)
    _ensure_after_preparer(examination, now)
    ensure_may_sign(desk, pending.round_id, now)
    ensure_takes_files(out_dir)
    report()
    unsigned = ReturnPair(pending.payload, pending.workbook, pending.pdf)
    attempt = begin_stamping(timestamper, now)
    pair = sign_pair(unsigned, known, SignerRole.APPROVER, now, attempt)
    report()
    _ensure_good(verify_pair(pair.workbook, pair.pdf, build_agency_trust(round_file, now)).problems)
    report()
    return save_pair(desk, pair, round_file.programme, out_dir, now, attempt)


def _ensure_good(problems: tuple[Reason, ...]) -> None:
    if problems:
        codes = "、".join(each.code for each in problems)
        raise AppError("PENDING_NOT_GOOD", problem=codes)


def _ensure_after_preparer(examination: PendingExamination, now: datetime) -> None:
    """The office refuses an approval that is older than what it approves."""
    signed_at = max(each.signed_at for each in examination.pdf.signers)
    if now.replace(microsecond=0) < signed_at:
        raise AppError("APPROVAL_TOO_EARLY", found=format_taiwan_time(now))


def send_back(
    desk: AgencyDesk,
    pending: PendingReturn,
    note: str,
    *,
    now: datetime,
    key: SigningKey | None = None,
    path: Path | None = None,
) -> PendingReturn:
    """Send a pending return back with a reason; with key and path also as a signed document.

    Document and state are both written, or neither. Raises AppError SEND_BACK_WITHOUT_NOTE,
    PENDING_UNKNOWN, PENDING_NOT_WAITING, APPROVAL_OTHER_KEY, KEY_*, TOKEN_*, FILE_*.
    """
    if (key is None) != (path is None):
        raise ValueError("a send-back needs both a key and a path")
    words = _tidy(note)
    if not words:
        raise AppError("SEND_BACK_WITHOUT_NOTE")
    pending = desk.pending.one(pending.payload_sha256)
    ensure_waiting(pending)
    if key is None or path is None:
        return desk.pending.answer(pending.payload_sha256, PendingState.SENT_BACK, now, words)
    round_file = desk.rounds.file(pending.round_id)
    known = ensure_named_key(key, pending.approver, pending.preparer, round_file, now)
    document = SendBack(
        agency=pending.payload.agency,
        round_id=pending.round_id,
        payload_sha256=pending.payload_sha256,
        handed_over_at=pending.handed_over_at,
        note=words,
        sent_back_at=now,
    )
    answer = OutgoingSendBack(payload_sha256=pending.payload_sha256, sent_back_at=now, words=words)
    desk.outgoing.send(
        SetKind.SEND_BACK,
        {path: sign_document(document, known, now)},
        msgspec.json.encode(answer),
    )
    return desk.pending.one(pending.payload_sha256)


def _tidy(text: str) -> str:
    return clean_text(text).text.strip()
