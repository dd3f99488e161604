"""The rules of the ledger: which payload may follow what the office already holds.

An agency's revisions form a chain: each names the digest of the one it supersedes. Nothing here
depends on the order in which files are offered:

- a payload held already is recognised (None is returned), whatever came after it;
- the next revision must name the last payload's digest;
- two different payloads that would both be the next revision are both refused, because nobody
  but the agency can say which one it means. That is also how a pair whose workbook and PDF carry
  different payloads is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from app.errors import AppError
from app.models.returns import build_control_number
from app.office.importing.received_returns import Held


class Offered(Protocol):
    """What the rules need to know about a checked file."""

    @property
    def agency(self) -> str: ...
    @property
    def round_id(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def payload_sha256(self) -> str: ...
    @property
    def supersedes_sha256(self) -> str | None: ...


OfferedFile = TypeVar("OfferedFile", bound=Offered)


def find_held(offered: Offered, held: Mapping[int, Held]) -> Held | None:
    """Where an offered payload stands: held already, or (None) the next revision to take in.

    Raises AppError REVISION_CONFLICT, REPLAY_OLD, REVISION_GAP, SUPERSEDES_MISMATCH.
    """
    agency, revision = offered.agency, offered.revision
    last = max(held, default=0)
    same = held.get(revision)
    if same is not None and same.payload_sha256 == offered.payload_sha256:
        return same
    if same is not None and revision == last:
        raise build_conflict(offered, (same.payload_sha256, offered.payload_sha256))
    if revision <= last:  # the first revision is 1, so that 0 is always too low
        raise AppError("REPLAY_OLD", agency=agency, revision=revision, last=last)
    if revision > last + 1:
        expected = last + 1
        raise AppError(
            "REVISION_GAP", agency=agency, revision=revision, last=last, expected=expected
        )
    if offered.supersedes_sha256 != (held[last].payload_sha256 if last else None):
        raise AppError("SUPERSEDES_MISMATCH", agency=agency, revision=revision, last=last)
    return None


def build_conflict(offered: Offered, digests: Iterable[str]) -> AppError:
    """The refusal of a payload that contradicts another one of the same revision."""
    numbers = [build_control_number(each) for each in digests]
    return AppError(
        "REVISION_CONFLICT",
        agency=offered.agency,
        revision=offered.revision,
        control_numbers="、".join(numbers),
    )


def in_ledger_order(offered: Iterable[OfferedFile]) -> list[OfferedFile]:
    """Checked files in the order they must be taken in: each agency's revisions upwards."""
    return sorted(offered, key=lambda each: (each.round_id, each.agency, each.revision))


def split_revisions(ordered: Sequence[OfferedFile]) -> list[list[OfferedFile]]:
    """Files in ledger order, those of one revision together."""
    groups: list[list[OfferedFile]] = []
    for each in ordered:
        last = groups[-1][0] if groups else None
        key = (each.round_id, each.agency, each.revision)
        if last is not None and (last.round_id, last.agency, last.revision) == key:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def find_rivals(group: Sequence[Offered], held: Mapping[int, Held]) -> tuple[str, ...]:
    """The digests of one revision's payloads that exclude each other; empty where none do.

    Only payloads that could be taken in count: a replayed or broken one never blocks a good one.
    """
    eligible = set()
    for each in group:
        try:
            if find_held(each, held) is None:
                eligible.add(each.payload_sha256)
        except AppError:
            continue  # it is refused for its own reason when its turn comes
    return tuple(sorted(eligible)) if len(eligible) > 1 else ()
