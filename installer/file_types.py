"""The kinds of files the program opens, as the installers of all systems register them."""

from typing import NamedTuple

from app.store.inspection import STORE_SUFFIX
from app.trust.papers.kinds import KINDS


class FileType(NamedTuple):
    """One kind: its suffix, its name in Windows' registry and its name for people."""

    suffix: str
    name: str
    title: str

    @property
    def mime_type(self) -> str:
        """Its name where systems know files by MIME types."""
        return f"application/x-{self.name.lower().replace('.', '-')}"


FILE_TYPES = (
    FileType(STORE_SUFFIX, "Tianbao.Store", "填報資料檔"),
    *(FileType(each.suffix, each.format.title(), each.name) for each in KINDS),
)
