"""Writing the round files (填報包) of a round, one for each agency."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from app.errors import AppError
from app.models.programme import Agency, Programme
from app.models.reviews import ReturnState, ReviewComment
from app.models.rounds import Round, RoundFile
from app.models.signatures import Registry
from app.office.importing.received_returns import load_latest
from app.trust.papers.kinds import ROUND_FILE


def file_name(agency: Agency, round_: Round) -> str:
    """`填報包_04_MOE_114-annual.tbround`"""
    return f"填報包_{agency.order:02d}_{agency.code}_{round_.id}{ROUND_FILE.suffix}"


def choose_agencies(programme: Programme, codes: Iterable[str] | None) -> tuple[Agency, ...]:
    """The agencies of those codes in appendix order; all of them for None.

    Raises AppError AGENCY_UNKNOWN.
    """
    everybody = sorted(programme.agencies, key=lambda each: each.order)
    if codes is None:
        return tuple(everybody)
    wanted = set(codes)
    for code in sorted(wanted - {each.code for each in everybody}):
        raise AppError("AGENCY_UNKNOWN", agency=code)
    return tuple(each for each in everybody if each.code in wanted)


def build_round_files(
    connection: Connection,
    programme: Programme,
    round_: Round,
    registry: Registry,
    agencies: Iterable[Agency],
    issued_at: datetime,
) -> dict[Path, RoundFile]:
    """Each agency's round file by its file name.

    It names the last revision taken in, so that the agency's next one follows it, and brings the
    comments of the last decision while that revision is sent back.
    """
    latest = load_latest(connection, round_.id)
    files = {}
    for agency in agencies:
        held = latest.get(agency.code)
        comments: tuple[ReviewComment, ...] = ()
        if held is not None and held.state is ReturnState.SENT_BACK and held.decision is not None:
            comments = held.decision.comments
        files[Path(file_name(agency, round_))] = RoundFile(
            round=round_,
            agency=agency.code,
            programme=programme,
            registry=registry,
            issued_at=issued_at,
            last_revision=0 if held is None else held.revision,
            last_payload_sha256=None if held is None else held.payload_sha256,
            comments=comments,
        )
    return files
