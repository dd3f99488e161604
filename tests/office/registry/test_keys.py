"""The office's key: each has a file of its own, and the store says which is in force."""

import os
import shutil
from itertools import count
from pathlib import Path

import pytest

from app.errors import AppError
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from tests.office.scenes import PASSPHRASE, Clock, refusal_of
from tests.support.kills import dies_at

NEW = "另一個較長的通行碼"


def replace_key(store: Path) -> None:
    OfficeDesk.open(store, clock=Clock()).keys.make(NEW, replace=True)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no process of Windows forks")
def test_killed_at_any_step_of_a_replacement_one_key_is_in_force_and_the_other_is_named(
    tmp_path: Path,
) -> None:
    made = tmp_path / "made"
    with OfficeDesk.create(made / "office.tianbao", load_catalogue(), clock=Clock()) as desk:
        first = desk.keys.make(PASSPHRASE)
    seen = set()
    for step in count(1):
        folder = Path(shutil.copytree(made, tmp_path / str(step)))
        store = folder / "office.tianbao"
        died = dies_at(step, folder, lambda store=store: replace_key(store))  # type: ignore[misc]
        with OfficeDesk.open(store, clock=Clock()) as desk:
            known = desk.keys.certificate()
            is_old = known == first
            desk.keys.unlock(PASSPHRASE if is_old else NEW)
            strays = desk.keys.strays()
        files = {each.name for each in folder.glob("*.p12")}
        assert (strays is not None) == (is_old and len(files) == 2)
        assert strays is None or strays.params["files"] in files
        seen.add((is_old, len(files)))
        if not died:
            break
    assert seen == {(True, 1), (True, 2), (False, 2)}
    assert not is_old


def test_each_key_has_a_file_of_its_own(desk: OfficeDesk) -> None:
    first = desk.keys.file
    kept = first.read_bytes()
    made = desk.keys.make(NEW, replace=True)
    second = desk.keys.file
    assert first.read_bytes() == kept
    assert second.name == f"office.{made.certificate_sha256[:12]}.office-key.p12"
    assert desk.keys.strays() is None


def test_a_replacement_the_store_does_not_take_leaves_no_file(
    desk: OfficeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_details: object) -> None:
        raise AppError("STORE_DISK_FULL", file=desk.path)

    before = sorted(desk.path.parent.iterdir())
    monkeypatch.setattr("app.office.registry.keys.insert_key_certificate", fail)
    with pytest.raises(AppError, match="STORE_DISK_FULL"):
        desk.keys.make(NEW, replace=True)
    assert sorted(desk.path.parent.iterdir()) == before
    desk.keys.unlock(PASSPHRASE)


def test_key_files_of_other_stores_are_none_of_ours(desk: OfficeDesk) -> None:
    folder = desk.path.parent
    for name in ("office2.0123456789ab.office-key.p12", "office.key.p12", "moe.p12"):
        (folder / name).touch()
    assert desk.keys.strays() is None
    (folder / "office.0123456789ab.office-key.p12").touch()
    strays = desk.keys.strays()
    assert strays is not None
    assert refusal_of(strays) == "OFFICE_KEY_STRAY"
    assert strays.params["files"] == "office.0123456789ab.office-key.p12"
