"""Write, sign and save the pair of files (Excel and PDF) one return goes out in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handed_in import encode_outgoing
from app.agency.handing_in.enclosures import build_enclosure, name_enclosure
from app.agency.handing_in.freezing import freeze_draft
from app.agency.handing_in.printable import ensure_printable
from app.bench.outgoing import SetKind
from app.errors import Progress
from app.files import fit_name
from app.models.programme import Programme
from app.models.returns import Payload
from app.models.signatures import Signer, SignerRole
from app.returns.judging.timestamping import NO_STAMPS, StampAttempt, StampOutcome
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.trust.keys.signing_keys import SigningKey
from app.trust.timestamps.client import Timestamper


@dataclass(frozen=True)
class ReturnPair:
    """A payload and the bytes of its two files, with as many signatures as were made so far."""

    payload: Payload
    workbook: bytes
    pdf: bytes


@dataclass(frozen=True)
class ExportedPair:
    """The two files one payload went out in, and the package of its attachments."""

    workbook: Path
    pdf: Path
    payload: Payload
    stamps: StampOutcome = NO_STAMPS
    """What became of the timestamps, where an authority was to be asked."""
    attachments: Path | None = None
    """None where there are none, or where they are on the preparer's computer."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Everything that goes to the office from here."""
        both = self.workbook, self.pdf
        return both if self.attachments is None else (*both, self.attachments)

    @property
    def lacks_attachments(self) -> bool:
        """Return whether the package has to come from the preparer's computer."""
        return self.attachments is None and bool(self.payload.attachments)


def write_pair(draft: Draft, signers: tuple[Signer, ...], report: Callable[[], None]) -> ReturnPair:
    """Freeze a draft into an unsigned pair that names its signers; `report` before each file.

    Raises AppError EXPORT_CHARACTERS_WITHOUT_FONT, FONT_MISSING.
    """
    payload, document = freeze_draft(draft, signers)
    ensure_printable(document)
    report()
    workbook = write_workbook(payload, document)
    report()
    return ReturnPair(payload, workbook, write_pdf(payload, document))


def sign_pair(
    pair: ReturnPair,
    key: SigningKey,
    role: SignerRole,
    now: datetime,
    timestamper: Timestamper | None = None,
) -> ReturnPair:
    """Add one signature to both files; a timestamper puts a timestamp on each.

    Raises AppError KEY_NOT_YET_VALID, KEY_EXPIRED, TOKEN_* (a card that fails or is taken out).
    """
    workbook = sign_workbook(pair.workbook, key, role, now, timestamper)
    pdf = sign_pdf(pair.pdf, key, role, now, timestamper)
    return ReturnPair(pair.payload, workbook, pdf)


def save_pair(
    desk: AgencyDesk,
    pair: ReturnPair,
    programme: Programme,
    folder: Path,
    now: datetime,
    attempt: StampAttempt | None = None,
) -> ExportedPair:
    """Write both files under the names a return has and record them as handed in; all or nothing.

    Where the attachments are here their package is the third. `attempt` is what the pair was
    signed with. Raises AppError FILE_*, ROUND_NOT_HERE.
    """
    payload = pair.payload
    order = programme.agency(payload.agency).order
    stem = f"{order:02d}_{payload.agency}_{payload.round_id}_r{payload.revision}"
    stamps = NO_STAMPS if attempt is None else attempt.outcome
    workbook, pdf = (folder / fit_name(stem, suffix) for suffix in (".xlsx", ".pdf"))
    files = {workbook: pair.workbook, pdf: pair.pdf}
    enclosed = None
    if (package := build_enclosure(desk, payload)) is not None:
        enclosed = name_enclosure(workbook)
        files[enclosed] = package
    desk.outgoing.send(SetKind.RETURN, files, encode_outgoing(payload, now))
    return ExportedPair(workbook, pdf, payload, stamps, enclosed)


def step_reporter(progress: Progress | None, steps: Sequence[str]) -> Callable[[], None]:
    """Build the callback at the start of each step; `progress` in it may raise Cancelled."""
    numbered = iter(enumerate(steps))

    def report() -> None:
        number, step = next(numbered)
        if progress is not None:
            progress(number, len(steps), step)

    return report
