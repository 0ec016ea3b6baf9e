"""The benchmarks' networks: the same bytes from the same seed, faults and answers as foretold; and their report."""

from __future__ import annotations

import http.server
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import Locations
from ascn_kg.reasoning import close
from ascn_kg.validation import validate
from benchmarks.figures import Figures, growth
from benchmarks.generate import size
from benchmarks.measure import Run, enough, run
from benchmarks.network import QUESTIONS, Known, fingerprint, generate
from benchmarks.network.faults import KINDS
from benchmarks.report import generated_part, readme_part
from benchmarks.serving.hostile import hostile, stream
from benchmarks.serving.memory import memory_of, processes_of
from benchmarks.serving.outcomes import Outcome, figures
from benchmarks.serving.tables import tables
from benchmarks.serving.wrk import Request, load
from benchmarks.targets import targets
from tests.conftest import IN_CI

Network = tuple[Path, Known]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Network:
    root = tmp_path_factory.mktemp("clean")
    return root, generate(root, 3_000)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Network:
    root = tmp_path_factory.mktemp("faulty")
    return root, generate(root, 3_000, faults=0.3)


@pytest.fixture(scope="module")
def closed(faulty: Network) -> Graph:
    """The faulty network: its faults change no answer."""
    return _closed(faulty[0])


def _closed(root: Path) -> Graph:
    graph = load_graph(Locations(root))
    return graph.with_inferred(close(graph).inferred)


def _files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _rows(graph: Graph, root: Path, question: str) -> Iterator[list[str]]:
    for row in graph.query((root / "queries" / f"{question}.rq").read_text(encoding="utf-8")):  # type: ignore[union-attr]
        yield ["" if term is None else term.value for term in row]


def _found(root: Path) -> list[tuple[str, str]]:
    locations = Locations(root)
    return sorted((finding.rule, finding.focus) for finding in validate(load_graph(locations), locations))


def _foretold(known: Known) -> list[tuple[str, str]]:
    return sorted((fault["rule"], fault["focus"]) for fault in known.faults)


def test_the_same_seed_gives_the_same_bytes(faulty: Network, tmp_path: Path) -> None:
    generate(tmp_path, 3_000, faults=0.3)
    assert _files(tmp_path) == _files(faulty[0])


def test_another_seed_gives_another_network(clean: Network, tmp_path: Path) -> None:
    assert generate(tmp_path, 3_000, seed=2).answers != clean[1].answers


def test_a_network_replaces_a_network_but_nothing_else(tmp_path: Path) -> None:
    generate(tmp_path / "network", 3_000, seed=2)
    (tmp_path / "network" / "data" / "left-over.ttl").touch()
    generate(tmp_path / "network", 3_000)
    assert not (tmp_path / "network" / "data" / "left-over.ttl").exists()
    (tmp_path / "mine" / "data").mkdir(parents=True)
    with pytest.raises(AscnKgError, match="holds other files"):
        generate(tmp_path / "mine", 3_000)
    assert (tmp_path / "mine" / "data").is_dir()


@pytest.mark.parametrize("asked", [3_000, 30_000, 300_000])
def test_a_network_is_about_as_large_as_asked(asked: int, tmp_path: Path) -> None:
    assert generate(tmp_path, asked).triples == pytest.approx(asked, rel=0.15)


def test_the_generator_counts_what_it_wrote(clean: Network) -> None:
    root, known = clean
    graph = load_graph(Locations(root))
    ontology = load_graph(Locations(root), only=True)
    assert len(graph.columns) - len(ontology.columns) == known.triples


def test_a_clean_network_has_no_finding_and_no_clash(clean: Network) -> None:
    root, known = clean
    assert not known.faults
    assert not _found(root)
    assert not close(load_graph(Locations(root))).clashes


def test_just_the_known_faults_are_found(faulty: Network) -> None:
    root, known = faulty
    assert known.faults
    assert _found(root) == _foretold(known)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_answers_as_foretold(question: str, closed: Graph, faulty: Network) -> None:
    root, known = faulty
    foretold = known.answers[question]
    assert foretold["rows"]
    assert fingerprint(_rows(closed, root, question)) == foretold


def test_a_fingerprint_tells_rows_apart_but_not_their_order() -> None:
    rows = [["a", "b"], ["c", ""]]
    assert fingerprint(rows) == fingerprint(reversed(rows))
    assert fingerprint(rows) != fingerprint([["a", "b"], ["c", "d"]])
    assert fingerprint(rows) != fingerprint([*rows, rows[0]])
    assert fingerprint([["ab", ""]]) != fingerprint([["a", "b"]])


@pytest.mark.slow
def test_every_kind_of_fault_occurs_and_is_found_in_a_larger_network(tmp_path: Path) -> None:
    known = generate(tmp_path, 30_000, faults=0.6)
    assert {*known.faults_by_rule} == {kind.rule for kinds in KINDS.values() for kind in kinds}
    assert _found(tmp_path) == _foretold(known)
    graph = _closed(tmp_path)
    assert {q: fingerprint(_rows(graph, tmp_path, q)) for q in QUESTIONS} == known.answers


@pytest.mark.slow
def test_pyshacl_finds_the_same_faults_and_none_in_a_clean_network(clean: Network, faulty: Network) -> None:
    from benchmarks.engines import prepare, rdf_stack

    for root, known in (clean, faulty):
        prepare.prepare(root)
        assert rdf_stack.shacl(root)["facts"] == {"results": len(known.faults), "right": True}
        assert rdf_stack.questions(root)["facts"] == {"right": len(QUESTIONS)}


def test_the_readme_says_what_the_results_say() -> None:
    assert readme_part() == generated_part()


@pytest.mark.parametrize(("text", "number"), [("3000", 3_000), ("30k", 30_000), ("3M", 3_000_000)])
def test_sizes_are_read(text: str, number: int) -> None:
    assert size(text) == number


@pytest.mark.parametrize("power", [0.5, 1.0, 1.15, 2.0])
def test_growth_is_the_slope_of_the_logarithms(power: float) -> None:
    assert growth([(n, 3 * n**power) for n in (3e3, 3e4, 3e5, 3e6)]) == pytest.approx(power, abs=0.001)
    assert growth([(3e3, 1.0)]) is None


def _figures(ours: float, peak: int = 1_000, owlrl: dict[str, Any] | None = None) -> Figures:
    def entry(engine: str, data: str, seconds: float, **more: Any) -> dict[str, Any]:
        return {"engine": engine, "data": data, "outcome": "ok", "seconds": seconds, **more}

    pipeline = [
        entry("ASCN-KG", data, ours * n, triples=n, peak_mb=peak, steps={"parse": ours * n})
        for data, n in (("3k", 3_000), ("3M", 3_000_000))
    ]
    closure = [entry("ASCN-KG", "30k", 0.01), owlrl or entry("owlrl", "30k", 10.0)]
    return Figures({"closure": {"entries": closure}, "pipeline": {"entries": pipeline}})


def _reached(figures: Figures, start: str) -> bool | None:
    return next(target.reached for target in targets(figures) if target.asked.startswith(start))


def test_targets_are_held_against_the_figures() -> None:
    over = {"engine": "owlrl", "data": "30k", "outcome": "over", "at_least": 290.0}
    assert _reached(_figures(1e-5), "closure at 30k") is True
    assert _reached(_figures(1e-5, owlrl={**over, "at_least": 1.0}), "closure at 30k") is None
    assert _reached(_figures(1e-5, owlrl=over), "closure at 30k") is True
    assert _reached(_figures(1e-5), "whole pipeline at 3M: under 60 s") is True
    assert _reached(_figures(1e-4), "whole pipeline at 3M: under 60 s") is False
    assert _reached(_figures(1e-5, peak=7_000), "whole pipeline at 3M: under 6 GB") is False
    assert _reached(_figures(1e-5), "growth of parse") is True
    assert _reached(Figures({}), "ten questions at 30k") is None


def test_a_run_is_measured_stopped_and_reported() -> None:
    said = run(["python3", "-c", "print('{\"seconds\": 2.5}')"], limit=30)
    assert (said.outcome, said.seconds) == ("ok", 2.5)
    assert said.peak > 1
    assert run(["sleep", "30"], limit=0.2).outcome == "over"
    begins = "import time; print('{\"began\": %f}' % time.monotonic(), flush=True); time.sleep(30)"
    stopped = run(["python3", "-c", begins], limit=1)
    assert (stopped.outcome, stopped.result["at_least"] > 0) == ("over", True)
    failed = run(["python3", "-c", "raise SystemExit('no such graph')"], limit=30)
    assert (failed.outcome, failed.said) == ("failed", "no such graph")


def test_short_runs_are_repeated_and_long_ones_are_not() -> None:
    assert not enough([Run(0.1, 1.0)] * 4, 5)
    assert enough([Run(0.1, 1.0)] * 5, 5)
    assert enough([Run(50.0, 1.0)], 5)
    assert enough([Run(0.1, 1.0, "failed")], 5)


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers as the address says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/lost":
            self.close_connection = True
            return
        self.send_response(503 if self.path == "/busy" else 200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"right")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """A server that answers as the address says."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


_REQUESTS = [
    Request("good", "GET", "/good", expected=b"right"),
    Request("good", "POST", "/good", content=b"some text", expected=b"right"),
    Request("wrong", "GET", "/wrong", expected=b"write"),
    Request("busy", "GET", "/busy"),
    Request("lost", "GET", "/lost"),
]


@pytest.mark.parametrize("clients", [1, 2])
def test_wrk_tells_what_became_of_each_request(clients: int, address: str) -> None:
    if shutil.which("wrk") is None:
        reason = "wrk is not installed here: apt-get install wrk"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    outcomes, seconds = load(address, _REQUESTS * 4, clients=clients, seconds=1)
    found = figures(outcomes)
    assert seconds == pytest.approx(1, abs=0.01)
    assert min(found["right"], found["refused"]["503"], found["wrong"], found["lost"]) > 1
    answered = found["right"] + found["refused"]["503"] + found["wrong"]
    assert found["sent"] == answered + found["lost"] + found["open"]
    assert found["open"] <= clients
    assert 0 < found["p50"] <= found["p99"] <= found["slowest"] < 1
    once, seconds = load(address, _REQUESTS[:4] * 5, clients=clients, seconds=30, once=True)
    assert sorted(outcome.name for outcome in once) == sorted(request.name for request in _REQUESTS[:4] * 5)
    assert seconds < 10


def test_a_steady_stream_is_told_too_and_has_one_hostile_request_in_fifty(address: str) -> None:
    outcomes, attacks = stream(address, _REQUESTS, 1.2, hostile("/busy"))
    found = figures(outcomes)
    assert len(attacks) == 2
    assert {attack.seen for attack in attacks} == {"503"}
    assert (found["sent"], found["open"]) == (58, 0)
    assert min(found["right"], found["wrong"], found["refused"]["503"], found["lost"]) > 10


def test_latencies_are_those_of_right_answers() -> None:
    outcomes = [Outcome("a", 0.0, 200, seconds / 100, same=True) for seconds in range(1, 101)]
    outcomes += [Outcome("a", 0.0, 503, 9.0), Outcome("a", 0.0, 200, 9.0), Outcome("a", 0.0, seconds=9.0)]
    found = figures(outcomes)
    assert (found["p50"], found["p99"], found["slowest"]) == (0.5, 0.99, 1.0)
    assert (found["refused"], found["wrong"], found["lost"]) == ({"503": 1}, 1, 1)
    assert figures([])["p50"] is None


def test_memory_is_that_of_a_whole_session() -> None:
    held = ["python3", "-c", "import time; held = bytearray(80 << 20); print(flush=True); time.sleep(60)"]
    command = ["sh", "-c", f"{held[0]} -c '{held[2]}' & {held[0]} -c '{held[2]}'; wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        for _ in range(2):
            process.stdout.readline()
        pids = processes_of(process.pid)
        assert len(pids) == 3
        assert 160 < memory_of(pids) < 260
        os.killpg(process.pid, signal.SIGKILL)
    until = time.monotonic() + 20  # whose parent has gone is buried by the system, when it comes to it
    while processes_of(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not processes_of(process.pid)


def test_the_tables_of_servers_say_what_went_wrong() -> None:
    told = {"sent": 50, "right": 40, "refused": {"503": 3}, "wrong": 0, "lost": 5, "open": 2, "p50": 0.002, "p99": None}
    calm = {"engine": "a", "case": "lookups", "clients": 8, "per_second": 8.2, "peak_mb": 30, "medians": {}, **told}
    phase = {**told, "peak_mb": 77}
    attack = {
        "engine": "b",
        "case": "under attack",
        "asked": "lookups",
        "attack": "of all kinds",
        "phases": {"before": phase, "during": phase, "after": phase},
        "hostile": {"endless": {"504": 2, "cut off": 1}},
        "ends": [{"at": 1.0, "why": "SIGABRT"}],
    }
    lines = [*tables([calm, attack])]
    assert "| a | 8 | 8.2 | 2 ms | – | 40 of 48 (3 times 503, 5 lost) | 30 MB |" in lines
    assert any("80.0 %, 80.0 %, 80.0 %" in line and "77, 77, 77 MB | once |" in line for line in lines)
    assert "| endless | 504 (2), cut off (1) |" in lines
    assert not [*tables([])]
