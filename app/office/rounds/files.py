"""Round files (填報包) of a round, one for each agency: what stands in them, and writing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from app.bench.clock import DeskClock
from app.bench.forms import load_forms
from app.bench.outgoing import Outgoing, SetKind
from app.files import fit_name
from app.models.forms import FormSpec
from app.models.programme import Agency, Programme
from app.models.reviews import ReturnState, ReviewComment
from app.models.rounds import Round, RoundFile
from app.models.signatures import Registry
from app.office.bench import OfficeBench
from app.office.importing.received_returns import load_latest, load_received
from app.office.registry.certificates import load_registry
from app.office.registry.keys import OfficeKeys
from app.office.review.moved_returns import move_return
from app.office.review.threads import collect_threads
from app.office.rounds.earlier_returns import EarlierReturns
from app.office.rounds.file_news import WrittenFiles
from app.office.rounds.programme_versions import choose_agencies, load_programme
from app.office.rounds.rounds import load_round
from app.trust.certificates.registry import reissue
from app.trust.papers.kinds import ROUND_FILE
from app.trust.papers.round_file import sign_round_file


class OfficeRoundFiles:
    """Writes round files with the registry in them, signed with the office's key."""

    def __init__(
        self, bench: OfficeBench, clock: DeskClock, keys: OfficeKeys, outgoing: Outgoing
    ) -> None:
        self._bench = bench
        self._clock = clock
        self._keys = keys
        self._outgoing = outgoing

    def write(
        self, round_id: str, folder: Path, agencies: Iterable[str] | None = None
    ) -> dict[str, Path]:
        """Write the signed round files (of some agencies) into a folder; paths by agency code.

        Raises AppError OFFICE_KEY_*, CLOCK_*, ROUND_NOT_FOUND, AGENCY_UNKNOWN, FILE_*.
        """
        key = self._keys.signing_key()
        now = self._clock.ensure()
        with self._bench.store.reading() as connection:
            round_, version = load_round(connection, round_id)
            programme = load_programme(connection, version)
            chosen = choose_agencies(programme, agencies)
            registry = reissue(load_registry(connection), now)
            files = _build_round_files(connection, programme, round_, registry, chosen, now)
        written = {each.agency: folder / name for name, each in files.items()}
        contents = {folder / name: sign_round_file(each, key) for name, each in files.items()}
        note = WrittenFiles(round_id=round_id, agencies=tuple(written), registry=registry.sequence)
        self._outgoing.send(SetKind.ROUND_FILES, contents, msgspec.json.encode(note))
        return written


def _build_round_files(
    connection: Connection,
    programme: Programme,
    round_: Round,
    registry: Registry,
    agencies: Iterable[Agency],
    issued_at: datetime,
) -> dict[str, RoundFile]:
    """Each agency's round file by its file name.

    It names the last revision taken in, so that the agency's next one follows it, and brings what
    was accepted in earlier rounds and, while that revision is sent back, every comment the agency
    has not answered: those on an earlier revision do not go with the next decision.
    """
    forms = load_forms(connection)
    earlier = EarlierReturns(connection, round_, programme, forms)
    latest = load_latest(connection, round_.id)
    form = forms[round_.form_sha256]
    files = {}
    for agency in agencies:
        held = latest.get(agency.code)
        is_sent_back = held is not None and held.state is ReturnState.SENT_BACK
        files[_file_name(agency, round_)] = RoundFile(
            round=round_,
            agency=agency.code,
            form=form,
            programme=programme,
            registry=registry,
            issued_at=issued_at,
            last_revision=0 if held is None else held.revision,
            last_payload_sha256=None if held is None else held.payload_sha256,
            comments=_find_owed(connection, round_, agency, forms) if is_sent_back else (),
            earlier=earlier.of(agency.code),
        )
    return files


def _find_owed(
    connection: Connection, round_: Round, agency: Agency, forms: Mapping[str, FormSpec]
) -> tuple[ReviewComment, ...]:
    received = load_received(connection, round_.id, agency.code)
    moved = [move_return(each, forms, forms[round_.form_sha256]) for each in received]
    return tuple(each.comment for each in collect_threads(moved) if each.is_owed)


def _file_name(agency: Agency, round_: Round) -> str:
    """`填報包_04_MOE_114-annual.tbround`"""
    return fit_name(f"填報包_{agency.order:02d}_{agency.code}_{round_.id}", ROUND_FILE.suffix)
