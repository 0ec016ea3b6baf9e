"""The errors a caller may meet. Each message says what is wrong, where, and what to do."""

from __future__ import annotations


class AscnKgError(Exception):
    """Base of all errors this package raises on purpose; its text is fit for a person to read."""


class LoadError(AscnKgError):
    """Files could not be read as Turtle. ``problems`` holds one sentence per place."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class NotFoundError(AscnKgError):
    """A name (question, thing, source, file) is unknown; the message lists near matches."""


class UnsupportedAxiomError(AscnKgError):
    """The ontology holds axioms outside OWL 2 RL. ``problems`` holds one sentence per axiom."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("The ontology holds axioms that cannot be reasoned over:\n" + "\n".join(problems))
