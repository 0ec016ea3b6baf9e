"""The pages that browser and validators look at are there, and of every kind."""

from __future__ import annotations

from ascn_kg.namespaces import BASE, KINDS
from ascn_kg.web.addresses import ON_THEIR_SOURCE, iri_of
from ascn_kg.web.site import Site
from tests.web.browser.sample import FEW, QUESTIONS, STEMS


def test_every_kind_of_thing_is_looked_at(site: Site) -> None:
    in_use = {iri.removeprefix(f"{BASE}id/").split("/")[0] for iri in site.stated if iri.startswith(f"{BASE}id/")}
    assert {kind for kind in KINDS if kind in in_use} - set(ON_THEIR_SOURCE) == {
        stem.split("/")[1] for stem in STEMS if (iri_of(stem) or "") in site.stated and "/concept/" not in stem
    }
    assert set(FEW) <= set(STEMS)


def test_what_is_looked_at_is_there(site: Site) -> None:
    things = [stem for stem in STEMS if stem.startswith("doc/") and stem.count("/") > 1]
    assert [stem for stem in things if iri_of(stem) not in site.stated] == []
    assert [name for name in QUESTIONS if name not in site.knowledge.questions] == []
