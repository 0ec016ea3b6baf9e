"""The whole graph behind one object: load it, ask it, query it, check it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph, Index, Sources, WholeIndex, load_graph, read_sources
from ascn_kg.index import default_cache, keep, kept, kept_on_disk, key_of, make_on_disk
from ascn_kg.labels import Labels
from ascn_kg.locations import Locations, default_locations, real

if TYPE_CHECKING:
    import rdflib

    from ascn_kg.findings import Finding
    from ascn_kg.questions import Answer, Question
    from ascn_kg.reasoning import Clash, Closure, Reasoner
    from ascn_kg.why import Explanation


def load(
    root: Path | str | None = None,
    *,
    cache: bool = True,
    store: Path | str | None = None,
    reasoner: Reasoner = "ascn",
) -> KnowledgeGraph:
    """Load the graph that came with the package, or the one in ``root`` (it holds ontology/, data/ and queries/).

    Its index, with all that follows from it, is kept between runs: in the cache unless ``cache`` is False, or in the
    folder ``store``, which is for graphs of millions of statements. Nothing is parsed, let alone reasoned over, where
    the kept index answers. Raises :class:`AscnKgError` where a folder is missing, :class:`LoadError` where a file is
    not valid Turtle.

    >>> graph = load()
    >>> graph.labels.label("https://w3id.org/ascn-kg/ontology#City", "id")
    'kota'
    """
    locations = default_locations() if root is None else Locations(Path(root)).check()
    knowledge = KnowledgeGraph(
        locations, read_sources(locations), cache, None if store is None else Path(store), reasoner
    )
    if knowledge._kept is None:
        _ = knowledge.asserted  # so that a file which is not valid is told at once
    return knowledge


@dataclass(frozen=True, eq=False)
class KnowledgeGraph:
    """The graph of the files in ``sources``, and what can be done with it."""

    locations: Locations
    sources: Sources
    cache: bool = True
    store: Path | None = None
    reasoner: Reasoner = "ascn"

    @cached_property
    def asserted(self) -> Graph:
        """The statements of the files exactly as written."""
        return self.sources.graph()

    @cached_property
    def graph(self) -> Graph:
        """The graph with everything that follows from it; look at :attr:`clashes` before relying on it."""
        if self._kept is not None:
            return self.sources.indexed_graph(self._kept, lambda: self._closed.entailed)
        closed = self._closed
        # A contradiction must always be explained from the data at hand.
        if self._key is None or self._closure.clashes:
            return closed
        if self.store is not None:
            made = make_on_disk(self.store, self._key, lambda store: closed.fill(store, on_disk=True))
            return self.sources.indexed_graph(WholeIndex(made), lambda: closed.entailed)
        if (folder := default_cache()) is not None:
            keep(folder, self._key, closed)
        return closed

    @cached_property
    def _closed(self) -> Graph:
        return self.asserted.with_inferred(self._closure.inferred)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Where the statements contradict the ontology; empty in a consistent graph."""
        return () if self._kept is not None else self._closure.clashes

    @cached_property
    def _key(self) -> str | None:
        """What the index is kept under; None where none is."""
        return key_of(self.sources.digest, self.reasoner) if self.cache or self.store else None

    @cached_property
    def _kept(self) -> Index | None:
        """The index kept from before, of a graph without contradictions."""
        if self._key is None or self.sources.unreadable:
            return None
        if self.store is not None:
            on_disk = kept_on_disk(self.store, self._key)
            return None if on_disk is None else WholeIndex(on_disk)
        folder = default_cache()
        return None if folder is None else kept(folder, self._key)

    @cached_property
    def _closure(self) -> Closure:
        from ascn_kg.reasoning import close

        return close(self.asserted, reasoner=self.reasoner, locations=self.locations)

    @cached_property
    def labels(self) -> Labels:
        """Names of things, both ways: ``labels.label(iri, "id")``, ``labels.find("Hanoi")``."""
        return Labels(self.graph)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The saved questions by name."""
        from ascn_kg.questions import Catalogue

        return Catalogue(self.locations.queries).questions

    def ask(
        self, name: str, *, lang: str = "en", texts: Path | str | None = None, **params: str | int | datetime.date
    ) -> Answer:
        """Answer a saved question, in English (``en``) or Indonesian (``id``), citing every row.

        Parameters are named as in the question: ``ask("members-as-of", as_of="2024-06-30")``; a thing is given by
        label, variant, slug or prefixed name. With ``texts``, a folder of the sources' texts (``<source>.txt``), the
        citations carry their passages. Raises :class:`NotFoundError`, with near matches, for an unknown
        question or thing, :class:`AscnKgError` for an unknown parameter or a bad value.

        >>> answer = load().ask("cities-joined-after", year=2018)
        >>> len(answer.rows) > 0 and len(answer.citations) > 0
        True
        """
        from ascn_kg.questions import Catalogue, ask

        question = Catalogue(self.locations.queries).get(name)
        arguments = {key: _written(value) for key, value in params.items()}
        folder = None if texts is None else Path(texts)
        return ask(self.graph, question, arguments, lang, labels=self.labels, texts=folder)

    def why(self, subject: str, predicate: str, value: str, *, lang: str = "en", limit: int = 1) -> Explanation:
        """Why a triple holds, proved down to what is stated, or why not; with up to ``limit`` proofs.

        Things and properties are given by label, slug, local name or prefixed name, literals also in quotes. Raises
        :class:`NotFoundError`, with near matches, for a name that means nothing. Print the explanation with
        :func:`ascn_kg.rendering.proof.render_explanation`.

        >>> explanation = load().why("Hanoi", "everMemberOf", "ASCN")
        >>> explanation.verdict, explanation.found.proofs[0].steps
        ('inferred', 4)
        """
        from ascn_kg.why import explain

        return explain(
            self.graph, subject, predicate, value, labels=self.labels, locations=self.locations, lang=lang, limit=limit
        )

    def query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run any SPARQL over asserted and inferred statements; our prefixes need no declaration.

        It is asked of the graphs that FROM and FROM NAMED name, else of the union of all. Raises ``SyntaxError`` on a
        malformed query.
        """
        from ascn_kg.questions.free_query import ask_freely

        return ask_freely(self.graph, sparql)

    def validate(self, paths: Iterable[Path | str] = ()) -> list[Finding]:
        """What the shapes and the axioms find wrong; with ``paths``, only what concerns these files.

        A folder stands for the Turtle files in it; a file outside the graph's folders is added for this check.
        """
        from ascn_kg.reasoning import close
        from ascn_kg.validation import about, check, turtle_files

        files = turtle_files([Path(path) for path in paths])
        known = {real(file.path) for file in self.sources.files}
        outside = [path for path in files if real(path) not in known]
        graph = load_graph(self.locations, outside) if outside else self.asserted

        def closed(checked: Graph) -> Closure:
            return self._closure if checked is self.asserted else close(checked, reasoner=self.reasoner)

        findings = check(graph, closed, self.locations)
        return about(findings, files, self.locations) if files else findings

    def export(
        self,
        folder: Path | str,
        *,
        formats: Collection[str] | None = None,
        report: Callable[[str], None] | None = None,
    ) -> list[str]:
        """Write the graph to a folder, see :func:`ascn_kg.export.export`; returns the names of the files.

        ``formats``, such as ``["ttl", "csv"]``, are those to write; all without it.

        Raises :class:`AscnKgError` where the statements contradict the ontology; :meth:`validate` before, for the rest.
        """
        from ascn_kg.export import ALL_FORMATS, export

        if self.clashes:
            raise AscnKgError(f"nothing was exported: {self.clashes[0].en}")
        target = real(Path(folder))
        for ours in (self.locations.ontology, self.locations.data, self.locations.queries):
            if target.is_relative_to(real(ours)):
                raise AscnKgError(
                    f"{folder}: this lies in {ours.name}/, from which the graph is read. Name another folder."
                )
        return export(
            self.graph,
            target,
            formats=ALL_FORMATS if formats is None else formats,
            licence=self.locations.data_licence,
            report=report,
        )

    def to_rdflib(self, *, inferred: bool = True) -> rdflib.Graph:
        """A new rdflib graph of all statements, for whoever works with rdflib."""
        return self.graph.to_rdflib() if inferred else self.asserted.to_rdflib(inferred=False)


def _written(value: str | int | datetime.date) -> str:
    """A parameter's value as the command line would give it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
