"""HTTP to one server: login, time limits, another try after a failure, and every error in words.

It stands on requests: its basic and digest logins (Virtuoso asks for digest) and the retries of urllib3 below it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ascn_kg import __version__
from ascn_kg.errors import AscnKgError

if TYPE_CHECKING:
    import requests

TIMEOUT = 60.0  # seconds without a sign from the server
RETRIES = 2
RETRIES_OF_WRITES = 4
BACKOFF = 0.5  # seconds before the second try, doubled each time
_BUSY = (429, 502, 503, 504)
_TAG = re.compile(r"<(?:style|script|title|head)\b.*?</(?:style|script|title|head)>|<[^>]*>", re.DOTALL | re.IGNORECASE)

Fields = Iterable[tuple[str, str]]


class Connection:
    """A session with the servers that one command talks to. ``auth`` is ``USER:PASSWORD``; ``timeout`` in seconds.

    A busy server or a connection that cannot be made is tried again; with ``writes`` more often, and also a request
    that failed in the server or on the way, as every one of ours may arrive twice. A query that was too slow would be
    too slow again. Use it as a context manager, or call :meth:`close`.
    """

    def __init__(
        self,
        auth: str | None = None,
        *,
        timeout: float = TIMEOUT,
        retries: int | None = None,
        backoff: float = BACKOFF,
        writes: bool = False,
    ) -> None:
        import requests
        from requests.adapters import HTTPAdapter
        from urllib3 import Retry

        self._login = read_login(auth)
        self._timeout = timeout
        again = Retry(
            total=retries if retries is not None else RETRIES_OF_WRITES if writes else RETRIES,
            redirect=0,
            read=None if writes else 0,
            status_forcelist=(*_BUSY, 500) if writes else _BUSY,
            allowed_methods=None,
            respect_retry_after_header=False,  # it may ask for hours
            backoff_factor=backoff,
            raise_on_status=False,
        )
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"ascn-kg/{__version__}"
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=again))

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the server."""
        self._session.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Fields = (),
        data: bytes | Fields | None = None,
        headers: dict[str, str] | None = None,
        accepted: tuple[int, ...] = (),
    ) -> requests.Response:
        """One request and its answer, with a status below 300 or among ``accepted``.

        Raises :class:`AscnKgError` that names the address where the server cannot be reached, is too slow, wants a
        login, has moved or answers with an error.
        """
        import requests

        sent = data if data is None or isinstance(data, bytes) else list(data)
        # A proxy of the environment cannot see our own machine.
        proxies = {"http": "", "https": ""} if is_loopback(url) else None
        try:
            response = self._session.request(
                method,
                url,
                params=list(params),
                data=sent,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
                proxies=proxies,
            )
            if response.status_code == 401 and self._login is not None and self._session.auth is None:
                self._log_in(response)
                return self.send(method, url, params=params, data=sent, headers=headers, accepted=accepted)
        except requests.RequestException as error:
            raise AscnKgError(self._in_words(url, error)) from None
        if response.status_code >= 300 and response.status_code not in accepted:
            raise AscnKgError(_status_in_words(url, response, self._login is not None))
        return response

    def _log_in(self, response: requests.Response) -> None:
        """Use the login in the way the server asks for."""
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        wanted = response.headers.get("WWW-Authenticate", "").lower()
        user, password = self._login or ("", "")
        self._session.auth = HTTPDigestAuth(user, password) if "digest" in wanted else HTTPBasicAuth(user, password)

    def _in_words(self, url: str, error: requests.RequestException) -> str:
        import requests

        if isinstance(error, requests.exceptions.SSLError):
            return f"{url}: the server's certificate cannot be trusted. Check the address, or the server's certificate."
        if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.ReadTimeout) or (
            "timed out" in str(error)
        ):
            return f"{url}: no answer within {self._timeout:g} seconds. Try again, or give --timeout more seconds."
        if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
            return f"{url}: the answer broke off. Try again."
        if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
            return _NO_ADDRESS.format(url)
        return f"{url}: cannot be reached ({_cause(error)}). Check the address, and that the server runs."


_NO_ADDRESS = "{0!r} is no address of a server. Write it as http://localhost:7878/query, spaces as %20."


def check_url(url: str) -> str:
    """The address, if it is one of a server. Raises :class:`AscnKgError`."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or re.search(r"[\x00-\x20\x7f]", url):
        raise AscnKgError(_NO_ADDRESS.format(url))
    if parts.username is not None:
        raise AscnKgError(
            "a name or password in the address would end up in logs. Give it with --auth, or in ASCN_KG_AUTH."
        )
    return url


def is_loopback(url: str) -> bool:
    """Whether the address is this machine's own."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_login(auth: str | None) -> tuple[str, str] | None:
    """Name and password of ``USER:PASSWORD``. Raises :class:`AscnKgError`."""
    if not auth:
        return None
    user, colon, password = auth.partition(":")
    if not colon or not user:
        raise AscnKgError("--auth is USER:PASSWORD, with a colon between the two.")
    return user, password


def first_line(response: requests.Response) -> str:
    """The first line of what a server says, without markup, at most 200 characters."""
    text = _TAG.sub(" ", response.content[:20_000].decode("utf-8", "replace"))
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    return line[:200]


def _status_in_words(url: str, response: requests.Response, logged_in: bool) -> str:
    status = response.status_code
    if 300 <= status < 400:
        place = response.headers.get("Location", "another address")
        return f"{url}: the server has moved to {place}. Give that address."
    if status in (401, 403):
        what = "does not accept this login" if logged_in else "wants a login"
        return f"{url}: the server {what} (HTTP {status}). Give --auth USER:PASSWORD, or set ASCN_KG_AUTH."
    said = first_line(response)
    return f"{url}: the server answers HTTP {status}" + (f": {said}" if said else ".")


def _cause(error: BaseException) -> str:
    """The innermost reason of a failed connection, such as "Connection refused"."""
    seen: BaseException = error
    while True:
        inner = getattr(seen, "reason", None) or next((a for a in seen.args if isinstance(a, BaseException)), None)
        if not isinstance(inner, BaseException) or inner is seen:
            break
        seen = inner
    text = str(getattr(seen, "strerror", None) or seen)
    found = re.search(r"(?:\[Errno -?\d+\] |: )([A-Z][^:\[\]]*?)['\")]*$", text)
    return (found[1] if found else text).strip().rstrip(".")[:120]
