"""Errors planted in the real data: how many of them do the checks catch, and does every rule ever fire?

``python -m tests.check_the_checks`` prints the figures, and the errors that nobody caught with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from ascn_kg.namespaces import expand
from tests.check_the_checks.blocks import Block, blocks_of, replaced
from tests.check_the_checks.checking import Checker
from tests.check_the_checks.kinds import KINDS
from tests.check_the_checks.plant import changed_lines
from tests.check_the_checks.report import Figures
from tests.check_the_checks.rules import KIND as RULE
from tests.check_the_checks.rules import Twins
from tests.check_the_checks.run import Record, grown, run
from tests.check_the_checks.world import World

SEED = 1
COUNT = 520
# What no check of files can know: that a text is a good translation, that another passage or value would be right,
# what stands in a document whose text is not at hand.
FOR_READERS = {
    "changed-number",
    "changed-status",
    "dropped-block",
    "dropped-triple",
    "other-document",
    "other-passage",
    "tags-exchanged",
    "tag-wrong",
}


@pytest.fixture(scope="session")
def world(texts: object) -> World:
    return World()


@pytest.fixture(scope="session")
def checker(world: World) -> Checker:
    return Checker(world)


def test_the_blocks_of_the_real_files_are_written_back_as_they_were(world: World) -> None:
    for file in world.files.values():
        heads = [line for line in file.text.split("\n") if line[:1] not in ("", " ", "#", "@")]
        assert len(file.blocks) >= 0.9 * len(heads), file.shown
        for block in file.blocks:
            assert replaced(file.text, block, block) == file.text


ALL_KINDS = sorted(set(KINDS) - FOR_READERS)


# Every third of them at once, as each is a validation of the whole graph.
@pytest.mark.parametrize(
    "kind",
    [kind if n % 3 == 0 else pytest.param(kind, marks=pytest.mark.slow) for n, kind in enumerate(ALL_KINDS)],
)
def test_an_error_of_each_kind_is_caught(kind: str, world: World, checker: Checker) -> None:
    outcomes: Iterator[bool] = (checker.outcome(grown(world, kind, Random(f"{kind} {n}"))).caught for n in range(4))
    assert any(outcomes)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_same_seed_plants_the_same_error(kind: str, world: World) -> None:
    one, other = (grown(world, kind, Random(f"again {kind}")) for _ in range(2))
    assert one == other
    assert one.text != one.file.text
    assert one.kind == kind


def test_the_real_graph_gives_no_findings(checker: Checker) -> None:
    assert checker.known == frozenset()


def test_a_block_and_its_changes() -> None:
    text = 'city:a\n    a ascn:City ;\n    rdfs:label\n        "A, b; c."@en ,\n        "A"@id ;\n    .\n'
    (block,) = blocks_of(text)
    assert block == Block(
        "city:a", (("a", ("ascn:City",)), ("rdfs:label", ('"A, b; c."@en', '"A"@id'))), 1, 6, in_one_line=False
    )
    changed = replaced(text, block, block.with_value("rdfs:label", '"A"@id', '"B"@id'))
    assert changed_lines(text, changed) == range(5, 6)
    assert replaced(text, block) == ""
    assert expand(block.subject)


def test_what_stands_in_brackets_is_left_alone() -> None:
    assert list(blocks_of("city:a\n    a ascn:City ;\n    ascn:b [ ascn:c 1 ] ;\n    .\n")) == []


def test_the_figures_count_what_was_caught() -> None:
    def record(kind: str, *rules: str) -> Record:
        return Record(kind, "0", "x: y", "data/x.ttl", rules, rules, bool(rules), "nobody can know")

    figures = Figures(1, [record("a", "shapes:One"), record("a"), record(RULE, "shapes:Two")], ["One", "Two", "Three"])
    assert (figures.share, figures.not_hit, len(figures.survivors)) == (0.5, ["Three"], 1)
    text = figures.as_text()
    assert "2 errors planted, 50.0% caught" in text
    assert "nobody can know" in text
    assert "2 of 3 rules fired. Three" in text
    assert figures.as_json()["caught"] == 1


@pytest.mark.slow
def test_the_checks_catch_what_they_promise(world: World) -> None:
    figures = Figures(SEED, run(SEED, COUNT, [*KINDS, RULE]), Twins(world).rules)
    knowable = [record for record in figures.planted if record.kind not in FOR_READERS]
    caught = [record for record in knowable if record.caught]
    assert figures.not_hit == []
    assert len(knowable) >= 400
    assert len(caught) / len(knowable) >= 0.98, figures.as_text()
    assert figures.share >= 0.85, figures.as_text()
    assert sum(record.at_line for record in caught) / len(caught) >= 0.95, figures.as_text()
