"""Verification context of a received file: registry, rounds, programme, clock."""

from datetime import datetime

from app.models.agency_names import AgencyNames
from app.models.anchors import ChainFinding
from app.models.forms import FormSpec
from app.models.periods import taiwan_day
from app.models.programme import Programme
from app.models.record import Record
from app.models.rounds import Round
from app.models.signatures import Registry, SignerRole


class TrustContext(Record, frozen=True, kw_only=True):
    """Everything a verdict depends on besides the file. `now` carries a time zone."""

    programme: Programme
    registry: Registry
    rounds: tuple[Round, ...]
    forms: dict[str, FormSpec]
    """By digest; that of every round is there."""
    now: datetime
    chain_findings: dict[str, ChainFinding] = {}
    """What the imported roots have against registered certificates, by their SHA-256."""
    timestamp_authorities: tuple[str, ...] = ()
    """PEM certificates of the authorities whose timestamps count; without them none does."""
    is_before_approval: bool = False
    """The approver looks at it: all the signatures the round requires are there but the last."""

    def expected_roles(self, round_: Round) -> tuple[SignerRole, ...]:
        """Whose signatures must be there, no more and no fewer."""
        return round_.required_roles[:-1] if self.is_before_approval else round_.required_roles

    def names(self, round_id: str | None) -> AgencyNames:
        """What agencies are called in that round; today where it is not known here."""
        known = None if round_id is None else self.round(round_id)
        return AgencyNames(self.programme, known or taiwan_day(self.now))

    def round(self, round_id: str) -> Round | None:
        """The round of that id, None where this office never opened it."""
        for each in self.rounds:
            if each.id == round_id:
                return each
        return None

    def form(self, round_: Round) -> FormSpec:
        """The form of one of the rounds."""
        return self.forms[round_.form_sha256]
