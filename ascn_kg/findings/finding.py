"""What a check found: what is wrong, where it stands, what to write instead. Knows neither graphs nor engines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""The gravest first."""

# Pairs of a language and a sentence in it, sorted.
Words = tuple[tuple[str, str], ...]


class Region(NamedTuple):
    """A stretch of a file, named as messages show it; lines and columns from 1, columns in code points.

    The end is the place behind the last character. A file that is wrong as a whole has no line, a line without
    columns means all of it.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        parts = (self.file, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)

    def as_json(self) -> dict[str, Any]:
        """This region as a JSON object."""
        return self._asdict()


class Related(NamedTuple):
    """Another place a finding rests on, and why it does: the other value, the axiom, the same statement again."""

    at: Region
    words: Words


@dataclass(frozen=True)
class Finding:
    """One thing to mend.

    ``rule`` is the prefixed name of the shape or axiom, or the name of a check of ours; ``focus`` the IRI (or blank
    node) of the thing at fault and ``labels`` what it is called; ``path`` the IRI of the property and ``value`` the
    value at fault, where the rule has them. ``messages`` say what is wrong, ``hints`` what to write instead, one per
    language. ``at`` is what to mend, ``related`` what else it rests on, ``rule_at`` where the rule itself is written.
    """

    rule: str
    severity: Severity
    messages: Words
    focus: str = ""
    path: str | None = None
    value: str | None = None
    labels: Words = ()
    hints: Words = ()
    at: Region | None = None
    related: tuple[Related, ...] = ()
    rule_at: Region | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The files it concerns, the one to mend first."""
        regions = (*filter(None, (self.at,)), *(each.at for each in self.related))
        return tuple(dict.fromkeys(region.file for region in regions))

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Orders findings by file, line, severity, then everything else, so that no two runs differ."""
        return (
            tuple(part or 0 if number else part for number, part in enumerate(self.at or ("", 0, 0, 0, 0))),
            SEVERITIES.index(self.severity),
            self.focus,
            self.rule,
            self.path or "",
            self.value or "",
            self.messages,
            self.files,
        )

    def message(self, lang: str) -> str:
        """What is wrong, in ``lang``, else in English, else in whatever language there is."""
        return in_language(self.messages, lang)

    def hint(self, lang: str) -> str:
        """What to write instead, empty where that is not known; languages as for :meth:`message`."""
        return in_language(self.hints, lang)

    def label(self, lang: str) -> str:
        """What the thing is called, empty where it has no name; languages as for :meth:`message`."""
        return in_language(self.labels, lang)

    def as_json(self) -> dict[str, Any]:
        """This finding as a JSON object; names and order of the members are stable."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "messages": dict(self.messages),
            "hints": dict(self.hints),
            "focus": self.focus or None,
            "labels": dict(self.labels),
            "path": self.path,
            "value": self.value,
            "at": self.at and self.at.as_json(),
            "related": [{"at": each.at.as_json(), "words": dict(each.words)} for each in self.related],
            "rule_at": self.rule_at and self.rule_at.as_json(),
        }


def in_language(words: Words, lang: str) -> str:
    """The sentence in ``lang``, else in English, else in whatever language there is, else nothing."""
    texts = dict(words)
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def is_failure(findings: Iterable[Finding]) -> bool:
    """Whether any finding is a violation; warnings and notes alone let a run pass."""
    return any(finding.severity == "violation" for finding in findings)
