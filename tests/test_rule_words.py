"""Every rule that concludes something has words in both languages that read well with any axiom."""

from __future__ import annotations

import string

import pytest

from ascn_kg.reasoning import rules
from ascn_kg.reasoning.rules import forms
from ascn_kg.rendering.proof_words import PROOF_WORDS
from ascn_kg.rendering.rule_words import RULE_WORDS

TABLES = (rules.EQUALITY, rules.PROPERTIES, rules.CLASSES, rules.CLASS_AXIOMS, rules.SCHEMA, rules.RESTRICTIONS)
CONCLUDING = {form.name: form for table in TABLES for form in forms(table) if form.heads}


def test_every_rule_has_words() -> None:
    assert set(RULE_WORDS) == {*CONCLUDING, "dt-type2", "dt-eq"}


@pytest.mark.parametrize("name", sorted(RULE_WORDS))
def test_words_name_only_what_the_axioms_of_a_rule_have(name: str) -> None:
    axioms = CONCLUDING[name].axioms if name in CONCLUDING else ()
    known = {predicate.rpartition("#")[2] for _, predicate, _ in axioms} | ({"s", "o"} if axioms else set())
    for text in RULE_WORDS[name]:
        used = {field.removeprefix("a_") for _, field, _, _ in string.Formatter().parse(text) if field}
        assert used <= known
        assert not text.endswith(".")


@pytest.mark.parametrize("name", sorted(RULE_WORDS))
def test_both_languages_name_the_same(name: str) -> None:
    english, indonesian = (
        {field.removeprefix("a_") for _, field, _, _ in string.Formatter().parse(text) if field}
        for text in RULE_WORDS[name]
    )
    assert english == indonesian


def test_both_languages_have_the_same_fixed_words() -> None:
    english, indonesian = PROOF_WORDS["en"], PROOF_WORDS["id"]
    assert english.keys() == indonesian.keys()
    assert all(english[key].count("{}") == indonesian[key].count("{}") for key in english)
