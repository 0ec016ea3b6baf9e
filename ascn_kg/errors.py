"""The errors a caller may meet. Each message says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ascn_kg.findings import Finding


class AscnKgError(Exception):
    """Base of all errors this package raises on purpose; its text is fit for a person to read."""


class FindingsError(AscnKgError):
    """Files hold what keeps them from being used. ``findings`` says of each fault where it is and how to mend it."""

    def __init__(self, findings: Iterable[Finding], heading: str = "") -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join([*([heading] if heading else []), *self.problems]))

    @property
    def problems(self) -> list[str]:
        """One line for each finding, in English: ``file:line:column: what is wrong. What to write.``"""
        return [_line(finding) for finding in self.findings]


class LoadError(FindingsError):
    """Files could not be read as Turtle."""


class QuestionError(FindingsError):
    """A saved question could not be read."""


class NotFoundError(AscnKgError):
    """A name (question, thing, source, file) is unknown; the message lists near matches."""


class UnsupportedAxiomError(FindingsError):
    """The ontology holds axioms outside OWL 2 RL."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__(findings, "The ontology holds axioms that cannot be reasoned over:")


def _line(finding: Finding) -> str:
    words = " ".join(filter(None, (finding.message("en"), finding.hint("en"))))
    return f"{finding.at}: {words}" if finding.at else words
