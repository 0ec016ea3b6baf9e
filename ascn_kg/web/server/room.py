"""How much memory the answers take that are being compressed and sent: each may be long, and its reader slow."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ascn_kg.web.document import Document
from ascn_kg.web.server.answer import answer_of, respond_with
from ascn_kg.web.workers.trouble import Busy


class Room:
    """Room for so many bytes of answers at once."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0

    async def respond_with(self, document: Document, zipped: bool, request: Request) -> Response:
        """The response, which takes its room until it is sent. Raises :class:`Busy` where there is none left."""
        size = len(document.content)
        if self.taken + size > self.limit:
            raise Busy
        self.taken += size
        try:
            answer = await answer_of(document, zipped)
            response = _Taking(self, len(answer.content), respond_with(answer, request))
        except BaseException:
            self.taken -= size
            raise
        self.taken += len(answer.content) - size
        return response


class _Taking(Response):
    def __init__(self, room: Room, size: int, response: Response) -> None:
        self._room, self._size, self._response = room, size, response
        super().__init__(status_code=response.status_code)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await self._response(scope, receive, send)
        finally:
            self._room.taken -= self._size
