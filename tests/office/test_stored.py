"""Whatever is damaged in the office's store is told; nothing of it ends as a bug of ours."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, insert

from app.errors import AppError
from app.models.reviews import DecisionKind, Remark
from app.office.desk import OfficeDesk
from app.office.registry.certificates import insert_policy
from app.office.stored import OFFICE_RULES
from app.store.examination import find_damage
from app.store.inspection import StoreKind
from app.store.tables import common, facts
from app.store.tables import office as tables
from tests.office.scenes import (
    BROKEN,
    NOON,
    Clock,
    FakeVerifier,
    chain,
    make_desk,
    open_annual,
    write_file,
)
from tests.support.damaged_stores import (
    columns_of,
    damage,
    foreign_values,
    name_of,
    wrong_values,
)

AGENCY = "MOFA"
COLUMNS = columns_of(StoreKind.OFFICE)
TOLD = {
    common.form.c.content: ("'{'", "'[7]'"),
    tables.programme_version.c.content: ("'{'", "substr(content, 2)", "'{}'"),
    tables.programme_version.c.content_sha256: ("'foreign'",),
    tables.round_opened.c.kind: ("'foreign'",),
    tables.round_opened.c.content: ("'{'", "'{}'"),
    tables.office_key.c.certificate_pem: ("'foreign'", "substr(certificate_pem, 2)"),
    tables.received_return.c.state: ("'foreign'",),
    tables.return_payload.c.content: ("substr(content, 2)", "x''"),
    tables.carrier_file.c.carrier: ("'foreign'",),
    tables.carrier_file.c.verdict: ("'{'", "'{}'"),
    tables.carrier_content.c.content: ("substr(content, 2)", "x''"),
    facts.fact_place.c.path: ("'foreign'",),
    facts.fact_value.c.origin: ("7",),
    facts.fact_value.c.kind: ("7",),
    facts.fact_project.c.behind_by: ("'foreign'",),
    tables.import_ledger.c.params: ("'{'", "'[7]'"),
    tables.decision.c.kind: ("'foreign'",),
    tables.audit_log.c.detail: ("'{'", "'[7]'"),
    tables.trust_policy.c.content: ("'{'", "'{}'"),
    tables.trust_anchor.c.kind: ("'foreign'",),
}
"""Values of the right type that are told as damage, by column."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store somebody has worked with."""
    folder = tmp_path_factory.mktemp("whole")
    with make_desk(folder) as desk:
        round_ = open_annual(desk)
        first, second = chain(round_, AGENCY, 2)
        broken = folder / "broken.pdf"
        broken.write_bytes(BROKEN)
        desk.inbox.import_files([write_file(folder, first), broken], now=NOON)
        desk.remarks.write(round_.id, AGENCY, 1, None, "請補正")
        remarks = (Remark(place=None, text="請補正"),)
        desk.review.decide(round_.id, AGENCY, DecisionKind.SEND_BACK, remarks, "王", NOON)
        desk.inbox.import_files([write_file(folder, second)], now=NOON + timedelta(hours=1))
        desk.remarks.write(round_.id, AGENCY, 2, None, "再看")
        with desk.store.writing() as connection:
            insert_policy(connection, desk.policy.standing().policy, NOON)
            connection.execute(
                insert(tables.trust_anchor).values(
                    sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    kind="root",
                    name="根憑證",
                    imported_at=NOON,
                    content=b"",
                )
            )
    return folder / "office.tianbao"


def _copy(whole: Path, folder: Path) -> Path:
    return Path(shutil.copy(whole, folder / "copy.tianbao"))


def _use(path: Path) -> None:
    """Open a store and look at everything, as the window does."""
    with OfficeDesk.open(path, clock=Clock(), verify=FakeVerifier()) as desk:
        desk.recall_officer()
        assert desk.records.programme.projects
        for each in desk.rounds.all():
            desk.rounds.form_of(each.id)
            desk.rounds.programme_of(each.id)
            desk.rounds.file_news(each.id)
            desk.overview.rows(each.id, NOON.date())
            desk.returns.merged(each.id)
            desk.returns.sections(each.id)
            for held in desk.returns.received(each.id, AGENCY):
                desk.returns.signed_files(each.id, AGENCY, held.revision)
                desk.remarks.about(each.id, AGENCY, held.revision)
        desk.records.ledger()
        desk.records.audit_entries()
        desk.records.registry_events()
        desk.registry.current()
        desk.enrolments.all()
        desk.anchors.all()
        desk.policy.standing()
        desk.keys.certificates()
        desk.clock.finding()


def test_a_store_that_was_worked_with_is_sound(whole: Path, tmp_path: Path) -> None:
    assert find_damage(whole, StoreKind.OFFICE, OFFICE_RULES, is_deep=True) is None
    _use(_copy(whole, tmp_path))


@pytest.mark.parametrize("column", TOLD, ids=name_of)
def test_a_value_that_is_not_what_its_column_holds_is_told(
    whole: Path, column: Column[Any], tmp_path: Path
) -> None:
    for value in TOLD[column]:
        path = _copy(whole, tmp_path)
        assert damage(path, column, value), value
        found = find_damage(path, StoreKind.OFFICE, OFFICE_RULES, is_deep=True)
        assert (found or "").split(".")[0] == column.table.name, value


@pytest.mark.slow
@pytest.mark.parametrize("column", COLUMNS, ids=name_of)
def test_no_damage_in_any_column_ends_as_a_bug(
    whole: Path, column: Column[Any], tmp_path: Path
) -> None:
    for value in (*wrong_values(column), *foreign_values(column)):
        path = _copy(whole, tmp_path)
        if not damage(path, column, value):
            continue
        try:
            _use(path)
        except AppError as error:
            assert error.code.startswith(("STORE", "CLOCK", "ROUND", "FORM")), value
