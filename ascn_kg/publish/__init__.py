"""Other stores: asks any SPARQL 1.1 endpoint a saved question, and loads the graph into any Graph Store."""

from __future__ import annotations

from ascn_kg.publish.connection import Connection
from ascn_kg.publish.endpoint import Endpoint
from ascn_kg.publish.push import Pushed, push
from ascn_kg.publish.remote import ask_endpoint

__all__ = ["Connection", "Endpoint", "Pushed", "ask_endpoint", "push"]
