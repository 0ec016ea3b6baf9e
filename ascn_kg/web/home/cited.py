"""The sources of several answers on one page, numbered together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ascn_kg.questions import Answer, Citation

Place = tuple[str, int | None, int | None, str | None]


class Cited:
    """Numbers each place of a source once, in the order in which the page names it."""

    def __init__(self) -> None:
        self._found: dict[Place, Citation] = {}

    def marks(self, answer: Answer, numbers: Iterable[int]) -> Markup:
        """Citations of an answer as marks behind a sentence, linked to the list at the foot of the page."""
        found = set()
        for number in numbers:
            citation = answer.citations[number - 1]
            place = (citation.source, citation.page, citation.paragraph, citation.url)
            self._found.setdefault(place, citation)
            found.add(list(self._found).index(place) + 1)
        return Markup("<wbr>").join(
            Markup('<a class="marks" href="#source-{0}">[{0}]</a>').format(number) for number in sorted(found)
        )

    @property
    def sources(self) -> Sequence[Citation]:
        """The citations so far, by number."""
        return tuple(self._found.values())
