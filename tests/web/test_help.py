"""The page on how to use the site: its words are those of the graph, its links lead somewhere."""

from __future__ import annotations

import re

import pytest

from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("live", [True, False])
def test_every_link_of_the_page_leads_somewhere(site: Site, lang: str, live: bool) -> None:
    text = respond(Site(site.knowledge, live), f"help.{lang}.html").content.decode()
    addresses = {address for address in re.findall(r'href="([^":]+)"', text) if not address.startswith("#")}
    assert len(addresses) > 20
    assert {address for address in addresses if respond(site, address.partition("#")[0]).status != 200} == set()
    anchors = set(re.findall(r'href="#([^"]+)"', text))
    assert anchors <= set(re.findall(r' id="([^"]+)"', text))


def test_the_badges_are_explained_in_the_words_of_the_graph(site: Site) -> None:
    text = respond(site, "help.id.html").content.decode()
    assert re.search(r'<a class="badge possible" href="doc/concept/certainty/possible.id.html">mungkin</a>', text)
    assert "Berlaku untuk sebagian hari yang dibiarkan terbuka oleh dokumen." in text


def test_only_a_server_says_how_to_ask_it(site: Site) -> None:
    live, files = (respond(Site(site.knowledge, live), "help.en.html").content.decode() for live in (True, False))
    assert "/sparql" in live
    assert "/sparql" not in files
    assert "ascn-kg serve" in files
