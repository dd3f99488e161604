"""What files that travel between preparer and approver are, told by their names alone."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from app.agency.drafts.draft import Draft
from app.errors import AppError
from app.models.approval import PendingReturn
from app.models.returns import build_data
from app.returns.document.payload_building import build_explained
from app.trust.papers.kinds import HANDOVER, SEND_BACK

_PAIR = (".pdf", ".xlsx")


class PaperKind(Enum):
    """Which of the three it is."""

    HANDOVER = "handover"  # 待核定件, for the approver
    SEND_BACK = "send_back"  # 退回單, for the preparer
    APPROVED = "approved"  # the pair both have signed, for the preparer


def tell_papers(paths: Sequence[Path]) -> PaperKind:
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


def is_changed_since(draft: Draft, pending: PendingReturn) -> bool:
    """Tell whether answers, reasons or attachments are other ones than those handed over."""
    payload = pending.payload
    evaluation = draft.results.evaluation
    return (
        build_data(evaluation.answers) != payload.data
        or build_explained(draft.results.findings) != payload.explained
        or {each.sha256 for each in draft.attachments.all()}
        != {each.sha256 for each in payload.attachments}
    )
