"""The main tables as CSV, for a spreadsheet: one row a thing or statement, several values in a cell joined by "; ".

A property whose values are things makes two columns, their English labels and their IRIs (``member``,
``member_iri``); one whose values are texts a column for each language (``gist_en``, ``gist_id``).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.export.output import Output
from ascn_kg.graph import Columns, Graph
from ascn_kg.labels import LABEL, PREF_LABEL, fitness
from ascn_kg.namespaces import OWL, RDF, TERMS, expand, shrink

Values = dict[int, tuple[int, ...]]
JOINT = "; "
LANGUAGES = ("en", "id")
# Spreadsheet programs take a file for Latin-1 unless it starts so, and names here are in many scripts.
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Table:
    """One CSV file: its name, the class whose things it lists, and the properties that are its columns.

    Terms are local names of our ontology or prefixed names. Statements have no label, so that column is left out.
    """

    name: str
    of: str
    columns: tuple[str, ...]
    labelled: bool = True


def _statements(name: str, of: str, *legs: str) -> Table:
    return Table(name, of, (*legs, *_WHEN, "modality", "rank", "rankReason", "saidBy"), labelled=False)


_WHEN = ("stated", "earliest", "latest", "statedEnd", "endEarliest", "endLatest", "seenOn", "ended")

TABLES = (
    Table(
        "cities",
        "City",
        ("inNation", "adminKind", "subdivisionCode", "latitude", "longitude", "timeZone", "everMemberOf"),
    ),
    Table("nations", "Nation", ("isoAlpha2", "isoAlpha3", "hasCity")),
    Table("organizations", "Organization", ("rdf:type", "unitOf", "governmentOf")),
    Table("posts", "Post", ("postOf", "represents")),
    Table(
        "initiatives",
        "Initiative",
        ("rdf:type", "ofCity", "operatedBy", "partOfInitiative", "function", "hasFocusArea", "supportedBy"),
    ),
    Table(
        "events", "Event", ("rdf:type", "edition", "heldIn", "meetingOf", "duringEvent", "purpose", *_WHEN, "modality")
    ),
    Table("concepts", "skos:Concept", ("skos:inScheme", "skos:definition", "goalOf", "status", "involves")),
    Table("regulations", "Regulation", ()),
    Table("standards", "Standard", ("gist",)),
    Table("remarks", "Remark", ("saidBy", "saidAs", "saidTo", "about", "gist", *_WHEN), labelled=False),
    _statements("memberships", "Membership", "member", "memberOf"),
    _statements("nominations", "Nomination", "nominee", "nominatedFor", "nominator"),
    _statements("designations", "Designation", "designated", "designatedAs", "designatedFor"),
    _statements("tenures", "Tenure", "holder", "post"),
    _statements("chairships", "Chairship", "chairNation", "chairOf", "chairRole"),
    _statements("support", "Support", "supporter", "supported", "occasion", "amount", "currency", "purpose"),
    _statements("partnerships", "Partnership", "party", "partnershipIn", "gist"),
    _statements("participations", "Participation", "participant", "event", "role", "participantPost", "inDelegation"),
    _statements(
        "presentations", "Presentation", "presenter", "event", "initiative", "calledAs", "focusArea", "presentedConcept"
    ),
    _statements("progress-reports", "ProgressReport", "initiative", "status", "calledAs", "gist", "sought"),
    _statements("continuations", "Continuation", "earlier", "later", "basis", "skos:editorialNote"),
    _statements("counts", "Count", "countOf", "counted", "countWithin", "value", "measure", "share"),
    _statements("groundings", "Grounding", "grounded", "relation", "groundedIn", "gist"),
    _statements("expectations", "Expectation", "expectedOf", "arisesFrom", "expectedPlan", "gist"),
    _statements("names", "Naming", "named", "printedName"),
    _statements("datings", "Dating", "event"),
    _statements("coverage", "Coverage", "coverageOf", "covers", "level", "gist"),
    Table(
        "sources", "Source", ("publisher", "author", "byline", "stated", "authority", "inLanguage", "url", "textSha256")
    ),
    Table("evidence", "Evidence", ("fromSource", "page", "paragraph", "start", "end", "url", "sha256"), labelled=False),
)
_WITHOUT_EVIDENCE = ("evidence", "sources")


def term(name: str) -> str:
    """The IRI a table means by a name."""
    return (expand(name) or name) if ":" in name else TERMS + name


class Tables:
    """Writes the tables of one closed graph; what is inferred counts."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._terms = graph, graph.terms.all
        self._texts: dict[tuple[int, str], str] = {}
        self._places: dict[int, str] = {}
        self._types = self._objects((graph.columns, graph.entailed), RDF + "type")
        # A column of classes shows what was written; with all that follows from it nobody would see the point.
        self._values: dict[str, Values] = {RDF + "type": self._types | self._objects((graph.columns,), RDF + "type")}
        self._members: dict[int, list[int]] = defaultdict(list)
        for thing, classes in self._types.items():
            for each in classes:
                self._members[each].append(thing)

    def write(self, table: Table, output: Output) -> None:
        """Write one table, row by row."""
        parts = [self._column(name) for name in table.columns]
        if table.labelled:
            parts.insert(0, (["label_en", "label_id"], lambda thing: [self._label(thing, lang) for lang in LANGUAGES]))
        if table.name not in _WITHOUT_EVIDENCE:
            parts.append((["evidence", "evidence_iri"], self._evidence))
        output.write(BYTE_ORDER_MARK.encode())
        writer = csv.writer(_Encoded(output), lineterminator="\r\n")  # as RFC 4180 has it
        writer.writerow(["iri", *(heading for headings, _ in parts for heading in headings)])
        for iri, thing in sorted((self._iri(thing), thing) for thing in self._members_of(term(table.of))):
            writer.writerow([iri, *(cell for _, cells in parts for cell in cells(thing))])

    def _column(self, name: str) -> tuple[list[str], Callable[[int], list[str]]]:
        """The headings a property makes, and what gives the cells of a thing."""
        iri, heading = term(name), name.rpartition(":")[2]
        values = self._by_subject(iri)
        if name == "rdf:type" or self._is_a(iri, OWL + "ObjectProperty"):
            return [heading, f"{heading}_iri"], lambda thing: self._things(values.get(thing, ()))
        if self._is_a(iri, OWL + "AnnotationProperty"):
            return [f"{heading}_{lang}" for lang in LANGUAGES], lambda thing: [
                self._literals(values.get(thing, ()), lang) for lang in LANGUAGES
            ]
        return [heading], lambda thing: [self._literals(values.get(thing, ()))]

    def _number(self, iri: str) -> int:
        number = self._graph.terms.get(ox.NamedNode(iri))
        return -1 if number is None else number

    def _iri(self, number: int) -> str:
        return str(self._terms[number].value)

    def _members_of(self, of: str) -> list[int]:
        return self._members.get(self._number(of), [])

    def _is_a(self, iri: str, of: str) -> bool:
        return self._number(of) in self._types.get(self._number(iri), ())

    def _by_subject(self, predicate: str) -> Values:
        values = self._values.get(predicate)
        if values is None:
            values = self._values[predicate] = self._objects((self._graph.columns, self._graph.entailed), predicate)
        return values

    def _objects(self, statements: Iterable[Columns], predicate: str) -> Values:
        """Subject -> its objects by one predicate, each once; blank nodes have no place in a table."""
        found: dict[int, dict[int, None]] = defaultdict(dict)
        number, terms = self._number(predicate), self._terms
        for columns in statements:
            subjects, objects = columns.by_predicate.get(number, ((), ()))
            for subject, value in zip(subjects, objects, strict=True):
                if not isinstance(terms[subject], ox.BlankNode) and not isinstance(terms[value], ox.BlankNode):
                    found[subject][value] = None
        return {subject: tuple(values) for subject, values in found.items()}

    def _things(self, values: Iterable[int]) -> list[str]:
        pairs = sorted((self._label(value, "en"), self._iri(value)) for value in values)
        return [JOINT.join(label for label, _ in pairs), JOINT.join(thing for _, thing in pairs)]

    def _label(self, thing: int, lang: str) -> str:
        """As :meth:`ascn_kg.labels.Labels.label` has it, without its index of the whole graph."""
        key = thing, lang
        if key not in self._texts:
            numbers = (n for p in (LABEL, PREF_LABEL) for n in self._by_subject(p).get(thing, ()))
            names = [name for n in numbers if isinstance(name := self._terms[n], ox.Literal)]
            best = min(names, key=lambda name: fitness(name, lang), default=None)
            self._texts[key] = shrink(self._iri(thing)) if best is None else best.value
        return self._texts[key]

    def _literals(self, values: Iterable[int], lang: str | None = None) -> str:
        literals = [value for n in values if isinstance(value := self._terms[n], ox.Literal)]
        return JOINT.join(sorted(value.value for value in literals if lang in (None, value.language)))

    def _evidence(self, thing: int) -> list[str]:
        """The places in words, each once, and the IRIs of all evidence."""
        values = self._by_subject(TERMS + "evidence").get(thing, ())
        found = sorted(values, key=lambda evidence: _by_number(self._iri(evidence)))
        return [JOINT.join(dict.fromkeys(map(self._place, found))), JOINT.join(map(self._iri, found))]

    def _place(self, evidence: int) -> str:
        """Where it stands: ``gnfi-2024 ¶4`` or ``asec-2018 p. 3``."""
        if evidence not in self._places:
            sources, paragraphs, pages = (
                self._by_subject(TERMS + name).get(evidence, ()) for name in ("fromSource", "paragraph", "page")
            )
            source = JOINT.join(sorted(self._iri(each).rpartition("/")[2] for each in sources))
            paragraph, page = self._literals(paragraphs), self._literals(pages)
            place = f"{source} ¶{paragraph}" if paragraph else f"{source} p. {page}" if page else source
            self._places[evidence] = place
        return self._places[evidence]


class _Encoded:
    """Passes text on as UTF-8."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, text: str) -> int:
        return self._output.write(text.encode())


def _by_number(iri: str) -> list[tuple[str, int]]:
    """Sorts offset 988 before 1062."""
    return [(text, int(number or 0)) for text, number in re.findall(r"(\D+)(\d*)", iri)]
