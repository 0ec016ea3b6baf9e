"""The part of SPARQL that our shapes are written in, answered from the columns, with literals exactly as written."""

from __future__ import annotations

from ascn_kg.validation.sparql.answering import answer
from ascn_kg.validation.sparql.patterns import SubSelect
from ascn_kg.validation.sparql.reading import read_query
from ascn_kg.validation.sparql.tables import Table

__all__ = ["SubSelect", "Table", "answer", "read_query"]
