"""What files that travel between preparer and approver are, told by their names alone."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from app.errors import AppError
from app.trust.papers.kinds import HANDOVER, SEND_BACK

_PAIR = (".pdf", ".xlsx")


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
    """Tell whether files dropped somewhere are for approval and nothing else."""
    suffixes = {each.suffix.lower() for each in paths}
    return bool(suffixes) and suffixes <= {HANDOVER.suffix, SEND_BACK.suffix}
