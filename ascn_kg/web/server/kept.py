"""Keeps answers that depend on the graph alone, up to so many bytes; those asked for longest ago go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from ascn_kg.web.server.answer import Answer

_OVERHEAD = 2_000  # bytes, of the headers and the objects


class KeptAnswers:
    """Answers by what was asked."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self.size = 0

    def get(self, asked: Hashable) -> Answer | None:
        """The answer, if it is kept."""
        answer = self._answers.get(asked)
        if answer is not None:
            self._answers.move_to_end(asked)
        return answer

    def put(self, asked: Hashable, answer: Answer) -> None:
        """Keep an answer, unless it would take more than an eighth of the room."""
        size = _size(asked, answer)
        if asked in self._answers or size > self._limit // 8:
            return
        self._answers[asked] = answer
        self.size += size
        while self.size > self._limit:
            self.size -= _size(*self._answers.popitem(last=False))


def _size(asked: Hashable, answer: Answer) -> int:
    return len(repr(asked)) + len(answer.content) + _OVERHEAD
