"""Words to evidence nodes: matching, choosing, writing, and the command."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.cli import main
from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.evidence import Passage, SourceText, cite, omission, read_text, write
from ascn_kg.locations import Locations

ARTICLE = "Judul\n\n  \nKota A dan Kota B bergabung.\nProyek Dottoro’ta\u00a0(Home  Care) 🚀 milik Kota A.\n"

PAGED = (
    "ASCN Report\n\n                  1\n\fThe network has made significant        those projects in the\n"
    "progress at the city-level. While the    planning stage might have\n"
    "projects     consist     of              \n"
    "\n"
    "all the plans of cities                  begun already.\n"
    "City        Partner              Status\n"
    "Hanoi       Hanoi Centre for     ongoing\n"
    "                                 since 2020\n"
    "            Excellence\n"
)

DOCUMENTS = """\
@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix source: <https://w3id.org/ascn-kg/id/source/> .
@prefix reason: <https://w3id.org/ascn-kg/concept/reason/> .
@prefix scheme: <https://w3id.org/ascn-kg/concept/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
source:article a ascn:Source ; rdfs:label "Artikel"@id ; ascn:paged false .
source:report a ascn:Source ; rdfs:label "Report"@en ; ascn:paged true .
reason:notice a skos:Concept ; skos:inScheme scheme:reason ; skos:prefLabel "notice"@en .
"""


def article(text: str = ARTICLE) -> SourceText:
    return SourceText("article", text)


def words_of(text: SourceText, passages: list[Passage]) -> list[str]:
    return [text.text[passage.start : passage.end] for passage in passages]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project folder with two sources and their texts in ``texts/``."""
    for folder in ("ontology", "data", "queries", "texts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data/documents.ttl").write_text(DOCUMENTS, encoding="utf-8")
    (tmp_path / "texts/article.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "texts/report.txt").write_bytes(PAGED.encode())
    return tmp_path


def ascn_kg(root: Path, *words: str) -> int:
    return main(["cite", *words, "--texts", str(root / "texts"), "--root", str(root)])


# Matching


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Kota B bergabung", "Kota B bergabung"),
        ("  Kota\u00a0 B\n", "Kota B"),
        ("Dottoro'ta (Home Care)", "Dottoro’ta\u00a0(Home  Care)"),
        ("Dottoro‘ta", "Dottoro’ta"),
        ("Dottoro`ta", "Dottoro’ta"),
        ("🚀 milik", "🚀 milik"),
        ("(Home", "(Home"),
    ],
)
def test_white_space_and_apostrophes_are_folded(words: str, printed: str) -> None:
    text = article()
    (found,) = cite(text, words)
    assert words_of(text, [found]) == [printed]
    assert found.sha256 == hashlib.sha256(printed.encode()).hexdigest()


def test_double_quotes_are_folded() -> None:
    text = article("Ia berkata “ya” kemarin.")
    assert words_of(text, cite(text, 'berkata "ya"')) == ["berkata “ya”"]


def test_offsets_count_code_points_and_paragraphs_count_non_empty_lines() -> None:
    text = article("🚀🚀 satu\n \u00a0\n\ndua 🚀 tiga")
    (found,) = cite(text, "tiga")
    assert (found.start, found.end, found.paragraph, found.page) == (18, 22, 2, None)


def test_only_a_newline_ends_a_line() -> None:
    text = article("satu\r\ndua\u2028tiga\r\n\r\nempat\rlima\n")
    assert cite(text, "empat lima")[0].paragraph == 3
    assert words_of(text, cite(text, "dua tiga")) == ["dua\u2028tiga"]
    with pytest.raises(NotFoundError, match="line ends"):
        cite(text, "satu dua")


def test_the_node_is_one_line_of_turtle_with_the_agreed_terms() -> None:
    (found,) = cite(article(), "Kota B")
    assert found.turtle == (
        "evidence:article-21-27 a ascn:Evidence ; ascn:fromSource source:article ; ascn:start 21 ; ascn:end 27 ; "
        f'ascn:paragraph 2 ; ascn:sha256 "{hashlib.sha256(b"Kota B").hexdigest()}" .'
    )
    assert found.iri == "https://w3id.org/ascn-kg/id/evidence/article-21-27"


def test_an_omission_says_why() -> None:
    (found,) = omission(article(), "Judul", "notice")
    assert found.name == "omission:article-0-5"
    assert found.turtle.startswith("omission:article-0-5 a ascn:Omission ; ")
    assert found.turtle.endswith(" ; ascn:reason reason:notice .")


def test_repeated_words_need_an_occurrence() -> None:
    text = article()
    with pytest.raises(AscnKgError) as error:
        cite(text, "Kota A")
    message = str(error.value)
    assert "2 times" in message
    assert "paragraph 2, 10-16" in message
    assert "paragraph 3" in message
    assert "--occurrence" in message
    assert cite(text, "Kota A", 2)[0].paragraph == 3


def test_overlapping_places_are_both_places() -> None:
    with pytest.raises(AscnKgError, match="2 times"):
        cite(article("banana"), "ana")
    assert cite(article("banana"), "ana", 2)[0].start == 3


@pytest.mark.parametrize("occurrence", [0, -1, 3, 10**20])
def test_an_occurrence_out_of_range_is_refused(occurrence: int) -> None:
    with pytest.raises(AscnKgError, match=f"no occurrence {occurrence}.*1 to 2"):
        cite(article(), "Kota A", occurrence)


@pytest.mark.parametrize("words", ["", "   ", "\n\u00a0"])
def test_no_words_are_refused(words: str) -> None:
    with pytest.raises(AscnKgError, match="No words"):
        cite(article(), words)


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        (ARTICLE, "kota b bergabung", "Capital letters"),
        (ARTICLE, "Kota A dam Kota B bergabung", "paragraph 2: 'Kota A dan"),
        (ARTICLE, "bergabung. Proyek", "line ends"),
        (ARTICLE, "zzzz", "Nothing in the text is near"),
        ("pendek", "kata " * 500, "Nothing in the text is near"),
        ("İİ Kota", "kota", "The nearest"),
        ("", "Kota", "Nothing in the text is near"),
    ],
)
def test_missing_words_get_a_hint(text: str, words: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as error:
        cite(article(text), words)
    assert "do not occur in article" in str(error.value)
    assert hint in str(error.value)


def test_words_are_no_pattern() -> None:
    text = article("a.b (c) [d] $1 \\n a*b")
    assert words_of(text, cite(text, "(c) [d] $1 \\n")) == ["(c) [d] $1 \\n"]
    with pytest.raises(NotFoundError):
        cite(text, "a.*b")


# Pages and columns


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("ASCN Report", ["ASCN Report"]),
        ("has made significant progress at the", ["has made significant", "progress at the"]),
        ("those projects in the planning stage", ["those projects in the", "planning stage"]),
        ("might have begun already.", ["might have", "begun already."]),
        ("projects consist of all the plans", ["projects     consist     of", "all the plans"]),
        ("Hanoi Centre for Excellence", ["Hanoi Centre for", "Excellence"]),
        ("ongoing since 2020", ["ongoing", "since 2020"]),
        ("Hanoi Hanoi Centre", ["Hanoi       Hanoi Centre"]),
        ("begun already. City", ["begun already.", "City"]),
    ],
)
def test_paged_texts_give_one_node_a_line_fragment(words: str, printed: list[str]) -> None:
    text = SourceText("report", PAGED, True)
    found = cite(text, words)
    assert words_of(text, found) == printed
    assert {passage.page for passage in found} == {1 if words == "ASCN Report" else 2}
    assert all(passage.paragraph is None for passage in found)


def test_a_column_never_skips_words() -> None:
    with pytest.raises(NotFoundError):
        cite(SourceText("report", PAGED, True), "The network has progress at the")
    with pytest.raises(NotFoundError):
        cite(SourceText("report", PAGED, True), "Hanoi Centre Excellence")


def test_two_columns_that_fit_are_two_places() -> None:
    text = SourceText("report", "Smart grid    Smart grid\nplan done     plan open\n", True)
    with pytest.raises(AscnKgError, match="2 times"):
        cite(text, "grid plan")
    assert words_of(text, cite(text, "grid plan", 2)) == ["grid", "plan"]
    assert words_of(text, cite(text, "done plan")) == ["done     plan"]
    assert words_of(text, cite(text, "grid plan open")) == ["grid", "plan open"]


def test_a_column_ends_after_a_dozen_lines() -> None:
    lines = [f"left{n}      right{n}" for n in range(14)]
    text = SourceText("report", "\n".join(lines), True)
    assert len(cite(text, " ".join(f"right{n}" for n in range(12)))) == 12
    with pytest.raises(NotFoundError):
        cite(text, " ".join(f"right{n}" for n in range(13)))


# Reading texts


def test_texts_are_read_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffsatu\r\ndua".encode())
    text = read_text(tmp_path, "a")
    assert text.text == "\ufeffsatu\r\ndua"
    assert not text.paged
    assert text.digest == hashlib.sha256("\ufeffsatu\r\ndua".encode()).hexdigest()


def test_a_text_with_form_feeds_has_pages_unless_its_record_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\n\ftwo")
    assert cite(read_text(tmp_path, "a"), "two")[0].page == 2
    assert cite(read_text(tmp_path, "a", False), "two")[0].paragraph == 2


def test_texts_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Kota caf\u00e9".encode("latin-1"))
    (tmp_path / "folder.txt").mkdir()
    for folder, source, message in [
        (tmp_path, "latin", "not UTF-8 .byte 8"),
        (tmp_path, "absent", "this text is missing"),
        (tmp_path / "nowhere", "absent", "--texts DIR"),
        (tmp_path, "../latin", "no source identifier"),
        (tmp_path, "folder", "cannot be read"),
    ]:
        with pytest.raises(AscnKgError, match=message):
            read_text(folder, source)


# Writing


def test_a_written_file_is_turtle_sorted_and_stays_as_it_is(root: Path) -> None:
    locations = Locations(root)
    for words in ("Kota B", "Judul", "🚀"):
        path = write(locations, cite(article(), words))
    write(locations, omission(article(), "bergabung.", "notice"))
    first = path.read_bytes()
    write(locations, cite(article(), "Judul"))
    assert path.read_bytes() == first
    lines = first.decode().splitlines()
    assert lines[0].startswith("# ")
    prefixes = [line.split()[1] for line in lines if line.startswith("@prefix")]
    assert prefixes == ["ascn:", "evidence:", "omission:", "reason:", "source:"]
    names = [line.split()[0].rpartition("-")[0] for line in lines if " a ascn:" in line]
    assert names == ["evidence:article-0", "evidence:article-21", "omission:article-28", "evidence:article-70"]
    assert len(list(ox.parse(first, format=ox.RdfFormat.TURTLE))) == 4 * 6 + 1
    assert [file.name for file in path.parent.iterdir()] == ["article.ttl"]


def test_lines_written_by_hand_are_kept(root: Path) -> None:
    path = root / "data/evidence/article.ttl"
    path.parent.mkdir()
    (found,) = cite(article(), "Kota B")
    kept = f"# The second city.\n{found.turtle[:-1]};\n    ascn:note 'checked' .\n"
    referenced = "evidence:article-p3 a ascn:Evidence ; ascn:fromSource source:article ; ascn:page 3 .\n"
    path.write_text(f"# Mine.\n@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .\n\n{kept}{referenced}", "utf-8")
    write(Locations(root), cite(article(), "Judul"))
    content = path.read_text("utf-8")
    assert content.startswith("# Mine.\n")
    assert kept in content
    assert content.index(referenced) < content.index("evidence:article-0-5") < content.index(kept)
    ox.parse(content, format=ox.RdfFormat.TURTLE)


def test_a_node_with_another_digest_or_reason_is_not_overwritten(root: Path) -> None:
    locations = Locations(root)
    write(locations, omission(article(), "Judul", "notice"))
    before = write(locations, cite(article(), "Judul")).read_bytes()
    with pytest.raises(AscnKgError, match="already there"):
        write(locations, omission(article(), "Judul", "not"))
    with pytest.raises(AscnKgError, match="already there"):
        write(locations, cite(article("Jadul"), "Jadul"))
    with pytest.raises(AscnKgError, match="one source"):
        write(locations, [])
    assert (root / "data/evidence/article.ttl").read_bytes() == before


def test_an_evidence_file_that_is_not_utf8_is_left_alone(root: Path) -> None:
    path = root / "data/evidence/article.ttl"
    path.parent.mkdir()
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(AscnKgError, match=r"data/evidence/article\.ttl: not UTF-8"):
        write(Locations(root), cite(article(), "Judul"))
    assert path.read_bytes() == b"# caf\xe9\n"


# The command


def test_the_command_prints_the_node(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ascn_kg(root, "article", "Kota B") == 0
    assert capsys.readouterr().out == cite(article(), "Kota B")[0].turtle + "\n"
    assert not (root / "data/evidence").exists()
    assert ascn_kg(root, "source:report", "ongoing since 2020") == 0
    assert capsys.readouterr().out.count("ascn:page 2 ;") == 2


def test_the_command_writes_the_node_and_prints_its_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ascn_kg(root, "Artikel", "Kota A", "--occurrence", "2", "--write") == 0
    name = capsys.readouterr().out.strip()
    assert name in (root / "data/evidence/article.ttl").read_text("utf-8")
    assert ascn_kg(root, "article", "Judul", "--leave-out", "notice", "--write") == 0
    assert capsys.readouterr().out == "omission:article-0-5\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("articel", "Kota B"), "article"),
        (("article", "Kota A"), "2 times"),
        (("article", "Kota C"), "do not occur"),
        (("article", ""), "No words"),
        (("article", "Judul", "--leave-out", "notise"), "notice"),
    ],
)
def test_trouble_is_a_sentence_on_standard_error(
    root: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    assert ascn_kg(root, *words) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""


def test_the_folder_of_texts_comes_from_the_environment(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASCN_KG_TEXTS", str(root / "texts"))
    assert main(["cite", "article", "Kota B", "--root", str(root)]) == 0
    monkeypatch.delenv("ASCN_KG_TEXTS")
    monkeypatch.chdir(root)
    assert main(["cite", "article", "Kota B", "--root", str(root)]) == 0
    monkeypatch.chdir(root / "data")
    capsys.readouterr()
    assert main(["cite", "article", "Kota B", "--root", str(root)]) == 2
    assert "--texts DIR" in capsys.readouterr().err
