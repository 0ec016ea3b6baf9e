"""Writes files and whole folders so that a reader never sees half of one."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ascn_kg.errors import AscnKgError
from ascn_kg.locations import real

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
def replaced_folder(target: Path, marks: Collection[str]) -> Iterator[Path]:
    """A new folder beside ``target`` that takes its place when the block ends well, and vanishes when it does not.

    Only an empty folder or an earlier export is replaced: its SHA256SUMS lists one of the ``marks``, lists every file
    in the folder, and each is as it was written. Raises :class:`AscnKgError` for anything else, :class:`OSError`
    where the disk refuses.
    """
    target = real(target)
    _check_replaceable(target, marks)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        fresh, old = work / "new", work / "old"
        fresh.mkdir()
        yield fresh
        _check_replaceable(target, marks)  # somebody may have put files there in the meantime
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


def _check_replaceable(target: Path, marks: Collection[str]) -> None:
    if target == Path.cwd() or target in Path.cwd().parents:
        raise AscnKgError(
            f"{target}: you are in this folder, and it would be replaced. Name a folder inside it instead."
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise AscnKgError(f"{target}: this is a file. Name a folder.")
    sums = _listed(target / SUMS)
    ours = {SUMS, *sums} if not sums.keys().isdisjoint(marks) else set()
    foreign = sorted(_held(target) - ours)
    if foreign:
        raise AscnKgError(
            f"{target}: this folder holds {foreign[0]!r}, which no earlier export wrote, and would be replaced. "
            "Name another folder, or move your files away."
        )

    for name, digest in sums.items():
        file = target / name
        if file.is_file() and _digest(file) != digest:
            raise AscnKgError(
                f"{file}: this file was changed since it was exported, and would be replaced. Name another folder, "
                "or move the file away."
            )


def _held(folder: Path) -> set[str]:
    """The files in a folder and below, and the folders with nothing in them."""
    return {
        Path(here, name).relative_to(folder).as_posix()
        for here, folders, files in os.walk(folder)
        for name in [*files, *(each for each in folders if not any(Path(here, each).iterdir()))]
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(sums: Path) -> dict[str, str]:
    """File name -> SHA-256, as ``sha256sum`` writes them."""
    if not sums.is_file():
        return {}
    lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
    return {line[66:]: line[:64] for line in lines}


def _mode_of(path: Path, default: int) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return default & ~mask
