"""The Nu Html Checker, which is what validator.w3.org runs; it needs Java, and npm once to fetch it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import IN_CI, ROOT

_VERSION = "26.9.27"
_FOLDER = ROOT / "build" / "npm-vnu"
_JAR = _FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def checker() -> list[str]:
    """The command that checks. Where it cannot be had: a failure in CI, else a skip."""
    java, npm = shutil.which("java"), shutil.which("npm")
    if java is None:
        _without("no Java: apt-get install default-jre-headless")
    if not _JAR.exists():
        if npm is None:
            _without("no npm to fetch the Nu Html Checker with: apt-get install npm")
        fetch = [str(npm), "install", "--silent", "--no-save", "--prefix", str(_FOLDER), f"vnu-jar@{_VERSION}"]
        fetched = subprocess.run(fetch, capture_output=True, text=True)
        if not _JAR.exists():
            _without(f"npm cannot fetch vnu-jar: {fetched.stderr[-500:]}")
    return [str(java), "-jar", str(_JAR), "--format", "json", "--also-check-css", "--also-check-svg"]


def faults(files: Iterable[Path], folder: Path) -> list[str]:
    """What the checker finds in the files, errors and warnings, by their place in ``folder``."""
    command = [*checker(), *map(str, files)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)["messages"]
    return [
        f"{message['url'].partition(str(folder))[2].lstrip('/')}:{message.get('lastLine', 0)}: {message['message']}"
        for message in said
    ]


def _without(reason: str) -> None:
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)
