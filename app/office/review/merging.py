"""Merging a round: the latest revision of every agency, side by side.

Which revision counts: the latest one received, whether it is reviewed yet or not, unless it was
sent back. A sent-back agency counts with no revision at all, not with an older one: an older one
was replaced by the agency itself, so its figures stand for nothing any more. The agency is named
as 補正中, and counts again as soon as its next revision is in.
"""

from sqlalchemy import Connection

from app.models.programme import Programme
from app.models.received import MergedRound, ReceivedReturn
from app.models.reviews import ReturnState
from app.models.rounds import Round
from app.office.importing.received_returns import load_latest


def load_merged(connection: Connection, programme: Programme, round_: Round) -> MergedRound:
    """Everything the reports of a round are made from."""
    return build_merged(programme, round_, load_latest(connection, round_.id))


def build_merged(
    programme: Programme, round_: Round, latest: dict[str, ReceivedReturn]
) -> MergedRound:
    """Put the latest revisions in appendix order and name who is missing or revising."""
    order = [each.code for each in sorted(programme.agencies, key=lambda each: each.order)]
    sent_back = {code for code, each in latest.items() if each.state is ReturnState.SENT_BACK}
    return MergedRound(
        programme=programme,
        round=round_,
        returns=tuple(latest[code] for code in order if code in latest and code not in sent_back),
        missing=tuple(code for code in order if code not in latest),
        sent_back=tuple(code for code in order if code in sent_back),
    )
