"""Shapes made of shapes, and shapes with SPARQL."""

from __future__ import annotations

from .writing import DECLARED, Case, of, on

COMPOUND: dict[str, Case] = {
    "node": (
        on("sh:node :N") + ":N a sh:NodeShape ; sh:property [ sh:path :q ; sh:minCount 1 ] .",
        of(":p :y") + ":y :q 1 .",
        of(":p :y"),
        {("Node", "x", "y")},
    ),
    "property within a property": (
        on("sh:property :Q") + ":Q sh:path :q ; sh:minCount 1 .",
        of(":p :y") + ":y :q 1 .",
        of(":p :y"),
        {("MinCount", "y", "")},
    ),
    "not": (
        on("sh:not [ sh:class :C ]"),
        of(":p :y"),
        of(":p :y") + ":y a :C .",
        {("Not", "x", "y")},
    ),
    "and": (
        on("sh:and ( [ sh:class :C ] [ sh:nodeKind sh:IRI ] )"),
        of(":p :y") + ":y a :C .",
        of(":p :y, _:b") + ":y a :D . _:b a :C .",
        {("And", "x", "y"), ("And", "x", "_")},
    ),
    "or": (
        on("sh:or ( [ sh:class :C ] [ sh:datatype xsd:integer ] )"),
        of(":p :y, 1") + ":y a :C .",
        of(':p :y, 1, "a"'),
        {("Or", "x", "y"), ("Or", "x", "a")},
    ),
    "xone": (
        on("sh:xone ( [ sh:class :C ] [ sh:class :D ] )"),
        of(":p :y, :z") + ":y a :C . :z a :D .",
        of(":p :y, :z") + ":y a :C, :D .",
        {("Xone", "x", "y"), ("Xone", "x", "z")},
    ),
    "qualifiedMinCount": (
        on("sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 2"),
        of(":p :y, :z, 1") + ":y a :C . :z a :C .",
        of(":p :y, :z, 1") + ":y a :C .",
        {("QualifiedMinCount", "x", "")},
    ),
    "qualifiedMaxCount": (
        on("sh:qualifiedValueShape [ sh:hasValue :y ] ; sh:qualifiedMaxCount 0"),
        of(":p :z"),
        of(":p :y, :z"),
        {("QualifiedMaxCount", "x", "")},
    ),
    "qualified shapes kept apart": (
        ":S a sh:NodeShape ; sh:targetClass :T ; sh:property :A, :B ."
        ":A sh:path :p ; sh:qualifiedValueShape :C ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ."
        ":B sh:path :p ; sh:qualifiedValueShape :D ; sh:qualifiedMaxCount 1 ; sh:qualifiedValueShapesDisjoint true ."
        ":C sh:class :K . :D sh:class :L .",
        of(":p :y, :z") + ":y a :K . :z a :L .",
        of(":p :y, :z") + ":y a :K, :L . :z a :L .",
        {("QualifiedMinCount", "x", "")},
    ),
    "closed": (
        ":S a sh:NodeShape ; sh:targetClass :T ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;"
        " sh:property [ sh:path :p ] .",
        of(":p 1"),
        of(":p 1 ; :q 2"),
        {("Closed", "x", "2")},
    ),
    "sparql with $this": (
        DECLARED + ":S a sh:NodeShape ; sh:targetClass :T ; sh:sparql [ sh:prefixes <http://example.org/> ;"
        ' sh:select "SELECT $this ?value WHERE { $this e:p ?value FILTER (?value > 1) }" ] .',
        of(":p 1"),
        of(":p 1, 2") + ":y :p 3 .",
        {("SPARQL", "x", "2")},
    ),
    "sparql without a value": (
        DECLARED + ":S a sh:NodeShape ; sh:targetClass :T ; sh:sparql [ sh:prefixes <http://example.org/> ;"
        ' sh:select "SELECT $this WHERE { $this e:p 2 }" ] .',
        of(":p 1"),
        of(":p 2"),
        {("SPARQL", "x", "x")},
    ),
    "sparql on a property shape": (
        DECLARED
        + on(
            "sh:sparql [ sh:prefixes <http://example.org/> ;"
            ' sh:select "SELECT $this ?value WHERE { $this e:p ?value FILTER (LANG(?value) = \\"en\\") }" ]'
        ),
        of(':p "a"'),
        of(':p "a"@en'),
        {("SPARQL", "x", "a")},
    ),
    "sparql about the whole graph": (
        DECLARED + ":S a sh:NodeShape ; sh:targetNode :whole ; sh:sparql [ sh:prefixes <http://example.org/> ;"
        ' sh:select "SELECT $this ?value WHERE { ?value e:p+ ?value }" ] .',
        ":x :p :y . :y :p :z .",
        ":x :p :y . :y :p :x .",
        {("SPARQL", "whole", "x"), ("SPARQL", "whole", "y")},
    ),
    "sparql that compares what cannot be compared": (
        DECLARED + ":S a sh:NodeShape ; sh:targetNode :whole ; sh:sparql [ sh:prefixes <http://example.org/> ;"
        ' sh:select "SELECT $this ?value WHERE { ?value e:p ?one ; e:q ?other FILTER (?one > ?other) }" ] .',
        ':x :p "2024-01-01"^^xsd:date ; :q "text"@en . :y :p 1 ; :q "1" . :z :p :a ; :q 1 .',
        ':x :q "2024-01-01"^^xsd:date ; :p "text"@en . :y :q 1 ; :p "1" . :z :p "b"@id ; :q "a"@en, "c" .',
        {("SPARQL", "whole", "x"), ("SPARQL", "whole", "y"), ("SPARQL", "whole", "z")},
    ),
    "sparql deactivated": (
        on("sh:minCount 1 ; sh:sparql [ sh:deactivated true ; sh:select 'SELECT $this WHERE { $this ?p ?o }' ]"),
        of(":p 1"),
        of(":q 1"),
        {("MinCount", "x", "")},
    ),
}
