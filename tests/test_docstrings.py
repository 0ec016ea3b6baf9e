"""Every example in a docstring is run against the real graph, so that none of them promises what is not so."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import ascn_kg

# Importing these runs the command line.
NOT_IMPORTED = {"ascn_kg.__main__"}
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def module_names() -> Iterator[str]:
    yield ascn_kg.__name__
    for module in pkgutil.walk_packages(ascn_kg.__path__, ascn_kg.__name__ + "."):
        if module.name not in NOT_IMPORTED:
            yield module.name


MODULES = sorted(module_names())


def failures(module: ModuleType) -> str:
    """What doctest prints about the examples of a module that do not hold; "" where all do."""
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for test in doctest.DocTestFinder().find(module):
        runner.run(test, out=said.append)
    return "".join(said)


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.usefixtures("knowledge")
def test_the_examples_of_a_module_hold(module: str) -> None:
    """The fixture has reasoned already, so an example that opens the graph takes the kept closure."""
    assert failures(importlib.import_module(module)) == ""


def test_modules_are_found() -> None:
    assert {"ascn_kg.knowledge", "ascn_kg.namespaces", "ascn_kg.validation.shacl"} <= set(MODULES)


def test_examples_are_found() -> None:
    finder = doctest.DocTestFinder()
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(found) >= 5


def test_a_false_example_is_told() -> None:
    false = ModuleType("false", "Says what is not so.\n\n>>> 1 + 1\n3\n")
    true = ModuleType("true", "Says what is so.\n\n>>> 1 + 1\n2\n")
    assert "Got:\n    2" in failures(false)
    assert failures(true) == ""
