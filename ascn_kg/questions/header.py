"""Reads a saved question: the ``#+`` YAML header of a ``.rq`` file, held against the SPARQL below it.

The keys of a header:

- ``summary``, ``pertanyaan``: the question in English and in Indonesian.
- ``tags``: a list of words to group questions by.
- ``covers``: a list of keys (ascn:covers) of what the question draws on; the answer says how complete each is.
- ``columns``: for each selected variable ``{en: Heading, id: Judul}``, ``statement`` (a node whose evidence the row
  cites) or ``hidden``.
- ``params`` (optional): for each parameter ``{type, help, bantuan}``, ``default: cut-off`` for the last day of the
  data, ``any: true`` where its VALUES block may hold UNDEF.
- ``note``, ``catatan`` (optional, together): words under the answer.
- ``cites`` (optional): ``all`` (default) has a row cite the evidence of its statements and of those that agree with
  them (ascn:corroborates); ``own`` that of its statements alone, for rows about what one source says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ascn_kg.errors import QuestionError
from ascn_kg.findings import Finding, Region
from ascn_kg.namespaces import PREFIXES, expand
from ascn_kg.questions.fault_words import fault
from ascn_kg.questions.places import shown
from ascn_kg.questions.question import (
    ALL,
    CITES,
    CUT_OFF,
    HIDDEN,
    LANGUAGES,
    LITERAL_TYPES,
    SHOWN,
    STATEMENT,
    UNDEF,
    Column,
    Param,
    Question,
)
from ascn_kg.questions.tokens import Token, ValuesBlock, nest, tokenize, values_blocks
from ascn_kg.spelling import near_matches

if TYPE_CHECKING:
    from ascn_kg.questions.yaml_header import Header

_T = TypeVar("_T")

RESERVED = ("lang", "format", "endpoint", "store", "cache", "no_cache", "root", "texts", "help")
_REQUIRED = ("summary", "pertanyaan", "tags", "covers", "columns")
_KNOWN = (*_REQUIRED, "params", "note", "catatan", "cites")
_PARAM_KEYS = ("type", "help", "bantuan", "default", "any")
_LISTED_KEYS, _LISTED_TYPES = ", ".join(_PARAM_KEYS), ", ".join(LITERAL_TYPES)
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_question(path: Path) -> Question:
    """Read and check one ``.rq`` file. Raises :class:`QuestionError` saying where, what is wrong and what to write."""
    at = Region(shown(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionError([fault("encoding", at, str(error.start))]) from None
    except OSError as error:
        raise QuestionError([fault("unreadable", at, error.strerror or str(error))]) from None
    return parse_question(text, path)


def parse_question(text: str, path: Path) -> Question:
    """The question in ``text``; ``path`` gives its name and stands in messages. Raises :class:`QuestionError`."""
    where = shown(path)
    tried = _Tried(text, where)
    header = tried.to(lambda: _read_header(text, where))
    query = tried.to(lambda: _read_query(text, where))
    tried.finish()
    assert header is not None  # else finish would have raised
    assert query is not None
    names, blocks = query
    question = Question(
        name=path.stem,
        path=path,
        sparql=text,
        summary={
            "en": tried.to(lambda: _text(header, "summary")) or "",
            "id": tried.to(lambda: _text(header, "pertanyaan")) or "",
        },
        tags=tried.to(lambda: _strings(header, "tags")) or (),
        covers=tried.to(lambda: _strings(header, "covers")) or (),
        params=tried.to(lambda: _params(header, blocks, tried)) or {},
        columns=tried.to(lambda: _columns(header, names)) or (),
        note=tried.to(lambda: _note(header)) or {},
        cites=tried.to(lambda: _cites(header)) or ALL,
    )
    tried.finish()
    return question


class _Tried:
    """Gathers the faults of several readings of one file, so that all are told at once."""

    def __init__(self, text: str, where: str) -> None:
        self._text, self._where = text, where
        self._found: list[Finding] = []

    def to(self, read: Callable[[], _T]) -> _T | None:
        """What is read, None where there is a fault."""
        try:
            return read()
        except QuestionError as error:
            self._found += error.findings
            return None

    def finish(self) -> None:
        """Raise :class:`QuestionError` where there was a fault, with what is wrong in the syntax of the query."""
        if self._found:
            from ascn_kg.questions.syntax import syntax_findings  # only a mistake needs it

            raise QuestionError(dict.fromkeys((*self._found, *syntax_findings(self._text, self._where))))


def _read_query(text: str, where: str) -> tuple[list[tuple[str, Region]], list[ValuesBlock]]:
    """The selected variables and the VALUES blocks."""
    tokens = tokenize(text, where)
    blocks = values_blocks(tokens, nest(tokens, where))
    return [(token.variable, token.region(where)) for token in projected(tokens, where)], blocks


def projected(tokens: list[Token], where: str) -> list[Token]:
    """The variables of the outermost SELECT, in order. Raises :class:`QuestionError` for ``SELECT *`` or no SELECT."""
    start = next((i for i, token in enumerate(tokens) if token.word == "SELECT"), None)
    if start is None or any(token.text == "{" for token in tokens[:start]):
        raise QuestionError([fault("no-select", Region(where))])
    found: list[Token] = []
    depth = 0
    after_as = False
    for token in tokens[start + 1 :]:
        if depth == 0 and (token.text == "{" or token.word == "WHERE"):
            break
        if token.text == "*" and depth == 0:
            raise QuestionError([fault("select-all", token.region(where))])
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.variable and (depth == 0 or (after_as and depth == 1)):
            found.append(token)
        after_as = token.word == "AS"
    return found


def _read_header(text: str, where: str) -> Header:
    from ascn_kg.questions.yaml_header import Header  # YAML is slow to import

    header = Header(text, where)
    missing = [key for key in _REQUIRED if key not in header.values]
    found = [fault("missing-key", header.at(), ", ".join(missing), missing[0])] if missing else []
    for key in header.values:
        if key not in _KNOWN:
            near = near_matches(str(key), _KNOWN, 1)
            found.append(fault("unknown-key", header.key(key), repr(str(key)), ", ".join(_KNOWN), near="".join(near)))
    if found:
        raise QuestionError(found)
    return header


def _text(header: Header, key: str) -> str:
    value = header.values[key]
    if not isinstance(value, str) or not value.strip():
        raise QuestionError([fault("no-text", header.at(key), key)])
    return " ".join(value.split())


def _strings(header: Header, key: str) -> tuple[str, ...]:
    value = header.values[key]
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise QuestionError([fault("no-list", header.at(key), key)])
    return tuple(value)


def _note(header: Header) -> dict[str, str]:
    given = [key for key in ("note", "catatan") if key in header.values]
    if not given:
        return {}
    if len(given) == 1:
        raise QuestionError([fault("note", header.key(given[0]))])
    return {"en": _text(header, "note"), "id": _text(header, "catatan")}


def _cites(header: Header) -> str:
    value = header.values.get("cites", ALL)
    if value not in CITES:
        raise QuestionError([fault("cites", header.at("cites"), repr(value))])
    return str(value)


def _columns(header: Header, selected: list[tuple[str, Region]]) -> tuple[Column, ...]:
    declared, names = header.values["columns"], [name for name, _ in selected]
    if not isinstance(declared, dict):
        raise QuestionError([fault("columns", header.at("columns"))])
    found = []
    for name in declared:
        if name not in names:
            near = near_matches(str(name), names, 1)
            at = header.key("columns", name)
            found.append(fault("column-not-selected", at, repr(name), str(name), near="".join(near)))
    found += [fault("column-not-described", at, name) for name, at in selected if name not in declared]
    columns = []
    for name in names:
        if name in declared:
            column = _column(name, declared[name])
            if column is None:
                near = near_matches(str(declared[name]), (STATEMENT, HIDDEN), 1)
                at = header.at("columns", name)
                found.append(fault("column", at, repr(name), repr(declared[name]), name, near="".join(near)))
            else:
                columns.append(column)
    if found:
        raise QuestionError(found)
    return tuple(columns)


def _column(name: str, value: object) -> Column | None:
    if value in (STATEMENT, HIDDEN):
        return Column(name, str(value))
    if isinstance(value, dict):
        headings = {lang: value[lang] for lang in LANGUAGES if isinstance(value.get(lang), str)}
        if len(headings) == len(LANGUAGES) == len(value):
            return Column(name, SHOWN, headings)
    return None


def _params(header: Header, blocks: list[ValuesBlock], tried: _Tried) -> dict[str, Param]:
    declared = header.values.get("params")
    if declared is None:
        return {}
    if not isinstance(declared, dict):
        raise QuestionError([fault("params", header.at("params"))])
    read = {
        str(name): tried.to(lambda name=name, value=value: _param(header, name, value, blocks))  # type: ignore[misc]
        for name, value in declared.items()
    }
    return {name: param for name, param in read.items() if param is not None}


def _param(header: Header, key: object, value: object, blocks: list[ValuesBlock]) -> Param:
    name, shown_name = str(key), repr(str(key))
    at = header.key("params", key)

    def refuse(kind: str, at: Region, *values: str, near: str = "") -> QuestionError:
        return QuestionError([fault(kind, at, shown_name, *values, near=near)])

    if name in RESERVED:
        raise refuse("param-reserved", at, ", ".join(RESERVED))
    if not _NAME.fullmatch(name):
        raise refuse("param-name", at)
    unknown = [str(each) for each in value if each not in _PARAM_KEYS] if isinstance(value, dict) else []
    if unknown:
        near = "".join(near_matches(unknown[0], _PARAM_KEYS, 1))
        raise refuse("param-key", header.key("params", key, unknown[0]), repr(unknown[0]), _LISTED_KEYS, near=near)
    if not isinstance(value, dict) or not {"type", "help", "bantuan"} <= set(value):
        raise refuse("param-incomplete", at, name)
    kind, every = value["type"], value.get("any", False)
    if not isinstance(kind, str) or (kind not in LITERAL_TYPES and expand(kind) is None):
        raise refuse("param-type", header.at("params", key, "type"), repr(kind), _LISTED_TYPES, near=_meant(str(kind)))
    if not isinstance(every, bool) or (every and kind in LITERAL_TYPES):
        raise refuse("param-any", header.at("params", key, "any"))
    default = value.get("default")
    if default is not None and (default != CUT_OFF or kind != "xsd:date"):
        raise refuse("param-default", header.at("params", key, "default"))
    written = default_of(name, blocks, at.file, at)
    if written == UNDEF and not every:
        raise refuse("param-undef", at)
    return Param(name, kind, {"en": str(value["help"]), "id": str(value["bantuan"])}, default or written, every)


def _meant(kind: str) -> str:
    """A type that somebody may have misspelt: ``xsd:integer`` for ``integer``, ``ascn:City`` for ``acsn:City``."""
    prefix, _, local = kind.rpartition(":")
    literal = next((known for known in LITERAL_TYPES if known.endswith(f":{local}")), None)
    if literal:
        return literal
    near = near_matches(kind, LITERAL_TYPES, 1)
    prefixes = near_matches(prefix, PREFIXES, 1) if prefix else []
    return near[0] if near else f"{prefixes[0]}:{local}" if prefixes else ""


def default_of(name: str, blocks: list[ValuesBlock], where: str, at: Region | None = None) -> str:
    """The default of a parameter as written inside its VALUES blocks, which must all be the same single term."""
    own = [block for block in blocks if name in block.variables]
    if not own:
        raise QuestionError([fault("param-no-values", at or Region(where), repr(name), name)])
    texts = []
    for block in own:
        text = "".join(token.text for token in block.data)
        if not block.plain or not _one_term(block.data):
            raise QuestionError([fault("param-values", block.region(where), repr(name), name)])
        texts.append(text)
    for block, text in zip(own, texts, strict=True):
        if text != texts[0]:
            raise QuestionError([fault("param-differs", block.region(where), name, text, texts[0])])
    return texts[0]


def _one_term(data: tuple[Token, ...]) -> bool:
    """One IRI, name, number with or without sign, word, or string with its language tag or datatype."""
    kinds = [token.kind for token in data]
    if kinds in (["iri"], ["pname"], ["number"], ["word"], ["string"], ["string", "lang"]):
        return True
    if kinds == ["punct", "number"]:
        return data[0].text in "+-"
    return kinds in (["string", "punct", "iri"], ["string", "punct", "pname"]) and data[1].text == "^^"
