"""Every triple of every Turtle file is found where it stands."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascn_kg.errors import AscnKgError
from ascn_kg.locations import turtle_below
from ascn_kg.namespaces import RDF
from ascn_kg.rdflib_view import as_rdflib
from ascn_kg.turtle import Place, Positions, positions
from ascn_kg.turtle.spots import spots
from tests.conftest import ROOT
from tests.turtle_writer import Triple, documents

FILES = [path for folder in ("ontology", "data") for path in turtle_below(ROOT / folder)]
E = "http://e.org/"

TRIPLE = ox.Triple(ox.NamedNode(E + "a"), ox.NamedNode(E + "p"), ox.NamedNode(E + "b"))

NASTY = r'''@prefix : <http://e.org/> . PREFIX e: <http://e.org/x/> # . a comment :s :p :o
@base <http://e.org/> .
:s a :A ; ; :p "; # ." , """two
lines "quoted" \""" . """@en ,
  'x'^^
  :t , -1.5e3 , .5 , 1 ,true ; <q> <#f>, e:a.b , [ :in ( 1
    ( "deep" ) [ ] ) ; ] ;
.
( :one ) :of ( ) . [ :alone _:b.1 ] . _:b.1 :p :s.
'''


def places_of(text: str) -> list[Place]:
    """Line and column of each character, counted one by one."""
    places, line, column = [], 1, 1
    for at, character in enumerate(text):
        places.append(Place(line, column))
        ends = character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return places


def stands_for(word: str, term: object, prefixes: dict[str, str]) -> bool:
    """Whether the text beginning at a place may be the term; our files hold no escaped names and no base."""
    if isinstance(term, ox.BlankNode):
        return word.startswith(("[", "(", "_:"))
    if isinstance(term, ox.Literal):
        plain = word.replace('\\"', '"').replace("\\\\", "\\")
        return re.match(rf'("""|"|){re.escape(term.value)}("|\b)', plain) is not None
    assert isinstance(term, ox.NamedNode)
    if term.value.startswith(RDF):
        return True  # first, rest and nil of collections, and a
    name = re.match(r"(\w*):([\w.-]*\w)", word)
    return word.startswith(f"<{term.value}>") or (name is not None and prefixes[name[1]] + name[2] == term.value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_triple_of_a_file_is_where_its_terms_are_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prefixes = dict(re.findall(r"^@prefix (\w*): <([^>]*)> \.$", text, re.MULTILINE))
    lines = text.split("\n")
    found = list(positions(text))
    assert len(found) == len(list(ox.parse(text, format=ox.RdfFormat.TURTLE)))
    for each in found:
        cell = each.predicate.value in (RDF + "first", RDF + "rest")  # begins where its member does
        for term, (line, column) in (
            (each.subject, each.subject_at),
            (each.predicate, each.predicate_at),
            (each.object, each.object_at),
        ):
            word = "\n".join(lines[line - 1 : line + 40])[column - 1 :]
            assert (cell and isinstance(term, ox.BlankNode)) or stands_for(word, term, prefixes), (
                f"{line}:{column}: {term}"
            )


def test_a_nasty_text() -> None:
    places = Positions("\ufeff" + NASTY)
    s, p = ox.NamedNode(E + "s"), ox.NamedNode(E + "p")
    found = [(str(each.object), *each.object_at) for each in places.of_subject(s)]
    assert found[:-1] == [
        (f"<{E}A>", 3, 6),
        ('"; # ."', 3, 16),
        ('"two\\nlines \\"quoted\\" \\"\\"\\" . "@en', 3, 26),
        (f'"x"^^<{E}t>', 5, 3),
        ('"-1.5e3"^^<http://www.w3.org/2001/XMLSchema#double>', 6, 8),
        ('".5"^^<http://www.w3.org/2001/XMLSchema#decimal>', 6, 17),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', 6, 22),
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', 6, 25),
        (f"<{E}#f>", 6, 36),
        (f"<{E}x/a.b>", 6, 42),
    ]
    assert found[-1][1:] == (6, 50)
    bracket = places.of_subject(s)[-1].object
    inside = places.first(bracket, ox.NamedNode(E + "in"))
    assert inside is not None
    assert (inside.subject_at, inside.predicate_at, inside.object_at) == ((6, 50), (6, 52), (6, 56))
    assert [
        (each.predicate.value.rpartition("#")[2], *each.object_at) for each in places.of_subject(inside.object)
    ] == [
        ("first", 6, 58),
        ("rest", 7, 5),
    ]
    assert places.of(ox.BlankNode("b.1"), p, s) is not None
    assert places.of(ox.BlankNode("b.1"), p, p) is None
    first = places.first(s, p)
    assert first is not None
    assert (first.subject_at, first.predicate_at, first.object_at) == ((3, 1), (3, 13), (3, 16))


def as_noted(text: str, triples: list[Triple]) -> Counter[tuple[object, ...]]:
    place = places_of(text)
    return Counter(
        tuple((place[at], term if isinstance(term, ox.NamedNode | ox.Literal) else None) for at, term in triple)
        for triple in triples
    )


def as_found(places: Positions) -> Counter[tuple[object, ...]]:
    return Counter(
        tuple(
            (place, None if isinstance(term, ox.BlankNode) else term)
            for term, place in (
                (each.subject, each.subject_at),
                (each.predicate, each.predicate_at),
                (each.object, each.object_at),
            )
        )
        for each in places
    )


@given(documents())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_hostile_layouts(document: tuple[str, list[Triple]]) -> None:
    text, noted = document
    assert as_found(Positions(text)) == as_noted(text, noted)


@given(documents())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_blank_node_in_brackets_stands_at_one_place(document: tuple[str, list[Triple]]) -> None:
    """So the n-th place is that of the n-th triple: in another order, a node would be at several."""
    text, _ = document
    offset = {place: at for at, place in enumerate(places_of(text))}
    found: dict[object, set[Place]] = {}
    for each in positions(text):
        for term, place in ((each.subject, each.subject_at), (each.object, each.object_at)):
            if isinstance(term, ox.BlankNode) and not text.startswith(f"{term}", offset[place]):
                found.setdefault(term, set()).add(place)
    assert all(len(places) == 1 for places in found.values())


NODES = st.sampled_from([*(ox.NamedNode(E + name) for name in "abc"), *(ox.BlankNode(name) for name in "xyz")])
LITERALS = st.builds(ox.Literal, st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
GRAPHS = st.lists(
    st.builds(ox.Triple, NODES, st.sampled_from([ox.NamedNode(E + name) for name in "pq"]), NODES | LITERALS),
    max_size=12,
)


@given(GRAPHS, st.sampled_from(["pyoxigraph", "turtle", "longturtle"]))
@settings(max_examples=100, deadline=None)
def test_what_serialisers_write(graph: list[ox.Triple], writer: str) -> None:
    text = written(graph, writer)
    lines = re.split("\r\n|\r|\n", text)
    for each in positions(text):
        word = lines[each.object_at.line - 1][each.object_at.column - 1 :]
        if isinstance(each.object, ox.Literal):
            assert word.startswith('"')
        elif isinstance(each.object, ox.NamedNode):
            assert re.match(rf"(\w*:|<{E}){each.object.value[-1]}>?|(rdf:nil|\(\))|\)", word)
        else:
            assert word.startswith(("_:", "[", "("))
    assert len(Positions(text)) == len(list(ox.parse(text, format=ox.RdfFormat.TURTLE)))


def written(graph: list[ox.Triple], writer: str) -> str:
    if writer == "pyoxigraph":
        return (ox.serialize(graph, format=ox.RdfFormat.TURTLE, prefixes={"e": E}) or b"").decode()
    made = as_rdflib([ox.Quad(*triple) for triple in graph])
    made.bind("e", E)
    return made.serialize(format=writer)


def test_blank_nodes_are_those_of_the_given_triples() -> None:
    text = f"<{E}a> <{E}p> [ <{E}q> 1 ] , [ <{E}q> 2 ] ."
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)]
    places = Positions(text, triples)
    assert [(each.subject, each.object) for each in places] == [(each.subject, each.object) for each in triples]
    found = places.of(triples[2].subject, ox.NamedNode(E + "q"), ox.Literal(2))
    assert found is not None
    assert found.subject_at == found.predicate_at._replace(column=found.predicate_at.column - 2)


def test_a_text_that_was_changed_since_it_was_read_is_told() -> None:
    text = f"<{E}a> <{E}p> 1 ."
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    for changed in (f" <{E}a> <{E}p> 2 .", "", f"<{E}a> <{E}p> 1 , 1 ."):
        with pytest.raises(AscnKgError, match="was changed since"):
            list(Positions(changed, triples))
    assert len(list(Positions("# new\n" + text, triples))) == 1


@pytest.mark.parametrize("text", [f"<{E}a> <{E}p> <{E}b> . )", f"<{E}a> <{E}p> << <{E}a> <{E}p> <{E}b> >> .", "\n ?x"])
def test_what_cannot_be_followed_is_told(text: str) -> None:
    with pytest.raises(AscnKgError, match=r"^\d+:\d+: cannot follow"):
        Positions(text, [TRIPLE])[0]


def test_a_text_that_is_no_turtle_is_a_syntax_error() -> None:
    with pytest.raises(SyntaxError):
        list(positions("<a> <b>"))


@pytest.mark.parametrize("text", ["", "\ufeff", " # nothing", "@prefix : <http://e.org/> ."])
def test_a_text_without_triples(text: str) -> None:
    assert list(positions(text)) == []


def test_deep_brackets() -> None:
    deep = 2000
    text = f"<{E}a> <{E}p> " + f"[ <{E}p> ( " * deep + f"<{E}b>" + " ) ]" * deep + " ."
    found = list(spots(text))
    assert len(found) == 1 + 3 * deep
    assert found[-1][0][0] == 0


def test_a_text_without_an_end_is_not_read_for_ever() -> None:
    for start in ('"""', "<", "'", "_:a.", "e:" + "a." * 50_000, "#" * 50_000, "(" * 50_000, '"\\' * 50_000):
        with pytest.raises(AscnKgError):
            Positions(start + "a" * 50_000 + "\0", [TRIPLE])[0]
