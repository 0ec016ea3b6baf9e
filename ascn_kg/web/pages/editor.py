"""The query editor: a form that works by itself, which static/editor.js turns into a real editor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ascn_kg.namespaces import PREFIXES
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.document import Document
from ascn_kg.web.media_types import MEDIA_TYPES
from ascn_kg.web.site import Site
from ascn_kg.web.view import View
from ascn_kg.web.vocabulary.terms import CLASS, terms

STEM = "editor"
WORDS = f"{STEM}-words.js"
# Longer ones come by POST to the endpoint itself.
_LONGEST = 20_000
_FIRST = """\
PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?city ?name ?nation
WHERE {
  ?city a ascn:City ;
    rdfs:label ?name ;
    ascn:inNation ?nation .
  FILTER (LANG(?name) = "en")
}
ORDER BY STR(?name) ?city
"""


def paths(site: Site) -> Iterator[str]:
    """The page in both languages, and what the editor completes from."""
    yield from (f"{STEM}.{lang}.html" for lang in LANGUAGES)
    yield WORDS


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page with ``query`` or the saved question ``example`` in it, or the words."""
    if path == WORDS:
        return _words(site)
    for lang in LANGUAGES:
        if path == f"{STEM}.{lang}.html":
            return _page(site, View(path, lang, args, site.live))
    return None


def _page(site: Site, view: View) -> Document:
    questions = site.knowledge.questions
    example = view.args.get("example", "")
    saved = questions[example].sparql if example in questions else _FIRST
    return site.render(
        "editor.html",
        view,
        query=view.args.get("query", "")[:_LONGEST] or saved,
        chosen=example,
        examples=sorted(questions.values(), key=lambda question: question.summary[view.lang].casefold()),
        words=WORDS,
    )


@lru_cache(maxsize=4)
def _words(site: Site) -> Document:
    known = terms(site).values()
    said = {
        "prefixes": PREFIXES,
        "classes": [term.iri for term in known if term.kind == CLASS],
        "properties": [term.iri for term in known if term.kind != CLASS],
        "examples": {name: question.sparql for name, question in sorted(site.knowledge.questions.items())},
    }
    # As a script, since a page opened from a disk may load that, but may read no file.
    text = json.dumps(said, ensure_ascii=False, indent=1)
    return Document(f"globalThis.ascnWords = {text};\n".encode(), MEDIA_TYPES["js"])
