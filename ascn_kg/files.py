"""Writes files and whole folders so that a reader never sees half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ascn_kg.errors import AscnKgError

SUMS = "SHA256SUMS"


def write_atomically(path: Path, data: bytes | str) -> None:
    """Replace a file, or leave it as it was. Text is written as UTF-8. Raises :class:`OSError`."""
    content = data.encode() if isinstance(data, str) else data
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(_mode_of(path, 0o666))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A new folder beside ``target`` that takes its place when the block ends well, and vanishes when it does not.

    Only an empty folder or an earlier export, in which each file is listed in SHA256SUMS, is replaced. Raises
    :class:`AscnKgError` for anything else, :class:`OSError` where the disk refuses.
    """
    target = target.resolve()
    _check_replaceable(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        fresh, old = work / "new", work / "old"
        fresh.mkdir()
        yield fresh
        _check_replaceable(target)  # somebody may have put files there in the meantime
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except BaseException:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check_replaceable(target: Path) -> None:
    if target == Path.cwd() or target in Path.cwd().parents:
        raise AscnKgError(
            f"{target}: you are in this folder, and it would be replaced. Name a folder inside it instead."
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise AscnKgError(f"{target}: this is a file. Name a folder.")
    ours = {SUMS, *_listed(target / SUMS)}
    foreign = sorted(child.name for child in target.iterdir() if child.name not in ours)
    if foreign:
        raise AscnKgError(
            f"{target}: this folder holds {foreign[0]!r}, which no earlier export wrote, and would be replaced. "
            "Name another folder, or move your files away."
        )


def _listed(sums: Path) -> list[str]:
    if not sums.is_file():
        return []
    return [line[66:] for line in sums.read_text(encoding="utf-8", errors="replace").splitlines()]


def _mode_of(path: Path, default: int) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return default & ~mask
