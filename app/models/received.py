"""Received returns, the merged round, import results and the records of the office."""

from datetime import datetime
from decimal import Decimal

from app.models.facts import ReturnFacts
from app.models.forms import FormSpec
from app.models.money import rate
from app.models.programme import Programme
from app.models.progress import FigureState
from app.models.record import Record
from app.models.returns import NilStatement, Payload
from app.models.reviews import Decision, ReportBasis, ReturnState
from app.models.rounds import Round
from app.models.signatures import Carrier, Signer, Verdict


class ReceivedReturn(Record, frozen=True, kw_only=True):
    """One imported revision of a return, with the carriers it was imported from."""

    agency: str
    round_id: str
    revision: int
    payload: Payload
    payload_sha256: str
    state: ReturnState
    received_at: datetime
    carriers: tuple[Carrier, ...]
    decision: Decision | None = None


class SignedFile(Record, frozen=True, kw_only=True):
    """A received file byte for byte, kept as evidence."""

    carrier: Carrier
    name: str
    sha256: str
    verdict: Verdict
    imported_at: datetime
    content: bytes


class CountedReturn(Record, frozen=True, kw_only=True):
    """A revision that counts in a round, as facts."""

    agency: str
    round_id: str
    revision: int
    form_sha256: str
    """Of the form it was made on; its facts stand as the form of the round asks."""
    payload_sha256: str
    state: ReturnState
    received_at: datetime
    facts: ReturnFacts


class MergedRound(Record, frozen=True, kw_only=True):
    """The revision of every agency that counts in one round, and the agencies without one.

    What was accepted stands until another revision is: none of its figures goes where a later one
    waits or is sent back. Everything is in appendix order of the agencies, whatever order the files
    were imported in.
    """

    programme: Programme
    round: Round
    form: FormSpec
    """The form of the round."""
    returns: tuple[CountedReturn, ...]
    missing: tuple[str, ...]
    """Agencies without a received return."""
    sent_back: tuple[str, ...] = ()
    """Agencies that count with nothing and revise a return that was sent back (補正中)."""
    waiting: tuple[str, ...] = ()
    """Agencies that count with nothing, because nobody has decided about their return yet."""
    basis: ReportBasis = ReportBasis.ALL


class ImportResult(Record, frozen=True, kw_only=True):
    """The outcome for one file: IMPORTED, ALREADY_IMPORTED, or the code of the refusal.

    VERIFIED: a good file has been examined and is not imported yet.
    """

    file: str
    file_sha256: str = ""
    """Empty where the file could not be read."""
    accepted: bool
    code: str
    params: dict[str, str] = {}
    agency: str | None = None
    round_id: str | None = None
    revision: int | None = None
    control_number: str | None = None
    carrier: Carrier | None = None
    signers: tuple[Signer, ...] = ()
    nil_statements: tuple[NilStatement, ...] = ()

    @property
    def is_about_attachments(self) -> bool:
        """Return whether the file is an attachments package (附件包), taken in or not."""
        return self.code.startswith("ATTACHMENTS_")


class LedgerEntry(Record, frozen=True, kw_only=True):
    """One entry of the import ledger: a file that was offered, imported or refused."""

    offered_at: datetime
    file: str
    """The file name."""
    file_sha256: str
    """Empty where the file could not be read."""
    accepted: bool
    code: str
    params: dict[str, str] = {}
    agency: str | None = None
    round_id: str | None = None
    revision: int | None = None


class AuditEntry(Record, frozen=True, kw_only=True):
    """One entry of the office's audit log, which is append-only and in order of time."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, str] = {}


class Progress(Record, frozen=True, kw_only=True):
    """How far the projects of an agency, or one of them, have come; None: nobody reported it."""

    executed_ntd: int | None = None
    allocated_ntd: int | None = None
    met: int = 0
    judged: int = 0
    """Targets that are judged in the round's year, and those of them that are met."""

    @property
    def executed_rate(self) -> Decimal | None:
        """執行率 = 執行數 ÷ 累計分配數."""
        return rate(self.executed_ntd, self.allocated_ntd)


class ProjectLine(Record, frozen=True, kw_only=True):
    """One project of an agency in the round overview, as its latest revision reports it."""

    project: str
    is_nil: bool
    state: FigureState | None
    warnings: int
    amendments: int
    progress: Progress


class OverviewRow(Record, frozen=True, kw_only=True):
    """One agency in the round overview: state, latest revision and counts."""

    agency: str
    state: ReturnState
    revision: int | None
    received_at: datetime | None
    days_late: int
    """Days after the due date on which its first revision came; without one, until today."""
    progress: Progress = Progress()
    projects: int
    warnings: int
    behind: int
    amendments: int
    nil_projects: int
    """How many of its projects a nil statement says have nothing to report (本期無執行)."""
    carriers: tuple[Carrier, ...]

    @property
    def is_on_time(self) -> bool:
        """Return whether a first revision came in time, whatever became of it."""
        return self.revision is not None and not self.days_late

    @property
    def is_nil(self) -> bool:
        """Return whether what came in says that no project has anything to report."""
        return 0 < self.nil_projects == self.projects
