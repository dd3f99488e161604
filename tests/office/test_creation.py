"""Making an office store is one act: interrupted anywhere, there is none or a whole one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.office import desk as office_desk
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.store import creation as store_creation
from app.store import store

BEFORE_IT_STANDS = (
    (store_creation, "_fill"),
    (office_desk, "insert_programme"),
    (office_desk, "insert_registry"),
    (office_desk, "append_entry"),
    (store_creation, "move_into_place"),
)


def interrupt(monkeypatch: pytest.MonkeyPatch, module: object, name: str, *, after: bool) -> None:
    done: Callable[..., object] = getattr(module, name)

    def stop(*values: object, **named: object) -> None:
        if after:
            done(*values, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, name, stop)


@pytest.mark.parametrize(("module", "name"), BEFORE_IT_STANDS)
@pytest.mark.parametrize("after", [False, True])
def test_an_interrupted_creation_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, after: bool
) -> None:
    path = tmp_path / "office.tianbao"
    with monkeypatch.context() as broken:
        interrupt(broken, module, name, after=after)
        with pytest.raises(KeyboardInterrupt):
            OfficeDesk.create(path, load_catalogue())
    left = list(tmp_path.iterdir())
    assert left in ([], [path])
    assert bool(left) is (name == "move_into_place" and after)
    start = OfficeDesk.open(path) if left else OfficeDesk.create(path, load_catalogue())
    with start as desk:
        ensure_usable(desk)


def test_a_store_that_could_not_be_opened_after_it_was_made_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.tianbao"
    with monkeypatch.context() as broken:
        interrupt(broken, store, "open_store", after=False)
        with pytest.raises(KeyboardInterrupt):
            OfficeDesk.create(path, load_catalogue())
    with OfficeDesk.open(path) as desk:
        ensure_usable(desk)


def ensure_usable(desk: OfficeDesk) -> None:
    assert desk.records.programme == load_catalogue()
    assert desk.registry.current().sequence == 0
    assert [each.action for each in desk.records.audit_entries()] == ["programme_stored"]
