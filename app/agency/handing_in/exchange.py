"""Files between the preparer's and the approver's computer: write, verify, take in.

待核定件 (.tbpending), signed by the preparer: the half-signed pair, the note, and the round file as
the office signed it. 退回單 (.tbsendback), signed by the approver. The completed pair travels as
it is.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.handing_in.approval import build_pending
from app.agency.handing_in.enclosures import build_enclosure, name_enclosure
from app.agency.handing_in.handover import (
    OfferedHandover,
    ensure_from_preparer,
    ensure_sound,
    unpack_handover,
    verify_offered_pair,
)
from app.agency.handing_in.pair import ReturnPair
from app.agency.handing_in.pair_verification import (
    PairVerification,
    build_agency_trust,
    verify_pair,
)
from app.agency.handing_in.signers import identify_key, is_from_approver
from app.agency.intake import OfficeConfirmation, RoundFilePreview
from app.agency.pending import ensure_waiting
from app.errors import AppError
from app.files import RETURN_LIMIT, read_bounded, write_atomically
from app.models.agency_rounds import HandedIn
from app.models.approval import Handover, PendingOrigin, PendingReturn, PendingState, SendBack
from app.models.periods import format_taiwan_time
from app.models.record import Record
from app.models.returns import Payload
from app.models.rounds import RoundFile
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.kinds import HANDOVER, ROUND_FILE, SEND_BACK
from app.trust.papers.pinning import ensure_from_office
from app.trust.papers.signed_document import (
    decode_content,
    ensure_algorithm,
    read_document,
    sign_document,
)


class HandoverPreview(Record, frozen=True, kw_only=True):
    """What a 待核定件 says before anything is taken in."""

    round: RoundFilePreview
    is_round_here: bool
    """The round file in it brings nothing new: nothing needs to be confirmed for it."""
    revision: int
    control_number: str
    preparer_name: str
    approver_name: str
    note: str
    handed_over_at: datetime


# -- the preparer's computer -----------------------------------------------------------------------


def write_handover(
    desk: AgencyDesk, pending: PendingReturn, key: SigningKey, path: Path, now: datetime
) -> Path | None:
    """Write the one file the approver needs, signed with the preparer's key.

    Where the return has attachments their package is written beside it, for the office: the files
    themselves stay on this computer. Returns its path. Raises AppError PENDING_UNKNOWN,
    PENDING_NOT_WAITING, HANDOVER_OTHER_KEY, KEY_*, TOKEN_*, FILE_*.
    """
    pending = desk.pending.one(pending.payload_sha256)
    ensure_waiting(pending)
    round_file = desk.rounds.file(pending.round_id)
    entry, known = identify_key(key, round_file, now)
    if entry.certificate_sha256 != pending.preparer.certificate_sha256:
        name = pending.preparer.person_name
        raise AppError("HANDOVER_OTHER_KEY", name=name, found=entry.person_name)
    handover = Handover(
        round_file=desk.rounds.document(pending.round_id),
        workbook=pending.workbook,
        pdf=pending.pdf,
        note=pending.note,
        handed_over_at=pending.handed_over_at,
    )
    document = sign_document(handover, known, now)
    package = build_enclosure(desk, pending.payload)
    enclosed = None if package is None else name_enclosure(path)
    if package is not None and enclosed is not None:
        write_atomically(enclosed, package)
    write_atomically(path, document)
    return enclosed


def receive_send_back(desk: AgencyDesk, path: Path) -> PendingReturn:
    """Import the approver's send-back; importing it again changes nothing.

    Raises AppError FILE_*, DOCUMENT_*, SEND_BACK_UNKNOWN (of nothing handed over here, or of an
    earlier hand-over), SEND_BACK_FOREIGN (not signed by the approver), SEND_BACK_NOT_APPROVER (who
    may not sign any more), PENDING_NOT_WAITING.
    """
    document = read_document(path, SEND_BACK)
    send_back = decode_content(document, SEND_BACK, SendBack, path)
    for pending in desk.pending.of(send_back.round_id):
        answered = (send_back.agency, send_back.payload_sha256, send_back.handed_over_at)
        if answered == (pending.payload.agency, pending.payload_sha256, pending.handed_over_at):
            break
    else:
        raise AppError("SEND_BACK_UNKNOWN", file=path)
    if document.certificate_sha256 != pending.approver.certificate_sha256:
        raise AppError("SEND_BACK_FOREIGN", file=path, name=pending.approver.person_name)
    if pending.state is PendingState.SENT_BACK:
        return pending
    round_file = desk.rounds.file(send_back.round_id)
    now, opened_on = desk.bench.now(), round_file.round.opens_on
    policy = round_file.registry.policy
    ensure_algorithm(document, SEND_BACK, path, policy, now, opened_on=opened_on)
    if not is_from_approver(send_back, document, round_file.registry, now):
        raise AppError(
            "SEND_BACK_NOT_APPROVER",
            file=path,
            agency=send_back.agency,
            round=round_file.round.title,
            control_number=pending.control_number,
        )
    if pending.state is not PendingState.WITHDRAWN:  # the reason counts after 收回 as well
        ensure_waiting(pending)
    return desk.pending.answer(
        pending.payload_sha256, PendingState.SENT_BACK, send_back.sent_back_at, send_back.note
    )


def receive_approved(desk: AgencyDesk, paths: Iterable[Path], now: datetime) -> HandedIn:
    """Take in the pair the approver has completed, and record it as handed in.

    One that was withdrawn here meanwhile is taken as well: it carries both signatures, may be at
    the office by now, and hiding that would only make the two disagree. Raises AppError FILE_*,
    APPROVED_NOT_A_PAIR, APPROVED_UNKNOWN (not handed over here), and the code of whatever speaks
    against the files.
    """
    workbook, pdf = _sort_pair(paths)
    contents = read_bounded(workbook, RETURN_LIMIT), read_bounded(pdf, RETURN_LIMIT)
    found = _verify_completed(desk, *contents, now)
    if found is None:
        raise AppError("APPROVED_UNKNOWN", file=workbook)
    payload = ensure_sound(found, workbook)
    if payload.sha256() not in {each.payload_sha256 for each in desk.pending.all()}:
        raise AppError("APPROVED_UNKNOWN", file=workbook)
    return desk.handed_in.record(payload, (workbook, pdf), now)


def _sort_pair(paths: Iterable[Path]) -> tuple[Path, Path]:
    by_suffix = sorted(paths, key=lambda each: each.suffix.lower())
    if [each.suffix.lower() for each in by_suffix] != [".pdf", ".xlsx"]:
        raise AppError("APPROVED_NOT_A_PAIR", count=len(by_suffix))
    return by_suffix[1], by_suffix[0]


def _verify_completed(
    desk: AgencyDesk, workbook: bytes, pdf: bytes, now: datetime
) -> PairVerification | None:
    """Verified in the round it is of; None where nothing of its round was handed over."""
    for round_id in {each.round_id for each in desk.pending.all()}:
        found = verify_pair(workbook, pdf, build_agency_trust(desk.rounds.file(round_id), now))
        if "ROUND_UNKNOWN" not in {each.code for each in found.problems}:
            return found
    return None


# -- the approver's computer -----------------------------------------------------------------------


def preview_handover(desk: AgencyDesk, path: Path) -> HandoverPreview:
    """What a 待核定件 says, and whose round file is in it, before anything is taken in or trusted.

    What would be refused whoever the office is, is refused here already: see `receive_handover`.
    """
    offered = _read_offered(path)
    preview = desk.intake.preview_read(offered.round_file, offered.document, path)
    payload = _verify_offered(offered, _choose_round_file(desk, offered), desk.bench.now())
    preparer, approver = payload.signers
    return HandoverPreview(
        round=preview,
        is_round_here=_is_round_here(desk, offered.round_file),
        revision=payload.revision,
        control_number=payload.control_number(),
        preparer_name=preparer.person_name,
        approver_name=approver.person_name,
        note=offered.handover.note,
        handed_over_at=offered.handover.handed_over_at,
    )


def receive_handover(
    desk: AgencyDesk,
    path: Path,
    *,
    confirm_office: str | None = None,
    is_change_agreed: bool = False,
) -> PendingReturn:
    """Take in a 待核定件 for the approver here; the same one again changes nothing.

    The round file in it is taken in by the same rules as by itself, where it is new or newer than
    the one here. Raises AppError FILE_*, DOCUMENT_*, those of `RoundIntake.receive`,
    HANDOVER_FOREIGN (not signed by the preparer), HANDOVER_FUTURE, HANDOVER_OLDER,
    HANDOVER_ROUND_OLDER, APPROVAL_NOT_REQUIRED, and the code of the first reason against the
    files; nothing changes then.
    """
    offered = _read_offered(path)
    confirmation = OfficeConfirmation(confirm_office, is_change_agreed)
    is_here = _is_round_here(desk, offered.round_file)
    is_confirming = False
    if is_here:
        ensure_from_office(offered.document, desk.office.pin(), ROUND_FILE, path)
    else:
        is_confirming = desk.intake.ensure_acceptable(
            offered.round_file, offered.document, confirmation, path
        )
    now = desk.bench.now()
    payload = _verify_offered(offered, _choose_round_file(desk, offered), now)
    handover = offered.handover
    pair = ReturnPair(payload, handover.workbook, handover.pdf)
    pending = build_pending(pair, handover.note, handover.handed_over_at, PendingOrigin.RECEIVED)
    known = _find_known(desk, pending, path)
    if not is_here:
        confirmed = offered.document if is_confirming else None
        desk.intake.take_in(offered.round_file, handover.round_file, confirmed)
    if known is not None:
        return known
    desk.pending.keep(pending)
    return pending


def _read_offered(path: Path) -> OfferedHandover:
    signed = read_document(path, HANDOVER)
    return unpack_handover(decode_content(signed, HANDOVER, Handover, path), signed, path)


def _is_round_here(desk: AgencyDesk, offered: RoundFile) -> bool:
    """Return whether the round file offered is the one here, or an older one of the same round."""
    known = desk.rounds.find(offered.round.id)
    if known is None:
        return False
    is_same_round = (known.agency, known.round.nonce) == (offered.agency, offered.round.nonce)
    return is_same_round and (offered == known or offered.issued_at < known.issued_at)


def _choose_round_file(desk: AgencyDesk, offered: OfferedHandover) -> RoundFile:
    if _is_round_here(desk, offered.round_file):
        return desk.rounds.file(offered.round_file.round.id)
    return offered.round_file


def _verify_offered(offered: OfferedHandover, round_file: RoundFile, now: datetime) -> Payload:
    """The payload of the half-signed pair, once there is no reason against it or its sender."""
    found = verify_offered_pair(offered, build_agency_trust(round_file, now))
    if found.problems and round_file != offered.round_file:
        raise AppError(
            "HANDOVER_ROUND_OLDER",
            file=offered.path,
            found=format_taiwan_time(offered.round_file.issued_at),
            known=format_taiwan_time(round_file.issued_at),
            problem="、".join(each.code for each in found.problems),
        )
    payload = ensure_sound(found, offered.path)
    ensure_from_preparer(offered, payload, now)
    return payload


def _find_known(desk: AgencyDesk, pending: PendingReturn, path: Path) -> PendingReturn | None:
    """The same hand-over where it is here already. Raises AppError HANDOVER_OLDER."""
    received = desk.pending.of(pending.round_id)
    for each in received:
        known = (each.payload_sha256, each.handed_over_at)
        if known == (pending.payload_sha256, pending.handed_over_at):
            return each
    if received and received[0].handed_over_at > pending.handed_over_at:
        raise AppError(
            "HANDOVER_OLDER",
            file=path,
            found=format_taiwan_time(pending.handed_over_at),
            known=format_taiwan_time(received[0].handed_over_at),
        )
    return None
