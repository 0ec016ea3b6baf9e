"""Which nodes a shape is about, and how it gets to their values."""

from __future__ import annotations

from .writing import Case, of, on

TARGETS_AND_PATHS: dict[str, Case] = {
    "targetClass reaches sub-classes": (
        on("sh:minCount 1"),
        ":x a :U ; :p 1 . :U rdfs:subClassOf :V . :V rdfs:subClassOf :T .",
        ":x a :U . :U rdfs:subClassOf :V . :V rdfs:subClassOf :T .",
        {("MinCount", "x", "")},
    ),
    "targetNode": (
        ":S a sh:NodeShape ; sh:targetNode :x, :absent ; sh:property [ sh:path :p ; sh:maxCount 1 ] .",
        ":x :p 1 .",
        ":x :p 1, 2 .",
        {("MaxCount", "x", "")},
    ),
    "targetNode that is nowhere": (
        ":S a sh:NodeShape ; sh:targetNode :x ; sh:property [ sh:path :p ; sh:minCount 1 ] .",
        ":x :p 1 .",
        ":y :p 1 .",
        {("MinCount", "x", "")},
    ),
    "targetSubjectsOf": (
        ":S a sh:NodeShape ; sh:targetSubjectsOf :q ; sh:property [ sh:path :p ; sh:minCount 1 ] .",
        ":x :q 1 ; :p 1 . :y :r 1 .",
        ":x :q 1 . :y :r 1 .",
        {("MinCount", "x", "")},
    ),
    "targetObjectsOf": (
        ":S a sh:NodeShape ; sh:targetObjectsOf :q ; sh:nodeKind sh:IRI .",
        ":x :q :y .",
        ':x :q "y" .',
        {("NodeKind", "y", "y")},
    ),
    "a class that is a shape": (
        ":T a rdfs:Class, sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ] .",
        of(":p 1"),
        of(":q 1"),
        {("MinCount", "x", "")},
    ),
    "a property shape with a target": (
        ":P a sh:PropertyShape ; sh:targetClass :T ; sh:path :p ; sh:minCount 1 .",
        of(":p 1"),
        of(":q 1"),
        {("MinCount", "x", "")},
    ),
    "deactivated": (
        on("sh:minCount 1 ; sh:deactivated true")
        + ":Q a sh:PropertyShape ; sh:targetClass :T ; sh:path :q ; sh:minCount 1 .",
        of(":q 1"),
        of(":p 1"),
        {("MinCount", "x", "")},
    ),
    "inverse path": (
        on("sh:maxCount 1", "[ sh:inversePath :p ]"),
        of(":q 1") + ":y :p :x .",
        of(":q 1") + ":y :p :x . :z :p :x .",
        {("MaxCount", "x", "")},
    ),
    "alternative path": (
        on("sh:maxCount 1", "[ sh:alternativePath ( :p :q ) ]"),
        of(":p 1 ; :q 1"),
        of(":p 1 ; :q 2"),
        {("MaxCount", "x", "")},
    ),
    "alternative of an inverse": (
        on("sh:class :C", "[ sh:alternativePath ( :p [ sh:inversePath :q ] ) ]"),
        of(":p :y") + ":y a :C . :z a :C ; :q :x .",
        of(":p :y") + ":y a :C . :z :q :x .",
        {("Class", "x", "z")},
    ),
    "sequence path": (
        on("sh:class :C", "( :p :q )"),
        of(":p :y") + ":y :q :z . :z a :C .",
        of(":p :y") + ":y :q :z .",
        {("Class", "x", "z")},
    ),
    "sequence of an inverse and a property": (
        on("sh:maxCount 2", "( [ sh:inversePath :p ] :q )"),
        ":y :p :x ; :q 1 . " + of(":q 1"),
        ":y :p :x ; :q 1, 2 . :z :p :x ; :q 3, 2 . " + of(":q 1"),
        {("MaxCount", "x", "")},
    ),
    "zero or more": (
        on("sh:class :T", "[ sh:zeroOrMorePath :p ]"),
        of(":p :y") + ":y a :T ; :p :x .",
        of(":p :y") + ":y a :T ; :p :z . :z :p :y .",
        {("Class", "x", "z"), ("Class", "y", "z")},
    ),
    "one or more": (
        on("sh:minCount 2", "[ sh:oneOrMorePath :p ]"),
        of(":p :y") + ":y :p :z .",
        of(":p :y"),
        {("MinCount", "x", "")},
    ),
    "zero or one": (
        on("sh:maxCount 1", "[ sh:zeroOrOnePath :p ]"),
        of(":p :x"),
        of(":p :y") + ":y :p :z .",
        {("MaxCount", "x", "")},
    ),
}
