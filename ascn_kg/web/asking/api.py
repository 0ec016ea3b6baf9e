"""``/ask`` and ``/ask/NAME``: one address a question, for programs that say in headers or arguments what they take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.asking.asked import problem
from ascn_kg.web.document import Document
from ascn_kg.web.media import best_language, best_media_type
from ascn_kg.web.pages.answers import FORMATS

VARY = "Accept, Accept-Language"

_ADDRESS = re.compile(r"ask(?:/([^/.]+))?")
_HTML = "text/html"
_TYPES = {media.partition(";")[0]: suffix for suffix, (_, media) in FORMATS.items()}
# What format= may be: a suffix, or what the command line calls the format.
_NAMED = {**{name: suffix for suffix, (name, _) in FORMATS.items()}, **{suffix: suffix for suffix in FORMATS}}


@dataclass(frozen=True)
class Target:
    """The document that answers: its address from the site's root and the arguments to ask with."""

    path: str
    args: Mapping[str, str]

    @property
    def is_page(self) -> bool:
        """Whether it is a page for people, to be redirected to (303) rather than answered with."""
        return self.path.endswith(".html")


def ask_target(
    path: str, args: Mapping[str, str], accept: str | None, accept_language: str | None
) -> Target | Document | None:
    """What ``/ask`` (the list of questions) or ``/ask/NAME`` leads to for whoever sent these headers.

    ``path`` has no leading slash. A :class:`Target`: unless it :attr:`~Target.is_page`, answer with
    ``respond(site, target.path, target.args)``, adding ``Vary:`` :data:`VARY` and the address of the target as
    ``Content-Location``; a page is redirected to with 303, its ``args`` as query. A :class:`Document` with status 400
    or 406 where ``format=``, ``lang=`` or the headers ask for what there is not. None where the path is neither:
    ``ask/NAME.en.csv`` and the like are documents of their own.

    >>> ask_target("ask/sources", {"format": "csv"}, None, "id")
    Target(path='ask/sources.id.csv', args={})
    >>> ask_target("ask/members-as-of", {"as_of": "2024-06-30"}, "text/html, */*;q=0.5", None)
    Target(path='questions/members-as-of.en.html', args={'as_of': '2024-06-30'})
    """
    if (address := _ADDRESS.fullmatch(path)) is None:
        return None
    name, rest = address[1], dict(args)
    lang = rest.pop("lang") if "lang" in rest else best_language(accept_language)
    if lang not in LANGUAGES:
        return _no_such("lang", LANGUAGES, "en")
    if (wanted := rest.pop("format", None)) is not None:
        offered = _NAMED if name else {"json": "json"}
        if wanted not in offered:
            return _no_such("format", tuple(offered), lang)
        suffix = offered[wanted]
    else:
        types = {**(_TYPES if name else {"application/json": "json"}), _HTML: "html"}
        media = best_media_type(list(types), accept)
        if media is None:
            return _not_acceptable(list(types), lang)
        suffix = types[media]
    if suffix == "html":
        return Target(f"questions/{name}.{lang}.html" if name else f"questions.{lang}.html", rest)
    return Target(f"ask/{name}.{lang}.{suffix}" if name else f"ask.{lang}.json", rest)


def _no_such(what: str, offered: tuple[str, ...], lang: str) -> Document:
    listed = ", ".join(offered)
    if lang == "id":
        title, detail = "Pertanyaan tidak dapat diajukan seperti ini", f"{what} bisa berupa {listed}."
    else:
        title, detail = "The question cannot be asked like this", f"{what} may be {listed}."
    return problem(400, title, detail, lang, parameters={what: detail})


def _not_acceptable(offered: list[str], lang: str) -> Document:
    listed = ", ".join(offered)
    if lang == "id":
        return problem(406, "Tidak ada dalam format itu", f"Yang ada: {listed}.", lang)
    return problem(406, "Not to be had in this format", f"There is {listed}.", lang)
