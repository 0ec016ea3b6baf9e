"""Answers jobs in this very process, without limits: for tests, and for whoever embeds the site in another program."""

from __future__ import annotations

from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.workers.job import Job
from ascn_kg.web.workers.trouble import failure_of


class InProcess:
    """Runs jobs over a site one after another."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def call(self, job: Job) -> Document:
        """The answer. Raises :class:`~ascn_kg.web.workers.trouble.Failed` where the job raises an error."""
        try:
            return job.run(self._site)
        except Exception as error:
            raise failure_of(error) from error

    def state(self) -> dict[str, int]:
        """One worker, which is never seen at work."""
        return {"workers": 1, "busy": 0, "ended": 0}
