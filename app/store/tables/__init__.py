"""The tables of both kinds of store: the common ones and those of each role."""

from types import ModuleType

from sqlalchemy import Table

from app.store.inspection import StoreKind
from app.store.tables import agency, common, facts, office, search


def _declared_in(*modules: ModuleType) -> tuple[Table, ...]:
    declared = (each for module in modules for each in vars(module).values())
    return tuple(each for each in declared if isinstance(each, Table))


TABLES = {
    StoreKind.AGENCY: _declared_in(common, agency),
    StoreKind.OFFICE: _declared_in(common, office, facts, search),
}
"""The tables of a store by kind."""
