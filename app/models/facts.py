"""Facts: what the office computes with, made from a payload and rebuildable from it at any time."""

from decimal import Decimal
from enum import IntEnum

from app.models.answers import StoredValue
from app.models.findings import Severity
from app.models.progress import DelayGround, FigureState
from app.models.record import Record
from app.models.returns import AnsweredComment, AttachmentDigest, ControlTotal
from app.models.search import TextFact


class FactOrigin(IntEnum):
    """Where a value comes from; the numbers are stored."""

    ENTERED = 0
    COMPUTED = 1
    """By this program."""
    PRINTED = 2
    """On the papers, where that is not what this program computes."""


class FactKind(IntEnum):
    """What a value is; the numbers are stored."""

    NOTHING = 0
    TEXT = 1
    WHOLE = 2
    FLAG = 3
    DECIMAL = 4
    LIST = 5


class ValueFact(Record, frozen=True, kw_only=True):
    """A value at a place (its path)."""

    place: str
    origin: FactOrigin
    kind: FactKind
    value: StoredValue
    filled_by: str = ""
    """The unit that filled it in, as the agency states it."""


class SectionFact(Record, frozen=True, kw_only=True):
    """How much stands in one section of a project, or of the agency itself (`-`)."""

    project: str
    section: str
    entered: int
    explained: int
    """Warnings with a reason."""


class ProjectFact(Record, frozen=True, kw_only=True):
    """A project as its agency reports it; amounts are NT dollars, None where none is reported."""

    project: str
    is_nil: bool
    state: FigureState | None
    behind_by: tuple[DelayGround, ...]
    available_ntd: int | None = None
    allocated_ntd: int | None = None
    paid_ntd: int | None = None
    payable_ntd: int | None = None
    surplus_ntd: int | None = None
    prepaid_ntd: int | None = None
    executed_ntd: int | None = None
    warnings: int
    changes: int
    """Proposed to the approved plan."""


class TargetFact(Record, frozen=True, kw_only=True):
    """A target as its project reports it."""

    project: str
    target: str
    indicator: int | None
    state: FigureState | None
    reported: Decimal | None
    running: Decimal | None
    rate: Decimal | None


class FindingFact(Record, frozen=True, kw_only=True):
    """What a rule says about a place of a return."""

    code: str
    place: str
    severity: Severity
    label: str
    """The place in words."""
    message: str
    """As signed, where the agency gives a reason; else as this program says it."""
    reason: str = ""
    is_explained: bool
    """Whether it stands in the return, with its reason."""

    @property
    def is_warning(self) -> bool:
        """Return whether it counts as a warning: the agency may find more than the office."""
        return self.is_explained or self.severity is Severity.WARNING


class ReturnCounts(Record, frozen=True, kw_only=True):
    """What the overview of a round shows about a return."""

    projects: int
    warnings: int
    behind: int
    amendments: int
    nil_projects: int


class ReturnFacts(Record, frozen=True, kw_only=True):
    """Everything that is computed with of one return."""

    values: tuple[ValueFact, ...]
    sections: tuple[SectionFact, ...]
    projects: tuple[ProjectFact, ...]
    targets: tuple[TargetFact, ...]
    findings: tuple[FindingFact, ...]
    attachments: tuple[AttachmentDigest, ...]
    answers: tuple[AnsweredComment, ...]
    totals: tuple[ControlTotal, ...]
    texts: tuple[TextFact, ...]
    """What is searched of it."""

    def count(self) -> ReturnCounts:
        """What the overview shows of them."""
        warned = {(each.code, each.place) for each in self.findings if each.is_warning}
        return ReturnCounts(
            projects=len(self.projects),
            warnings=len(warned),
            behind=sum(bool(each.behind_by) for each in self.projects),
            amendments=sum(each.changes for each in self.projects),
            nil_projects=sum(each.is_nil for each in self.projects),
        )
