"""Verify and take in round files (填報包): whose, in what order, and what follows from one."""

from dataclasses import dataclass
from pathlib import Path

from app.agency.bench import AgencyBench
from app.agency.drafts.drafts import Drafts
from app.agency.drafts.moving import move_draft
from app.agency.office import TrustedOffice, insert_office_pin, note_registry_sequence
from app.agency.rounds import Rounds, save_round_file
from app.bench.clock import DeskClock
from app.errors import AppError
from app.files import read_bounded
from app.models.agency_names import AgencyNames
from app.models.agency_rounds import AgencyRound
from app.models.periods import CLOCK_TOLERANCE, format_taiwan_time
from app.models.record import Record
from app.models.rounds import Round, RoundFile
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.papers.kinds import ROUND_FILE
from app.trust.papers.pinning import (
    OfficePin,
    OfficeStanding,
    ensure_fingerprint,
    ensure_from_office,
    ensure_registry_current,
    ensure_registry_follows,
    find_standing,
    is_registry_due,
)
from app.trust.papers.round_file import (
    ensure_round_file_algorithm,
    open_round_file,
    read_round_file,
)
from app.trust.papers.signed_document import SignedDocument


class RoundFilePreview(Record, frozen=True, kw_only=True):
    """What a round file says before it is taken in, and who signed it."""

    round: Round
    agency: str
    agency_name: str
    office_certificate_sha256: str
    fingerprint: str
    """Of the office that signed it: to be compared before it is trusted."""
    known_fingerprint: str | None
    """Of the office confirmed before."""
    standing: OfficeStanding
    is_registry_due: bool
    """The registry in it is past its next update: the office should send a newer file."""


@dataclass(frozen=True, slots=True)
class OfficeConfirmation:
    """The fingerprint a person has compared, and whether they agreed to another office."""

    fingerprint: str | None = None
    is_change_agreed: bool = False


class RoundIntake:
    """`desk.intake`: the one way a round file gets into the store."""

    def __init__(
        self,
        bench: AgencyBench,
        rounds: Rounds,
        clock: DeskClock,
        office: TrustedOffice,
        drafts: Drafts,
    ) -> None:
        self._bench = bench
        self._rounds = rounds
        self._clock = clock
        self._office = office
        self._drafts = drafts

    def preview(self, path: Path) -> RoundFilePreview:
        """What a round file says and who signed it, before anything is taken in or trusted.

        Raises AppError FILE_*, DOCUMENT_*, ROUND_FILE_*.
        """
        return self.preview_read(*read_round_file(path), path)

    def preview_read(
        self, round_file: RoundFile, signed: SignedDocument, path: Path
    ) -> RoundFilePreview:
        """What a round file read from `path` says. Raises AppError ROUND_FILE_WRONG_AGENCY."""
        ensure_for_agency(round_file, self._bench.agency, path)
        pin = self._office.pin()
        names = AgencyNames(round_file.programme, round_file.round)
        return RoundFilePreview(
            round=round_file.round,
            agency=round_file.agency,
            agency_name=names.full(round_file.agency),
            office_certificate_sha256=signed.certificate_sha256,
            fingerprint=format_fingerprint(signed.certificate_sha256),
            known_fingerprint=None if pin is None else format_fingerprint(pin.certificate_sha256),
            standing=find_standing(signed, pin),
            is_registry_due=is_registry_due(round_file.registry, self._bench.now()),
        )

    def receive(
        self, path: Path, *, confirm_office: str | None = None, is_change_agreed: bool = False
    ) -> AgencyRound:
        """Take in a round file of the confirmed office; the same one twice changes nothing.

        `confirm_office` is the fingerprint a person has compared with the office: it pins the
        office at the first round file. Another office in place of a confirmed one also needs
        `is_change_agreed`. Raises AppError FILE_*, DOCUMENT_*, ROUND_FILE_*, OFFICE_NOT_CONFIRMED,
        OFFICE_CHANGED, OFFICE_FINGERPRINT_WRONG, REGISTRY_ROLLBACK, REGISTRY_STALE; nothing
        changes then.
        """
        content = read_bounded(path, ROUND_FILE.limit_bytes)
        round_file, signed = open_round_file(content, path)
        confirmation = OfficeConfirmation(confirm_office, is_change_agreed)
        is_confirming = self.ensure_acceptable(round_file, signed, confirmation, path)
        self.take_in(round_file, content, signed if is_confirming else None)
        return self._rounds.one(round_file.round.id)

    def ensure_acceptable(
        self,
        round_file: RoundFile,
        signed: SignedDocument,
        confirmation: OfficeConfirmation,
        path: Path,
    ) -> bool:
        """Refuse what `receive` refuses; return whether its office is to be trusted from now on.

        Raises AppError as `receive` does.
        """
        ensure_for_agency(round_file, self._bench.agency, path)
        pin, now = self._office.pin(), self._bench.now()
        ensure_round_file_algorithm(round_file, signed, path, now)
        is_confirming = ensure_office(signed, pin, confirmation, path)
        known = self._rounds.find(round_file.round.id)
        if known is not None:
            # issued by a clock that was fast, as far as a confirmed clock here can tell
            is_ahead = known.issued_at > now + CLOCK_TOLERANCE
            is_known_ahead = is_ahead and self._clock.is_confirmed(now)
            ensure_follows(round_file, known, path, is_known_ahead=is_known_ahead)
        ensure_registry_current(round_file.registry, now, path)
        if pin is not None and not is_confirming:
            ensure_registry_follows(round_file.registry, pin.registry_sequence, path)
        return is_confirming

    def take_in(
        self, round_file: RoundFile, content: bytes, confirmed: SignedDocument | None
    ) -> None:
        """Keep a round file that is acceptable; the office that signed it, where it is confirmed.

        One that is here already changes nothing. A draft on another form moves to this one with it.
        """
        round_id, now = round_file.round.id, self._bench.now()
        if confirmed is None and round_file == self._rounds.find(round_id):
            return
        is_first = self._bench.agency is None
        known = self._rounds.find(round_id)
        with self._drafts.held(round_id):
            with self._bench.store.writing() as connection:
                if confirmed is not None:
                    insert_office_pin(connection, confirmed, now)
                note_registry_sequence(connection, round_file.registry.sequence)
                save_round_file(connection, round_file, content, now)
                if is_first:
                    self._bench.store.set_meta(connection, "agency", round_file.agency)
                if known is not None:
                    session = self._bench.store.session_id
                    move_draft(connection, known.round, round_file.round, session, now)
            self._rounds.reload()
            self._drafts.renew(round_id)


def ensure_for_agency(round_file: RoundFile, agency: str | None, path: Path) -> None:
    """Refuse another agency's file. Raises AppError ROUND_FILE_WRONG_AGENCY naming both."""
    if agency is None or agency == round_file.agency:
        return
    names = AgencyNames(round_file.programme, round_file.round)
    raise AppError(
        "ROUND_FILE_WRONG_AGENCY",
        file=path,
        expected=names.with_code(agency),
        found=names.with_code(round_file.agency),
    )


def ensure_office(
    signed: SignedDocument, pin: OfficePin | None, confirmation: OfficeConfirmation, path: Path
) -> bool:
    """Refuse another office than the confirmed one; return whether it is being confirmed now.

    Raises AppError OFFICE_NOT_CONFIRMED, OFFICE_CHANGED, OFFICE_FINGERPRINT_WRONG.
    """
    if confirmation.fingerprint is not None:
        ensure_fingerprint(signed, confirmation.fingerprint, path)
    standing = find_standing(signed, pin)
    may_confirm = standing is OfficeStanding.NEW or (
        standing is OfficeStanding.CHANGED and confirmation.is_change_agreed
    )
    if confirmation.fingerprint is not None and may_confirm:
        return True
    ensure_from_office(signed, pin, ROUND_FILE, path)
    return False


def ensure_follows(
    round_file: RoundFile, known: RoundFile, path: Path, *, is_known_ahead: bool = False
) -> None:
    """Refuse what would turn a known round back.

    With `is_known_ahead` the known file's date lies in the future (the office's clock was fast):
    it orders nothing, but neither revision nor registry may go back behind it.
    Raises AppError ROUND_FILE_OTHER_ROUND (same id, not the same round), ROUND_FILE_OLDER,
    ROUND_FILE_OLDER_PROGRAMME.
    """
    if round_file.round.nonce != known.round.nonce:
        raise AppError("ROUND_FILE_OTHER_ROUND", file=path, round=round_file.round.title)
    if round_file.programme.version < known.programme.version:
        raise AppError(
            "ROUND_FILE_OLDER_PROGRAMME",
            file=path,
            found=round_file.programme.version,
            known=known.programme.version,
        )
    is_behind = round_file.last_revision < known.last_revision
    if round_file.issued_at < known.issued_at and (is_behind or not is_known_ahead):
        raise AppError(
            "ROUND_FILE_OLDER",
            file=path,
            found=format_taiwan_time(round_file.issued_at),
            known=format_taiwan_time(known.issued_at),
        )
