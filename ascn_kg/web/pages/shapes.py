"""What the data are checked for: every rule, whom it concerns, where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from ascn_kg.namespaces import shrink
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.document import Document
from ascn_kg.web.rdf_document import SUFFIXES, rdf_document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View
from ascn_kg.web.vocabulary.rules import Rule, rules

STEM = "shapes"


def paths(site: Site) -> Iterator[str]:
    """The page in both languages, and the shapes in the formats programs ask for."""
    yield from (f"{STEM}.{lang}.html" for lang in LANGUAGES)
    yield from (f"{STEM}.{suffix}" for suffix in SUFFIXES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page or the data."""
    return _document(site, path) if path.startswith(STEM + ".") else None


@lru_cache(maxsize=16)
def _document(site: Site, path: str) -> Document | None:
    ending = path.removeprefix(STEM + ".")
    if ending in SUFFIXES:
        return rdf_document(site.graph.shapes, ending)
    lang = ending.removesuffix(".html")
    if lang not in LANGUAGES or ending == lang:
        return None
    known = rules(site)
    return site.render(
        "shapes.html",
        View(path, lang, {}, site.live),
        rules=known,
        files=[(file, list(some)) for file, some in groupby(known.values(), key=_file)],
        checks=sum(bool(rule.severity) for rule in known.values()),
        suffixes=SUFFIXES,
        languages=LANGUAGES,
        shrink=shrink,
    )


def _file(rule: Rule) -> str:
    """The file a rule stands in, as messages show it."""
    return rule.at.file if rule.at else ""
