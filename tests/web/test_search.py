"""The search finds what people mean, best first, in Python and in the script of the static site alike."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from ascn_kg.labels import fold
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.pages.search import ranking
from ascn_kg.web.rooms import respond
from ascn_kg.web.searching.entries import entries
from ascn_kg.web.searching.ranking import edits
from ascn_kg.web.site import Site
from tests.conftest import IN_CI, ROOT
from tests.web.markup import Markup

# What is typed, and the address that must come first.
MEANT = {
    "hanoi": "doc/city/hanoi",
    "ha noi": "doc/city/hanoi",
    "Hà Nội": "doc/city/hanoi",
    "HANOI": "doc/city/hanoi",
    "hanio": "doc/city/hanoi",
    "jakrta": "doc/city/jakarta",
    "makasar": "doc/city/makassar",
    "kota singapura": "doc/city/singapore",
    "singapore": "doc/city/singapore",
    "กรุงเทพ": "doc/city/bangkok",
    "Đà Nẵng": "doc/city/da-nang",
    "ho chi minh": "doc/city/ho-chi-minh-city",
    "viet nam": "doc/nation/viet-nam",
    "japan": "doc/nation/japan",
    "jica": "doc/organization/jica",
    "dottoro": "doc/initiative/makassar-dottoro-ta",
    "dottoro'ta": "doc/initiative/makassar-dottoro-ta",
    "dottorota": "doc/initiative/makassar-dottoro-ta",
    "jakarta smart city": "doc/initiative/jakarta-jakarta-smart-city-goes-to-school",
    "smart parking kuching": "doc/initiative/kuching-smart-parking",
    "which cities joined": "questions/cities-joined-after",
    "everMemberOf": "ontology#everMemberOf",
    "ascn:City": "ontology#City",
    "hanoi-2018-04": "doc/membership/hanoi-2018-04",
}
NOTHING = ("qqqqqqqqqqqq", "", "   ", "...", "'", "\x00", "<>", "%")
FURTHER = ("smart", "city", "kota", "water bangkok xyzzy", "mobilty", "s", "ta", "2018", "smart traffic bangkok", "ß")


def _found(site: Site, text: str, lang: str = "en") -> list[str]:
    return [entries(site)[place].stem for place in ranking(site, lang).find(text).places]


@pytest.mark.parametrize(("text", "stem"), MEANT.items())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_meant_comes_first(site: Site, text: str, stem: str, lang: str) -> None:
    assert _found(site, text, lang)[:1] == [stem]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found_for_nothing(site: Site, text: str) -> None:
    assert _found(site, text) == []


def test_cities_come_before_statements(site: Site) -> None:
    found = [stem.split("/")[1] for stem in _found(site, "jakarta") if stem.startswith("doc/")]
    assert found[0] == "city"
    assert found.index("initiative") < found.index("membership")


def test_a_misspelt_word_says_what_was_looked_for(site: Site) -> None:
    found = ranking(site, "en").find("hanio")
    assert (found.instead, found.some) == ("hanoi", False)


def test_some_of_the_words_are_better_than_nothing(site: Site) -> None:
    found = ranking(site, "en").find("smart parking qqqqqqqq")
    assert found.some
    assert found.places


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("", "", 0), ("abc", "abc", 0), ("hanio", "hanoi", 1), ("jakrta", "jakarta", 1), ("abc", "xyz", 3), ("", "ab", 2)],
)
def test_edits(one: str, other: str, apart: int) -> None:
    assert edits(one, other, 3) == edits(other, one, 3) == apart


def test_every_entry_leads_to_a_page(site: Site) -> None:
    stems = [entry.stem for entry in entries(site)]
    assert len(stems) == len(set(stems)) > 2500
    wanted = {stem.partition("#")[0] for stem in stems}
    assert [stem for stem in sorted(wanted)[::100] if respond(site, f"{stem}.en.html").status != 200] == []
    anchors = Markup(respond(site, "ontology.en.html").content.decode()).anchors
    assert {stem.removeprefix("ontology#") for stem in stems if stem.startswith("ontology#")} <= anchors.keys()


def test_it_is_fast(site: Site) -> None:
    ready = ranking(site, "en")
    best = []
    for text in ("jakarta", "smart city", "jakrta", "water bangkok xyzzy"):
        took = []
        for _ in range(5):
            start = time.process_time()  # others may be busy
            ready.find(text)
            took.append(time.process_time() - start)
        best.append(min(took))
    assert max(best) < 0.02


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page(site: Site, lang: str) -> None:
    page = Markup(respond(site, f"search.{lang}.html", {"q": "ha noi"}).content.decode())
    results = [link for link in page.links if link.startswith("doc/")]
    assert results[1:] or results
    assert f"doc/city/hanoi.{lang}.html" in page.links
    assert "ha noi" in page.texts["found"]


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "'--"])
def test_hostile_words_are_shown_as_words(site: Site, text: str) -> None:
    document = respond(site, "search.en.html", {"q": text})
    assert document.status == 200
    page = document.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert text in Markup(page).texts["main"]


def test_very_long_words_are_cut(site: Site) -> None:
    page = Markup(respond(site, "search.en.html", {"q": "x" * 100_000}).content.decode())
    assert "x" * 201 not in page.texts["main"]


# The script that searches where there is no server


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        if IN_CI:
            pytest.fail("no Node.js to run the script of the static search with: apt-get install nodejs")
        pytest.skip("no Node.js to run the script of the static search with: apt-get install nodejs")
    return node


_RUN = """
const fs = require("fs");
const vm = require("vm");
const [script, index, asked] = process.argv.slice(2);
for (const file of [script, index]) vm.runInThisContext(fs.readFileSync(file, "utf8"));
const ranking = new globalThis.ascnSearch.Ranking(globalThis.ascnIndex);
const { words, names } = JSON.parse(fs.readFileSync(asked, "utf8"));
const found = words.map((text) => {
  const { places, instead, some } = ranking.find(text);
  return { stems: places.map((place) => ranking.entries[place][0]), instead, some };
});
console.log(JSON.stringify({ found, folded: names.map(ranking.fold) }));
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_script_finds_the_same_in_the_same_order(site: Site, lang: str, tmp_path: Path) -> None:
    words = [*MEANT, *NOTHING, *FURTHER]
    names = sorted({name for entry in entries(site) for name in entry.names})
    (tmp_path / "run.js").write_text(_RUN, encoding="utf-8")
    (tmp_path / "index.js").write_bytes(respond(site, f"search.{lang}.js").content)
    (tmp_path / "asked.json").write_text(json.dumps({"words": words, "names": names}), encoding="utf-8")
    script = ROOT / "ascn_kg" / "web" / "static" / "search.js"
    command = [
        _node(),
        str(tmp_path / "run.js"),
        str(script),
        str(tmp_path / "index.js"),
        str(tmp_path / "asked.json"),
    ]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    for text, theirs in zip(words, said["found"], strict=True):
        ours = ranking(site, lang).find(text)
        stems = [entries(site)[place].stem for place in ours.places]
        assert (theirs["stems"], theirs["instead"], theirs["some"]) == (stems, ours.instead, ours.some), text
    assert said["folded"] == [fold(name) for name in names]
