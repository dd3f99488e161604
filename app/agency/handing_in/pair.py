"""Write, sign and save the pair of files (Excel and PDF) one return goes out in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handed_in import encode_outgoing
from app.agency.handing_in.enclosures import build_enclosure, name_enclosure
from app.agency.handing_in.freezing import freeze_draft
from app.bench.outgoing import SetKind
from app.documents.fonts import uncovered_characters
from app.errors import AppError, Progress
from app.files import fit_name
from app.models.programme import Programme
from app.models.returns import Payload
from app.models.signatures import Signer, SignerRole
from app.returns.document.layout import ReturnDocument
from app.returns.judging.timestamping import NO_STAMPS, StampAttempt, StampOutcome
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.workbook.composer import write_workbook
from app.returns.workbook.signing import sign_workbook
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
    _ensure_printable(document)
    report()
    workbook = write_workbook(payload, document)
    report()
    return ReturnPair(payload, workbook, write_pdf(payload, document))


def sign_pair(
    pair: ReturnPair,
    key: SigningKey,
    role: SignerRole,
    now: datetime,
    required_roles: Sequence[SignerRole],
    timestamper: Timestamper | None = None,
) -> ReturnPair:
    """Add one signature to both files; `required_roles` are all of the round's, in order.

    A timestamper puts a timestamp on each.

    Raises AppError KEY_NOT_YET_VALID, KEY_EXPIRED, TOKEN_* (a card that fails or is taken out).
    """
    workbook = sign_workbook(pair.workbook, key, role, now, timestamper)
    pdf = sign_pdf(pair.pdf, key, role, now, required_roles, timestamper)
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


def _ensure_printable(document: ReturnDocument) -> None:
    """A character no font has would be a box on paper. The places are named."""
    missing: dict[str, str] = {}
    for place, text in _printed_texts(document):
        for character in uncovered_characters(text):
            missing.setdefault(character, place)
    if missing:
        named = "、".join(f"U+{ord(each):04X}（{missing[each]}）" for each in sorted(missing)[:10])
        raise AppError("EXPORT_CHARACTERS_WITHOUT_FONT", characters=named, count=len(missing))


def _printed_texts(document: ReturnDocument) -> Iterator[tuple[str, str]]:
    """Every text a person typed, with the path of its place."""
    for chapter in document.chapters:
        for section in chapter.sections:
            entries = [*section.entries, *(each for card in section.cards for each in card.entries)]
            values = [each.value for each in entries]
            values += [
                value for row in (section.table.rows if section.table else ()) for value in row
            ]
            for value in values:
                if not value.is_computed and value.figure is None and value.text:
                    yield value.place or section.title, value.text
    for row in document.explained.rows:
        yield row[2].text, row[-1].text
    for signer in document.cover.signers:
        yield signer.role, signer.name
    for entry in document.control:
        yield entry.label, entry.value.text
