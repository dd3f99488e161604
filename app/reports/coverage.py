"""What the form of a round gives the report; a part without matter is left out, not printed."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from app.models.forms import FieldRole
from app.models.record import Record


class ReportPart(Enum):
    """A part of the report that not every form gives matter for."""

    MONEY = auto()
    STATES = auto()
    TARGETS = auto()
    QUALITATIVE = auto()
    OFFICERS = auto()
    SUMMARY = auto()
    CONTACTS = auto()
    RESULTS = auto()
    HIGHLIGHTS = auto()
    DELAYS = auto()
    AMENDMENTS = auto()
    NEXT_YEAR = auto()


INDICATORS = frozenset({ReportPart.TARGETS, ReportPart.QUALITATIVE})

RATES: Mapping[FieldRole, tuple[str, str]] = MappingProxyType(
    {
        FieldRole.EXECUTION_RATE: ("executed_ntd", "allocated_ntd"),
        FieldRole.ATTAINMENT_RATE: ("executed_ntd", "available_ntd"),
        FieldRole.PAYMENT_RATE: ("paid_ntd", "available_ntd"),
    }
)
"""The two amounts of each rate of a budget; `BudgetFigures` has the rates by the same names."""


class Coverage(Record, frozen=True, kw_only=True):
    """The parts a form gives matter for, and of the money which amounts."""

    parts: frozenset[ReportPart]
    amounts: tuple[str, ...] = ()
    """Of `BUDGET_FIELDS`, in their order."""

    def has(self, *parts: ReportPart) -> bool:
        """Return whether there is matter for any of these parts."""
        return not self.parts.isdisjoint(parts)

    @property
    def rates(self) -> tuple[FieldRole, ...]:
        """The rates that the amounts give."""
        return tuple(each for each, pair in RATES.items() if {*pair} <= {*self.amounts})
