"""Making an agency's store is one act: it never stands there without its agency."""

from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.store import creation as store_creation
from app.store import store


@pytest.mark.parametrize(
    ("module", "name", "stands"),
    [
        (store_creation, "_fill", False),
        (store_creation, "move_into_place", False),
        (store, "open_store", True),
    ],
)
def test_an_interrupted_creation_leaves_no_store_or_one_that_knows_its_agency(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, stands: bool
) -> None:
    def stop(*_values: object, **_named: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "agency.tianbao"
    with monkeypatch.context() as broken:
        broken.setattr(module, name, stop)
        with pytest.raises(KeyboardInterrupt):
            AgencyDesk.create(path, "MOE")
    assert list(tmp_path.iterdir()) == ([path] if stands else [])
    with AgencyDesk.open(path) if stands else AgencyDesk.create(path, "MOE") as desk:
        assert desk.agency == "MOE"
