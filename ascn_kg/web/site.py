"""The graph as pages see it, and how a template becomes a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import jinja2
import pyoxigraph as ox
from markupsafe import Markup, escape

from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import BASE, TERMS
from ascn_kg.questions import in_words
from ascn_kg.questions.run import DATASET, cut_off_of
from ascn_kg.rendering.words import cell
from ascn_kg.web.addresses import ON_THEIR_SOURCE, stem_of
from ascn_kg.web.document import Document
from ascn_kg.web.view import View


@dataclass(frozen=True, eq=False)
class Site:
    """What pages are made from; ``live`` is False for a folder of static files."""

    knowledge: KnowledgeGraph
    live: bool = True

    @property
    def graph(self) -> Graph:
        """The graph with all that follows from it."""
        return self.knowledge.graph

    @property
    def labels(self) -> Labels:
        """Names of things."""
        return self.knowledge.labels

    @cached_property
    def stated(self) -> Mapping[str, list[ox.Quad]]:
        """The asserted statements about each thing, by its IRI, exactly as written."""
        found: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in self.knowledge.asserted.statements:
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value].append(quad)
        return dict(found)

    @cached_property
    def version(self) -> str | None:
        """The version of the data, as they state it."""
        stated = self.graph.objects(ox.NamedNode(DATASET), TERMS + "dataVersion")
        return stated[0].value if stated and isinstance(stated[0], ox.Literal) else None

    @cached_property
    def cut_off(self) -> str | None:
        """The day the data go up to, as they state it: 2026-02-05."""
        return cut_off_of(self.graph)

    def day(self, view: View, date: str) -> str:
        """A date in words: 2026-02-05 is "5 February 2026"."""
        return in_words(date, view.lang)

    def stem(self, iri: str) -> str | None:
        """Where the site tells of an IRI, without language and suffix; None for what it does not tell of."""
        if iri.startswith(tuple(f"{BASE}id/{kind}/" for kind in ON_THEIR_SOURCE)):
            sources = [o.value for o in self.graph.objects(ox.NamedNode(iri), TERMS + "fromSource")]
            source = stem_of(sources[0]) if sources else None
            return source and f"{source}#{iri.rpartition('/')[2]}"
        stem = stem_of(iri)
        return stem if stem and (iri in self.stated or stem.startswith(("questions/", "shapes"))) else None

    def address(self, view: View, iri: str) -> str:
        """The address of the page of an IRI as a page writes it; the IRI itself for those of others."""
        stem = self.stem(iri)
        return view.page(stem) if stem else iri

    def anchor(self, view: View, iri: str, text: str | None = None) -> Markup:
        """A link to a thing, with its label or the given text; plain text for what has no address."""
        words = self.labels.label(iri, view.lang) if text is None else text
        if self.stem(iri) is None and not iri.startswith(("http://", "https://")):
            return escape(words)
        return Markup('<a href="{}">{}</a>').format(self.address(view, iri), words)

    def term(self, view: View, term: object) -> Markup:
        """A term as a reader sees it: things as links, texts with their language, dates in words."""
        if isinstance(term, ox.NamedNode):
            return self.anchor(view, term.value)
        words = cell(term, self.labels, view.lang)
        if isinstance(term, ox.Literal) and term.language and term.language != view.lang:
            return Markup('<span lang="{}">{}</span>').format(term.language, words)
        return escape(words)

    @cached_property
    def _templates(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.PackageLoader("ascn_kg.web"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        environment.globals["site"] = self
        return environment

    def render(self, template: str, view: View, *, status: int = 200, **context: object) -> Document:
        """The page a template makes. It knows ``site``, ``view``, ``say`` (both languages) and the context."""
        text = self._templates.get_template(template).render(view=view, say=view.say, **context)
        return Document(text.encode(), status=status)
