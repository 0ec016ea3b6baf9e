"""Makes evidence: from words to the node that says where they stand in a source."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.evidence.text import Place, SourceText, Span, sha256
from ascn_kg.namespaces import PREFIXES

_AROUND = 30  # code points shown on each side of a place
_SHOWN = 12  # places listed before a message is cut short


@dataclass(frozen=True)
class Passage:
    """A span of a source: ``start`` and ``end`` (exclusive) in code points, ``sha256`` over its UTF-8.

    Either ``page`` or ``paragraph`` is set. With a ``reason`` (slug of a concept) the span is left out on
    purpose and the node is an Omission, else it is Evidence.
    """

    source: str
    start: int
    end: int
    sha256: str
    page: int | None = None
    paragraph: int | None = None
    reason: str | None = None

    @property
    def kind(self) -> str:
        """``evidence`` or ``omission``: the prefix of the node."""
        return "omission" if self.reason else "evidence"

    @property
    def name(self) -> str:
        """The prefixed name, as pasted into data files: ``evidence:gnfi-2024-110-180``."""
        return f"{self.kind}:{self.source}-{self.start}-{self.end}"

    @property
    def iri(self) -> str:
        """The full IRI of the node."""
        return f"{PREFIXES[self.kind]}{self.source}-{self.start}-{self.end}"

    @property
    def turtle(self) -> str:
        """The node as one line of Turtle."""
        place = f"ascn:page {self.page}" if self.page is not None else f"ascn:paragraph {self.paragraph}"
        parts = [
            f"{self.name} a ascn:{self.kind.capitalize()}",
            f"ascn:fromSource source:{self.source}",
            f"ascn:start {self.start}",
            f"ascn:end {self.end}",
            place,
            f'ascn:sha256 "{self.sha256}"',
        ]
        if self.reason:
            parts.append(f"ascn:reason reason:{self.reason}")
        return " ; ".join(parts) + " ."


def cite(text: SourceText, words: str, occurrence: int | None = None) -> list[Passage]:
    """The evidence for words of a text: one passage, or one per line where a paged text breaks them.

    ``occurrence`` (1-based) chooses among several places. Raises :class:`NotFoundError` where the words do
    not occur and :class:`AscnKgError` where they occur more than once and no occurrence is named.

    >>> text = SourceText("example", "Kota A bergabung.\\nKota B bergabung.")
    >>> cite(text, "Kota B")[0].name
    'evidence:example-18-24'
    """
    return [passage(text, span) for span in _place(text, words, occurrence)]


def omission(text: SourceText, words: str, reason: str, occurrence: int | None = None) -> list[Passage]:
    """As :func:`cite`, for words left out on purpose; ``reason`` is the slug of the reason's concept."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", reason):
        raise AscnKgError(f"{reason!r} is no reason. Give the slug of one, in lower case with hyphens, as notice.")
    return [passage(text, span, reason) for span in _place(text, words, occurrence)]


def passage(text: SourceText, span: Span, reason: str | None = None) -> Passage:
    """The passage at a span that is known to be good."""
    start, end = span
    digest = sha256(text.words(span))
    if text.paged:
        return Passage(text.id, start, end, digest, page=text.page(start), reason=reason)
    return Passage(text.id, start, end, digest, paragraph=text.paragraph(start), reason=reason)


def _place(text: SourceText, words: str, occurrence: int | None) -> Place:
    if not words.strip():
        raise AscnKgError(f"No words to look for in {text.id}. Give the words of the passage between quotes.")
    places = text.find(words)
    if not places:
        raise NotFoundError(_missing(text, words))
    if occurrence is None and len(places) == 1:
        return places[0]
    if occurrence is not None and 1 <= occurrence <= len(places):
        return places[occurrence - 1]
    times = "once" if len(places) == 1 else f"{len(places)} times"
    shown = "\n".join(f"  {number}: {_around(text, place)}" for number, place in enumerate(places[:_SHOWN], 1))
    more = f"\n  … and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    advice = f"--occurrence N (1 to {len(places)}), or give more of the words around them"
    if occurrence is None:
        problem = f"These words occur {times} in {text.id}. Say which with {advice}:"
    else:
        problem = f"There is no occurrence {occurrence}: these words occur {times} in {text.id}. Choose with {advice}:"
    raise AscnKgError(f"{problem}\n{shown}{more}")


def _around(text: SourceText, place: Place) -> str:
    """One place with the words around it: ``paragraph 4, 110-116: … joined by [Hanoi] and …``."""
    start, end = place[0][0], place[-1][1]
    before = " ".join(text.text[max(0, start - _AROUND) : start].split())
    after = " ".join(text.text[end : end + _AROUND].split())
    inner = " ".join(" / ".join(text.words(span) for span in place).split())
    return f"{text.where(start)}, {start}-{end}: … {before} [{inner}] {after} …"


def _missing(text: SourceText, words: str) -> str:
    """Why the words were not found: the nearest line, or a passage that differs in case or runs over lines."""
    sought = " ".join(words.split())
    problem = f"These words do not occur in {text.id}: {sought[:80]!r}."
    lowered = SourceText(text.id, text.text.lower(), text.paged)
    # lower() may change the length of a text (İ), then its positions say nothing.
    if len(lowered.text) == len(text.text) and (places := lowered.find(words.lower())):
        printed = " / ".join(text.words(span) for span in places[0])
        return f"{problem} Capital letters must agree; {text.where(places[0][0][0])} has {printed!r}."
    if not text.paged and (places := SourceText(text.id, text.text, True).find(words)):
        parts = ", ".join(repr(text.words(span)) for span in places[0])
        return f"{problem} They run over line ends; a passage lies in one line. Cite each part by itself: {parts}."
    nearest = _nearest(text, sought)
    if nearest is None:
        return f"{problem} Nothing in the text is near. Copy the words from the text, letter by letter."
    shown = " ".join(text.words(nearest).split())
    return f"{problem} The nearest, {text.where(nearest[0])}: {shown!r}. Copy the words from the text."


def _nearest(text: SourceText, sought: str) -> Span | None:
    """The stretch of a line, about as long as the words, that is most like them; None if nothing is."""
    best: tuple[float, Span | None] = (0.5, None)
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(sought[:200])
    length = min(len(sought), 200)
    for start, end in text.paragraphs:
        words = [match.start() for match in re.finditer(r"\S+", text.text[start:end])]
        for offset in words:
            span = (start + offset, min(end, start + offset + length))
            matcher.set_seq1(text.words(span))
            if matcher.real_quick_ratio() > best[0] and matcher.quick_ratio() > best[0]:
                ratio = matcher.ratio()
                if ratio > best[0]:
                    best = (ratio, span)
    return best[1]
