"""Evidence for the clock check from an agency's records: the office's dates, the last day."""

from app.agency.receipt_rows import load_receipts
from app.agency.rounds import Rounds
from app.bench.clock import KnownTimes
from app.store.store import Store
from app.trust.timestamps.clock import TimeEvidence, TimeWitness


def load_known_times(store: Store, rounds: Rounds) -> KnownTimes:
    """The times at which the office has signed what was received here."""
    files = rounds.files()
    with store.reading() as connection:
        receipts = load_receipts(connection)
    evidence = [
        *((TimeWitness.ROUND_FILE, each.issued_at) for each in files),
        *((TimeWitness.REGISTRY, each.registry.issued_at) for each in files),
        *((TimeWitness.RECEIPT, each.issued_at) for each in receipts),
    ]
    return KnownTimes(
        evidence=tuple(TimeEvidence(witness=witness, at=at) for witness, at in evidence),
        last_day=max((each.round.closes_on for each in files), default=None),
    )
