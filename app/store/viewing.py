"""Looking at a store that somebody else has open: a copy of this moment, which takes no changes."""

from pathlib import Path

from app.scratch import ScratchFolder
from app.store.errors import explained_file
from app.store.examination import Rules
from app.store.inspection import StoreKind, ensure_known_schema, read_store_kind
from app.store.network_paths import ensure_local
from app.store.store import Clock, Store, open_store, utc_now


def open_view(path: Path, kind: StoreKind, *, clock: Clock = utc_now, rules: Rules = ()) -> Store:
    """Open a copy of a store in use; its `viewed` names the original, which is not locked.

    Raises AppError as `open_store` does, and SCRATCH_FOLDER_MISSING.
    """
    from app.store.backup import copy_store  # what writes a new file; an opening needs none of it

    ensure_local(path)
    path = path.resolve()
    read_store_kind(path)
    folder = ScratchFolder()
    try:
        with explained_file(path):
            ensure_known_schema(path)
            copy_store(path, folder.path / path.name, clock())
        store = open_store(folder.path / path.name, kind, clock=clock, rules=rules)
    except BaseException:
        folder.remove()
        raise
    store.be_view_of(path, folder)
    return store
