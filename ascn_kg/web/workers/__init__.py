"""Processes that answer one request at a time and may be killed.

The process that listens for requests never computes a page or a query: it passes a :class:`Job` to a worker, waits for
the :class:`~ascn_kg.web.document.Document`, and has the worker killed that takes too long. Workers are forked from a
nursery, a process that has read the graph and does nothing else, so a new one costs milliseconds and shares its memory.
"""

from __future__ import annotations

from ascn_kg.web.workers.in_process import InProcess
from ascn_kg.web.workers.job import Job, PageJob, ProblemJob
from ascn_kg.web.workers.nursery import Graphs, Nursery
from ascn_kg.web.workers.pool import Limits, Pool, Runner
from ascn_kg.web.workers.trouble import Busy, Died, Failed, NoAnswer, TooLarge, TooSlow
from ascn_kg.web.workers.workers import Workers

__all__ = [
    "Busy",
    "Died",
    "Failed",
    "Graphs",
    "InProcess",
    "Job",
    "Limits",
    "NoAnswer",
    "Nursery",
    "PageJob",
    "Pool",
    "ProblemJob",
    "Runner",
    "TooLarge",
    "TooSlow",
    "Workers",
]
