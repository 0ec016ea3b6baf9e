"""A saved question asked over the web: its answer, or what is wrong with each of its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ascn_kg.errors import AscnKgError
from ascn_kg.questions import Answer, Question, ask
from ascn_kg.questions.arguments import as_name, by_name, read_argument, read_arguments, unknown_parameter
from ascn_kg.questions.run import cut_off_of
from ascn_kg.web.site import Site

_LONGEST_NAME = 60  # code points of an unknown parameter that are repeated


@dataclass(frozen=True)
class Asked:
    """``given`` are the values as sent, by parameter; ``answer`` is None where ``faults`` has sentences about them.

    What concerns several parameters together stands under the empty name.
    """

    question: Question
    lang: str
    given: Mapping[str, str]
    answer: Answer | None = None
    faults: Mapping[str, str] = field(default_factory=dict)


def asked(site: Site, question: Question, args: Mapping[str, str], lang: str) -> Asked:
    """Ask a question with the arguments of an address. Nothing a visitor can send raises."""
    given = {as_name(_text(name)): _text(value) for name, value in args.items()}
    faults = _faults(site, question, given, lang)
    if faults:
        return Asked(question, lang, given, faults=faults)
    return Asked(question, lang, given, ask(site.graph, question, given, lang, labels=site.labels))


def _faults(site: Site, question: Question, given: Mapping[str, str], lang: str) -> dict[str, str]:
    """A sentence for each parameter that is unknown or has a value that does not fit."""
    found: dict[str, str] = {}
    for name, value in given.items():
        try:
            if name in question.params:
                read_argument(question.params[name], value, site.labels, lang)
            else:
                found[name] = unknown_parameter(question, name[:_LONGEST_NAME], lang, by_name)
        except AscnKgError as error:
            found[name] = str(error)
    if not found:
        cut_off = cut_off_of(site.graph)
        try:
            read_arguments(question, given, site.labels, cut_off, lang, by_name)
        except AscnKgError as error:
            found[""] = str(error)
    return found


def _text(written: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which no page can hold."""
    return written.encode(errors="replace").decode()
