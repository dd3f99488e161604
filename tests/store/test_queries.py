"""What is asked often is found through an index, and without walking through payloads."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, LargeBinary, Table, Text, event, insert

from app.agency.drafts.history import JournalState, Step
from app.agency.drafts.loading import load_draft
from app.agency.drafts.storage import load_deltas, save_step_state
from app.agency.handed_in import load_handed_in
from app.agency.pending import find_pending, load_pending
from app.agency.receipt_rows import load_receipts
from app.office.audit_log import load_entries
from app.office.facts.counted import load_counted, load_explained, load_states
from app.office.facts.storage import load_facts
from app.office.importing.ledger import load_ledger
from app.office.importing.received_returns import (
    has_file,
    is_latest_of,
    load_carriers,
    load_file,
    load_held,
    load_latest,
    load_received,
    load_signed_files,
)
from app.office.review.decisions import load_decisions
from app.store.inspection import StoreKind
from app.store.store import create_store
from app.store.tables import agency, facts, office
from app.store.tables.common import metadata

NOW = datetime(2026, 2, 3, tzinfo=UTC)
GROWING = {
    each.name
    for each in (
        agency.draft_value,
        agency.journal,
        agency.handed_in,
        agency.pending_return,
        agency.receipt,
        office.received_return,
        office.carrier_file,
        office.return_payload,
        office.carrier_content,
        facts.fact_place,
        facts.fact_value,
        facts.fact_section,
        facts.fact_project,
        facts.fact_target,
        facts.fact_finding,
        facts.fact_attachment,
        facts.fact_answer,
        facts.fact_total,
        office.import_ledger,
        office.decision,
        office.review_comment,
        office.audit_log,
    )
}
"""Tables with a row for each edit, file or decision; the others stay small."""

STEP = Step(number=1, label="", merge_key=None, first_sequence=1, last_sequence=2, made_at=NOW)
Ask = Callable[[Connection], object]
ASKED_OFTEN: dict[StoreKind, dict[str, Ask]] = {
    StoreKind.AGENCY: {
        "a draft with its history": lambda asked: load_draft(asked, "114-annual"),
        "the changes of one step": lambda asked: load_deltas(asked, 1, STEP),
        "marking one step": lambda asked: save_step_state(asked, 1, STEP, JournalState.DONE),
        "what was handed in for a round": lambda asked: load_handed_in(asked, "114-annual"),
        "what waits for approval in a round": lambda asked: load_pending(asked, "114-annual"),
        "one that waits for approval": lambda asked: find_pending(asked, "0" * 64),
        "receipts of a round": lambda asked: load_receipts(asked, "114-annual"),
    },
    StoreKind.OFFICE: {
        "acts about one subject": lambda asked: load_entries(asked, "114-annual"),
        "what was offered for a round": lambda asked: load_ledger(asked, "114-annual"),
        "the revisions held": lambda asked: load_held(asked, "114-annual", "MOE"),
        "the latest of each agency": lambda asked: load_latest(asked, "114-annual"),
        "all of one agency": lambda asked: load_received(asked, "114-annual", "MOE"),
        "a file by its digest": lambda asked: (
            load_file(asked, "0" * 64),
            has_file(asked, "0" * 64),
        ),
        "signed files of a revision": lambda asked: load_signed_files(
            asked, "114-annual", "MOE", 1
        ),
        "files of a round": lambda asked: load_carriers(asked, "114-annual"),
        "what counts in a round": lambda asked: load_counted(asked, (1,)),
        "who stands where in a round": lambda asked: load_states(asked, "114-annual"),
        "the facts of a return": lambda asked: load_facts(asked, (1,)),
        "the explained of a round": lambda asked: load_explained(asked, is_latest_of("114-annual")),
        "decisions of an agency": lambda asked: load_decisions(asked, "114-annual", "MOE"),
    },
}


@pytest.mark.parametrize(
    ("kind", "what"), [(kind, what) for kind, asks in ASKED_OFTEN.items() for what in asks]
)
def test_it_is_found_through_an_index(tmp_path: Path, kind: StoreKind, what: str) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(_1: object, _2: object, statement: str, parameters: object, *_more: object) -> None:
        assert isinstance(parameters, tuple)
        asked.append((statement, parameters))

    store = create_store(tmp_path / "a.tianbao", kind)
    with store, store.writing() as connection:
        if kind is StoreKind.AGENCY:
            _furnish(connection)
        event.listen(connection, "before_cursor_execute", listen)
        ASKED_OFTEN[kind][what](connection)
        event.remove(connection, "before_cursor_execute", listen)
        plans = [
            str(row.detail)
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert plans
    # A plain SEARCH without USING is how SQLite words max() over every row.
    walks = [each for each in plans if not each.startswith("SEARCH") or " USING " not in each]
    scanned = {each.split()[1] for each in walks if each.startswith(("SCAN", "SEARCH"))}
    assert not scanned & GROWING, plans


def _furnish(connection: Connection) -> None:
    connection.execute(
        insert(agency.round_in).values(
            round_id="114-annual",
            kind="annual",
            year_roc=114,
            content="{}",
            received_at=NOW,
            document=b"",
        )
    )
    connection.execute(
        insert(agency.draft).values(
            id=1,
            round_id="114-annual",
            next_row=1,
            corrects_revision=0,
            created_at=NOW,
            changed_at=NOW,
        )
    )


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_columns_of_unbounded_size_stand_last(table: Table) -> None:
    sizes = [_size_class(each.type) for each in table.columns]
    assert sizes == sorted(sizes), [each.name for each in table.columns]


def _size_class(kind: object) -> int:
    if isinstance(kind, LargeBinary):
        return 2
    return 1 if isinstance(kind, Text) else 0
