"""The form of a saved question, made from its typed parameters."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.labels import fold
from ascn_kg.namespaces import SKOS, TERMS, expand, shrink
from ascn_kg.questions import Param, Question
from ascn_kg.questions.arguments import read_argument, read_arguments
from ascn_kg.rendering.words import WORDS
from ascn_kg.web.asking.words import param_words
from ascn_kg.web.site import Site

FEW = 70  # more than these are typed, with suggestions, rather than chosen from a list
_MANY = 400  # more than these are not even suggested
_LITERALS = {"xsd:integer": "number", "xsd:date": "date", "xsd:string": "text", "xsd:boolean": "select"}


@dataclass(frozen=True)
class Choice:
    """One value to choose or to be suggested."""

    value: str
    words: str


@dataclass(frozen=True)
class Field:
    """One parameter in the form.

    ``kind`` is number, date, text, select or suggest (text with suggestions); ``value`` what stands in it, as typed
    where it was, and ``fault`` the sentence about it.
    """

    name: str
    kind: str
    label: str
    help: str
    value: str
    any: bool
    choices: tuple[Choice, ...] = ()
    fault: str = ""


def fields(
    site: Site, question: Question, given: Mapping[str, str], faults: Mapping[str, str], lang: str
) -> list[Field]:
    """The fields of a question's form, holding what was asked, or the defaults."""
    defaults = {each.name: each.term for each in read_arguments(question, {}, site.labels, site.cut_off, lang)}
    return [_field(site, param, given, defaults[param.name], faults, lang) for param in question.params.values()]


def candidates(site: Site, param: Param) -> list[str]:
    """The IRIs a parameter may take, where it takes things and they can be listed; in no particular order."""
    kind = expand(param.type) if param.is_thing else None
    return list(site.labels.members(kind) or ()) if kind else []


def command_line(site: Site, question: Question, lang: str) -> str:
    """How to ask the question on the command line, with an example for each parameter."""
    words = ["ascn-kg", "ask", question.name]
    for argument in read_arguments(question, {}, site.labels, site.cut_off, lang):
        param = question.params[argument.name]
        if argument.term is not None:
            words += [param.option, argument.text]
        elif chosen := _sorted(site, candidates(site, param), lang):
            words += [param.option, chosen[0].words]
    return shlex.join([*words, "--lang", "id"] if lang == "id" else words)


def _field(
    site: Site,
    param: Param,
    given: Mapping[str, str],
    default: ox.NamedNode | ox.Literal | None,
    faults: Mapping[str, str],
    lang: str,
) -> Field:
    kind = _LITERALS.get(param.type, "")
    choices: list[Choice] = []
    if param.is_thing:
        iris = candidates(site, param)
        kind = "select" if 0 < len(iris) <= FEW else "suggest"
        choices = _sorted(site, iris, lang) if len(iris) <= _MANY else []
    elif kind == "select":
        choices = [Choice(value, WORDS[lang][value]) for value in ("true", "false")]
    value = _value(site, param, given.get(param.name), default, kind, lang)
    fault = faults.get(param.name, "")
    if fault or kind == "suggest":
        choices = [_suggestion(site, param, choice, lang) for choice in choices]
    if fault:
        # What does not fit could not be shown in a field that only takes what fits.
        kind = "suggest" if choices else "text"
    words, help = param_words(param.name, lang), param.help[lang]
    return Field(param.name, kind, words, help[:1].upper() + help[1:], value, param.any, tuple(choices), fault)


def _value(
    site: Site, param: Param, typed: str | None, default: ox.NamedNode | ox.Literal | None, kind: str, lang: str
) -> str:
    """What stands in a field: in a list the value of the choice, else what was typed or the default in words."""
    term = default
    if typed is not None:
        try:
            term = read_argument(param, typed, site.labels, lang).term
        except AscnKgError:
            return typed
        if kind != "select":
            return typed if term is not None else ""
    if isinstance(term, ox.NamedNode):
        return shrink(term.value) if kind == "select" else _typed(site, param, term.value, lang)
    return "" if term is None else term.value


def _typed(site: Site, param: Param, iri: str, lang: str) -> str:
    """What to type for a thing: its name, or its prefixed name where others are called so."""
    name = site.labels.label(iri, lang)
    try:
        return name if site.labels.find(name, expand(param.type), lang) == iri else shrink(iri)
    except AscnKgError:
        return shrink(iri)


def _suggestion(site: Site, param: Param, choice: Choice, lang: str) -> Choice:
    """A choice as something to type; with its words where they are more than that."""
    typed = _typed(site, param, expand(choice.value) or "", lang) if param.is_thing else choice.words
    return Choice(typed, "" if typed == choice.words else choice.words)


def _sorted(site: Site, iris: Iterable[str], lang: str) -> list[Choice]:
    """Things by name; where several have one, each with what tells them apart."""
    names = {iri: site.labels.label(iri, lang) for iri in iris}
    count = Counter(names.values())
    choices = [
        Choice(shrink(iri), f"{name} ({_beside(site, iri, lang)})" if count[name] > 1 else name)
        for iri, name in names.items()
    ]
    return sorted(choices, key=lambda choice: (fold(choice.words), choice.value))


def _beside(site: Site, iri: str, lang: str) -> str:
    """What tells a thing from others of its name: its city, the list it is in, else its prefixed name."""
    for term in (TERMS + "ofCity", SKOS + "inScheme"):
        if found := [o.value for o in site.graph.objects(ox.NamedNode(iri), term) if isinstance(o, ox.NamedNode)]:
            return ", ".join(sorted(site.labels.label(each, lang) for each in found))
    return shrink(iri)
