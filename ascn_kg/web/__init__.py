"""The website and the SPARQL endpoint: pages of the graph for people, the same facts for programs.

Every address answers with a :class:`~ascn_kg.web.document.Document` that depends on the graph alone (``respond``), so
a server and a folder of static files give the same pages.
"""

from __future__ import annotations
