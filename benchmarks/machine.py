"""What the measurements ran on."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = (
    "pyoxigraph", "rdflib", "owlrl", "pyshacl", "numpy", "reasonable", "maplib", "shacl-rust", "oxigraph",
    "rdflib-endpoint", "starlette", "uvicorn"
)  # fmt: skip


def machine() -> dict[str, str]:
    """Processor, memory, system, Python and packages, as text."""
    packages = [f"{name} {found}" for name in _PACKAGES if (found := _version(name))]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "system": _system(),
        "python": f"{platform.python_implementation()} {sys.version.split()[0]}",
        "packages": ", ".join(packages),
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    for line in _lines("/etc/os-release"):
        if line.startswith("PRETTY_NAME="):
            return line.split("=", 1)[1].strip('"')
    return platform.platform()


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
