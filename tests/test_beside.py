"""Work in a process beside: its result arrives, and whatever happens to it, the work is done."""

from __future__ import annotations

import os
import signal

import pytest

from ascn_kg.beside import beside


def test_the_work_is_done_elsewhere() -> None:
    result = beside(os.getpid)
    assert result() != os.getpid()


def test_a_large_result_arrives_whole() -> None:
    assert beside(lambda: ["x" * 1000] * 1000)() == ["x" * 1000] * 1000


def test_an_error_is_raised_here() -> None:
    def fail() -> None:
        raise ValueError("no good")

    result = beside(fail)
    with pytest.raises(ValueError, match="no good"):
        result()


def test_a_child_that_dies_is_made_good() -> None:
    here = os.getpid()

    def die_elsewhere() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done here"

    assert beside(die_elsewhere)() == "done here"


def test_what_cannot_be_sent_is_worked_out_here() -> None:
    assert callable(beside(lambda: lambda: 1)())


def test_without_fork_the_work_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert beside(os.getpid)() == os.getpid()
