"""HTTP as uvicorn speaks it, but with an end to waiting."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0  # seconds
_FOR_A_BODY = 20.0  # longer than who reads it waits, and has something to say
_TO_BE_TOLD = 100  # connections beyond the limit, which are told to come back


class ImpatientProtocol(H11Protocol):
    """Closes a connection on which no whole request comes in, or nothing of an answer is taken, for a while.

    uvicorn waits for the first request and for the reader of an answer for ever, and forgets its patience with every
    byte. It also lets connections on which nothing happens keep out those on which something would; here the one that
    has waited longest makes room.
    """

    _waiting: asyncio.TimerHandle | None = None
    _unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        if self.limit_concurrency and len(self.connections) >= self.limit_concurrency:
            self._make_room(self.limit_concurrency + _TO_BE_TOLD)

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete or self.flow.write_paused:
            return
        if not self.cycle.more_body:
            self._stop_waiting()
        elif self.cycle is not before:
            self._wait(_FOR_A_BODY)

    def on_response_complete(self) -> None:
        before = self.cycle
        super().on_response_complete()
        if self.cycle is before:  # no further request has come in already
            self._wait()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._wait()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _make_room(self, most: int) -> None:
        others = [each for each in self.connections if isinstance(each, ImpatientProtocol) and each is not self]
        waiting = {each: until for each in others if (until := each._idle_until()) is not None}
        if waiting:
            longest = min(waiting, key=lambda each: waiting[each])
            longest._stop_waiting()  # so that it is not chosen again
            longest.transport.abort()
        elif len(self.connections) > most:
            self.transport.abort()

    def _idle_until(self) -> float | None:
        """When it will be closed; None where a request that has come in is being answered."""
        answering = self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body
        return None if self._waiting is None or self.flow.write_paused or answering else self._waiting.when()

    def _wait(self, seconds: float = PATIENCE) -> None:
        self._stop_waiting()
        self._unsent = self.transport.get_write_buffer_size()
        self._waiting = self.loop.call_later(seconds, self._look)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _look(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        if 0 < unsent < self._unsent:  # a slow client, but it takes what it asked for
            self._wait()
        else:
            self.transport.abort()
