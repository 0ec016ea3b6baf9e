"""The SPARQL 1.1 Protocol over a graph, without HTTP: a request becomes a job for a worker, or is refused in words.

Only the query operation: nothing here changes the graph, reads another file or sends a request.
"""

from __future__ import annotations

from ascn_kg.web.sparql.description import DescriptionJob
from ascn_kg.web.sparql.job import QueryJob
from ascn_kg.web.sparql.protocol import METHODS, interpret
from ascn_kg.web.sparql.results import DEFAULT_LIMITS, Limits

__all__ = ["DEFAULT_LIMITS", "METHODS", "DescriptionJob", "Limits", "QueryJob", "interpret"]
