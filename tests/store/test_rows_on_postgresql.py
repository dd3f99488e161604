"""The same tables must do for a server database, should several people compile at once."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, LargeBinary, String, Table, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from app.store.tables import agency as rows_agency
from app.store.tables import facts as rows_facts
from app.store.tables import office as rows_office
from app.store.tables import search as rows_search
from app.store.tables.common import UtcTimestamp, metadata

PORTABLE = (BigInteger, Boolean, Integer, LargeBinary, String, Text, UtcTimestamp)
TABLES: list[Table] = [*metadata.sorted_tables]


def test_every_table_is_declared_in_one_of_the_modules() -> None:
    declared = {
        each
        for module in (rows_agency, rows_office, rows_facts, rows_search)
        for each in vars(module).values()
        if isinstance(each, Table)
    }
    shared = {"form", "outgoing", "log_mark", "snapshot", "store_meta", "store_session"}
    names = {each.name for each in declared} | shared
    assert names == {each.name for each in TABLES}


def test_columns_use_portable_types_only() -> None:
    odd = {
        f"{table.name}.{column.name}": column.type
        for table in TABLES
        for column in table.columns
        if type(column.type) not in PORTABLE
    }
    assert odd == {}


def test_postgresql_gets_tables_with_zones_bytes_and_generated_keys() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    written = {each.name: str(CreateTable(each).compile(dialect=dialect)) for each in TABLES}
    assert "received_at TIMESTAMP WITH TIME ZONE NOT NULL" in written["received_return"]
    assert "content BYTEA NOT NULL" in written["return_payload"]
    assert "ROWID" not in written["fact_value"]
    assert "id SERIAL NOT NULL" in written["received_return"]
    for table in TABLES:
        for index in table.indexes:
            assert table.name in str(CreateIndex(index).compile(dialect=dialect))


def test_every_reference_and_key_has_a_name_a_migration_can_use() -> None:
    for table in TABLES:
        assert table.primary_key.name == f"pk_{table.name}"
        for constraint in table.foreign_key_constraints:
            assert str(constraint.name).startswith(f"fk_{table.name}_")
        # PostgreSQL cuts names off after 63 bytes, and a cut name is found by nobody.
        names = [str(each.name) for each in table.constraints]
        names += [str(each.name) for each in table.indexes]
        assert max(len(each) for each in names) <= 63


def test_references_point_at_tables_of_the_same_store() -> None:
    agency = {each.name for each in vars(rows_agency).values() if isinstance(each, Table)}
    for table in TABLES:
        for column in table.columns:
            for reference in column.foreign_keys:
                assert isinstance(reference, ForeignKey)
                target = reference.column.table.name
                assert target == "store_session" or (table.name in agency) == (target in agency)


APP = Path(__file__).parents[2] / "app"
CORE = {
    "Column",
    "ColumnElement",
    "Connection",
    "Row",
    "RowMapping",
    "Select",
    "and_",
    "bindparam",
    "case",
    "delete",
    "exists",
    "func",
    "insert",
    "select",
    "tuple_",
    "update",
}
"""What the rows of the desks are asked with: expressions every database understands."""
DIALECT = ("PRAGMA", "sqlite", "exec_driver_sql", "-wal", "-shm")


def _outside_the_store() -> dict[Path, str]:
    found = (each for each in APP.rglob("*.py") if APP / "store" not in each.parents)
    return {each: each.read_text(encoding="utf-8") for each in found}


@pytest.mark.slow
def test_outside_the_store_the_library_lends_expressions_only() -> None:
    odd = {
        f"{path.relative_to(APP)}: {name.name}"
        for path, source in _outside_the_store().items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for name in node.names
        if (getattr(node, "module", None) or name.name).split(".")[0] == "sqlalchemy"
        and name.name not in CORE
    }
    assert odd == set()


def test_outside_the_store_nobody_speaks_of_pragmas_or_of_files_beside_it() -> None:
    odd = {
        f"{path.relative_to(APP)}: {word}"
        for path, source in _outside_the_store().items()
        for word in DIALECT
        if word in source
    }
    assert odd == set()
