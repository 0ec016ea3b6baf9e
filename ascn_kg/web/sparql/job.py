"""One query, as a worker gets it."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError, QuestionError
from ascn_kg.findings import Region
from ascn_kg.graph import Graph
from ascn_kg.questions.fault_words import fault
from ascn_kg.questions.free_query import Dataset, Result, ask_freely, read_query
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.sparql.formats import ROWS, TRIPLES, Format, choose
from ascn_kg.web.sparql.isolation import no_new_files
from ascn_kg.web.sparql.refused import HEADERS, Refused
from ascn_kg.web.sparql.results import DEFAULT_LIMITS, Limits, distinct, write_rows, write_triples, write_truth


@dataclass(frozen=True)
class QueryJob:
    """``dataset`` are the graphs the protocol names, None where it names none; ``base`` the endpoint's address.

    ``accept`` is the header, ``formats`` the values of ``format=``, ``lang`` the language for what is wrong.
    """

    text: str
    base: str
    dataset: Dataset | None = None
    accept: str | None = None
    formats: tuple[str, ...] = ()
    lang: str = "en"
    limits: Limits = DEFAULT_LIMITS

    def run(self, site: Site) -> Document:
        """The answer over the graph of a site."""
        return self.answer(site.graph)

    def answer(self, graph: Graph) -> Document:
        """The answer over any graph, or what is wrong with the query."""
        try:
            return self._answer(graph)
        except Refused as refused:
            return refused.document(self.lang)
        except QuestionError as error:
            return Refused.because_of(error.findings[0]).document(self.lang)
        except OSError:
            return _outside().document(self.lang)
        except (RuntimeError, ValueError) as error:  # such as a function that nobody defines
            found = fault("refused", Region("query"), str(error).rstrip("."))
            return Refused.because_of(found).document(self.lang)

    def _answer(self, graph: Graph) -> Document:
        query = read_query(self.text)
        form, content_type = choose(
            TRIPLES if query.form in ("CONSTRUCT", "DESCRIBE") else ROWS, self.accept, self.formats
        )
        _ = graph.store  # which may read files
        try:
            with no_new_files():
                found = ask_freely(graph, self.text, dataset=self.dataset, base=self.base)
                content = self._written(found, form)
        except SyntaxError as error:
            raise QuestionError([query.fault(error)]) from None
        if isinstance(content, set):
            content = self._as_rdf(content, form)
        return Document(content, content_type, headers=HEADERS)

    def _written(self, found: Result, form: Format) -> bytes | set[ox.Triple]:
        if isinstance(found, ox.QueryTriples):
            return distinct(found, self.limits)
        if isinstance(found, ox.QueryBoolean):
            return write_truth(found, form.name)
        return write_rows(found, form.name, self.limits)

    def _as_rdf(self, triples: set[ox.Triple], form: Format) -> bytes:
        try:
            return write_triples(triples, form.name, self.limits)
        except AscnKgError as error:
            raise Refused(
                406,
                f"This answer cannot be written as {form.media}: {error}",
                f"Jawaban ini tidak dapat ditulis sebagai {form.media}: {error}",
            ) from None


def _outside() -> Refused:
    """Nothing read here is a file by then, so the query was about to leave the graph."""
    return Refused(
        403,
        "The query would open a file or call another server. Ask only of this graph.",
        "Kueri ini akan membuka berkas atau memanggil server lain. Bertanyalah hanya tentang graf ini.",
    )
