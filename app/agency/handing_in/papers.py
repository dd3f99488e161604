"""File names of what preparer and approver exchange: proposed, and recognised by suffix."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from app.errors import AppError
from app.files import fit_name
from app.models.approval import PendingReturn
from app.trust.papers.kinds import HANDOVER, SEND_BACK

_PAIR = (".pdf", ".xlsx")


def name_handover(agency: str, round_id: str, revision: int) -> str:
    """The file name a 待核定件 is saved under unless somebody chooses another."""
    return fit_name(f"待核定_{agency}_{round_id}_r{revision}", HANDOVER.suffix)


def name_send_back(pending: PendingReturn) -> str:
    """The file name a 退回單 is saved under unless somebody chooses another."""
    stem = f"退回單_{pending.payload.agency}_{pending.round_id}_r{pending.revision}"
    return fit_name(stem, SEND_BACK.suffix)


class PaperKind(Enum):
    """Which of the three it is."""

    HANDOVER = "handover"  # 待核定件, for the approver
    SEND_BACK = "send_back"  # 退回單, for the preparer
    APPROVED = "approved"  # the pair both have signed, for the preparer


def recognise_papers(paths: Sequence[Path]) -> PaperKind:
    """Which kind the files are. Raises AppError APPROVED_NOT_A_PAIR, PAPERS_UNKNOWN."""
    suffixes = sorted(each.suffix.lower() for each in paths)
    if suffixes == [HANDOVER.suffix]:
        return PaperKind.HANDOVER
    if suffixes == [SEND_BACK.suffix]:
        return PaperKind.SEND_BACK
    if tuple(suffixes) == _PAIR:
        return PaperKind.APPROVED
    if suffixes and set(suffixes) <= set(_PAIR):
        raise AppError("APPROVED_NOT_A_PAIR", count=len(paths))
    raise AppError("PAPERS_UNKNOWN", file="、".join(each.name for each in paths))


def are_papers(paths: Sequence[Path]) -> bool:
    """Return whether files dropped somewhere are for approval and nothing else."""
    suffixes = {each.suffix.lower() for each in paths}
    return bool(suffixes) and suffixes <= {HANDOVER.suffix, SEND_BACK.suffix}
