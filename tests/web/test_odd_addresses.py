"""Addresses nobody has a reason to ask for: where the links of what they answer lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.web.view import View
from tests.web.client import Client

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "target", "link"),
    [
        ("index.en.html", "static/site.css", "static/site.css"),
        ("doc/city/hanoi.en.html", "doc/city/hue.en.html#facts", "hue.en.html#facts"),
        ("doc/city/hanoi.en.html", "doc/city.en.html", "../city.en.html"),
        ("doc/city/hanoi.en.html", "doc/nation/vn.ttl", "../nation/vn.ttl"),
        ("/x/y", "static/site.css", "../../static/site.css"),
        ("/x", "static/site.css", "../static/site.css"),
        ("a//b", "static/site.css", "../../static/site.css"),
        ("a/", "index.en.html", "../index.en.html"),
        ("javascript:alert(1).en.html", "javascript:alert(1).id.html", "./javascript:alert(1).id.html"),
        ("https://evil.example/x", "https://evil.example/y", "y"),
        ("x", "https:evil.example", "./https:evil.example"),
        ("x", "//evil.example", ".///evil.example"),
        ("x", "\\\\evil.example", "./\\\\evil.example"),
    ],
)
def test_links_stay_on_the_site(path: str, target: str, link: str) -> None:
    assert View(path, "en").link(target) == link


@pytest.mark.parametrize("path", ["//x/y.en.html", "/a/../../../b.en.html", "/%2e%2e/%2e%2e/b.en.html", "//"])
def test_no_page_names_the_folder_the_server_runs_in(
    client: Client, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "secret" / "secret" / "secret"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    response = client.get(path, headers=HTML)
    assert response.status == 404
    assert "secret" not in response.text


def test_no_page_links_to_a_script_somebody_wrote_into_its_address(client: Client) -> None:
    response = client.get("/javascript:alert(1).en.html", headers=HTML)
    assert 'href="./javascript:alert(1).id.html"' in response.text
    assert 'href="javascript:' not in response.text


@pytest.mark.parametrize("path", ["/a%0A/", "/%0A", "/a%0A"])
def test_nobody_is_led_to_the_host_a_request_names(client: Client, path: str) -> None:
    response = client.get(path, headers={"Host": "evil.example"})
    assert response.status == 400
    assert "location" not in response.headers


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/ask/%E2%82%AC", "../questions/%E2%82%AC.en.html"),
        ("/ask/%23x%3Fy", "../questions/%23x%3Fy.en.html"),
        ("/ask/%5C%5Cevil", "../questions/%5C%5Cevil.en.html"),
    ],
)
def test_odd_names_of_questions_stay_names(client: Client, path: str, location: str) -> None:
    page = client.get(path, headers=HTML)
    assert (page.status, page.headers["location"]) == (303, location)
    data = client.get(path, headers={"Accept": "application/json"})
    assert data.status == 404
    assert data.headers["content-location"].isascii()
