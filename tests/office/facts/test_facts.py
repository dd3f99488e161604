"""Facts are what the evidence gives: written with each import, compared, and made anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, insert, select, update

from app.models.answers import Place, nil_place
from app.models.facts import FactKind, FactOrigin
from app.models.returns import Payload
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from app.office.facts.storage import load_facts
from app.reports.return_reader import read_evaluation
from app.store.tables.facts import fact_finding, fact_project, fact_value
from app.store.tables.office import received_return
from tests.office.scenes import NOON, chain, make_payload, write_file


@pytest.fixture
def held(desk: OfficeDesk, annual: Round, tmp_path: Path) -> Iterator[Payload]:
    """A return that was taken in."""
    payload = make_payload(annual, "MOL")
    desk.inbox.import_files([write_file(tmp_path, payload)], now=NOON)
    yield payload


def test_an_import_writes_every_value_as_it_was_entered(desk: OfficeDesk, held: Payload) -> None:
    with desk.store.reading() as connection:
        (facts,) = load_facts(connection, (1,)).values()
    read = read_evaluation(facts)
    assert read.answers == held.answers()
    assert facts.attachments == held.attachments
    stated = {each.path: read.computed[each] for each in read.computed}
    assert {path: stated.get(path) for path in held.computed} == held.computed


def test_figures_are_numbers_and_decimals_are_texts(desk: OfficeDesk, held: Payload) -> None:
    with desk.store.reading() as connection:
        (facts,) = load_facts(connection, (1,)).values()
        paid = connection.scalars(select(fact_project.c.paid_ntd)).first()
    kinds = {each.place: each.kind for each in facts.values if each.origin is FactOrigin.ENTERED}
    money = next(path for path in held.data if path.endswith("/budget/-/paid"))
    assert (kinds[money], paid) == (FactKind.WHOLE, held.data[money])
    achieved = [kind for path, kind in kinds.items() if path.endswith("/achieved")]
    assert set(achieved) == {FactKind.DECIMAL}


def test_a_nil_statement_is_a_value_like_any_other(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    payload = make_payload(annual, "MODA")
    project = payload.project_names.keys().__iter__().__next__()
    kept = {place: None for place, _ in payload.answers().items() if place.project == project}
    nil = make_payload(annual, "MODA", changes={**kept, nil_place(project): "未編列經費。"})
    (result,) = desk.inbox.import_files([write_file(tmp_path, nil)], now=NOON)
    assert result.code == "IMPORTED"
    with desk.store.reading() as connection:
        (facts,) = load_facts(connection, (1,)).values()
    assert {each.project for each in facts.projects if each.is_nil} == {project}
    assert read_evaluation(facts).answers.nil_reason(project) == "未編列經費。"


def test_what_the_evidence_gives_is_what_is_kept(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    for each in (*chain(annual), make_payload(annual, "MODA")):
        desk.inbox.import_files([write_file(tmp_path, each)], now=NOON)
    assert desk.facts.compare() == ()


def test_every_change_of_a_fact_is_named_and_mended(desk: OfficeDesk, held: Payload) -> None:
    with desk.store.writing() as connection:
        connection.execute(update(fact_value).where(fact_value.c.whole > 9).values(whole=3))
        connection.execute(delete(fact_finding))
        connection.execute(update(fact_project).values(paid_ntd=1))
        connection.execute(update(received_return).values(warnings=77))
        connection.execute(
            insert(fact_value).values(return_id=99, place_id=1, origin=0, kind=1, text="無主")
        )
    found = desk.facts.compare()
    parts = [each.part for each in found if each.round_id]
    assert {"values", "projects", "counts"} <= set(parts)
    values = next(each for each in found if each.part == "values")
    assert (values.round_id, values.agency, values.revision) == ("114-annual", "MOL", 1)
    assert all(path in held.data or path in held.computed for path in values.about)
    (stray,) = [each for each in found if not each.round_id]
    assert stray.about == ("99",)

    assert desk.facts.rebuild() == 1
    assert desk.facts.compare() == ()


def test_a_value_that_was_printed_otherwise_stands_beside_what_is_computed(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    payload = make_payload(annual, "MODA")
    path = next(each for each in payload.computed if each.endswith("/execution_rate"))
    old = replace(payload, computed=payload.computed | {path: "1.23"})
    desk.inbox.import_files([write_file(tmp_path, old)], now=NOON)
    with desk.store.reading() as connection:
        (facts,) = load_facts(connection, (1,)).values()
    at = {each.origin: each.value for each in facts.values if each.place == path}
    assert at == {FactOrigin.COMPUTED: payload.computed[path], FactOrigin.PRINTED: "1.23"}
    assert desk.facts.compare() == ()


def test_places_are_numbered_once(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    first, second, _ = chain(annual)
    for each in (first, second):
        desk.inbox.import_files([write_file(tmp_path, each)], now=NOON)
    with desk.store.reading() as connection:
        one, two = load_facts(connection, (1, 2)).values()
        numbers = connection.execute(
            select(fact_value.c.place_id, fact_value.c.return_id).where(fact_value.c.origin == 0)
        ).all()
    assert len({each.place_id for each in numbers}) * 2 == len(numbers)
    summary = Place(None, "overview", None, "summary")
    assert read_evaluation(one).value(summary) != read_evaluation(two).value(summary)
