"""The main tables as CSV, for a spreadsheet: one row a thing or statement, several values in a cell joined by "; ".

A property whose values are things makes two columns, their English labels and their IRIs (``member``,
``member_iri``); one whose values are texts a column for each language (``gist_en``, ``gist_id``).
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import OWL, RDF, TERMS, expand

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
    Table("cities", "City", ("inNation", "adminKind", "subdivisionCode", "latitude", "longitude", "everMemberOf")),
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
    _statements("progress-reports", "ProgressReport", "initiative", "status", "calledAs", "gist"),
    _statements("continuations", "Continuation", "earlier", "later", "basis", "skos:editorialNote"),
    _statements("counts", "Count", "countOf", "counted", "countWithin", "value"),
    _statements("groundings", "Grounding", "grounded", "relation", "groundedIn", "gist"),
    _statements("expectations", "Expectation", "expectedOf", "arisesFrom", "expectedPlan", "gist"),
    _statements("names", "Naming", "named", "printedName"),
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


def tables(graph: Graph) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each table of a closed graph; what is inferred counts."""
    writer = _Writer(graph)
    for table in TABLES:
        yield f"{table.name}.csv", writer.write(table)


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self._labels = Labels(graph)
        self._values: dict[tuple[str, str], set[ox.NamedNode | ox.Literal]] = defaultdict(set)
        self._members: dict[str, set[str]] = defaultdict(set)
        asserted_types: dict[tuple[str, str], set[ox.NamedNode | ox.Literal]] = defaultdict(set)
        statements: list[ox.Quad | ox.Triple] = [*graph.statements, *graph.inferred]
        for statement in statements:
            subject, value, predicate = statement.subject, statement.object, statement.predicate.value
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
                continue
            self._values[subject.value, predicate].add(value)
            if predicate == RDF + "type":
                self._members[value.value].add(subject.value)
                if isinstance(statement, ox.Quad):
                    asserted_types[subject.value, predicate].add(value)
        # A column of classes shows what was written; with all that follows from it nobody would see the point.
        self._values.update(asserted_types)

    def write(self, table: Table) -> bytes:
        parts = [self._column(name) for name in table.columns]
        if table.labelled:
            parts.insert(
                0, (["label_en", "label_id"], lambda iri: [self._labels.label(iri, lang) for lang in LANGUAGES])
            )
        if table.name not in _WITHOUT_EVIDENCE:
            parts.append((["evidence", "evidence_iri"], self._evidence))
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")  # as RFC 4180 has it
        writer.writerow(["iri", *(heading for headings, _ in parts for heading in headings)])
        for iri in sorted(self._members[term(table.of)]):
            writer.writerow([iri, *(cell for _, cells in parts for cell in cells(iri))])
        return (BYTE_ORDER_MARK + file.getvalue()).encode()

    def _column(self, name: str) -> tuple[list[str], Callable[[str], list[str]]]:
        """The headings a property makes, and what gives the cells of a thing."""
        iri, heading = term(name), name.rpartition(":")[2]
        if name == "rdf:type" or iri in self._members[OWL + "ObjectProperty"]:
            return [heading, f"{heading}_iri"], lambda thing: self._things(self._values.get((thing, iri), ()))
        if iri in self._members[OWL + "AnnotationProperty"]:
            return [f"{heading}_{lang}" for lang in LANGUAGES], lambda thing: [
                self._literals(thing, iri, lang) for lang in LANGUAGES
            ]
        return [heading], lambda thing: [self._literals(thing, iri)]

    def _things(self, values: Iterable[ox.NamedNode | ox.Literal]) -> list[str]:
        pairs = sorted((self._labels.label(value.value, "en"), value.value) for value in values)
        return [JOINT.join(label for label, _ in pairs), JOINT.join(thing for _, thing in pairs)]

    def _literals(self, thing: str, iri: str, lang: str | None = None) -> str:
        literals = [value for value in self._values.get((thing, iri), ()) if isinstance(value, ox.Literal)]
        return JOINT.join(sorted(value.value for value in literals if lang in (None, value.language)))

    def _evidence(self, thing: str) -> list[str]:
        """The places in words, each once, and the IRIs of all evidence."""
        found = sorted((value.value for value in self._values.get((thing, TERMS + "evidence"), ())), key=_by_number)
        return [JOINT.join(dict.fromkeys(self._place(evidence) for evidence in found)), JOINT.join(found)]

    def _place(self, evidence: str) -> str:
        """Where it stands: ``gnfi-2024 ¶4`` or ``asec-2018 p. 3``."""
        sources = self._values.get((evidence, TERMS + "fromSource"), ())
        source = JOINT.join(sorted(value.value.rpartition("/")[2] for value in sources))
        paragraph, page = (self._literals(evidence, TERMS + name) for name in ("paragraph", "page"))
        return f"{source} ¶{paragraph}" if paragraph else f"{source} p. {page}" if page else source


def _by_number(iri: str) -> list[tuple[str, int]]:
    """Sorts offset 988 before 1062."""
    return [(text, int(number or 0)) for text, number in re.findall(r"(\D+)(\d*)", iri)]
