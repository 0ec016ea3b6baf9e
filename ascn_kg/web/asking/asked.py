"""A saved question asked over the web: its answer, or what is wrong with each of its parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from ascn_kg.errors import AscnKgError
from ascn_kg.questions import Answer, Question, ask
from ascn_kg.questions.arguments import as_name, by_name, read_argument, read_arguments, unknown_parameter
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site

PROBLEM = "application/problem+json"
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
    if faults := faults_of(site, question, given, lang):
        return Asked(question, lang, given, faults=faults)
    return Asked(question, lang, given, ask(site.graph, question, given, lang, labels=site.labels))


def faults_of(site: Site, question: Question, args: Mapping[str, str], lang: str) -> dict[str, str]:
    """A sentence for each parameter that is unknown or has a value that does not fit."""
    found: dict[str, str] = {}
    for written, value in args.items():
        name = as_name(written)
        try:
            if name in question.params:
                read_argument(question.params[name], value, site.labels, lang)
            else:
                found[name] = unknown_parameter(question, name[:_LONGEST_NAME], lang, by_name)
        except AscnKgError as error:
            found[name] = str(error)
    if not found:
        try:
            read_arguments(question, args, site.labels, site.cut_off, lang, by_name)
        except AscnKgError as error:
            found[""] = str(error)
    return found


def refused(question: Question, faults: Mapping[str, str], lang: str) -> Document:
    """What is wrong with the arguments, for programs."""
    title = "The question cannot be asked like this" if lang == "en" else "Pertanyaan tidak dapat diajukan seperti ini"
    detail = " ".join(f"{name}: {text}" if name else text for name, text in faults.items())
    return problem(400, title, detail, lang, question=question.name, parameters=dict(faults))


def problem(status: int, title: str, detail: str, lang: str, **more: object) -> Document:
    """What is wrong with a request, for programs (RFC 9457)."""
    return json_document({"title": title, "status": status, "detail": detail, **more}, lang, PROBLEM, status)


def json_document(value: object, lang: str, media_type: str = "application/json", status: int = 200) -> Document:
    """A value as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return Document(text.encode(errors="replace"), media_type, status, {"Content-Language": lang})


def _text(written: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which no page can hold."""
    return written.encode(errors="replace").decode()
