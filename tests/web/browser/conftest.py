"""A browser, the running server, and the same site as files on a host that only hands out files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.servers import free_port
from tests.web.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_STARTING = 60.0  # seconds


# Its event loop runs while it does, and no test of another file may meet that.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium.started() as running:
        yield running


@pytest.fixture(scope="session")
def served(knowledge: object) -> Iterator[str]:
    """The address of a running ``ascn-kg serve``, without a slash at its end."""
    port = free_port()
    with _running([sys.executable, "-m", "ascn_kg", "serve", "--port", str(port)], f"http://127.0.0.1:{port}/health"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def hosted(static_site: Path) -> Iterator[str]:
    """The address of the static site, in a folder of a host, without a slash at its end."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    address = f"http://127.0.0.1:{port}/{static_site.name}"
    with _running([*command, "--directory", str(static_site.parent)], f"{address}/index.html"):
        yield address


@contextmanager
def _running(command: list[str], ready: str) -> Iterator[None]:
    """A process that answers at ``ready``, ended afterwards."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            until = time.monotonic() + _STARTING
            while not _answers(ready):
                if process.poll() is not None or time.monotonic() > until:
                    said.seek(0)
                    pytest.fail(f"{' '.join(command)} does not answer at {ready}:\n{said.read()[-2000:]}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
