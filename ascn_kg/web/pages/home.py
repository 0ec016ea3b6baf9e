"""The first page: the map of the members, how the network grew, what the projects are about, what can be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox

from ascn_kg.namespaces import RDF, TERMS
from ascn_kg.questions import Question
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.asking.words import tag_words
from ascn_kg.web.document import Document
from ascn_kg.web.drawing import borders
from ascn_kg.web.drawing.scales import number
from ascn_kg.web.home.cited import Cited
from ascn_kg.web.home.examples import examples
from ascn_kg.web.home.focus import focus
from ascn_kg.web.home.growth import growth
from ascn_kg.web.home.members import known_spans, members, sentences
from ascn_kg.web.site import Site
from ascn_kg.web.view import View, lang_of

# What officers, journalists and researchers ask first.
TOP = (
    "cities-joined-after",
    "initiatives-of-city",
    "partners-by-city",
    "money-pledged",
    "twin-candidates",
    "focus-areas-per-nation",
    "meetings-by-year",
    "disagreements",
)


def paths(site: Site) -> Iterator[str]:
    """The first page in both languages, and the English one where a host shows it by itself."""
    yield from ("index.html", *(f"index.{lang}.html" for lang in LANGUAGES))


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The first page; with ``as_of``, on that day."""
    page = lang_of("index.en.html" if path == "index.html" else path)
    if page is None or page[0] != "index":
        return None
    lang = page[1]
    # What else stands in an address, of whoever linked to it, is not ours to repeat.
    view = View(f"index.{lang}.html", lang, {k: v for k, v in args.items() if k == "as_of" and v.strip()}, site.live)
    shown = members(site, view)
    return site.render(
        "home.html",
        view,
        status=400 if shown.fault else 200,
        members=shown,
        sentences=sentences(view),
        borders=borders(lang),
        **_lasting(site, lang),
    )


@lru_cache(maxsize=4)
def _lasting(site: Site, lang: str) -> dict[str, object]:
    """What does not depend on the day asked for."""
    view, cited = View(f"index.{lang}.html", lang, {}, site.live), Cited()
    known = known_spans(site)
    return {
        "examples": list(examples(site, view, cited)),
        "growth": growth(site, view, known, cited),
        "focus": focus(site, view),
        "figures": _figures(site, view),
        "top": [site.knowledge.questions[name] for name in TOP],
        "topics": _topics(site, lang),
        "first_day": min((span.start for span in known.values()), default=""),
        "sources": cited.sources,
    }


def _figures(site: Site, view: View) -> list[tuple[str, str, str]]:
    """A few numbers: how many, of what, and where the site tells of them."""
    verified = {quad.subject for quad in site.graph.find(None, TERMS + "sha256")}
    evidence = {quad.subject for quad in site.graph.find(None, RDF + "type", ox.NamedNode(TERMS + "Evidence"))}
    nations = site.knowledge.ask("members-per-nation", lang=view.lang)
    column = [each.name for each in nations.columns].index("nation")
    found = [
        (_count(site, "City"), view.say("member cities", "kota anggota"), "doc/city"),
        (
            len({row[column] for row in nations.rows}),
            view.say("nations with member cities", "negara dengan kota anggota"),
            "doc/nation",
        ),
        (
            _count(site, "Initiative"),
            view.say("projects, programmes and services", "proyek, program, dan layanan"),
            "doc/initiative",
        ),
        (_count(site, "Source"), view.say("documents and registries", "dokumen dan daftar resmi"), "doc/source"),
        (
            len(verified & evidence),
            view.say("passages verified word for word", "kutipan terperiksa kata demi kata"),
            "doc/source",
        ),
        (len(site.knowledge.asserted.columns), view.say("statements in the graph", "pernyataan dalam graf"), "dataset"),
    ]
    return [(number(count, view.lang), words, stem) for count, words, stem in found]


def _count(site: Site, name: str) -> int:
    return len({quad.subject for quad in site.graph.find(None, RDF + "type", ox.NamedNode(TERMS + name))})


def _topics(site: Site, lang: str) -> list[tuple[str, list[Question]]]:
    """All questions under their first tag, the topics with most questions first."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in site.knowledge.questions.values():
        found[question.tags[0]].append(question)
    named = ((tag_words(tag, lang), questions) for tag, questions in found.items())
    return sorted(named, key=lambda topic: (-len(topic[1]), topic[0]))
