"""A store in a folder another program synchronises is opened, and whoever opens it told once."""

import json
from pathlib import Path

import pytest

from app.messages import describe_error
from app.store.inspection import StoreKind
from app.store.store import Store, create_store, open_store
from app.store.synced_folders import SyncService, find_sync_service, is_cloud_tag
from tests.support.special_files import make_link


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", SyncService.ONEDRIVE),
        ("OneDrive - 教育部/文件", SyncService.ONEDRIVE),
        ("Dropbox (機關)/114", SyncService.DROPBOX),
        ("Google Drive", SyncService.GOOGLE_DRIVE),
        ("我的雲端硬碟/成果", SyncService.GOOGLE_DRIVE),
        ("iCloudDrive", SyncService.ICLOUD),
        ("Nextcloud", SyncService.OTHER),
        ("文件/OneDriver", None),
        ("Dropboxes", None),
    ],
)
def test_a_folder_is_known_by_its_name(
    tmp_path: Path, folder: str, service: SyncService | None
) -> None:
    assert find_sync_service(tmp_path / folder / "a.tianbao", {}, tmp_path) is service


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_onedrive_says_itself_which_folders_it_keeps(tmp_path: Path, variable: str) -> None:
    (tmp_path / "機關雲" / "文件").mkdir(parents=True)
    make_link(tmp_path / "link", tmp_path / "機關雲")
    environment = {variable: str(tmp_path / "機關雲")}
    for place in ("機關雲/a.tianbao", "機關雲/文件/a.tianbao", "link/a.tianbao"):
        found = find_sync_service(tmp_path / place, environment, tmp_path)
        assert found is SyncService.ONEDRIVE
    assert find_sync_service(tmp_path / "a.tianbao", environment, tmp_path) is None


def test_dropbox_says_itself_which_folders_it_keeps(tmp_path: Path) -> None:
    settings = tmp_path / "AppData" / "Dropbox" / "info.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"business": {"path": str(tmp_path / "共用")}}), "utf-8")
    environment = {"APPDATA": str(tmp_path / "AppData")}
    store = tmp_path / "共用" / "a.tianbao"
    assert find_sync_service(store, environment, tmp_path) is SyncService.DROPBOX
    for nonsense in ("", "[]", '{"a": 1}', "{"):
        settings.write_text(nonsense, "utf-8")
        assert find_sync_service(store, environment, tmp_path) is None


def test_a_folder_is_known_by_what_its_service_left_there(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".stfolder").mkdir()
    assert find_sync_service(tmp_path / "deep" / "a.tianbao", {}, tmp_path) is SyncService.OTHER


def test_windows_marks_what_is_kept_elsewhere() -> None:
    assert is_cloud_tag(0x9000001A) and is_cloud_tag(0x9000601A)
    assert not is_cloud_tag(0) and not is_cloud_tag(0xA0000003)


def told(store: Store) -> list[str]:
    with store:
        return [each.code for each in store.take_news()]


def test_whoever_opens_a_store_is_told_once_and_it_opens_every_time(tmp_path: Path) -> None:
    path = tmp_path / "OneDrive - 教育部" / "moe.tianbao"
    with create_store(path, StoreKind.AGENCY) as store:
        (warning,) = store.take_news()
        assert store.take_news() == ()
    sentence = describe_error(warning)
    assert "OneDrive" in sentence and str(path.parent) in sentence
    assert told(open_store(path, StoreKind.AGENCY)) == []
    other = tmp_path / "Dropbox" / "moe.tianbao"
    other.parent.mkdir()
    path.rename(other)
    assert told(open_store(other, StoreKind.AGENCY)) == ["STORE_IN_SYNCED_FOLDER"]
    assert told(open_store(other, StoreKind.AGENCY)) == []


def test_a_store_in_a_folder_of_this_computer_is_no_news(tmp_path: Path) -> None:
    assert told(create_store(tmp_path / "moe.tianbao", StoreKind.AGENCY)) == []
