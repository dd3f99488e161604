"""A store somebody else has open can be looked at, and takes no changes."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.store.inspection import StoreKind
from app.store.store import create_store, open_store
from app.store.tables.common import store_session
from app.store.viewing import open_view


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed office store."""
    store = tmp_path / "office.tianbao"
    create_store(store, StoreKind.OFFICE).close()
    return store


def test_a_view_shows_what_stands_in_the_log_of_its_holder_too(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE) as held:
        with held.writing() as connection:
            held.set_meta(connection, "officer", "王小明")
        with open_view(path, StoreKind.OFFICE) as view:
            assert view.viewed == path
            assert view.meta("officer") == "王小明"
            assert view.interrupted_session is None  # the holder's session lasts


def test_a_view_takes_no_changes(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE), open_view(path, StoreKind.OFFICE) as view:
        with pytest.raises(AppError) as caught, view.writing() as connection:
            view.set_meta(connection, "officer", "王小明")
        assert caught.value.code == "STORE_VIEWED"
        assert caught.value.params["file"] == "office.tianbao"


def test_a_view_leaves_the_original_and_its_folder_alone(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE) as held:
        before = sorted(path.parent.iterdir())
        content = path.read_bytes()
        with open_view(path, StoreKind.OFFICE) as view:
            copied_to = view.path.parent
            assert sorted(path.parent.iterdir()) == before
        assert not copied_to.exists()
        assert path.read_bytes() == content
        with held.reading() as connection:
            assert connection.scalars(select(store_session.c.closed_at)).all()[-1] is None
    open_store(path, StoreKind.OFFICE).close()


def test_a_view_of_another_roles_store_is_refused_and_leaves_no_copy(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE), pytest.raises(AppError) as caught:
        open_view(path, StoreKind.AGENCY)
    assert caught.value.code == "STORE_WRONG_ROLE"


def test_both_desks_can_be_looked_at_while_they_are_in_use(tmp_path: Path) -> None:
    office, agency = tmp_path / "office.tianbao", tmp_path / "agency.tianbao"
    with (
        OfficeDesk.create(office, load_catalogue()) as held,
        OfficeDesk.open(office, as_view=True) as view,
    ):
        assert view.records.programme == held.records.programme
        with pytest.raises(AppError) as caught:
            view.name_officer("王小明")
        assert caught.value.code == "STORE_VIEWED"
    with AgencyDesk.create(agency, "MOE"), AgencyDesk.open(agency, as_view=True) as seen:
        assert seen.agency == "MOE"
