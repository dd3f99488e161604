"""Facts as rows of the office's store: written by an import, taken away and read by return."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, exists, insert, select

from app.models.answers import AGENCY, StoredValue, parse_place
from app.models.facts import (
    FactKind,
    FactOrigin,
    FindingFact,
    ProjectFact,
    ReturnFacts,
    SectionFact,
    TargetFact,
    ValueFact,
)
from app.models.findings import Severity
from app.models.progress import DelayGround, FigureState
from app.models.returns import AnsweredComment, AttachmentDigest, ControlTotal
from app.models.reviews import CommentAnswerKind
from app.office.search.storage import HANDED_IN, load_texts
from app.store.tables import facts as tables
from app.store.tables.office import received_return

_AT_ONCE = 500
"""How many values one question names."""
_OF_A_RETURN = (
    tables.fact_value,
    tables.fact_section,
    tables.fact_project,
    tables.fact_target,
    tables.fact_finding,
    tables.fact_attachment,
    tables.fact_answer,
    tables.fact_total,
)

Columns = dict[str, Any]


def insert_facts(connection: Connection, return_id: int, facts: ReturnFacts) -> None:
    """Write the facts of a return that has none yet."""
    places = _number_places(connection, {each.place for each in facts.values})
    for table, rows in (
        (tables.fact_value, (_value_row(each, places) for each in facts.values)),
        (tables.fact_section, map(msgspec.structs.asdict, facts.sections)),
        (tables.fact_project, map(_project_row, facts.projects)),
        (tables.fact_target, map(_target_row, facts.targets)),
        (tables.fact_finding, _numbered(map(_plain_row, facts.findings))),
        (tables.fact_attachment, _numbered(map(_plain_row, facts.attachments))),
        (tables.fact_answer, _numbered(map(_plain_row, facts.answers))),
        (tables.fact_total, map(_plain_row, facts.totals)),
    ):
        written = [{"return_id": return_id, **each} for each in rows]
        if written:
            connection.execute(insert(table), written)


def delete_facts(connection: Connection, return_id: int) -> None:
    """Take the facts of a return away."""
    for table in _OF_A_RETURN:
        connection.execute(delete(table).where(table.c.return_id == return_id))


def find_stray_returns(connection: Connection) -> tuple[int, ...]:
    """The numbers of returns that facts are of, and that are none."""
    found: set[int] = set()
    for table in _OF_A_RETURN:
        own = select(received_return.c.id).where(received_return.c.id == table.c.return_id)
        query = select(table.c.return_id).where(~exists(own)).distinct()
        found.update(connection.scalars(query))
    return tuple(sorted(found))


def load_facts(connection: Connection, return_ids: Iterable[int]) -> dict[int, ReturnFacts]:
    """The facts of returns, by row id."""
    wanted = sorted(return_ids)
    parts: dict[str, dict[int, list[Any]]] = {
        "values": _load_values(connection, wanted),
        "sections": _load(connection, tables.fact_section, wanted, _read_section),
        "projects": _load(connection, tables.fact_project, wanted, _read_project),
        "targets": _load(connection, tables.fact_target, wanted, _read_target),
        "findings": _load(connection, tables.fact_finding, wanted, _read_finding),
        "attachments": _load(connection, tables.fact_attachment, wanted, _read_attachment),
        "answers": _load(connection, tables.fact_answer, wanted, _read_answer),
        "totals": _load(connection, tables.fact_total, wanted, _read_total),
        "texts": load_texts(connection, wanted, HANDED_IN),
    }
    return {
        each: ReturnFacts(**{name: tuple(part.get(each, ())) for name, part in parts.items()})
        for each in wanted
    }


def _in_groups(wanted: Sequence[Any]) -> Iterator[list[Any]]:
    remaining = iter(wanted)
    while group := list(islice(remaining, _AT_ONCE)):
        yield group


def _number_places(connection: Connection, paths: Iterable[str]) -> dict[str, int]:
    """The numbers of places; those never spoken of before get one."""
    wanted = sorted(paths)
    known = _find_places(connection, wanted)
    new = [each for each in wanted if each not in known]
    if new:
        connection.execute(insert(tables.fact_place), [_place_row(each) for each in new])
        known |= _find_places(connection, new)
    return known


def _find_places(connection: Connection, paths: Sequence[str]) -> dict[str, int]:
    table = tables.fact_place
    found: dict[str, int] = {}
    for group in _in_groups(paths):
        query = select(table.c.path, table.c.id).where(table.c.path.in_(group))
        found |= {row.path: row.id for row in connection.execute(query)}
    return found


def _place_row(path: str) -> Columns:
    place = parse_place(path)
    return {"path": path, "project": place.project or AGENCY, "section": place.section}


def _value_row(fact: ValueFact, places: Mapping[str, int]) -> Columns:
    value, text, whole = fact.value, None, None
    if isinstance(value, tuple):
        text = msgspec.json.encode(value).decode()
    elif isinstance(value, str):
        text = value
    elif value is not None:
        whole = int(value)
    return {
        "place_id": places[fact.place],
        "origin": int(fact.origin),
        "kind": int(fact.kind),
        "whole": whole,
        "text": text,
        "filled_by": fact.filled_by or None,
    }


def _plain_row(fact: Any) -> Columns:
    """A record whose fields are the columns."""
    return {key: _plain(value) for key, value in msgspec.structs.asdict(fact).items()}


def _project_row(fact: ProjectFact) -> Columns:
    return _plain_row(fact) | {"behind_by": ",".join(fact.behind_by)}


def _target_row(fact: TargetFact) -> Columns:
    figures = {
        key: None if value is None else str(value)
        for key, value in (
            ("reported", fact.reported), ("running", fact.running), ("rate", fact.rate)
        )
    }  # fmt: skip
    return _plain_row(fact) | figures


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value  # of an enum its text


def _numbered(rows: Iterable[Columns]) -> Iterator[Columns]:
    for number, each in enumerate(rows, start=1):
        yield {"number": number, **each}


def _load(
    connection: Connection,
    table: Any,
    return_ids: Sequence[int],
    read: Callable[[Row[Any]], object],
) -> dict[int, list[Any]]:
    """The rows of one table by return, in the order of their keys as Python sorts them."""
    keys = [each.name for each in table.primary_key][1:]
    found: dict[int, list[Any]] = defaultdict(list)
    for group in _in_groups(return_ids):
        rows = connection.execute(select(table).where(table.c.return_id.in_(group)))
        for row in sorted(rows, key=lambda row: [getattr(row, each) for each in keys]):
            found[row.return_id].append(read(row))
    return found


def _load_values(connection: Connection, return_ids: Sequence[int]) -> dict[int, list[ValueFact]]:
    value, place = tables.fact_value, tables.fact_place
    found: dict[int, list[ValueFact]] = defaultdict(list)
    for group in _in_groups(return_ids):
        query = (
            select(value, place.c.path)
            .join_from(value, place, place.c.id == value.c.place_id)
            .where(value.c.return_id.in_(group))
        )
        for row in connection.execute(query):
            found[row.return_id].append(_read_value(row))
    for each in found.values():
        each.sort(key=lambda fact: (fact.place, fact.origin))
    return found


def _read_value(row: Row[Any]) -> ValueFact:
    kind = FactKind(row.kind)
    return ValueFact(
        place=row.path,
        origin=FactOrigin(row.origin),
        kind=kind,
        value=read_stored(kind, row.whole, row.text),
        filled_by=row.filled_by or "",
    )


def read_stored(kind: FactKind, whole: int | None, text: str | None) -> StoredValue:
    """The value of a row."""
    match kind:
        case FactKind.WHOLE:
            return whole
        case FactKind.FLAG:
            return bool(whole)
        case FactKind.LIST:
            return msgspec.json.decode(text or "", type=tuple[str, ...])
        case _:
            return text


def _read_section(row: Row[Any]) -> SectionFact:
    return SectionFact(
        project=row.project, section=row.section, entered=row.entered, explained=row.explained
    )


def _read_project(row: Row[Any]) -> ProjectFact:
    columns = row._asdict()
    del columns["return_id"]
    columns["state"] = row.state and FigureState(row.state)
    columns["behind_by"] = read_grounds(row.behind_by)
    return ProjectFact(**columns)


def read_grounds(text: str) -> tuple[DelayGround, ...]:
    """The grounds of a row."""
    return tuple(DelayGround(each) for each in text.split(",") if each)


def _read_target(row: Row[Any]) -> TargetFact:
    return TargetFact(
        project=row.project,
        target=row.target,
        indicator=row.indicator,
        state=row.state and FigureState(row.state),
        reported=_decimal(row.reported),
        running=_decimal(row.running),
        rate=_decimal(row.rate),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _read_finding(row: Row[Any]) -> FindingFact:
    return FindingFact(
        code=row.code,
        place=row.place,
        severity=Severity(row.severity),
        label=row.label,
        message=row.message,
        reason=row.reason,
        is_explained=row.is_explained,
    )


def _read_attachment(row: Row[Any]) -> AttachmentDigest:
    return AttachmentDigest(
        name=row.name, media_type=row.media_type, size_bytes=row.size_bytes, sha256=row.sha256
    )


def _read_answer(row: Row[Any]) -> AnsweredComment:
    return AnsweredComment(
        comment_id=row.comment_id,
        place=row.place,
        comment=row.comment,
        kind=CommentAnswerKind(row.kind),
        text=row.text,
    )


def _read_total(row: Row[Any]) -> ControlTotal:
    return ControlTotal(field=row.field, label=row.label, value=row.value)
