"""The site as files: every link leads somewhere, whatever folder of whatever host it lies in."""

from __future__ import annotations

import hashlib
import os
import posixpath
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.files import SUMS, replaced_folder
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.rooms import paths
from ascn_kg.web.site import Site
from ascn_kg.web.static_site import EXPORTS

_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "use": "href", "form": "action"}


class _Page(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if (name := _LINKS.get(tag)) and (target := values.get(name)) is not None:
            self.links.append(target)
        if (anchor := values.get("id")) is not None:
            self.anchors.append(anchor)


def _inside(page: str, link: str) -> tuple[str, str] | None:
    """File and anchor that a link of a page leads to; None for what lies elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    return target, unquote(parts.fragment)


def dead_links(folder: Path) -> Iterator[str]:
    """A line for each link between files that leads nowhere."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    anchors: dict[str, set[str]] = {}
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in sorted(name for name in files if name.endswith(".html")):
        page = _Page((folder / name).read_text(encoding="utf-8"))
        anchors[name] = set(page.anchors)
        if len(anchors[name]) < len(page.anchors):
            yield f"{name}: the same id twice"
        for link in page.links:
            if (found := _inside(name, link)) is not None:
                wanted[found].add(name)
    for (target, anchor), pages in sorted(wanted.items()):
        if target not in files:
            yield f"{min(pages)} and {len(pages) - 1} others: no file {target}"
        elif anchor and target in anchors and anchor not in anchors[target]:
            yield f"{min(pages)} and {len(pages) - 1} others: no {anchor} in {target}"


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("b/c.html#there", None),
        ("b/c.html", None),
        ("#here", None),
        ("https://example.org/x", None),
        ("b/d.html", "no file b/d.html"),
        ("/b/c.html", "no file /b/c.html"),
        ("../b/c.html", "no file ../b/c.html"),
        ("b/c.html#nowhere", "no nowhere in b/c.html"),
        ("#nowhere", "no nowhere in a.html"),
    ],
)
def test_a_dead_link_is_seen(link: str, fault: str | None, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.html").write_text(f'<p id="here"><a href="{link}">x</a>')
    (tmp_path / "b" / "c.html").write_text('<p id="there"><a href="../a.html">x</a>')
    assert [line.partition(": ")[2] for line in dead_links(tmp_path)] == ([] if fault is None else [fault])


def test_an_id_that_stands_twice_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p id="x"><p id="x">')
    assert list(dead_links(tmp_path)) == ["a.html: the same id twice"]


@pytest.mark.parametrize("stray", ["left.txt", "export/left.txt", "empty/"])
def test_a_folder_with_other_files_is_left_alone(stray: str, tmp_path: Path) -> None:
    target = tmp_path / "site"
    (target / "export").mkdir(parents=True)
    (target / "index.en.html").write_text("x")
    digest = hashlib.sha256(b"x").hexdigest()
    (target / SUMS).write_text(f"{digest}  index.en.html\n{digest}  export/a.ttl\n")
    (target / "export" / "a.ttl").write_text("x")
    with replaced_folder(target, ["index.en.html"]) as fresh:
        (fresh / "index.en.html").write_text("y")
        (fresh / SUMS).write_text(f"{hashlib.sha256(b'y').hexdigest()}  index.en.html\n")
    assert not (target / "export").exists()
    (target / stray).parent.mkdir(exist_ok=True)
    (target / stray).mkdir() if stray.endswith("/") else (target / stray).write_text("mine")
    with pytest.raises(AscnKgError, match=stray.rstrip("/")), replaced_folder(target, ["index.en.html"]):
        raise AssertionError("never reached")
    assert (target / stray).exists()


@pytest.mark.slow
def test_every_link_leads_somewhere(static_site: Path) -> None:
    assert list(dead_links(static_site)) == []


@pytest.mark.slow
def test_every_address_is_a_file_and_every_file_is_listed(static_site: Path, knowledge: KnowledgeGraph) -> None:
    files = {path.relative_to(static_site).as_posix() for path in static_site.rglob("*") if path.is_file()}
    addresses = list(paths(Site(knowledge, live=False)))
    assert len(addresses) == len(set(addresses))
    assert set(addresses) <= files
    listed = dict(line.split("  ", 1)[::-1] for line in (static_site / SUMS).read_text().splitlines())
    assert listed.keys() == files - {SUMS}
    assert {name for name in files if name.startswith(f"{EXPORTS}/")} > {f"{EXPORTS}/ascn-kg.ttl"}
    for name in sorted(listed)[::50]:
        assert hashlib.sha256((static_site / name).read_bytes()).hexdigest() == listed[name], name


@pytest.mark.slow
def test_pages_name_no_other_host_to_load_from(static_site: Path) -> None:
    loads = {"link": "href", "script": "src", "img": "src", "form": "action", "iframe": "src"}
    for path in sorted(static_site.rglob("*.html"))[::7]:
        found: list[str] = []

        class Loads(HTMLParser):
            def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
                values = dict(attrs)
                if tag == "link" and values.get("rel") not in ("stylesheet", "icon", "preload"):
                    return
                found.append(values.get(loads.get(tag, "-")) or "")  # noqa: B023

        Loads().feed(path.read_text(encoding="utf-8"))
        assert not [target for target in found if urlsplit(target).netloc], path


@pytest.mark.slow
def test_the_same_bytes_on_every_run(static_site: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    command = [sys.executable, "-m", "ascn_kg", "site", str(tmp_path / "again")]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert (tmp_path / "again" / SUMS).read_text() == (static_site / SUMS).read_text()
