"""Saved questions: reads a ``.rq`` file, puts values into it, runs it, and cites every row of the answer.

>>> from ascn_kg.questions import Catalogue
>>> from ascn_kg.locations import default_locations
>>> Catalogue(default_locations().queries).get("cities-joined-after").params["year"].type
'xsd:integer'
"""

from __future__ import annotations

from ascn_kg.questions.catalogue import Catalogue
from ascn_kg.questions.citations import Citation, EvidenceItem
from ascn_kg.questions.dates import in_words
from ascn_kg.questions.gaps import Gap
from ascn_kg.questions.question import Column, Param, Question
from ascn_kg.questions.readings import Reading
from ascn_kg.questions.run import Answer, AnswerColumn, ask

__all__ = [
    "Answer",
    "AnswerColumn",
    "Catalogue",
    "Citation",
    "Column",
    "EvidenceItem",
    "Gap",
    "Param",
    "Question",
    "Reading",
    "ask",
    "in_words",
]
