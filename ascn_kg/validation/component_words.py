"""Says in both languages what breaks a constraint whose shape has no message of its own."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import SH, shrink
from ascn_kg.validation.paths import Choice, Path, Repeat, Sequence, Step, read_path
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph, Unsupported

# Members of a list beyond which the rest is left out.
_MOST = 10


class _About(NamedTuple):
    """What a sentence says: of a value, after its name; or of the thing and its property. English, then Indonesian.

    ``{0}`` is the parameter, ``{1}`` the property.
    """

    en: str
    id: str


# Component -> its parameter, and what is wrong with the value.
_OF_A_VALUE: dict[str, tuple[str, _About]] = {
    "Class": ("class", _About("is not an instance of {0}", "bukan anggota kelas {0}")),
    "Datatype": (
        "datatype",
        _About("is not of the datatype {0}, or not well-formed", "tidak bertipe {0}, atau salah bentuk"),
    ),
    "NodeKind": ("nodeKind", _About("is not {0}", "bukan {0}")),
    "In": ("in", _About("is not one of {0}", "bukan salah satu dari {0}")),
    "Pattern": ("pattern", _About("does not match the pattern {0}", "tidak cocok dengan pola {0}")),
    "MinLength": ("minLength", _About("is shorter than {0} characters", "lebih pendek dari {0} karakter")),
    "MaxLength": ("maxLength", _About("is longer than {0} characters", "lebih panjang dari {0} karakter")),
    "LanguageIn": ("languageIn", _About("is in none of the languages {0}", "tidak berbahasa {0}")),
    "MinInclusive": ("minInclusive", _About("is not {0} or more", "bukan {0} atau lebih")),
    "MinExclusive": ("minExclusive", _About("is not more than {0}", "tidak lebih dari {0}")),
    "MaxInclusive": ("maxInclusive", _About("is not {0} or less", "bukan {0} atau kurang")),
    "MaxExclusive": ("maxExclusive", _About("is not less than {0}", "tidak kurang dari {0}")),
    "Disjoint": ("disjoint", _About("is a value of {0} as well", "juga menjadi nilai {0}")),
    "Equals": ("equals", _About("is not a value of both this and {0}", "bukan nilai keduanya, ini dan {0}")),
    "LessThan": ("lessThan", _About("is not less than every value of {0}", "tidak kurang dari setiap nilai {0}")),
    "LessThanOrEquals": (
        "lessThanOrEquals",
        _About("is more than some value of {0}", "lebih dari suatu nilai {0}"),
    ),
    "Node": ("node", _About("does not conform to the shape {0}", "tidak sesuai dengan shape {0}")),
    "Not": (
        "not",
        _About("conforms to the shape {0}, which it must not", "sesuai dengan shape {0}, padahal tidak boleh"),
    ),
    "And": ("and", _About("does not conform to all of the shapes {0}", "tidak sesuai dengan semua shape {0}")),
    "Or": ("or", _About("conforms to none of the shapes {0}", "tidak sesuai dengan satu pun shape {0}")),
    "Xone": (
        "xone",
        _About("does not conform to exactly one of the shapes {0}", "tidak sesuai dengan tepat satu shape {0}"),
    ),
}
# Component -> its parameter, and what is wrong with the thing.
_OF_A_THING: dict[str, tuple[str, _About]] = {
    "MinCount": (
        "minCount",
        _About(
            "has too few values of {1}: {value} (at least {0})", "kekurangan nilai {1}: {value} (paling sedikit {0})"
        ),
    ),
    "MaxCount": (
        "maxCount",
        _About("has too many values of {1}: {value} (at most {0})", "kelebihan nilai {1}: {value} (paling banyak {0})"),
    ),
    "QualifiedMinCount": (
        "qualifiedMinCount",
        _About(
            "has too few values of {1} that conform to the shape wanted (at least {0})",
            "kekurangan nilai {1} yang sesuai dengan shape yang diminta (paling sedikit {0})",
        ),
    ),
    "QualifiedMaxCount": (
        "qualifiedMaxCount",
        _About(
            "has too many values of {1} that conform to the shape named (at most {0})",
            "kelebihan nilai {1} yang sesuai dengan shape yang disebut (paling banyak {0})",
        ),
    ),
    "HasValue": ("hasValue", _About("lacks the value {0} of {1}", "tidak memiliki nilai {0} untuk {1}")),
    "UniqueLang": (
        "uniqueLang",
        _About(
            "has several values of {1} in one language: {value}",
            "memiliki beberapa nilai {1} dalam satu bahasa: {value}",
        ),
    ),
    "Closed": (
        "closed",
        _About(
            "has the property {1}, which its shape does not allow",
            "memiliki properti {1}, yang tidak diizinkan shape-nya",
        ),
    ),
}
_NONE = _About(
    "has no value of {1} and needs at least one", "tidak memiliki nilai {1} dan memerlukan paling sedikit satu"
)
_NODE_KINDS = {
    "IRI": _About("an IRI", "IRI"),
    "BlankNode": _About("a blank node", "simpul kosong"),
    "Literal": _About("a literal", "literal"),
    "BlankNodeOrIRI": _About("a blank node or an IRI", "simpul kosong atau IRI"),
    "BlankNodeOrLiteral": _About("a blank node or a literal", "simpul kosong atau literal"),
    "IRIOrLiteral": _About("an IRI or a literal", "IRI atau literal"),
}
_UNNAMED = _About("written in the rule", "yang ditulis dalam aturan")


def texts_of(result: Result, shapes: ShapesGraph) -> list[ox.Literal]:
    """The messages with the placeholders ``{label}`` and ``{value}``, one per language; none for other components."""
    name = result.component.removeprefix(SH).removesuffix("ConstraintComponent")
    on_value, on_thing = _OF_A_VALUE.get(name), _OF_A_THING.get(name)
    if on_value is None and on_thing is None:
        return []
    parameter, about = on_value or on_thing  # type: ignore[misc]
    path = shrink(result.path) if result.path else path_of(result.shape, shapes)
    texts = []
    for lang in ("en", "id"):
        wanted = _wanted(shapes, result.shape, parameter, lang)
        # One is wanted and too few are there, so there is none.
        about = _NONE if (name, wanted) == ("MinCount", "1") else about
        said = getattr(about, lang).replace("{0}", wanted).replace("{1}", path)
        if on_value is None:
            sentence = f"{{label}} {said}."
        elif path and result.value is not None:
            sentence = f"{{label}}: {{value}}, {_VALUE_OF[lang]} {path}, {said}."
        else:
            sentence = f"{{label}} {said}."
        texts.append(ox.Literal(sentence, language=lang))
    return texts


_VALUE_OF = {"en": "a value of", "id": "nilai"}


def _wanted(shapes: ShapesGraph, shape: Term, parameter: str, lang: str) -> str:
    """The parameter of a constraint as a sentence names it."""
    values = shapes.values(shape, parameter)
    if parameter == "nodeKind":
        kind = values[0].value.removeprefix(SH) if values else ""
        return str(getattr(_NODE_KINDS.get(kind, _About(kind, kind)), lang))
    if parameter in ("in", "languageIn", "and", "or", "xone") and values:
        try:
            values = shapes.items(values[0])
        except Unsupported:
            return "…"
    shown = [_shown(value, lang) for value in values[:_MOST]]
    return ", ".join(dict.fromkeys(shown)) + (", …" if len(values) > _MOST else "")


def _shown(term: Term, lang: str) -> str:
    if isinstance(term, ox.NamedNode):
        return shrink(term.value)
    return str(getattr(_UNNAMED, lang)) if isinstance(term, ox.BlankNode) else term.value


def path_of(shape: Term, shapes: ShapesGraph) -> str:
    """The path of a shape, in the syntax of SPARQL; empty where it has none."""
    node = next(iter(shapes.values(shape, "path")), None)
    if node is None:
        return ""
    try:
        return written(read_path(shapes, node))
    except Unsupported:
        return "sh:path"


def written(path: Path) -> str:
    """A path in the syntax of SPARQL."""
    if isinstance(path, Step):
        return ("^" if path.back else "") + shrink(path.predicate.value)
    if isinstance(path, Repeat):
        return _grouped(path.part) + ("*" if path.least == 0 and path.again else "+" if path.again else "?")
    return ("/" if isinstance(path, Sequence) else "|").join(map(_grouped, path.parts))


def _grouped(path: Path) -> str:
    return f"({written(path)})" if isinstance(path, Choice | Sequence) else written(path)
