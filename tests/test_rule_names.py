"""What a rule is called whose shape has no name: the same on every run."""

from __future__ import annotations

import pyoxigraph as ox

from ascn_kg.namespaces import SH
from ascn_kg.validation.rule_names import rule_name
from ascn_kg.validation.shapes import ShapesGraph

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .
@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .
shapes:City sh:property [ sh:path ascn:code ; sh:order 1 ] ,
    [ sh:path [ sh:inversePath ascn:member ] ; sh:order 2 ;
        sh:property [ sh:path ( ascn:network ascn:code ) ; sh:order 3 ] ] ,
    shapes:Named .
shapes:Named sh:path ascn:name ; sh:order 4 .
[] sh:targetClass ascn:City ; sh:order 5 ; sh:property [ sh:path ascn:code ; sh:order 6 ] .
[] sh:path [ ] ; sh:order 7 .
_:a sh:order 8 ; sh:property _:a .
"""


def test_what_rules_are_called() -> None:
    quads = list(ox.parse(SHAPES, format=ox.RdfFormat.TURTLE))
    shapes = ShapesGraph(quads)
    at = {quad.object.value: quad.subject for quad in quads if quad.predicate.value == SH + "order"}
    names = [rule_name(at[order], shapes) for order in sorted(at)]
    assert names == [
        "shapes:City/ascn:code",
        "shapes:City/^ascn:member",
        "shapes:City/^ascn:member/ascn:network/ascn:code",
        "shapes:Named",
        "shape",
        "shape/ascn:code",
        "shape",
        "shape",
    ]
