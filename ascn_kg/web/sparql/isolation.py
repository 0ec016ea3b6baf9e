"""Keeps a query from files and from the network, whatever the engine would do for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

try:
    import resource
except ImportError:  # a system without such limits
    resource = None  # type: ignore[assignment]


@contextmanager
def no_new_files() -> Iterator[None]:
    """Within this context the process can open no file and no connection; those it has stay open.

    The refusal of SERVICE comes before; this holds where it is got round.
    """
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
