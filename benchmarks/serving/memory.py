"""How much memory a server takes, with all its processes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_PROC = Path("/proc")


def memory_of(pids: Iterable[int]) -> float:
    """Resident memory of some processes, in MB; what several of them share counts once."""
    return sum(_share(pid) for pid in pids) / 1024


def processes_of(session: int) -> list[int]:
    """The processes of a session that are not only waiting to be buried."""
    found = []
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                # The name of the program, in brackets, may hold anything.
                state, *fields = (folder / "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue  # it has just ended
            if int(fields[2]) == session and state != "Z":
                found.append(int(folder.name))
    return found


def _share(pid: int) -> int:
    """The proportional set size of a process in KB."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
