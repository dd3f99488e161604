"""Folders another program keeps the same on several computers: OneDrive, Dropbox and their like.

Such a program copies a store while it is in use, without its log, and puts another computer's copy
in its place. Nothing says so when it happens; so whoever keeps a store there is told once.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path


class SyncService(StrEnum):
    """Who keeps a folder the same elsewhere."""

    ONEDRIVE = "onedrive"
    DROPBOX = "dropbox"
    GOOGLE_DRIVE = "google_drive"
    ICLOUD = "icloud"
    OTHER = "other"


_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NAMES = (
    (SyncService.ONEDRIVE, re.compile(r"(onedrive|skydrive)( [-–] .+|-.+)?")),
    (SyncService.DROPBOX, re.compile(r"dropbox( \(.+\))?")),
    (SyncService.GOOGLE_DRIVE, re.compile(r"google ?drive|google ?雲端硬碟|googledrive-.+")),
    (SyncService.GOOGLE_DRIVE, re.compile(r"my drive|shared drives|我的雲端硬碟|共用雲端硬碟")),
    (SyncService.ICLOUD, re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs")),
    (
        SyncService.OTHER,
        re.compile(r"nextcloud|owncloud|seafile|synologydrive|pclouddrive"),
    ),
)
_MARKS = (
    (SyncService.DROPBOX, (".dropbox", ".dropbox.cache")),
    (SyncService.GOOGLE_DRIVE, (".tmp.driveupload", ".tmp.drivedownload")),
    (SyncService.OTHER, (".stfolder", ".owncloudsync.log", ".SynologyWorkingDirectory")),
)
"""What services leave in the folder they keep."""
_CLOUD_TAG, _CLOUD_TAG_MASK = 0x9000001A, 0xFFFF0FFF
"""IO_REPARSE_TAG_CLOUD and its fifteen variants, which Windows puts on folders of any service."""


def find_sync_service(
    path: Path, environment: Mapping[str, str] = os.environ, home: Path | None = None
) -> SyncService | None:
    """Who keeps the folder a file is in the same elsewhere; None where nobody does."""
    folder = Path(os.path.realpath(path)).parent
    own = home or Path(os.path.expanduser("~"))  # noqa: PTH111 - never raises, where there is none
    for service, root in _known_roots(environment, own):
        if folder.is_relative_to(os.path.realpath(root)):
            return service
    for each in (folder, *folder.parents):
        found = _judge(each)
        if found is not None:
            return found
    return None


def is_cloud_tag(tag: int) -> bool:
    """Return whether a reparse point of Windows belongs to a service that keeps files elsewhere."""
    return tag & _CLOUD_TAG_MASK == _CLOUD_TAG


def _known_roots(
    environment: Mapping[str, str], home: Path
) -> Iterator[tuple[SyncService, str | Path]]:
    """The folders the services themselves name."""
    for variable in _VARIABLES:
        if environment.get(variable):
            yield SyncService.ONEDRIVE, environment[variable]
    places = [environment.get(each) for each in ("APPDATA", "LOCALAPPDATA")]
    settings = [Path(each) / "Dropbox" for each in places if each]
    for each in (*settings, home / ".dropbox"):
        with suppress(OSError, ValueError, AttributeError, TypeError):
            accounts = json.loads((each / "info.json").read_text(encoding="utf-8"))
            for account in accounts.values():
                yield SyncService.DROPBOX, str(account["path"])


def _judge(folder: Path) -> SyncService | None:
    for service, name in _NAMES:
        if name.fullmatch(folder.name.lower()):
            return service
    for service, marks in _MARKS:
        if any(os.path.lexists(folder / each) for each in marks):
            return service
    with suppress(OSError):
        if is_cloud_tag(getattr(os.lstat(folder), "st_reparse_tag", 0)):
            return SyncService.OTHER
    return None
