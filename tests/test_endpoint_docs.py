"""The commands of docs/scaling.md, run as a reader would, against servers started for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.servers import Server, oxigraph, virtuoso
from tests.test_docs import FENCE, checkout, run

__all__ = ["checkout"]  # a fixture

PAGE = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
BLOCKS = [block["body"] for block in FENCE.finditer(PAGE) if block["kind"] == "sh"]

Starting = Callable[[Path], AbstractContextManager[Server]]
# How the line that starts a server begins, where the page says it listens, and the one that is started instead.
SERVERS: list[tuple[str, str, Starting]] = [
    ("oxigraph serve", "http://localhost:7878", lambda _: oxigraph()),
    ("virtuoso-t", "http://localhost:8890", virtuoso),
]


def test_every_block_is_run() -> None:
    assert [next(start for start, _, _ in SERVERS if block.startswith(start)) for block in BLOCKS] == [
        start for start, _, _ in SERVERS
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("start", "address", "starting"), SERVERS, ids=[start for start, _, _ in SERVERS])
def test_commands(start: str, address: str, starting: Starting, checkout: Path, tmp_path: Path) -> None:
    block = next(block for block in BLOCKS if block.startswith(start))
    with starting(tmp_path) as server:
        here = "/".join(server.queries.split("/")[:3])
        done = run("".join(line + "\n" for line in block.replace(address, here).splitlines()[1:]), checkout)
    assert done.returncode == 0, done.stderr
    assert "counted there." in done.stdout
    assert "ASCN-KG 1." in done.stdout
