"""What the tests of the website share: the site of the real graph, and the same as files."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.app import create_app
from ascn_kg.web.site import Site
from ascn_kg.web.static_site import write_site
from ascn_kg.web.workers import Workers
from tests.web.client import Client


@pytest.fixture(scope="session")
def site(knowledge: KnowledgeGraph) -> Site:
    """The site as a server shows it."""
    return Site(knowledge)


@pytest.fixture(scope="session")
def static_site(knowledge: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as files, all of them. Takes half a minute and more: for slow tests."""
    # Where several processes run the tests, the first that needs it writes it for all.
    shared = (
        tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.mktemp("x")
    )
    folder = shared / "static" / "site"
    with (shared / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            write_site(knowledge, folder)
    return folder


@pytest.fixture(scope="module")
def client(site: Site) -> Client:
    """A program before the application."""
    return Client(create_app(Workers.in_process(site)), {"Accept": "*/*"})
