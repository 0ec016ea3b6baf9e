"""Finds what is wrong in a text that is not Turtle: each fault where it was made, which is often before the parser's.

A fault in a term (a prefix that nobody declared, a bad escape) leaves the structure as it is, and reading goes on.
After one in the structure it goes on only where a statement surely begins anew: at the margin, after a dot or an
empty line. A text that is Turtle has none, so nobody asks for faults before a parser has refused the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ascn_kg.turtle.lexical import Fault, FaultyTermError, Terms, other_format, stray
from ascn_kg.turtle.tokens import DIRECTIVE, OTHER, SIGN, TERM, TOKEN

MOST = 100
"""After so many faults of one text nobody reads on."""


class _Token(NamedTuple):
    kind: int
    text: str
    start: int
    end: int

    @property
    def is_literal(self) -> bool:
        return self.kind == TERM and (self.text[0] in "\"'+-.0123456789" or self.text in ("true", "false"))

    @property
    def is_verb(self) -> bool:
        """Whether it can be a predicate."""
        return self.kind == TERM and not self.is_literal and not self.text.startswith("_:")


_NONE = _Token(SIGN, "", 0, 0)
_CLOSING = {"[": "]", "(": ")"}
# Faults of what is no single term: a character that somebody took for a space or a quotation mark, an address.
_BREAKING = ("invisible", "curly", "bare-iri")
# A line is not indented by more.
_DEEPEST = 200
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")
_REST_OF_WORD = re.compile(r"[\w-]*+")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")


class _StructureError(Exception):
    """Carries a fault that leaves the reader lost, and from where to look for the next beginning.

    ``sure`` says that one is there if a term or a directive is.
    """

    def __init__(self, fault: Fault, resume: int, *, sure: bool = False) -> None:
        self.fault, self.resume, self.sure = fault, resume, sure


class _Level:
    """A statement, or what stands in one bracket; ``wants`` says what comes next in it."""

    def __init__(self, opened: _Token | None = None) -> None:
        self.opened = opened
        self.wants = "subject" if opened is None else "member" if opened.text == "(" else "verb"
        self.subject = _NONE
        self.sign = self.after_sign = _NONE  # the last ; or , and the token behind it


def faults(text: str) -> list[Fault]:
    """The faults of a Turtle text without a byte order mark, in the order of the text; at most :data:`MOST`."""
    if other := other_format(text):
        return [Fault(0, len(text.split("\n", 1)[0]), "format", (other,))]
    found: list[Fault] = []
    reader = _Reader(text)
    for fault in reader.read():
        found.append(fault)
        if len(found) == MOST:
            break
    by_start = {fault.start: fault for fault in sorted([*found, *reader.terms.undeclared()])}  # the longest of a place
    return list(by_start.values())[:MOST]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.terms = text, Terms(text)
        self._begin()

    def _begin(self) -> None:
        self.levels = [_Level()]
        self.last = self.dot = self.ended = _NONE  # the last dot, and the subject of what it ended

    def read(self) -> Iterator[Fault]:
        """Every fault but the prefixes that are not declared."""
        at: int | None = 0
        while at is not None:
            try:
                yield from self._statements(at)
                return
            except _StructureError as error:
                yield error.fault
                at = self._anew(error)

    def _statements(self, at: int) -> Iterator[Fault]:
        """Follow the structure from an offset where a statement begins."""
        self._begin()
        for token in self._tokens(at):
            if token.kind == OTHER:
                raise self._stray(token)
            try:
                if token.kind == DIRECTIVE:
                    self._directive(token)
                    self.terms.declare(token.text, token.start)
                elif token.kind == TERM:
                    self._term(token)
                    self.terms.check(token.text, token.start)
                else:
                    self._sign(token)
            except FaultyTermError as error:
                if error.fault.kind in _BREAKING:
                    raise _StructureError(error.fault, token.end) from None
                yield error.fault
            if self.last.text in (";", ","):
                self.levels[-1].sign, self.levels[-1].after_sign = self.last, token
            self.last = token
        self._end()

    def _tokens(self, at: int) -> Iterator[_Token]:
        for match in TOKEN.finditer(self.text, at):
            if kind := match.lastindex:
                yield _Token(kind, match[kind], match.start(kind), match.end(kind))

    def _directive(self, token: _Token) -> None:
        level = self.levels[-1]
        if level.wants == "sign" or level.opened:
            raise self._missing(token)
        if level.wants != "subject":
            raise self._lacking("no-object", token)

    def _term(self, token: _Token) -> None:
        level = self.levels[-1]
        if level.wants == "sign":
            raise self._missing(token)
        if level.wants == "subject":
            if token.is_literal or token.text == "a":
                raise self._early(token, ",;"[token.text == "a"]) or self._at(token, "subject", token.text)
            level.subject, level.wants = token, "verb"
        elif level.wants == "verb":
            if not token.is_verb:
                raise self._early(token, ";") or self._at(token, "verb", token.text)
            level.wants = "object"
        elif token.text == "a":
            raise self._runs_on(token) or self._at(token, "a")
        elif level.wants == "object":
            level.wants = "sign"

    def _sign(self, token: _Token) -> None:
        sign, level = token.text, self.levels[-1]
        if sign in "[(":
            self._open(token)
        elif sign in "])":
            self._close(token)
        elif level.wants == "sign":
            if sign == ".":
                self._finish(token)
            else:
                level.wants = "object" if sign == "," else "verb"
        elif level.wants == "member":
            raise self._at(token, "comma-in-list") if sign == "," else self._unclosed(token)
        elif level.wants == "object":
            raise self._no_object(token)
        elif level.wants == "subject":
            raise self._dangling(token)
        elif sign == "." and (level.opened or self.last.text in (";", "]")):
            self._finish(token)
        elif sign != ";" or self.last.text != ";":
            raise self._early(token, ",") or self._lacking("no-verb", token)

    def _open(self, token: _Token) -> None:
        wants = self.levels[-1].wants
        if wants == "sign":
            raise self._missing(token)
        if wants == "verb":
            raise self._early(token, ";") or self._at(token, "verb", token.text)
        if wants == "subject":
            self.levels[-1].subject = token
        self.levels.append(_Level(token))

    def _close(self, token: _Token) -> None:
        level = self.levels[-1]
        if level.opened is None:
            raise self._at(token, "unopened", token.text)
        if _CLOSING[level.opened.text] != token.text:
            raise self._unclosed(token)
        if level.wants == "object":
            raise self._no_object(token)
        self.levels.pop()
        outer = self.levels[-1]
        outer.wants = {"subject": "verb", "object": "sign"}.get(outer.wants, outer.wants)

    def _finish(self, dot: _Token) -> None:
        if self.levels[-1].opened:
            raise self._unclosed(dot)
        self.dot, self.ended = dot, self.levels[0].subject
        self.levels = [_Level()]

    def _end(self) -> None:
        level, end = self.levels[-1], len(self.text)
        if level.opened:
            raise self._unclosed(_NONE._replace(start=end, end=end))
        if level.wants == "object":
            raise self._no_object(_NONE._replace(start=end))
        if level.wants == "verb" and self.last.text not in (";", "]"):
            raise self._lacking("no-verb", _NONE._replace(start=end))
        if level.wants != "subject":
            raise self._behind_last("dot", end, level.subject.text)

    # What the tokens say about the mistake.

    def _missing(self, token: _Token) -> _StructureError:
        """A term, bracket or directive where a sign should part it from the value before."""
        level, last = self.levels[-1], self.last
        begins = self._begins_line(token)
        if level.opened and (token.kind == DIRECTIVE or (begins and self._aligned(token, self.levels[0].subject))):
            return self._unclosed(token)
        if runs_on := self._runs_on(token):
            return runs_on
        if token.kind == DIRECTIVE or (begins and self._aligned(token, level.subject)):
            return self._behind_last("dot", token.start, level.subject.text, sure=True)
        if last.end == token.start and last.text[-1] in "\"'":
            return self._inner_quote(token.end)
        if last.end == token.start and (date := _DATE.match(self.text, last.start)):
            return _StructureError(Fault(last.start, date.end(), "date", (date[0],)), date.end())
        if token.is_verb and begins:
            return self._behind_last("semicolon", token.start, token.text)
        return self._behind_last("sign", token.start, last.text, token.text)

    def _inner_quote(self, end: int) -> _StructureError:
        """A text that ends where something else touches it: it holds the mark that it is quoted with."""
        last = self.last
        if "\n" in last.text:
            opened = Fault(last.start, last.start + 3, "long-text", (last.text[:3],), noticed=last.end)
            return _StructureError(opened, len(self.text))
        return _StructureError(Fault(last.start, end, "inner-quote", (last.text[0],)), self._line_end(end))

    def _runs_on(self, token: _Token) -> _StructureError | None:
        """The last ``;`` or ``,`` says that the statement goes on, but what follows it is something else."""
        level = self.levels[-1]
        sign, after = level.sign, level.after_sign
        if self.last.text in (";", ","):
            sign, after = self.last, token
        if after is _NONE:
            return None
        if not level.opened and self._begins_line(after) and self._aligned(after, level.subject):
            fault = Fault(sign.start, sign.end, "dot-instead", (sign.text, after.text[:60]), noticed=token.start)
            return _StructureError(fault, after.start, sure=True)
        if sign.text == "," and after is self.last and after.is_verb:
            fault = Fault(sign.start, sign.end, "comma", (after.text[:60], token.text[:40]), noticed=token.start)
            return _StructureError(fault, token.end)
        return None

    def _no_object(self, token: _Token) -> _StructureError:
        if self.last.text == ",":
            return self._lacking("comma-left", token)
        return self._early(token, ";") or self._lacking("no-object", token)

    def _lacking(self, kind: str, token: _Token) -> _StructureError:
        """What the token before needs behind it does not come."""
        fault = Fault(self.last.start, self.last.end, kind, (self.last.text[:60],), noticed=token.start)
        return _StructureError(fault, max(self.last.end, token.start))

    def _early(self, token: _Token, sign: str) -> _StructureError | None:
        """What is read as a new subject stands further in than the last, and is no subject: the dot came too early."""
        level = self.levels[-1]
        subject = token if level.wants == "subject" else level.subject
        if level.opened or not self.ended.text or not self._begins_line(subject):
            return None
        if self._column(subject) <= self._column(self.ended):
            return None
        values = (self.ended.text[:60], subject.text[:60], sign)
        fault = Fault(self.dot.start, self.dot.end, "dot-early", values, noticed=token.start)
        return _StructureError(fault, token.end)

    def _dangling(self, token: _Token) -> _StructureError:
        """A sign where a statement should begin."""
        if self.last.text == "." and token.text != ".":
            fault = Fault(self.last.start, self.last.end, "dot-before", (token.text,), noticed=token.start)
            return _StructureError(fault, token.end)
        after_prefix = self.last.kind == DIRECTIVE and self.last.text[0] != "@"
        return self._at(token, "directive-sign" if after_prefix else "sign-first", token.text)

    def _unclosed(self, token: _Token) -> _StructureError:
        opened = self.levels[-1].opened
        assert opened is not None  # asked only within a bracket
        values = (opened.text, _CLOSING[opened.text], token.text[:40])
        fault = Fault(opened.start, opened.end, "bracket", values, noticed=token.start)
        return _StructureError(fault, token.start, sure=token.kind != SIGN)

    def _stray(self, token: _Token) -> _StructureError:
        last = self.last
        touches = last.end == token.start and last.text[:1] in ("'", '"') and last.text[-1:] == last.text[0]
        if touches and self.text[token.start].isalpha():
            return self._inner_quote(token.end)
        fault = stray(self.text, token.start, last.text, last.end)
        if fault.kind == "long-text":
            return _StructureError(fault, len(self.text))
        if fault.kind.startswith("directive"):
            self.terms.suppose(fault.values[0], fault.start)
        end = self._line_end(fault.end) if fault.kind in ("text", "merge", "comment") else fault.end
        return _StructureError(fault, end, sure=fault.kind in ("merge", "directive-dot", "directive-colon", "comment"))

    def _at(self, token: _Token, kind: str, *values: str) -> _StructureError:
        fault = Fault(token.start, token.end, kind, tuple(value[:40] for value in values))
        return _StructureError(fault, token.end)

    def _behind_last(self, kind: str, noticed: int, *values: str, sure: bool = False) -> _StructureError:
        """A sign is missing behind the token before."""
        at = self.last.end
        return _StructureError(Fault(at, at, kind, tuple(v[:60] for v in values), noticed), noticed, sure=sure)

    # Where to go on, and where tokens stand.

    def _anew(self, error: _StructureError) -> int | None:
        """The offset of the next statement that surely begins, None if there is none."""
        at, before = error.resume, "" if not error.sure else "."
        while (match := TOKEN.match(self.text, at)) and (kind := match.lastindex):
            start, text = match.start(kind), match[kind]
            if kind == OTHER:
                # A long word that is no term is passed over at once: each letter of it would be tried to its end.
                rest = _REST_OF_WORD.match(self.text, match.end())
                at = self._line_end(start + 1) if text in "\"'" or rest is None else rest.end()
            else:
                parted = before == "." or _EMPTY_LINE.search(self.text, at, start)
                if parted and self._begins_line(_Token(kind, text, start, match.end())) and self._begins(match, kind):
                    return start
                at = match.end()
            before = text
        return None

    def _begins(self, match: re.Match[str], kind: int) -> bool:
        """Whether a token and the one behind it can begin a statement."""
        token = _Token(kind, match[kind], match.start(kind), match.end(kind))
        if kind == DIRECTIVE:
            return True
        following = TOKEN.match(self.text, match.end())
        if kind != TERM or token.is_literal or token.text == "a" or following is None or following.lastindex != TERM:
            return False
        return _Token(TERM, following[TERM], 0, 0).is_verb

    def _begins_line(self, token: _Token) -> bool:
        before, line_end, indent = self.text[max(0, token.start - _DEEPEST) : token.start].rpartition("\n")
        return not indent.strip() and bool(line_end or len(before + indent) == token.start)

    def _aligned(self, token: _Token, subject: _Token) -> bool:
        """Whether a token stands in the column in which this statement began."""
        return self._column(token) == self._column(subject)

    def _column(self, token: _Token) -> int:
        return token.start - self.text.rfind("\n", 0, token.start)

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end
