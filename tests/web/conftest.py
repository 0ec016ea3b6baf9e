"""What the tests of the website share: the site of the real graph, and the same as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.site import Site
from ascn_kg.web.static_site import write_site


@pytest.fixture(scope="session")
def site(knowledge: KnowledgeGraph) -> Site:
    """The site as a server shows it."""
    return Site(knowledge)


@pytest.fixture(scope="session")
def static_site(knowledge: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as files, all of them. Takes half a minute and more: for slow tests."""
    folder = tmp_path_factory.mktemp("static") / "site"
    write_site(knowledge, folder)
    return folder
