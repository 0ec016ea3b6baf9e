"""The address of a request, read strictly: what is no UTF-8, or far too long, is no address of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.requests import Request
from starlette.types import Scope

from ascn_kg.web.server.refusal import Refusal

LONGEST_PATH = 1_000  # bytes as sent
LONGEST_QUERY = 16_000
_LONGEST_HEADERS = 32_000
_MOST_HEADERS = 100
_MOST_PARAMETERS = 100
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
# Signs that no address of ours has and that logs, terminals or file systems take for something else.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Address:
    """``path`` from the site's root, decoded; ``raw`` the same as sent; ``args``, each parameter once."""

    path: str
    raw: str
    args: Mapping[str, str]


def read_address(scope: Scope) -> Address:
    """The address of a request. Raises :class:`Refusal` with status 400."""
    raw, query = raw_path(scope), scope["query_string"]
    if _BAD_ESCAPE.search(raw) or _BAD_ESCAPE.search(query):
        raise Refusal(400, "A % in an address stands before two hexadecimal digits.", _ESCAPE_ID)
    try:
        path = unquote_to_bytes(raw).decode()
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise Refusal(400, "The address is not UTF-8.", "Alamat ini bukan UTF-8.") from None
    except ValueError:
        raise Refusal(400, "There are too many parameters.", "Parameternya terlalu banyak.") from None
    if _CONTROL.search(path):
        raise Refusal(400, "The address holds a control character.", "Alamat ini berisi karakter kendali.")
    args: dict[str, str] = {}
    for name, value in pairs:
        if name in args:
            name = name[:60]
            raise Refusal(
                400, f"{name} is given twice. Give it once.", f"{name} diberikan dua kali. Berikan sekali saja."
            )
        args[name] = value
    return Address(path, raw.decode("ascii"), args)


def own_address(request: Request, public_url: str | None) -> str:
    """The address of the site, without a slash at its end: the public one, else as the request names it."""
    if public_url is not None:
        return public_url.rstrip("/")
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):  # it stands in documents
        name, port = request.scope.get("server") or ("localhost", 80)
        host = f"{name}:{port}"
    return f"{request.scope['scheme']}://{host}{request.scope.get('root_path', '')}"


def check_head(scope: Scope) -> None:
    """Raise :class:`Refusal` for a request nobody needs to send.

    The status is 414 where the address is too long, 431 where the headers are, or too many, 400 where they give two
    lengths of the body: a server in front of this one may take the rest for a request of somebody else.
    """
    if len(raw_path(scope)) > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
        raise Refusal(414)
    headers = scope["headers"]
    if len(headers) > _MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > _LONGEST_HEADERS:
        raise Refusal(431)
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in headers}:
        raise Refusal(400, headers={"Connection": "close"})


def raw_path(scope: Scope) -> bytes:
    """The path as sent, from the site's root, without a leading slash."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.removeprefix(scope.get("root_path", "").encode()).removeprefix(b"/")


_ESCAPE_ID = "Tanda % dalam alamat harus diikuti dua digit heksadesimal."
