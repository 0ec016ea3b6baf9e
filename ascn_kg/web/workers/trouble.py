"""Why a job has no answer."""

from __future__ import annotations

import signal
import traceback


class NoAnswer(Exception):
    """Base of the reasons; the text is for the log, what a reader is told stands in :mod:`ascn_kg.web.problems`."""


class Busy(NoAnswer):
    """All workers are taken."""


class TooSlow(NoAnswer):
    """The job took longer than it may; ``seconds`` is the limit. Its worker was killed."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"took more than {seconds:g} seconds")


class TooLarge(NoAnswer):
    """The job needed more ``memory``, or its ``answer`` has more bytes, than the ``limit`` in bytes."""

    def __init__(self, what: str, limit: int) -> None:
        self.what, self.limit = what, limit
        super().__init__(f"{what} of more than {limit:,} bytes")


class Died(NoAnswer):
    """The worker, or the nursery it should come from, ended before it answered."""


class Failed(NoAnswer):
    """The job raised an error nobody expected. ``frames`` are the lines of the program that led to it.

    The error's own message is left out: it may hold what a reader typed.
    """

    def __init__(self, error: str, frames: list[str]) -> None:
        self.error, self.frames = error, frames
        super().__init__(f"{error} in {frames[-1] if frames else 'no known line'}")


def ended_by(status: int | None, seconds: float, memory: int) -> NoAnswer:
    """What the exit status of a worker (negative: the signal that ended it; None: unknown) says about its job."""
    if status is None:
        return Died("its process ended, and there is no nursery to say how")
    if status == -signal.SIGABRT:  # so ends Rust code that gets no memory
        return TooLarge("memory", memory)
    if status == -signal.SIGALRM:
        return TooSlow(seconds)
    return Died(f"its process ended with {signal.Signals(-status).name if status < 0 else f'exit code {status}'}")


def failure_of(error: BaseException) -> Failed:
    """The error's kind and where it came from, without its message."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return Failed(type(error).__name__, frames)
