"""The two pools a server has: one for pages, one for free queries, so that neither waits for the other."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from ascn_kg.web.site import Site
from ascn_kg.web.workers.in_process import InProcess
from ascn_kg.web.workers.nursery import Nursery
from ascn_kg.web.workers.pool import Limits, Pool, Runner

PAGES = Limits(seconds=20.0, wait=10.0)
# A query may take its time, but not while others wait: one person in a hurry must not shut out everybody else.
QUERIES = Limits(seconds=10.0, wait=3.0, fair=1.0)


@dataclass(frozen=True, eq=False)
class Workers:
    """What answers pages and queries, and ``data``: the version and the digest of the graph."""

    pages: Runner
    queries: Runner
    data: dict[str, Any]
    nursery: Nursery | None = field(default=None, repr=False)

    @classmethod
    def forked(
        cls, nursery: Nursery, count: int | None = None, pages: Limits = PAGES, queries: Limits = QUERIES
    ) -> Workers:
        """Two pools of ``count`` workers (default: as many as processors, at least two) from one nursery."""
        count = count or max(2, os.cpu_count() or 1)
        return cls(Pool(nursery, count, pages), Pool(nursery, count, queries), nursery.data, nursery)

    @classmethod
    def in_process(cls, site: Site) -> Workers:
        """No processes, and no limits: everything is computed here."""
        runner = InProcess(site)
        return cls(runner, runner, {"version": site.version, "digest": site.graph.digest})

    @property
    def failed(self) -> str | None:
        """Why no worker can be had any more; None while all is well."""
        return self.nursery.failed if self.nursery else None

    @property
    def warm(self) -> bool:
        """Whether workers have read what pages share; until then, in the first seconds, all is a little slower."""
        return self.nursery is None or self.nursery.warm.is_set()

    async def open(self) -> None:
        """Listen to the nursery in the running event loop, and have the first workers forked."""
        if self.nursery is None:
            return
        self.nursery.attach()
        for pool in (self.pages, self.queries):
            if isinstance(pool, Pool):
                await pool.warm()

    async def close(self) -> None:
        """End all processes."""
        if self.nursery is not None:
            await self.nursery.close()
