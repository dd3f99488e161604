"""The kinds of files Windows opens with the program, as both installers register them."""

from typing import NamedTuple

from app.store.inspection import STORE_SUFFIX
from app.trust.papers.kinds import KINDS


class FileType(NamedTuple):
    """One kind: its suffix, its name in the registry and its name for people."""

    suffix: str
    name: str
    title: str


FILE_TYPES = (
    FileType(STORE_SUFFIX, "Tianbao.Store", "填報資料檔"),
    *(FileType(each.suffix, each.format.title(), each.name) for each in KINDS),
)
