"""Agencies whose return is late, and the addresses their earlier returns name."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, select

from app.bench.forms import load_forms
from app.models.answers import parse_place
from app.models.day import LateAgency
from app.models.forms import FormSpec, Notation
from app.models.received import OverviewRow
from app.store.tables.facts import fact_place, fact_value
from app.store.tables.office import received_return


def find_late(connection: Connection, rows: Iterable[OverviewRow]) -> tuple[LateAgency, ...]:
    """The agencies without a return after the due date, the latest first."""
    late = sorted(
        (each for each in rows if each.revision is None and each.days_late),
        key=lambda each: -each.days_late,
    )
    forms = load_forms(connection)
    return tuple(
        LateAgency(
            agency=each.agency,
            days_late=each.days_late,
            addresses=tuple(dict.fromkeys(_find_addresses(connection, each.agency, forms))),
        )
        for each in late
    )


def _find_addresses(
    connection: Connection, agency: str, forms: dict[str, FormSpec]
) -> Iterator[str]:
    """The addresses in the return that came last; the agency's own before its projects'."""
    table = received_return
    last = connection.execute(
        select(table.c.id, table.c.form_sha256)
        .where(table.c.agency == agency)
        .order_by(table.c.received_at.desc(), table.c.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return
    asked = _address_fields(forms[last.form_sha256])
    query = (
        select(fact_place.c.path, fact_value.c.text)
        .join_from(fact_value, fact_place, fact_value.c.place_id == fact_place.c.id)
        .where(
            fact_value.c.return_id == last.id,
            fact_place.c.section.in_({section for section, _ in asked}),
            func.length(fact_value.c.text) > 0,
        )
        .order_by(fact_place.c.project, fact_place.c.path)
    )
    for row in connection.execute(query):
        place = parse_place(row.path)
        if (place.section, place.field) in asked:
            yield row.text


def _address_fields(form: FormSpec) -> frozenset[tuple[str, str]]:
    return frozenset(
        (section.id, field.id)
        for section in form.sections
        for field in section.fields
        if field.notation is Notation.EMAIL
    )
