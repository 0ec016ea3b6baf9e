"""Why a request is not answered, as an exception."""

from __future__ import annotations

from collections.abc import Mapping

from ascn_kg.web.workers.trouble import Busy, Died, NoAnswer, TooLarge, TooSlow

_RETRY = {"Retry-After": "5"}


class Refusal(Exception):
    """An HTTP status, further headers, and a sentence in English and Indonesian for what its page does not say yet."""

    def __init__(self, status: int, en: str = "", id: str = "", headers: Mapping[str, str] | None = None) -> None:
        self.status, self.en, self.id, self.headers = status, en, id, headers or {}
        super().__init__(f"{status} {en}".strip())


def refusal_of(reason: NoAnswer) -> Refusal:
    """What a client is told when a job has no answer."""
    if isinstance(reason, Busy):
        return Refusal(503, headers=_RETRY)
    if isinstance(reason, TooSlow):
        seconds = f"{reason.seconds:g}"
        return Refusal(504, f"It was stopped after {seconds} seconds.", f"Dihentikan setelah {seconds} detik.")
    if isinstance(reason, TooLarge):
        size = max(1, reason.limit >> 20)
        if reason.what == "answer":
            return Refusal(
                507,
                f"The answer has more than {size} MB. Write LIMIT into a query.",
                f"Jawabannya lebih dari {size} MB. Pakailah LIMIT dalam kueri.",
            )
        return Refusal(
            507,
            f"It needs more memory than the {size} MB that one request may have, and was stopped.",
            f"Dihentikan karena memerlukan memori lebih dari {size} MB, batas untuk satu permintaan.",
        )
    if isinstance(reason, Died):
        return Refusal(
            500,
            "The process that worked on it ended unexpectedly.",
            "Proses yang mengerjakannya berhenti tanpa diduga.",
        )
    return Refusal(500)
