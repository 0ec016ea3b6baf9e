"""Lists: all kinds of things with their numbers, the things of one kind, the terms of one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascn_kg.namespaces import CONCEPTS, PREFIXES, RDF, SKOS, TERMS
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.things.index import Index, index_of
from ascn_kg.web.things.kinds import FIRST_STATEMENT, KIND_NAMES, kind_name, kind_stem
from ascn_kg.web.things.tables import statements_table, things_table
from ascn_kg.web.things.telling import Telling
from ascn_kg.web.view import View, lang_of

_ALL = "things"
_TERMS = (
    "The words for kinds, roles, states and subjects, list by list.",
    "Istilah untuk jenis, peran, status, dan bidang, daftar demi daftar.",
)


def paths(site: Site) -> Iterator[str]:
    """The list of kinds and a list for each; the terms of a list are told on its own page."""
    for stem in (_ALL, *(kind_stem(kind) for kind in _kinds(index_of(site)))):
        yield from (f"{stem}.{lang}.html" for lang in LANGUAGES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """A list of things or of kinds."""
    page = lang_of(path)
    if page is None:
        return None
    stem, lang = page
    view, index = View(path, lang, {}, site.live), index_of(site)
    if stem == _ALL:
        return site.render("things.html", view, groups=_groups(site, index, lang), lists=_lists(site, index, view))
    start, _, kind = stem.partition("/")
    if start != "doc" or kind not in _kinds(index):
        return None
    telling = Telling(site, view)
    things = index.things[kind]
    statements = index.statement(things[0])
    table = (
        statements_table(telling, things)
        if statements
        else things_table(telling, sorted(things, key=lambda each: (telling.title(each).casefold(), each)))
    )
    definitions = [] if kind == "concept" else _definitions(telling, things)
    name = kind_name(site, kind, lang)
    return site.render(
        "kind.html",
        view,
        name=name,
        table=table,
        definitions=definitions,
        number=len(things),
        sources=telling.sources(),
    )


def _kinds(index: Index) -> list[str]:
    """The kinds that have a list, in the order of a reader."""
    return [kind for kind in KIND_NAMES if kind in index.things]


def _groups(site: Site, index: Index, lang: str) -> list[tuple[str, list[tuple[str, str, int, str]]]]:
    """Things, then statements: the address, name, number and definition of each kind."""
    first = list(KIND_NAMES).index(FIRST_STATEMENT)
    groups = []
    for id, kinds in (("things", list(KIND_NAMES)[:first]), ("statements", list(KIND_NAMES)[first:])):
        rows = [
            (kind_stem(kind), kind_name(site, kind, lang), len(index.things[kind]), _definition(index, kind, lang))
            for kind in kinds
            if kind in index.things
        ]
        groups.append((id, rows))
    return groups


def _definition(index: Index, kind: str, lang: str) -> str:
    """What things of a kind are: the definition of the class named like it, or of the one most of them are of."""
    if kind == "concept":
        return _TERMS[lang == "id"]
    classes = [each for iri in index.things[kind] for each in index.iris(iri, RDF + "type")]
    most = max(sorted(set(classes)), key=classes.count)
    found = index.text(TERMS + kind.capitalize(), SKOS + "definition", lang) or index.text(
        most, SKOS + "definition", lang
    )
    return found.value if found else ""


def _lists(site: Site, index: Index, view: View) -> list[tuple[str, str, int]]:
    """The address, name and number of terms of each list of concepts."""
    found = []
    for scheme in index.things.get("concept", []):
        slug = scheme.removeprefix(CONCEPTS)
        members = len(index.things.get(f"concept/{slug}", []))
        found.append((kind_stem(f"concept/{slug}"), kind_name(site, f"concept/{slug}", view.lang), members))
    return sorted(found, key=lambda each: (each[1].casefold(), each[0]))


def _definitions(telling: Telling, things: list[str]) -> list[tuple[str, str, str]]:
    """The classes the things are of: IRI, name and definition."""
    classes = sorted({each for iri in things for each in telling.index.iris(iri, RDF + "type")}, key=telling.label)
    found = []
    for each in classes:
        definition = telling.index.text(each, SKOS + "definition", telling.lang)
        if each.startswith(PREFIXES["ascn"]) and definition:
            found.append((each, telling.label(each), definition.value))
    return found
