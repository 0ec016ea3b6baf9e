"""Workers answer, and are killed when they should be."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.knowledge import load
from ascn_kg.web.document import Document
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.workers import (
    Busy,
    Died,
    Failed,
    Graphs,
    InProcess,
    Job,
    Limits,
    Nursery,
    PageJob,
    Pool,
    ProblemJob,
    TooLarge,
    TooSlow,
)
from ascn_kg.web.workers.wire import Order, send_order
from tests.conftest import PREFIXES
from tests.web import jobs
from tests.web.serving import ENDLESS, HUNGRY, SWELLING, ends

T = TypeVar("T")
MB = 1 << 20
LIMITS = Limits(seconds=10.0, memory=96 * MB, answer=MB)


class Running:
    """A nursery and the event loop in which it is listened to."""

    def __init__(self, root: Path) -> None:
        self.runner = asyncio.Runner()
        self.nursery = Nursery(Graphs(root))
        self.nursery.wait()
        self.do(self._attach())

    async def _attach(self) -> None:
        self.nursery.attach()
        async with asyncio.timeout(60):
            await self.nursery.warm.wait()  # until then workers are replaced

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def pool(self, count: int = 1, **limits: Any) -> Pool:
        return Pool(self.nursery, count, replace(LIMITS, **limits))

    def call(self, pool: Pool, job: Job) -> Document:
        return self.do(pool.call(job))

    def pid(self, pool: Pool) -> int:
        return int(self.call(pool, jobs.Pid()).content)

    def close(self) -> None:
        self.do(self.nursery.close())
        self.runner.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a graph with one city, which is soon read."""
    root = tmp_path_factory.mktemp("small")
    for folder in ("ontology", "data", "queries"):
        (root / folder).mkdir()
    (root / "data" / "cities.ttl").write_text(PREFIXES + "city:a a ascn:City .")
    return Site(load(root))


@pytest.fixture(scope="module")
def running(small: Site) -> Iterator[Running]:
    """A nursery."""
    running = Running(small.knowledge.locations.root)
    yield running
    running.close()


@pytest.fixture
def own(small: Site) -> Iterator[Running]:
    """A nursery that a test may kill."""
    running = Running(small.knowledge.locations.root)
    yield running
    running.close()


@pytest.mark.parametrize("path", ["help.id.html", "static/site.css", "doc/city/a.ttl"])
def test_a_worker_gives_the_document_that_the_site_has(running: Running, small: Site, path: str) -> None:
    assert running.call(running.pool(), PageJob(path)) == respond(small, path)


def test_a_document_that_names_a_file_stays_so(running: Running) -> None:
    document = running.call(running.pool(), PageJob("export/ascn-kg.nt"))
    assert document.file is not None
    assert document.file.is_file()
    assert document.content == b""


def test_a_problem_is_told_in_the_language_of_the_reader(running: Running) -> None:
    document = running.call(running.pool(), ProblemJob("doc/a", "id", 400, "Kata ini <salah>."))
    assert document.status == 400
    assert "Kata ini &lt;salah&gt;." in document.content.decode()


def test_one_worker_takes_one_job_after_another(running: Running) -> None:
    pool = running.pool()
    assert running.pid(pool) == running.pid(pool)
    assert pool.state() == {"workers": 1, "busy": 0, "ended": 0}


@pytest.mark.parametrize("job", [jobs.Query(ENDLESS), jobs.Spin()], ids=["in Rust", "in Python"])
def test_what_never_ends_is_killed_in_time(running: Running, job: Job) -> None:
    pool = running.pool(seconds=0.4)
    before = running.pid(pool)
    start = time.monotonic()
    with pytest.raises(TooSlow, match=r"0\.4 seconds"):
        running.call(pool, job)
    assert 0.4 <= time.monotonic() - start < 2
    assert ends(before)
    assert running.pid(pool) != before
    assert pool.state() == {"workers": 1, "busy": 0, "ended": 1}


@pytest.mark.parametrize(
    "job",
    [jobs.Query(HUNGRY), jobs.Query(SWELLING), jobs.Fill(400 * MB)],
    ids=["rows", "one text", "in Python"],
)
def test_what_takes_too_much_memory_is_ended(running: Running, job: Job) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not hold a process to an amount of memory")
    pool = running.pool()
    before = running.pid(pool)
    with pytest.raises(TooLarge) as told:
        running.call(pool, job)
    assert (told.value.what, told.value.limit) == ("memory", 96 * MB)
    assert ends(before)
    assert running.pid(pool) != before


def test_a_worker_that_has_grown_makes_room_for_a_new_one(running: Running) -> None:
    pool = running.pool()
    before = running.pid(pool)
    assert int(running.call(pool, jobs.Fill(30 * MB)).content) == before
    assert running.pid(pool) != before
    assert int(running.call(pool, jobs.Fill(MB)).content) == running.pid(pool)


def test_an_answer_may_have_only_so_many_bytes(running: Running) -> None:
    pool = running.pool()
    assert len(running.call(pool, jobs.Long(MB)).content) == MB
    with pytest.raises(TooLarge) as told:
        running.call(pool, jobs.Long(MB + 1))
    assert (told.value.what, told.value.limit) == ("answer", MB)


def test_a_fault_of_ours_is_told_without_what_a_reader_typed(running: Running, small: Site) -> None:
    with pytest.raises(Failed) as told:
        running.call(running.pool(), jobs.Fail())
    assert told.value.error == "ValueError"
    assert "jobs.py" in told.value.frames[-1]
    assert "typed" not in str(told.value)
    with pytest.raises(Failed) as here:
        running.do(InProcess(small).call(jobs.Fail()))
    assert here.value.frames[-1] == told.value.frames[-1]


def test_how_a_worker_died_is_told(running: Running) -> None:
    pool = running.pool()
    with pytest.raises(Died, match="SIGSEGV"):
        running.call(pool, jobs.End(signal.SIGSEGV))
    assert running.pid(pool)


def test_a_worker_that_somebody_killed_is_replaced_unnoticed(running: Running) -> None:
    pool = running.pool()
    before = running.pid(pool)
    os.kill(before, signal.SIGKILL)
    assert ends(before)
    assert running.pid(pool) != before


def test_more_than_there_are_workers_are_refused_at_once(running: Running) -> None:
    pool = running.pool(count=2, seconds=0.6)

    async def three() -> list[Any]:
        first = [asyncio.ensure_future(pool.call(jobs.Spin())) for _ in range(2)]
        await asyncio.sleep(0.2)
        assert pool.state()["busy"] == 2
        start = time.monotonic()
        with pytest.raises(Busy):
            await pool.call(jobs.Pid())
        assert time.monotonic() - start < 0.1
        return await asyncio.gather(*first, return_exceptions=True)

    assert [type(each) for each in running.do(three())] == [TooSlow, TooSlow]


def test_a_job_may_wait_a_little_for_a_worker(running: Running) -> None:
    pool = running.pool(seconds=0.3, wait=2.0)

    async def queue() -> list[Any]:
        work = [pool.call(jobs.Spin()), *(pool.call(jobs.Pid()) for _ in range(20))]
        return list(await asyncio.gather(*work, return_exceptions=True))

    first, *others = running.do(queue())
    assert isinstance(first, TooSlow)
    assert len({each.content for each in others}) == 1
    impatient = running.pool(seconds=0.5, wait=0.1)

    async def two() -> list[Any]:
        work = (impatient.call(jobs.Spin()), impatient.call(jobs.Pid()))
        return list(await asyncio.gather(*work, return_exceptions=True))

    assert [type(each) for each in running.do(two())] == [TooSlow, Busy]


def test_a_job_has_less_time_while_others_wait(running: Running) -> None:
    pool = running.pool(seconds=3.0, wait=2.0, fair=0.4)

    async def first_alone() -> tuple[tuple[Any, ...], float]:
        long = asyncio.ensure_future(pool.call(jobs.Spin()))
        await asyncio.sleep(0.8)
        assert not long.done()
        start = time.monotonic()
        await pool.call(jobs.Pid())
        return tuple(await asyncio.gather(long, return_exceptions=True)), time.monotonic() - start

    (first,), waited = running.do(first_alone())
    assert isinstance(first, Busy)
    assert waited < 1.5

    async def all_at_once() -> list[Any]:
        work = (pool.call(jobs.Spin()), pool.call(jobs.Spin()), pool.call(jobs.Pid()))
        return list(await asyncio.gather(*work, return_exceptions=True))

    one, other, last = running.do(all_at_once())
    assert [type(each) for each in (one, other)] == [Busy, Busy]
    assert last.status == 200


def test_a_slow_query_delays_no_page(running: Running) -> None:
    pages, queries = running.pool(), running.pool(seconds=1.0)

    async def both() -> float:
        slow = asyncio.ensure_future(queries.call(jobs.Query(ENDLESS)))
        await asyncio.sleep(0.1)
        await pages.call(PageJob("static/site.css"))
        start = time.monotonic()
        for _ in range(10):
            await pages.call(PageJob("static/site.css"))
        taken = time.monotonic() - start
        assert not slow.done()
        await asyncio.gather(slow, return_exceptions=True)
        return taken

    assert running.do(both()) < 0.8


def test_whoever_gives_up_has_the_worker_killed(running: Running) -> None:
    pool = running.pool()
    before = running.pid(pool)

    async def give_up() -> None:
        work = asyncio.ensure_future(pool.call(jobs.Query(ENDLESS)))
        await asyncio.sleep(0.2)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    running.do(give_up())
    assert ends(before, seconds=1.0)
    assert running.pid(pool) != before


def test_the_kernel_ends_a_late_worker_that_nobody_kills(running: Running) -> None:
    async def forgotten() -> int | None:
        worker = await running.nursery.fork(LIMITS.memory)
        order = Order(jobs.Query(ENDLESS), 0.1, LIMITS.memory, LIMITS.answer)
        await asyncio.get_running_loop().sock_sendall(worker.channel, send_order(order))
        async with asyncio.timeout(4):
            return await worker.ended

    assert running.do(forgotten()) == -signal.SIGALRM


def test_a_worker_writes_no_file(running: Running, tmp_path: Path) -> None:
    assert running.call(running.pool(), jobs.Write(tmp_path / "file")).content != b"written"
    assert not (tmp_path / "file").exists() or not (tmp_path / "file").read_bytes()


def test_a_worker_holds_no_socket_but_its_own(running: Running) -> None:
    pool = running.pool(count=3)

    async def three() -> list[bytes]:
        await pool.warm()
        return [(await pool.call(jobs.Inherited())).content for _ in range(3)]

    assert running.do(three()) == [b"1"] * 3


def test_without_a_nursery_nothing_is_answered(own: Running) -> None:
    pool = own.pool(count=2)

    async def orphaned() -> None:
        worker = int((await pool.call(jobs.Pid())).content)
        busy = asyncio.ensure_future(pool.call(jobs.Query(ENDLESS)))
        await asyncio.sleep(0.1)
        os.kill(own.nursery.pid, signal.SIGKILL)
        with pytest.raises(Died):
            await busy
        assert own.nursery.failed
        with pytest.raises(Died):
            await pool.call(jobs.Pid())
        assert ends(worker)

    own.do(orphaned())


def test_closing_ends_all_processes(own: Running) -> None:
    pool = own.pool(count=2)

    async def close() -> list[int]:
        await pool.warm()
        pids = [int((await pool.call(jobs.Pid())).content) for _ in range(2)]
        busy = asyncio.ensure_future(pool.call(jobs.Query(ENDLESS)))
        await asyncio.sleep(0.1)
        await own.nursery.close()
        await asyncio.gather(busy, return_exceptions=True)
        return pids

    pids = own.do(close())
    assert ends(*pids, own.nursery.pid)


def test_workers_from_before_all_was_read_are_replaced(own: Running) -> None:
    pool = own.pool()
    own.nursery.warm.clear()
    before = own.pid(pool)
    assert own.pid(pool) == before
    own.nursery.warm.set()
    assert own.pid(pool) != before
    assert ends(before)


def test_a_graph_that_cannot_be_read_is_told_as_by_the_other_commands(tmp_path: Path) -> None:
    for folder in ("ontology", "data", "queries"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data" / "bad.ttl").write_text("this is no Turtle")
    nursery = Nursery(Graphs(tmp_path))
    with pytest.raises(AscnKgError, match=r"data/bad\.ttl:1:"):
        nursery.wait()
    nursery.end_now()
