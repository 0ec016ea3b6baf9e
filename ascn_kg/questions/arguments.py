"""Turns what the user wrote for each parameter into RDF terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.namespaces import expand
from ascn_kg.questions import binding
from ascn_kg.questions.messages import say
from ascn_kg.questions.question import CUT_OFF, UNDEF, Param, Question
from ascn_kg.spelling import near_matches

if TYPE_CHECKING:
    from ascn_kg.labels import Labels

_LITERALS = {
    "xsd:integer": binding.integer,
    "xsd:date": binding.date,
    "xsd:string": binding.string,
    "xsd:boolean": binding.boolean,
}
_ANY = ("any", "all", "semua")


@dataclass(frozen=True)
class Argument:
    """The value one parameter takes in an answer. ``term`` is None for "any"; ``text`` is how an answer shows it.

    ``given`` is False where the default was used and nothing needs to be put into the query.
    """

    name: str
    term: binding.Term | None
    text: str
    given: bool = True


def by_option(param: Param) -> str:
    """A parameter as the command line calls it."""
    return param.option


def by_name(param: Param) -> str:
    """A parameter as addresses and forms call it."""
    return param.name


def read_arguments(
    question: Question,
    given: Mapping[str, str],
    labels: Labels,
    cut_off: str | None,
    lang: str = "en",
    called: Callable[[Param], str] = by_option,
) -> list[Argument]:
    """One argument for each parameter, in the order of the header; messages call them as ``called`` says.

    Raises :class:`NotFoundError` for an unknown parameter or thing, with near matches, :class:`AscnKgError` for a value
    that does not fit its type.
    """
    values = {as_name(name): value for name, value in given.items()}
    for name in values:
        if name not in question.params:
            raise NotFoundError(unknown_parameter(question, name, lang, called))
    arguments = [
        _given(param, values[param.name], labels, lang, called)
        if param.name in values
        else _default(param, labels, cut_off, lang, called)
        for param in question.params.values()
    ]
    _check_ranges(question, {argument.name: argument for argument in arguments}, values, lang, called)
    return arguments


def as_name(written: str) -> str:
    """The name of a parameter however it is written: ``--as-of``, ``as-of``, ``as_of``."""
    return written.strip().lstrip("-").replace("-", "_")


def unknown_parameter(
    question: Question, name: str, lang: str = "en", called: Callable[[Param], str] = by_option
) -> str:
    """The sentence for a parameter the question does not have."""
    known = [called(param) for param in question.params.values()]
    near = near_matches(name.replace("-", "_"), question.params, 2)
    if near:
        hint = say(lang, "near", f" {say(lang, 'or')} ".join(called(question.params[each]) for each in near))
    else:
        hint = say(lang, "takes", ", ".join(known)) if known else say(lang, "none")
    return f"{say(lang, 'unknown', question.name, called(Param(name, 'xsd:string', {}, '')))} {hint}"


def _check_ranges(
    question: Question,
    chosen: Mapping[str, Argument],
    given: Mapping[str, str],
    lang: str,
    called: Callable[[Param], str],
) -> None:
    """Refuse a day or number ``from`` after its ``to`` (also from_x and to_x), which would answer with no rows."""
    for name, param in question.params.items():
        other = question.params.get(re.sub(r"(?:^|(?<=_))from(?=_|$)", "to", name))
        if other is None or other is param or param.type != other.type or not {name, other.name} & set(given):
            continue
        start, end = chosen[name], chosen[other.name]
        if param.type == "xsd:date":
            swapped = start.text > end.text
        else:
            swapped = param.type == "xsd:integer" and int(start.text) > int(end.text)
        if swapped:
            key = "swapped" if {name, other.name} <= set(given) else "outside"
            raise AscnKgError(say(lang, key, called(param), start.text, called(other), end.text))


def read_argument(param: Param, value: str, labels: Labels, lang: str = "en") -> Argument:
    """The argument that a parameter's value makes. Raises as :func:`read_arguments`, not naming the parameter."""
    if not param.is_thing:
        term = _LITERALS[param.type](value, lang)
        return Argument(param.name, term, term.value)
    if param.any and value.strip().lower() in _ANY:
        return _every(param, lang)
    binding.string(value, lang)
    found = binding.thing(labels.find(value, expand(param.type), lang), lang)
    return Argument(param.name, found, labels.label(found.value, lang))


def _given(param: Param, value: str, labels: Labels, lang: str, called: Callable[[Param], str]) -> Argument:
    try:
        return read_argument(param, value, labels, lang)
    except NotFoundError as error:
        raise NotFoundError(f"{called(param)}: {error}") from None
    except AscnKgError as error:
        raise AscnKgError(f"{called(param)}: {error}") from None


def _default(param: Param, labels: Labels, cut_off: str | None, lang: str, called: Callable[[Param], str]) -> Argument:
    if param.default == UNDEF:
        return _every(param, lang)
    if param.default == CUT_OFF:
        if cut_off is None:
            raise AscnKgError(f"{called(param)}: {say(lang, 'cut-off', called(param))}")
        term = binding.date(cut_off)
        return Argument(param.name, term, term.value)
    if param.is_thing:
        iri = expand(param.default) or param.default
        return Argument(param.name, ox.NamedNode(iri), labels.label(iri, lang), given=False)
    text = _lexical(param.default)
    literal = _LITERALS[param.type](text)
    return Argument(param.name, literal, literal.value, given=False)


def _every(param: Param, lang: str) -> Argument:
    return Argument(param.name, None, "any" if lang == "en" else "semua", given=param.default != UNDEF)


def _lexical(written: str) -> str:
    """The value of a literal as it stands in a VALUES block: 2018, true, "text", "2024-12-31"^^xsd:date."""
    if written[0] not in "\"'":
        return written
    end = written.rindex(written[0]) + 1  # a language tag or datatype may follow
    try:
        literal = next(iter(ox.parse(f"<x:s> <x:p> {written[:end]} .".encode(), format=ox.RdfFormat.TURTLE))).object
    except SyntaxError:
        raise AscnKgError(
            f"the default {written} is no literal. Mend it in the VALUES block of the question."
        ) from None
    return literal.value if isinstance(literal, ox.Literal) else written
