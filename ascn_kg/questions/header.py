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
from pathlib import Path
from typing import Any

from ascn_kg.errors import AscnKgError
from ascn_kg.namespaces import expand
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

RESERVED = ("lang", "format", "endpoint", "store", "cache", "no_cache", "root", "texts", "help")
_REQUIRED = ("summary", "pertanyaan", "tags", "covers", "columns")
_KNOWN = (*_REQUIRED, "params", "note", "catatan", "cites")
_PARAM_KEYS = ("type", "help", "bantuan", "default", "any")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_question(path: Path) -> Question:
    """Read and check one ``.rq`` file. Raises :class:`AscnKgError` saying where, what is wrong and what to write."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AscnKgError(f"{path.name}: not UTF-8 (byte {error.start}). Save the file as UTF-8.") from None
    except OSError as error:
        raise AscnKgError(f"{path}: cannot be read: {error.strerror}. Check the path and its permissions.") from None
    return parse_question(text, path)


def parse_question(text: str, path: Path) -> Question:
    """The question in ``text``; ``path`` gives its name and stands in messages."""
    where = path.name
    header = _header(text, where)
    tokens = tokenize(text, where)
    blocks = values_blocks(tokens, nest(tokens, where))
    return Question(
        name=path.stem,
        path=path,
        sparql=text,
        summary={"en": _text(header, "summary", where), "id": _text(header, "pertanyaan", where)},
        tags=_strings(header, "tags", where),
        covers=_strings(header, "covers", where),
        params=_params(header.get("params"), blocks, where),
        columns=_columns(header["columns"], projected(tokens, where), where),
        note=_note(header, where),
        cites=_cites(header, where),
    )


def projected(tokens: list[Token], where: str) -> list[str]:
    """The variables of the outermost SELECT, in order. Raises :class:`AscnKgError` for ``SELECT *`` or no SELECT."""
    start = next((i for i, token in enumerate(tokens) if token.word == "SELECT"), None)
    if start is None or any(token.text == "{" for token in tokens[:start]):
        raise AscnKgError(f"{where}: no SELECT found. A saved question is a SELECT query; write SELECT ?name …")
    names: list[str] = []
    depth = 0
    after_as = False
    for token in tokens[start + 1 :]:
        if depth == 0 and (token.text == "{" or token.word == "WHERE"):
            break
        if token.text == "*" and depth == 0:
            raise AscnKgError(f"{where}:{token.line}: SELECT * hides which columns there are. Name each variable.")
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.variable and (depth == 0 or (after_as and depth == 1)):
            names.append(token.variable)
        after_as = token.word == "AS"
    return names


def _header(text: str, where: str) -> dict[str, Any]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("#+"):
            break
        lines.append(line[2:].removeprefix(" "))
    if not lines:
        raise AscnKgError(f"{where}:1: no header. Begin the file with lines such as: #+ summary: Which cities …?")
    import yaml

    try:
        # The loader in C is ten times quicker, but not every PyYAML has it.
        header = yaml.load("\n".join(lines), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date such as 2024-13-45 is a ValueError
        mark = getattr(error, "problem_mark", None)
        at = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "cannot be read"
        raise AscnKgError(
            f"{where}{at}: the header is not valid YAML ({problem}). "
            "Put words that hold a colon, a comma, a brace or # in quotes."
        ) from None
    if not isinstance(header, dict):
        raise AscnKgError(f"{where}:1: the header is no YAML mapping. Write lines such as: #+ summary: Which cities …?")
    missing = [key for key in _REQUIRED if key not in header]
    if missing:
        raise AscnKgError(f"{where}: the header lacks {', '.join(missing)}. Add a line: #+ {missing[0]}: …")
    unknown = [str(key) for key in header if key not in _KNOWN]
    if unknown:
        raise AscnKgError(f"{where}: the header has the unknown key {unknown[0]!r}. The keys are {', '.join(_KNOWN)}.")
    return header


def _text(header: dict[str, Any], key: str, where: str) -> str:
    value = header[key]
    if not isinstance(value, str) or not value.strip():
        raise AscnKgError(f"{where}: {key} is no text. Write: #+ {key}: the words, in quotes if they hold a colon")
    return " ".join(value.split())


def _strings(header: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = header[key]
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise AscnKgError(f"{where}: {key} must be a list of words. Write: #+ {key}: [one, another]")
    return tuple(value)


def _note(header: dict[str, Any], where: str) -> dict[str, str]:
    if "note" not in header and "catatan" not in header:
        return {}
    if "note" not in header or "catatan" not in header:
        raise AscnKgError(f"{where}: note (English) and catatan (Indonesian) go together. Add the missing one.")
    return {"en": _text(header, "note", where), "id": _text(header, "catatan", where)}


def _cites(header: dict[str, Any], where: str) -> str:
    value = header.get("cites", ALL)
    if value not in CITES:
        raise AscnKgError(
            f"{where}: cites is {value!r}. Write all (rows also cite statements that agree), or own (only their own)."
        )
    return str(value)


def _columns(declared: object, names: list[str], where: str) -> tuple[Column, ...]:
    if not isinstance(declared, dict):
        raise AscnKgError(f"{where}: columns must be a mapping. Write: #+ columns: {{name: {{en: City, id: Kota}}}}")
    for name in declared:
        if name not in names:
            raise AscnKgError(
                f"{where}: column {name!r} is not selected. Add ?{name} to the SELECT, or take it out of columns."
            )
    for name in names:
        if name not in declared:
            raise AscnKgError(
                f"{where}: ?{name} is selected but not among the columns. "
                f"Add: {name}: {{en: …, id: …}}, or {name}: hidden"
            )
    return tuple(_column(name, declared[name], where) for name in names)


def _column(name: str, value: object, where: str) -> Column:
    if value in (STATEMENT, HIDDEN):
        return Column(name, str(value))
    if isinstance(value, dict):
        headings = {lang: value[lang] for lang in LANGUAGES if isinstance(value.get(lang), str)}
        if len(headings) == len(LANGUAGES) == len(value):
            return Column(name, SHOWN, headings)
    raise AscnKgError(
        f"{where}: column {name!r} is described as {value!r}. Write {name}: {{en: Heading, id: Judul}}, "
        f"{name}: statement (a node whose evidence is cited) or {name}: hidden."
    )


def _params(declared: object, blocks: list[ValuesBlock], where: str) -> dict[str, Param]:
    if declared is None:
        declared = {}
    if not isinstance(declared, dict):
        raise AscnKgError(
            f"{where}: params must be a mapping. Write: #+ params: {{year: {{type: xsd:integer, help: …, bantuan: …}}}}"
        )
    return {str(name): _param(str(name), value, blocks, where) for name, value in declared.items()}


def _param(name: str, value: object, blocks: list[ValuesBlock], where: str) -> Param:
    at = f"{where}: parameter {name!r}"
    if name in RESERVED:
        raise AscnKgError(f"{at} has a reserved name ({', '.join(RESERVED)}). Choose another.")
    if not _NAME.fullmatch(name):
        raise AscnKgError(f"{at} is not written in lower case letters, digits and _. Rename it, as in as_of.")
    if not isinstance(value, dict) or not {"type", "help", "bantuan"} <= set(value):
        raise AscnKgError(
            f"{at} needs type, help and bantuan. Write {name}: {{type: xsd:integer, help: …, bantuan: …}}"
        )
    unknown = set(value) - set(_PARAM_KEYS)
    if unknown:
        raise AscnKgError(
            f"{at} has the unknown key {sorted(map(str, unknown))[0]!r}. The keys are {', '.join(_PARAM_KEYS)}."
        )
    kind, every = value["type"], value.get("any", False)
    if not isinstance(kind, str) or (kind not in LITERAL_TYPES and expand(kind) is None):
        raise AscnKgError(
            f"{at} has the unknown type {kind!r}. Use {', '.join(LITERAL_TYPES)}, or a class or scheme as ascn:City."
        )
    if not isinstance(every, bool) or (every and kind in LITERAL_TYPES):
        raise AscnKgError(f"{at}: any is true or false, and only for a class or scheme. Take it out.")
    default = value.get("default")
    if default is not None and (default != CUT_OFF or kind != "xsd:date"):
        raise AscnKgError(
            f"{at}: the only default a header can name is cut-off, for xsd:date; others stand in the VALUES block."
        )
    written = default_of(name, blocks, where)
    if written == UNDEF and not every:
        raise AscnKgError(f"{at} has the default UNDEF. Add any: true to it, or write a default in the VALUES block.")
    return Param(name, kind, {"en": str(value["help"]), "id": str(value["bantuan"])}, default or written, every)


def default_of(name: str, blocks: list[ValuesBlock], where: str) -> str:
    """The default of a parameter as written inside its VALUES blocks, which must all be the same single term."""
    own = [block for block in blocks if name in block.variables]
    if not own:
        raise AscnKgError(
            f"{where}: parameter {name!r} has no VALUES block. "
            f"Write in each group that uses it: VALUES ?{name} {{ default }}"
        )
    texts = []
    for block in own:
        text = "".join(token.text for token in block.data)
        if not block.plain or not _one_term(block.data):
            raise AscnKgError(
                f"{where}:{block.line}: the VALUES block of parameter {name!r} must hold one variable and one term. "
                f"Write: VALUES ?{name} {{ default }}"
            )
        texts.append(text)
    for block, text in zip(own, texts, strict=True):
        if text != texts[0]:
            raise AscnKgError(
                f"{where}:{block.line}: VALUES ?{name} {{ {text} }} differs from the first, {{ {texts[0]} }}. "
                "Make them the same."
            )
    return texts[0]


def _one_term(data: tuple[Token, ...]) -> bool:
    """One IRI, name, number with or without sign, word, or string with its language tag or datatype."""
    kinds = [token.kind for token in data]
    if kinds in (["iri"], ["pname"], ["number"], ["word"], ["string"], ["string", "lang"]):
        return True
    if kinds == ["punct", "number"]:
        return data[0].text in "+-"
    return kinds in (["string", "punct", "iri"], ["string", "punct", "pname"]) and data[1].text == "^^"
