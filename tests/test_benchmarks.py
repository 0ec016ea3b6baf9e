"""The benchmarks' networks: the same bytes from the same seed, faults and answers as foretold; and their report."""

from __future__ import annotations

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
from benchmarks.targets import targets

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
