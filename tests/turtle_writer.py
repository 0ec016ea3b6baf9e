"""Writes random triples as Turtle in hostile layouts and notes where each token went.

A triple is noted as three spots, one for each term: its offset, and the term itself, or None for a blank node that
is written with brackets.
"""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import strategies as st

from ascn_kg.namespaces import RDF, XSD

Spot = tuple[int, ox.NamedNode | ox.Literal | str | None]
Triple = tuple[Spot, Spot, Spot]

ADDRESS = "http://e.org/a/"
FIRST, REST, NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))

GAPS = (
    *(" ", "\t", "\n", "\r\n", "\r", "  \n\t ", "# <a> . ; , [ ( \" ''' \n", "#\r\n", "# \u2028 \u0085 \U0001f3d9\n "),
)
PREFIXES = ("e", "a", "", "prefix", "é.x-1")
LOCALS = ("", "1", "0.5", "x.y", "a:b", ":", "_", "%41", "a-b", "à·", "城市")
# What is written, and what it stands for. Prefixes e:, a: and the empty one are all ADDRESS; the base is, too.
NAMES = {
    **{f"{prefix}:{local}": ADDRESS + local for prefix in PREFIXES for local in ("x", "B1", "a")},
    **{f"e:{local}": ADDRESS + local for local in LOCALS},
    r"e:a\.\,\;\#\(": ADDRESS + "a.,;#(", r"e:\-x\.y": ADDRESS + "-x.y", "e:a.-.b": ADDRESS + "a.-.b",
    r"e:\-x\.": ADDRESS + "-x.",
    "<x>": ADDRESS + "x", "<>": ADDRESS, "<../q#r>": "http://e.org/q#r", r"<x\u0041>": ADDRESS + "xA",
    "<http://e.org/;,.()'#>": "http://e.org/;,.()'#", "<urn:a:b>": "urn:a:b", "<//o/p>": "http://o/p",
    r"<\U0001F3D9>": ADDRESS + "\U0001f3d9", "<\U0001f3d9>": ADDRESS + "\U0001f3d9",
}  # fmt: skip
STRINGS = {
    '""': "",
    "''": "",
    '"a"': "a",
    "'\"'": '"',
    '"\'"': "'",
    '"# . ] )"': "# . ] )",
    r'"\"\\"': '"\\',
    r"'\''": "'",
    '"""a\n"b" ""c"""': 'a\n"b" ""c',
    "'''\r\n'' # .'''": "\r\n'' # .",
    r'"""\""" . \"""" '.strip(): '""" . "',
    r'"\u0022\U0001F3D9\n"': '"\U0001f3d9\n',
    '"\U0001f3d9\u2028"': "\U0001f3d9\u2028",
    '""""""': "",
    "''''''": "",
}
NUMBERS = {
    **dict.fromkeys(("1", "-0", "+007"), "integer"),
    **dict.fromkeys(("1.5", ".5", "-0.50", "+.0"), "decimal"),
    **dict.fromkeys(("1e0", "1.E-3", ".5e+2", "-1.50E7"), "double"),
    **dict.fromkeys(("true", "false"), "boolean"),
}
TAGS = ("en", "id", "zh-Hant", "en-GB-oed")


class Layout:
    """The text written so far, the spots of its triples, and hypothesis to choose what comes next."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.triples: list[Triple] = []

    def gap(self, *, needed: bool = False) -> str:
        return "".join(self.draw(st.lists(st.sampled_from(GAPS), min_size=int(needed), max_size=2)))

    def put(self, token: str, *, apart: bool = True) -> int:
        """Write a token; the offset at which it begins. ``apart`` keeps it from growing into the one before."""
        self.text += self.gap(needed=apart)
        at = len(self.text)
        self.text += token
        return at

    def name(self) -> Spot:
        written = self.draw(st.sampled_from(sorted(NAMES)))
        return self.put(written), ox.NamedNode(NAMES[written])

    def label(self) -> Spot:
        label = self.draw(st.sampled_from(("_:b", "_:1", "_:x.y-z", "_:é_")))
        return self.put(label), label

    def verb(self) -> Spot:
        return (self.put("a"), ox.NamedNode(RDF + "type")) if self.draw(st.booleans()) else self.name()

    def literal(self) -> Spot:
        kind = self.draw(st.sampled_from(("number", "string", "tagged", "typed")))
        if kind == "number":
            written = self.draw(st.sampled_from(sorted(NUMBERS)))
            return self.put(written), ox.Literal(written, datatype=ox.NamedNode(XSD + NUMBERS[written]))
        written = self.draw(st.sampled_from(sorted(STRINGS)))
        at = self.put(written, apart=self.text.endswith(('"', "'")))
        if kind == "string":
            return at, ox.Literal(STRINGS[written])
        if kind == "tagged":
            tag = self.draw(st.sampled_from(TAGS))
            self.text += self.gap() + "@" + tag
            return at, ox.Literal(STRINGS[written], language=tag)
        self.text += self.gap() + "^^" + self.gap()
        datatype = self.draw(st.sampled_from(sorted(NAMES)))
        self.text += datatype
        return at, ox.Literal(STRINGS[written], datatype=ox.NamedNode(NAMES[datatype]))

    def node(self, depth: int, *, literals: bool = True) -> Spot:
        """A term in the place of a subject or an object, with all that is written inside its brackets."""
        kinds = ["name", "name", "label", *(["literal"] * 2 if literals else []), *(["list", "bag"] if depth else [])]
        kind = self.draw(st.sampled_from(kinds))
        if kind == "list":
            return self.collection(depth - 1)
        if kind == "bag":
            at = self.put("[", apart=False)
            if self.draw(st.booleans()):
                self.predicates((at, None), depth - 1)
            self.put("]", apart=False)
            return at, None
        return {"name": self.name, "label": self.label, "literal": self.literal}[kind]()

    def collection(self, depth: int) -> Spot:
        opened = cell = self.put("(", apart=False)
        members = self.draw(st.integers(0, 3))
        for number in range(members):
            member = self.node(depth)
            if number:
                self.triples.append(((cell, None), (member[0], REST), (member[0], None)))
                cell = member[0]
            self.triples.append(((cell, None), (member[0], FIRST), member))
        closed = self.put(")", apart=False)
        if not members:
            return opened, NIL
        self.triples.append(((cell, None), (closed, REST), (closed, NIL)))
        return opened, None

    def predicates(self, subject: Spot, depth: int) -> None:
        for number in range(self.draw(st.integers(1, 3))):
            if number:
                self.put(";", apart=False)
                if self.draw(st.booleans()):
                    self.put(";", apart=False)
            verb = self.verb()
            for other in range(self.draw(st.integers(1, 3))):
                if other:
                    self.put(",", apart=False)
                self.triples.append((subject, verb, self.node(depth)))
        if self.draw(st.booleans()):
            self.put(";", apart=False)

    def directive(self) -> None:
        base = self.gap().join(("", f"<{ADDRESS}>"))
        prefixes = [f"{name}:" for name in PREFIXES]
        for head, tail in [("@base", base), *(("@prefix", f" {name} <{ADDRESS}>") for name in prefixes)]:
            if self.draw(st.booleans()):
                self.put(head + self.gap() + tail + self.gap() + ".")
            else:
                word = head[1:].upper() if self.draw(st.booleans()) else head[1:]
                self.put(word + self.gap() + tail)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Triple]]:
    """A Turtle text and the spots of its triples."""
    layout = Layout(draw)
    layout.directive()
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.integers(0, 5)) == 0:
            layout.directive()
        alone = draw(st.integers(0, 5)) == 0
        if alone:
            at = layout.put("[", apart=False)
            layout.predicates((at, None), 2)
            layout.put("]", apart=False)
        else:
            layout.predicates(layout.node(2, literals=False), 3)
        layout.put(".", apart=False)
    layout.text += layout.gap() + "\n"  # at the very end, pyoxigraph 0.5 loses letters of a name with escapes
    return layout.text, layout.triples
