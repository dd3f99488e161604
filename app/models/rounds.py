"""A round (填報期) and the round file (填報包) that carries it to an agency."""

import re
from datetime import date, datetime
from enum import StrEnum

from app.models.answers import StoredValue
from app.models.forms import FormSpec
from app.models.periods import ce_year
from app.models.programme import Programme
from app.models.record import Record
from app.models.reviews import ReviewComment
from app.models.signatures import Registry, SignerRole

BEHIND_BELOW_PERCENT, ABOUT_MET_PERCENT = 80, 95
"""The thresholds of a round, unless the office says otherwise."""
_ITEM_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class RoundKind(StrEnum):
    """The kind of a round."""

    ANNUAL_RESULTS = "annual_results"
    HALF_YEAR = "half_year"
    FINAL_RESULTS = "final_results"
    RESOLUTIONS = "resolutions"


class RoundStanding(StrEnum):
    """Where a round stands on a day."""

    UPCOMING = "upcoming"
    OPEN = "open"
    DUE = "due"  # past its due date, returns are still taken
    CLOSED = "closed"


class Round(Record, frozen=True, kw_only=True):
    """One round: `id` such as `114-annual`; `nonce` is 32 random bytes in hex."""

    id: str
    kind: RoundKind
    year_roc: int
    title: str
    form_id: str
    form_version: int
    form_sha256: str
    """The digest of what the form means (`app.forms.meaning`)."""
    opens_on: date
    due_on: date
    closes_on: date
    """The last day on which returns are accepted (due date plus grace)."""
    nonce: str
    required_roles: tuple[SignerRole, ...]
    is_demo: bool = False
    behind_below_percent: int = BEHIND_BELOW_PERCENT
    """An execution or attainment rate below this is 落後, from it on 接近."""
    about_met_percent: int = ABOUT_MET_PERCENT
    """A target that says 約 is 達成 from this rate on; every other one from 100 %."""

    def standing(self, day: date) -> RoundStanding:
        """Where it stands on a day."""
        if day < self.opens_on:
            return RoundStanding.UPCOMING
        if day <= self.due_on:
            return RoundStanding.OPEN
        return RoundStanding.DUE if day <= self.closes_on else RoundStanding.CLOSED

    @property
    def covered_until(self) -> date:
        """The last day it asks about: the end of the year, or of its first half."""
        month, day = (6, 30) if self.kind is RoundKind.HALF_YEAR else (12, 31)
        return date(ce_year(self.year_roc), month, day)


class EarlierReturn(Record, frozen=True, kw_only=True):
    """What the office accepted of an agency in an earlier round of the same kind."""

    round_id: str
    title: str
    year_roc: int
    agency: str
    """Who handed it in: another one where a project has changed hands since."""
    revision: int
    """The revision that was accepted."""
    payload_sha256: str
    """The digest of its payload, as it was signed."""
    values: dict[str, StoredValue]
    """Stored values by the path of their place, as the form of this round has them."""
    computed: dict[str, StoredValue]
    """Figures and states computed from them, as they were signed, likewise."""


class OpenItem(Record, frozen=True, kw_only=True):
    """An item to be answered: a resolution (列管事項) until it is closed."""

    id: str
    """Stands as the row in the places of its answers: `-/resolutions/113-2-01/handling`."""
    text: str
    agency: str
    """The agency responsible for it."""
    due_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse an id that could be no row of a place. Raises ValueError."""
        if _ITEM_ID.fullmatch(self.id) is None:
            raise ValueError(f"no id of an item: {self.id[:40]!r}")


class RoundFile(Record, frozen=True, kw_only=True):
    """The round file (填報包, .tbround), which the office signs for an agency."""

    format: str = "tianbao.round"
    format_version: int = 3
    round: Round
    agency: str
    form: FormSpec
    """The form of the round, whole: programs ship field types and rule words, not forms."""
    programme: Programme
    registry: Registry
    issued_at: datetime
    last_revision: int = 0
    """The agency's last accepted revision in this round; 0 when there is none."""
    last_payload_sha256: str | None = None
    comments: tuple[ReviewComment, ...] = ()
    earlier: tuple[EarlierReturn, ...] = ()
    """The newest round first."""
    items: tuple[OpenItem, ...] = ()
