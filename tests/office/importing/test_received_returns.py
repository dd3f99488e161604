"""A stored payload is compared with its digest whenever it is read."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import AppError
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import NOON, Clock, FakeVerifier, chain, write_file


def _change_one_digit(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        (content,) = connection.execute("select content from return_payload").fetchone()
        at = content.index(b'"row_count":') + len(b'"row_count":')
        digit = b"1" if content[at : at + 1] != b"1" else b"2"
        changed = content[:at] + digit + content[at + 1 :]
        connection.execute("update return_payload set content = ?", (changed,))


def test_a_stored_payload_with_one_digit_changed_is_used_for_nothing(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    path = write_file(tmp_path, chain(annual)[0])
    desk.inbox.import_files([path], now=NOON)
    desk.close()
    _change_one_digit(desk.path)
    with OfficeDesk.open(desk.path, clock=Clock(), verify=FakeVerifier()) as again:
        for read in (
            again.facts.compare,
            again.facts.rebuild,
            lambda: again.returns.received(annual.id, "MOFA"),
            lambda: again.inbox.import_files([path], now=NOON),
        ):
            with pytest.raises(AppError) as caught:
                read()
            assert caught.value.code == "STORED_PAYLOAD_DAMAGED"
            assert caught.value.params == {"round": annual.id, "agency": "MOFA", "revision": "1"}
