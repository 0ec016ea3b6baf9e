"""What an answer does not know: the coverage the data state for what a question draws on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import PREFIXES, RDF, TERMS, expand
from ascn_kg.questions.arguments import Argument
from ascn_kg.questions.citations import Citations, iris, objects
from ascn_kg.questions.dates import in_words
from ascn_kg.questions.question import Question

COMPLETE = "complete"
UNRECORDED = "unrecorded"

_WORDS = {
    "en": {
        UNRECORDED: "Nothing is recorded on how complete this is: {}.",
        COMPLETE: "complete as of {}",
        "partial": "known in part",
        "absent": "not known",
        "always": "complete",
        "later": "The data end on {0}; what happened between then and {1} is not in them.",
    },
    "id": {
        UNRECORDED: "Tidak tercatat seberapa lengkap hal ini: {}.",
        COMPLETE: "lengkap per {}",
        "partial": "diketahui sebagian",
        "absent": "tidak diketahui",
        "always": "lengkap",
        "later": "Data berakhir pada {0}; yang terjadi antara tanggal itu dan {1} tidak termuat.",
    },
}


@dataclass(frozen=True)
class Gap:
    """One thing an answer says about its own completeness.

    ``covers`` is the key of ascn:covers, ``level`` complete, partial, absent, unrecorded or later (asked about a day
    after the data end); ``node`` the Coverage node, ``citations`` numbers of citations.
    """

    covers: str
    level: str
    text: str
    node: str | None = None
    citations: tuple[int, ...] = ()


def gaps_of(
    graph: Graph, question: Question, arguments: Iterable[Argument], labels: Labels, lang: str, citations: Citations
) -> list[Gap]:
    """One entry for each Coverage node the question crosses, in the order of its ``covers``."""
    chosen = list(arguments)
    gaps: list[Gap] = []
    for key in question.covers:
        nodes = _coverage_nodes(graph, key)
        if not nodes:
            gaps.append(Gap(key, UNRECORDED, _WORDS[lang][UNRECORDED].format(key)))
        for node in nodes:
            if not _about_another(graph, question, chosen, node):
                gaps.append(_gap(graph, key, node, labels, lang, citations))
    return gaps


def after_the_data(question: Question, arguments: Iterable[Argument], cut_off: str | None, lang: str) -> list[Gap]:
    """A warning where a day or year asked about lies after the day the data go up to."""
    if cut_off is None:
        return []
    last = max((text for argument in arguments if (text := _last_day(question, argument)) is not None), default="")
    if last <= cut_off:
        return []
    return [Gap("", "later", _WORDS[lang]["later"].format(in_words(cut_off, lang), in_words(last, lang)))]


def _last_day(question: Question, argument: Argument) -> str | None:
    """The day a date parameter holds, or the year of an integer called year, which sorts before its days."""
    param = question.params[argument.name]
    if param.type == "xsd:date" and argument.term is not None:
        return argument.text
    if param.type == "xsd:integer" and (param.name == "year" or param.name.endswith("_year")):
        return argument.text
    return None


def _coverage_nodes(graph: Graph, key: str) -> list[str]:
    quads = graph.find(None, TERMS + "covers", ox.Literal(key))
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def _about_another(graph: Graph, question: Question, arguments: list[Argument], node: str) -> bool:
    """Whether the coverage is of one thing (a city, say) while the question was asked for another of that kind."""
    things = iris(graph, node, "coverageOf")
    for argument in arguments:
        kind = expand(question.params[argument.name].type)
        if not isinstance(argument.term, ox.NamedNode) or kind is None:
            continue
        if argument.term.value in things:
            return False
        for thing in things:
            if ox.NamedNode(kind) in graph.objects(ox.NamedNode(thing), RDF + "type"):
                return True
    return False


def _gap(graph: Graph, key: str, node: str, labels: Labels, lang: str, citations: Citations) -> Gap:
    words = _WORDS[lang]
    level = next((iri.removeprefix(PREFIXES["level"]) for iri in iris(graph, node, "level")), UNRECORDED)
    gist = _gist(graph, node, lang)
    when = _when(graph, node, lang)
    state = (
        words[COMPLETE].format(when) if level == COMPLETE and when else words["always" if level == COMPLETE else level]
    )
    if level == UNRECORDED:
        state = words[UNRECORDED].format(key)
    if gist is None:
        things = ", ".join(labels.label(iri, lang) for iri in iris(graph, node, "coverageOf"))
        text = f"{things}, {key}: {state}." if things else f"{key}: {state}."
    else:
        text = f"{gist} ({state})" if level == COMPLETE else gist
    return Gap(key, level, text, node, citations.cite([node]))


def _gist(graph: Graph, node: str, lang: str) -> str | None:
    texts = {o.language: o.value for o in objects(graph, node, "gist") if isinstance(o, ox.Literal)}
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), None)


def _when(graph: Graph, node: str, lang: str) -> str | None:
    for term in ("stated", "seenOn", "latest", "earliest"):
        for found in objects(graph, node, term):
            if isinstance(found, ox.Literal):
                return in_words(found.value, lang)
    return None
