"""The reference engine: pySHACL on a copy of the graph in rdflib."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph
from ascn_kg.namespaces import SH
from ascn_kg.validation.results import Result

if TYPE_CHECKING:
    import rdflib


def run(graph: Graph, shapes: Iterable[ox.Quad]) -> set[Result]:
    """The results of the shapes over ``graph.statements``. Raises :class:`AscnKgError` where they cannot be run."""
    import rdflib

    from ascn_kg.rdflib_view import as_rdflib, from_rdflib

    def value(result: Any, name: str) -> Any:
        return report.value(result, rdflib.URIRef(SH + name))

    with _quietly():
        report = _report(as_rdflib(graph.statements), as_rdflib(shapes))
        results = set()
        for result in report.objects(None, rdflib.URIRef(SH + "result")):
            path, at_fault = value(result, "resultPath"), value(result, "value")
            results.add(
                Result(
                    from_rdflib(value(result, "sourceShape")),
                    str(value(result, "sourceConstraintComponent")),
                    from_rdflib(value(result, "focusNode")),
                    str(path) if isinstance(path, rdflib.URIRef) else None,
                    None if at_fault is None else from_rdflib(at_fault),
                )
            )
    return results


@contextmanager
def _quietly() -> Iterator[None]:
    """Keeps rdflib from printing tracebacks about malformed literals: judging those is what the shapes are for."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.setLevel(level)


def _report(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl
    import rdflib

    try:
        _, report, words = pyshacl.validate(
            data,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            abort_on_first=False,
            meta_shacl=False,
        )
    except Exception as error:  # what a malformed shape, regex or query in a shape raises is not documented
        report, words = error, str(error)
    if not isinstance(report, rdflib.Graph):
        raise AscnKgError(f"ontology/shapes: these shapes cannot be run. {words.strip()} Mend the shape.")
    return report
