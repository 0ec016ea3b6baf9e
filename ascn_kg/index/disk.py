"""An index in a folder of the user's, for graphs too large to be indexed anew for each question."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError

_PREFIX = "ascn-kg-"


def kept_on_disk(folder: Path, key: str) -> ox.Store | None:
    """The store kept in ``folder`` under the key, for reading; None where there is none.

    Raises :class:`AscnKgError` where it is damaged.
    """
    target = _target(folder, key)
    if not target.is_dir():
        return None
    try:
        return ox.Store.read_only(os.fspath(target))
    except (OSError, RuntimeError) as error:
        raise AscnKgError(f"{target}: this store cannot be read: {error}. Delete it, and it is made anew.") from None


def make_on_disk(folder: Path, key: str, fill: Callable[[ox.Store], None]) -> ox.Store:
    """Let ``fill`` make a store in ``folder`` under the key, remove those of other keys, and open it for reading.

    It appears when it is complete. Raises :class:`AscnKgError` where it cannot be written.
    """
    target = _target(folder, key)
    _make(target, fill)
    made = kept_on_disk(folder, key)
    assert made is not None
    return made


def _target(folder: Path, key: str) -> Path:
    return folder / f"{_PREFIX}{key[:16]}"


def _make(target: Path, fill: Callable[[ox.Store], None]) -> None:
    import shutil  # slow to import, and only needed once for each change of the data
    import tempfile

    folder = target.parent
    if folder.exists() and not folder.is_dir():
        raise AscnKgError(f"{folder}: this is a file. Give --store a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}", dir=folder))
    try:
        store = ox.Store(os.fspath(work))
        fill(store)
        store.flush()
        store.optimize()
        del store  # closes it
        if not target.is_dir():  # another process may have been faster
            work.rename(target)
    except (OSError, RuntimeError) as error:
        raise AscnKgError(
            f"{folder}: the store cannot be written: {error}. Make room, or name another folder."
        ) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for other in folder.glob(f"{_PREFIX}*"):
        if other != target:
            shutil.rmtree(other, ignore_errors=True)
