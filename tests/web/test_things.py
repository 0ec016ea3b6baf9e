"""Pages of things: all render, facts are cited, links hold, and chosen pages say what the documents say."""

from __future__ import annotations

import re
from functools import cache

import pytest

from ascn_kg.coverage import coverage
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import BASE, TERMS
from ascn_kg.questions.citations import Citations, Looked
from ascn_kg.web.addresses import stem_of
from ascn_kg.web.pages import kinds, things
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.things.follows import follows
from ascn_kg.web.things.index import index_of, kind_of
from ascn_kg.web.things.page import page_of
from ascn_kg.web.things.telling import Telling
from ascn_kg.web.things.unknown import lacking
from ascn_kg.web.things.words import COVERED, ELSEWHERE, MARKS, ORDER, SECTIONS, UNSAID
from ascn_kg.web.view import View
from tests.web.reading import Read, inside

LANGUAGES = ("en", "id")
CHOSEN = (
    "city/hanoi", "city/singapore", "city/khon-kaen", "city/denpasar", "nation/singapore", "initiative/jakarta-jaki",
    "initiative/kuala-lumpur-kuala-lumpur-integrated-submission-system", "event/32nd-asean-summit",
    "event/ascn-establishment-2018", "source/gnfi-2024", "source/geonames", "person/amran", "organization/ascn",
    "dating/32nd-asean-summit-2018-05", "membership/hanoi-2018", "report/asean-monitoring-2023-65",
    "concept/rank/normal", "concept/focus-area", "plan/hanoi-2018",
)  # fmt: skip


@cache
def read(site: Site, stem: str, lang: str = "en") -> Read:
    document = respond(site, f"doc/{stem}.{lang}.html")
    assert document.status == 200, stem
    return Read(document.content)


def view(stem: str = "doc/x/y", lang: str = "en") -> View:
    return View(f"{stem}.{lang}.html", lang)


def some(site: Site) -> list[str]:
    """The stem of one thing of each kind."""
    found = [stem for iris in index_of(site).things.values() if (stem := stem_of(iris[len(iris) // 2]))]
    return [stem.removeprefix("doc/") for stem in found]


def test_pages_of_every_kind_are_whole(site: Site) -> None:
    stems = some(site)
    assert len(stems) > 70
    for number, stem in enumerate(stems):
        _check(stem, read(site, stem, LANGUAGES[number % 2]))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_every_thing_is_whole(site: Site, lang: str) -> None:
    for iris in index_of(site).things.values():
        for iri in iris:
            stem = stem_of(iri) or ""
            document = things.respond(site, f"{stem}.{lang}.html", {})
            assert document is not None, iri
            _check(stem, Read(document.content))


def _check(stem: str, page: Read) -> None:
    """No identifier twice, headings in order, marks that lead to their source, nothing left of our machinery."""
    assert len(page.ids) == len(set(page.ids)), stem
    assert page.heads[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.heads, page.heads[1:], strict=False)), stem
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids), stem
    words = re.sub(r"ascn-kg why \S+ \S+ \S+", "", page.whole)
    left = re.findall(r"\b(?:None|Markup|undefined)\b|NamedNode|\bascn:\w+|<Literal|\{\w*\}", words)
    assert left == [], (stem, left)


def test_links_lead_to_something(site: Site) -> None:
    assert _followed(site, ["doc/membership/khon-kaen-2023.en.html"]) > 25


@pytest.mark.slow
def test_links_of_chosen_pages_and_lists_lead_to_something(site: Site) -> None:
    lists = [path for path in kinds.paths(site) if path.endswith(".id.html")]
    assert _followed(site, [*(f"doc/{stem}.en.html" for stem in CHOSEN), *lists]) > 2500


def _followed(site: Site, paths: list[str]) -> int:
    """Follow every link in the main part of some pages; returns how many places they lead to."""
    checked: set[tuple[str, str]] = set()
    for path in paths:
        for link in Read(respond(site, path).content).links:
            if (target := inside(path, link)) is None or target in checked:
                continue
            checked.add(target)
            address, fragment = target
            document = _there(site, address)
            assert document is not None, (path, link)
            assert not fragment or f'id="{fragment}"' in document, (path, link)
    return len(checked)


@cache
def _there(site: Site, address: str) -> str | None:
    document = respond(site, address)
    return document.content.decode() if document.status == 200 else None


def test_links_to_questions_and_terms_lead_to_known_ones(site: Site) -> None:
    page = read(site, "city/hanoi")
    asked = [link for link in page.links if "/questions/" in link]
    assert any(link.endswith("initiatives-of-city.en.html?city=city%3Ahanoi") for link in asked)
    for link in asked:
        assert link.rpartition("/")[2].partition(".")[0] in site.knowledge.questions
    for link in (link for link in page.links if "/ontology." in link):
        assert TERMS + link.partition("#")[2] in site.stated


@pytest.fixture(scope="module")
def files(knowledge: KnowledgeGraph) -> Site:
    """The site of which files are written."""
    return Site(knowledge, live=False)


def test_static_pages_ask_nothing_of_a_server(files: Site) -> None:
    document = things.respond(files, "doc/city/hanoi.en.html", {})
    assert document is not None
    assert not [link for link in Read(document.content).links if "?" in link and not link.startswith("http")]


@pytest.mark.parametrize("stem", CHOSEN)
def test_every_fact_is_cited_or_marked(site: Site, stem: str) -> None:
    document = respond(site, f"doc/{stem}.en.html").content.decode()
    facts = document[document.index('id="facts"') : document.index("</section>", document.index('id="facts"'))]
    facts = facts.partition("<details>")[0]
    for label, value in re.findall(r"<dt>(.*?)</dt>\s*((?:<dd>.*?</dd>\s*)+)", facts, re.DOTALL):
        if not label.startswith(("Name", "Also called", "What it is")):
            assert 'class="marks"' in value or "our reading" in value, (stem, label)
    for row in re.findall(r"<tbody>.*?</tbody>", document.partition('id="differences"')[0], re.DOTALL):
        assert 'class="marks"' in row or "our reading" in row, stem


# What the documents say, as a reader of the page of a thing finds it.
HELD = {
    ("city/hanoi", "en"): (
        "Municipality in Viet Nam", "Member of the ASEAN Smart Cities Network since 28 April 2018",
        "at least until January 2026", "Hà Nội (vi)", "21.0245° N, 105.8412° E", "Smart City Action Plan of Hanoi",
        "Transport Operation and Surveillance Centre", "Wikidata: Q1858", "No support it received is known.",
    ),
    ("city/hanoi", "id"): (
        "Anggota Jaringan Kota Cerdas ASEAN sejak 28 April 2018, setidaknya sampai Januari 2026",
        "Nama dalam bahasa Vietnam", "21,0245° LU; 105,8412° BT", "Dukungan yang diterimanya tidak diketahui.",
    ),
    ("city/singapore", "en"): ("All things › Cities", "Member of the ASEAN Smart Cities Network", "Coordinates"),
    ("nation/singapore", "en"): (
        "All things › Nations", "Nation. Its city in the network: Singapore.", "ISO alpha-3 code SGP", "shepherd",
    ),
    ("city/denpasar", "en"): (
        "No project of Denpasar was published by September 2025.", "No action plan of it is known.",
    ),
    ("initiative/jakarta-jaki", "en"): (
        "Project and digital service of Jakarta", "Last report: ongoing (30 September 2025)", "JakLapor",
        "The services reached through JAKI are given as examples, not as a full list.",
    ),
    ("initiative/kuala-lumpur-kuala-lumpur-integrated-submission-system", "en"): (
        "Continued as OSC 3.0 Plus Online (inferred)", "told of OSC 3.0 Plus Online", "30 September 2025 completed",
    ),
    ("event/ascn-establishment-2018", "en"): ("28 April 2018",),
    ("dating/32nd-asean-summit-2018-05", "en"): (
        "Recorded as occurred, deprecated: Every other document says April.", "May 2018",
    ),
    ("source/gnfi-2024", "en"): (
        "Press; Good News From Indonesia; between June and December 2024.", "95 of its passages are used",
        "checked 44–73", "1754–1822 related news",
    ),
    ("person/amran", "id"): ("Amran",),
    ("concept/rank/normal", "en"): ("statements carry it",),
    ("city/makassar", "en"): ("land area (km²) 199.3", "14 documents: 99 passages checked word for word"),
    ("city/manila", "en"): ("Place in the Philippines.",),
    ("city/dili", "id"): ("Anggota Jaringan Kota Cerdas ASEAN sejak Januari 2026.",),
    ("membership/khon-kaen-2023-07", "en"): ("Do documents differ? Yes, on 1 matter", "2024"),
    ("membership/asean-member-states-2024", "en"): ("at some time between June and December 2024",),
    ("chairship/philippines-chair-2026-planned", "en"): ("chair of ASEAN Smart Cities Network, 2026 (planned)",),
    ("source/dilg-2025", "id"): ("ketua Jaringan Kota Cerdas ASEAN, 2026 (direncanakan)",),
}  # fmt: skip


@pytest.mark.parametrize(("stem", "lang"), HELD)
def test_chosen_pages_say_what_the_documents_say(site: Site, stem: str, lang: str) -> None:
    whole = re.sub(r"(\[\d+\])+ ?", "", read(site, stem, lang).whole).replace(" .", ".")
    for words in HELD[stem, lang]:
        assert words in whole, words


def test_the_years_of_thai_cities_are_told_with_both_sides(site: Site) -> None:
    page = read(site, "city/khon-kaen")
    differ = page.section("differences")
    assert "2023" in differ
    assert "2024" in differ
    assert "preferred" in differ
    assert "The network’s own page, which gives the year of joining." in differ
    assert "Yes, on 1 matter" in page.section("summary")
    assert "differences" in read(site, "membership/khon-kaen-2023").ids
    assert "differences" not in read(site, "city/hanoi").ids


def test_what_is_set_aside_stays_visible_as_such(site: Site) -> None:
    dates = read(site, "event/32nd-asean-summit").section("Dating-event")
    assert "May 2018 deprecated Every other document says April." in re.sub(r"(\[\d+\])+ ?", "", dates)


def test_the_two_singapores_are_two_things(site: Site) -> None:
    city, nation = read(site, "city/singapore"), read(site, "nation/singapore")
    assert "memberCity" in city.ids
    assert "memberCity" not in nation.ids
    assert any(link.endswith("nation/singapore.en.html") for link in city.links)
    assert any(link.endswith("city/singapore.en.html") for link in nation.links)


def test_what_follows_is_marked_and_says_from_what(site: Site) -> None:
    page = read(site, "city/hanoi").section("follows")
    assert "Was ever member of inferred" in page
    assert "follows from: Hanoi: member of ASEAN Smart Cities Network" in page
    assert "ascn-kg why city:hanoi everMemberOf organization:ascn" in page


def test_shortcuts_follow_from_something(site: Site) -> None:
    index = index_of(site)
    for kind in ("city", "initiative", "organization", "person", "event"):
        for iri in index.things[kind]:
            for consequence in follows(Telling(site, view()), iri):
                assert all(because for _, because in consequence.values), (iri, consequence.label)


def test_what_cities_lack_is_what_the_coverage_report_says(site: Site) -> None:
    telling = Telling(site, view())
    for city in coverage(site.graph).cities:
        assert [TERMS + name for name in lacking(telling, city.city)] == list(city.missing)


def test_no_property_of_a_thing_is_lost(site: Site) -> None:
    """Each is a fact, a column, or told elsewhere: a new property of the ontology needs its place."""
    index = index_of(site)
    known = {*ORDER, *UNSAID, *ELSEWHERE}
    used = {
        quad.predicate.value.removeprefix(TERMS)
        for iris in index.things.values()
        for iri in iris
        for quad in site.stated[iri]
        if quad.predicate.value.startswith(TERMS) and quad.predicate.value not in index.evidence_terms
    }
    assert used - known == set()


def test_every_way_to_point_at_a_thing_has_a_heading(site: Site) -> None:
    index = index_of(site)
    named = {key.rpartition(".")[2] if "://" not in key else key for key in SECTIONS}
    used = {
        quad.predicate.value.removeprefix(TERMS)
        for iri, quads in index.pointing.items()
        if kind_of(iri)
        for quad in quads
        if quad.predicate.value not in index.evidence_terms and kind_of(getattr(quad.subject, "value", ""))
    }
    assert used - named - {*MARKS, *ELSEWHERE} == set()


@pytest.mark.parametrize("lang", ["id", pytest.param("en", marks=pytest.mark.slow)])
def test_every_kind_has_a_list_of_all_its_things(site: Site, lang: str) -> None:
    listed = 0
    for path in kinds.paths(site):
        if not path.startswith("doc/") or not path.endswith(f".{lang}.html"):
            continue
        document = kinds.respond(site, path, {})
        assert document is not None
        page = Read(document.content)
        _check(path, page)
        kind = path.removeprefix("doc/").partition(".")[0]
        wanted = {f"{iri.rpartition('/')[2]}.{lang}.html" for iri in index_of(site).things[kind]}
        assert wanted <= {link.rpartition("/")[2] for link in page.links}, kind
        listed += len(wanted)
    assert listed > 2000


def test_the_list_of_kinds_counts_all(site: Site) -> None:
    page = Read(respond(site, "things.en.html").content)
    numbers = [int(n) for n in re.findall(r"\n(\d+)\n", page.text["things"] + page.text["statements"])]
    wanted = [len(iris) for kind, iris in index_of(site).things.items() if "/" not in kind]
    assert sorted(numbers) == sorted(wanted)


def test_lists_tell_what_tells_apart(site: Site) -> None:
    row = re.sub(r"(\[\d+\])+ ?", "", read(site, "city").whole)
    assert "Khon Kaen Thailand 2023 3" in row
    assert re.search(
        r"Jakarta Kini \(JAKI\) Project, Digital service Jakarta ongoing \(2025\)", read(site, "initiative").whole
    )


@pytest.mark.parametrize(
    "path",
    [
        "doc/city/../city/hanoi.en.html", "doc/city/hanoi\0.en.html", "doc/city/" + "h" * 9000 + ".en.html",
        'doc/city/"><script>.en.html', "doc/city/hanoi'.en.html", "doc/city/.en.html", "doc//hanoi.en.html",
        "doc/evidence/gnfi-2024-44-73.en.html", "doc/city/hanoi.xx.html", "doc/city/hanoi.exe", "doc/city/hanoi.",
        "doc/nothing.en.html", "doc/evidence.en.html", "doc/../things.en.html", "doc/concept/../city.en.html", "doc/",
        "doc/city/hanoi.ttl\n", "doc/concept/nothing.ttl",
    ],
)  # fmt: skip
def test_hostile_addresses_lead_nowhere(site: Site, path: str) -> None:
    assert respond(site, path).status == 404


def test_a_page_is_the_same_every_time(site: Site, files: Site) -> None:
    for stem in CHOSEN[:6]:
        one, other = (respond(each, f"doc/{stem}.id.html").content for each in (site, files))
        assert re.sub(rb"\?[a-z_]+=[^\"]+", b"", one) == other  # only a server can be asked about a thing


def test_sources_are_numbered_in_reading_order(site: Site) -> None:
    page = page_of(site, view("doc/city/hanoi"), BASE + "id/city/hanoi")
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", str(page.lead))]
    assert numbers[0] == 1
    assert [citation.number for citation, _ in page.sources] == list(range(1, len(page.sources) + 1))


def test_what_pages_share_of_evidence_changes_nothing(site: Site) -> None:
    nodes = index_of(site).things["membership"][:20]
    looked = Looked()
    pages = [Citations(site.graph, site.labels, lang, looked=looked) for lang in ("en", "id", "en")]
    alone = [Citations(site.graph, site.labels, lang) for lang in ("en", "id", "en")]
    for shared, own in zip(pages, alone, strict=True):
        assert [shared.cite([node]) for node in nodes] == [own.cite([node]) for node in nodes]
        assert shared.all() == own.all()
    # Whoever cites each statement alone must not be told of those that agree with it.
    strict = Citations(site.graph, site.labels, "en", own=True, looked=looked)
    assert strict.cite(nodes[:1]) == Citations(site.graph, site.labels, "en", own=True).cite(nodes[:1])


def test_arguments_change_nothing_on_a_page(site: Site) -> None:
    path = "doc/city/hanoi.en.html"
    assert respond(site, path, {"x": "<script>"}).content == respond(site, path).content


def test_every_key_of_coverage_has_words(site: Site) -> None:
    index = index_of(site)
    keys = {index.one(node, "covers") for node in index.things["coverage"]}
    keys |= {key for question in site.knowledge.questions.values() for key in question.covers}
    assert keys == set(COVERED)
    assert "(laporan kemajuan)" in read(site, "coverage/reports", "id").whole
