"""What the application answers: status, headers, conditions, languages. Everything runs in this process."""

from __future__ import annotations

import gzip

import pytest

from ascn_kg.web import rooms
from ascn_kg.web.server import answer as answers
from ascn_kg.web.server.refusal import refusal_of
from ascn_kg.web.site import Site
from ascn_kg.web.workers import Busy, Died, Failed, NoAnswer, TooLarge, TooSlow
from tests.web.client import Client, refusing

PAGE = "/help.en.html"
DATA = "/ask/members-as-of.en.csv"
STATIC = "/static/site.css"
EXPORT = "/export/SHA256SUMS"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", [PAGE, DATA, STATIC, EXPORT])
def test_an_address_gives_what_the_site_has(client: Client, site: Site, path: str) -> None:
    document = rooms.respond(site, path[1:])
    response = client.get(path)
    assert response.status == 200
    assert response.content == (document.file.read_bytes() if document.file else document.content)
    assert response.headers["content-type"] == document.media_type
    assert response.headers["content-length"] == str(len(response.content))
    assert response.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("path", [PAGE, DATA, STATIC, EXPORT, "/nothing", "/%ff", "/health", "/", "/id/city/hanoi"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_tells_browsers_to_be_careful(client: Client, method: str, path: str) -> None:
    headers = client.request(method, path).headers
    assert headers["content-security-policy"] == answers.CONTENT_SECURITY_POLICY
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize(("path", "open_"), [(PAGE, False), (DATA, True), (STATIC, True), (EXPORT, True)])
def test_programs_of_other_sites_may_read_data_but_not_pages(client: Client, path: str, open_: bool) -> None:
    headers = client.get(path, headers={"Origin": "https://example.org"}).headers
    assert headers.get("access-control-allow-origin") == ("*" if open_ else None)
    assert headers["cross-origin-resource-policy"] == ("cross-origin" if open_ else "same-origin")


def test_a_browser_that_asks_beforehand_is_told(client: Client) -> None:
    wanted = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    response = client.request("OPTIONS", DATA, headers=wanted)
    assert response.status == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "GET" in response.headers["access-control-allow-methods"]
    assert response.content == b""


@pytest.mark.parametrize("path", [PAGE, DATA, STATIC, EXPORT])
def test_what_a_client_has_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status, again.content) == (304, b""), known
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert again.headers.get("vary") == first.headers.get("vary")
        assert "content-type" not in again.headers
    assert client.get(path, headers={"If-None-Match": '"other"'}).status == 200


@pytest.mark.parametrize("path", [PAGE, DATA, STATIC, EXPORT, "/nothing", "/health"])
def test_head_is_get_without_the_rest(client: Client, path: str) -> None:
    whole, head = client.get(path), client.request("HEAD", path)
    assert head.content == b""
    assert head.status == whole.status
    same = {name: value for name, value in whole.headers.items() if name != "last-modified"}
    assert {name: value for name, value in head.headers.items() if name != "last-modified"} == same


@pytest.mark.parametrize("path", [PAGE, DATA, STATIC])
def test_text_is_compressed_for_those_who_can_read_it(client: Client, path: str) -> None:
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = client.get(path, headers={"Accept-Encoding": "br;q=1.0, gzip;q=0.8"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content)
    assert "Accept-Encoding" in plain.headers["vary"]
    assert packed.headers["vary"] == plain.headers["vary"]
    assert packed.headers["etag"] != plain.headers["etag"]
    for response in (plain, packed):
        known = {"If-None-Match": response.headers["etag"], "Accept-Encoding": "gzip"}
        assert client.get(path, headers=known).status == 304
    refused = client.get(path, headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in refused.headers


def test_the_same_bytes_are_compressed_to_the_same_bytes(client: Client) -> None:
    packed = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert packed.content == gzip.compress(client.get(PAGE).content, 6, mtime=0)


def test_a_part_of_an_export_can_be_had(client: Client) -> None:
    whole = client.get(EXPORT).content
    part = client.get(EXPORT, headers={"Range": "bytes=5-9"})
    assert (part.status, part.content) == (206, whole[5:10])


@pytest.mark.parametrize(
    ("accepted", "target"),
    [("id-ID,id;q=0.9,en;q=0.8", "index.id.html"), ("fr", "index.en.html"), ("", "index.en.html")],
)
def test_the_first_page_comes_in_the_language_of_the_reader(client: Client, accepted: str, target: str) -> None:
    response = client.get("/", headers={"Accept-Language": accepted})
    assert (response.status, response.headers["location"]) == (303, target)
    assert response.headers["vary"].startswith("Accept-Language")


@pytest.mark.parametrize(
    ("path", "headers", "location"),
    [
        ("/id/city/hanoi", {"Accept": "text/turtle"}, "../../doc/city/hanoi.ttl"),
        ("/id/city/hanoi", {**HTML, "Accept-Language": "id"}, "../../doc/city/hanoi.id.html"),
        ("/doc/city/hanoi", {"Accept": "application/ld+json"}, "hanoi.jsonld"),
        ("/concept/focus-area", HTML, "../doc/concept/focus-area.en.html"),
        ("/ontology", {"Accept": "application/rdf+xml"}, "ontology.rdf"),
        ("/ontology", HTML, "ontology.en.html"),
        ("/ask/members-as-of?as_of=2024-06-30", HTML, "../questions/members-as-of.en.html?as_of=2024-06-30"),
    ],
)
def test_an_address_leads_to_what_the_client_takes(
    client: Client, path: str, headers: dict[str, str], location: str
) -> None:
    response = client.get(path, headers=headers)
    assert (response.status, response.headers["location"]) == (303, location)
    assert "Accept, Accept-Language" in response.headers["vary"]


def test_an_answer_is_negotiated_where_it_stands(client: Client) -> None:
    response = client.get(
        "/ask/members-as-of?as_of=2024-06-30", headers={"Accept": "text/csv", "Accept-Language": "id"}
    )
    assert response.status == 200
    assert response.headers["content-type"].startswith("text/csv")
    assert response.headers["content-location"] == "members-as-of.id.csv?as_of=2024-06-30"
    assert "Accept, Accept-Language" in response.headers["vary"]
    assert client.get("/ask/members-as-of", headers={"Accept": "image/png"}).status == 406


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", [PAGE, "/", "/health", "/nothing"])
def test_nothing_can_be_written(client: Client, method: str, path: str) -> None:
    response = client.request(method, path)
    assert response.status == 405
    assert {"GET", "HEAD"} <= set(response.headers["allow"].split(", "))


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%252e%252e/app.py",
        "/export/../../../../../etc/passwd",
        "/export/%2Fetc%2Fpasswd",
        "/graph/data/..%2F..%2F..%2Fpyproject.toml",
        "/graph/../pyproject.toml",
        "/..%2f..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/queries/../pyproject.toml",
        "/doc/city/../city/hanoi.ttl",
        "/../../../../etc/passwd",
        "/static/./site.css",
    ],
)
def test_no_address_leads_out_of_the_site(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status == 404, response.text[:200]
    assert "root:" not in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/%ff",
        "/doc/city/%c3%28.en.html",
        "/%zz",
        "/a%",
        "/a%0",
        "/a%00b",
        "/a%0d%0aSet-Cookie:%20a=b",
        "/%1b%5B31m",
        "/help.en.html?q=%ff",
        "/help.en.html?q=%zz",
        "/help.en.html?%",
        "/help.en.html?a=1&a=2",
        "/help.en.html?" + "&".join(f"a{n}=1" for n in range(200)),
        "/sparql?query=%ff",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_what_cannot_be_read_is_refused_in_words(client: Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    media = "text/html" if accept == "text/html" and not path.startswith("/sparql") else "text/plain"
    assert response.status == 400
    assert response.headers["content-type"].startswith(media)
    assert "Traceback" not in response.text
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("path", ["/" + "a" * 2_000, PAGE + "?q=" + "a" * 20_000, "/" + "a/" * 490 + "%61" * 100])
def test_long_addresses_are_refused(client: Client, path: str) -> None:
    response = client.get(path, headers=HTML)
    assert response.status == 414
    assert len(response.content) < 10_000


@pytest.mark.parametrize(
    ("path", "headers", "media", "words"),
    [
        ("/nothing", HTML, "text/html", "There is nothing at this address"),
        ("/nothing", {**HTML, "Accept-Language": "id"}, "text/html", "Halaman tidak ditemukan"),
        ("/nothing.id.html", HTML, "text/html", "Halaman tidak ditemukan"),
        ("/nothing", {"Accept-Language": "id"}, "text/plain", "Halaman tidak ditemukan"),
        ("/doc/city/nothing.ttl", {"Accept": "text/turtle"}, "text/plain", "There is nothing"),
        ("/static/nothing.js", {}, "text/plain", "There is nothing"),
    ],
)
def test_whoever_finds_nothing_is_told_in_their_language(
    client: Client, path: str, headers: dict[str, str], media: str, words: str
) -> None:
    response = client.get(path, headers=headers)
    assert response.status == 404
    assert response.headers["content-type"].startswith(media)
    assert words in response.text
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("reason", "status", "words"),
    [
        (Busy(), 503, "Wait a few seconds"),
        (TooSlow(2.5), 504, "after 2.5 seconds"),
        (TooLarge("memory", 64 << 20), 507, "64 MB"),
        (TooLarge("answer", 64 << 20), 507, "LIMIT"),
        (Died("its process ended with SIGSEGV"), 500, "ended unexpectedly"),
        (Failed("ValueError", ["/home/somebody/secret.py:1 f"]), 500, "Something went wrong"),
        (RuntimeError("a secret"), 500, "Something went wrong"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_why_there_is_no_answer_is_told_without_the_inside(
    reason: Exception, status: int, words: str, accept: str
) -> None:
    response = refusing(reason).get(PAGE, headers={"Accept": accept})
    assert response.status == status
    assert words in response.text
    assert not any(inside in response.text for inside in ("secret", "SIGSEGV", "ValueError", "Runtime", ".py"))
    assert response.headers.get("retry-after") == ("5" if status == 503 else None)
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


@pytest.mark.parametrize("reason", [TooSlow(2.5), TooLarge("memory", 1 << 20), TooLarge("answer", 1), Died("x")])
def test_both_languages_say_why(reason: NoAnswer) -> None:
    refusal = refusal_of(reason)
    assert refusal.en
    assert refusal.id
    assert refusal.en != refusal.id
