"""Work in a process beside this one: most machines have a second core that has nothing to do."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Start some work; calling what is returned waits for its result.

    Where there is no other process to be had, or it fails, the work is done when the result is asked for, so that
    an error is raised here.
    """
    if not hasattr(os, "fork"):
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe)
        finally:
            os._exit(0)  # whatever happened: what the pipe does not hold, the parent works out
    os.close(writing)

    def result() -> Result:
        with os.fdopen(reading, "rb") as pipe:
            written = pipe.read()
        os.waitpid(child, 0)
        try:
            found: Result = pickle.loads(written)
        except (EOFError, pickle.UnpicklingError):
            return work()
        return found

    return result
