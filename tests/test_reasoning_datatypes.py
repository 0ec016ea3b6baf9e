"""Which literals are well written, which values they have, and to which datatypes those belong."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ascn_kg.namespaces import EDTF, RDF, RDFS, XSD
from ascn_kg.reasoning.datatypes import FORMED, is_in, is_well_formed, value


def literal(text: str) -> ox.Literal:
    """``integer 7``, ``@en word``, or ``datatype IRI text``."""
    datatype, _, lexical = text.partition(" ")
    if datatype.startswith("@"):
        return ox.Literal(lexical, language=datatype[1:])
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype if ":" in datatype else XSD + datatype))


WELL = {
    "integer": ["0", "-7", "+7", "007", " 7 "],
    "nonNegativeInteger": ["0", "-0", "7"],
    "positiveInteger": ["1"],
    "nonPositiveInteger": ["0", "-1"],
    "negativeInteger": ["-1"],
    "long": ["9223372036854775807"],
    "int": ["-2147483648"],
    "short": ["32767"],
    "byte": ["-128"],
    "unsignedLong": ["18446744073709551615"],
    "unsignedInt": ["4294967295"],
    "unsignedShort": ["65535"],
    "unsignedByte": ["255"],
    "decimal": ["1", "-1.50", ".5", "5."],
    "float": ["1e3", "INF", "-INF", "NaN", "1.5E-2"],
    "double": ["0", "1.0e0"],
    "boolean": ["true", "false", "0", "1"],
    "hexBinary": ["", "0aFF"],
    "base64Binary": ["", "aGk=", "aGlo", "aA=="],
    "anyURI": ["", "https://example.org/a"],
    "normalizedString": ["a  b"],
    "token": ["a b"],
    "language": ["id-ID"],
    "Name": ["a:b", "kota"],
    "NCName": ["kota", "số-1"],
    "NMTOKEN": ["1a"],
    "date": ["2018-04-26", "2020-02-29", "-0044-03-15", "2018-04-26Z", "2018-04-26+07:00"],
    "dateTime": ["2018-04-26T10:00:00", "2018-04-26T24:00:00Z", "2018-04-26T10:00:00.5+07:00"],
    "dateTimeStamp": ["2018-04-26T10:00:00Z"],
    "time": ["10:00:00"],
    "gYear": ["2018", "12018"],
    "gYearMonth": ["2018-04"],
    "gMonthDay": ["--02-29"],
    "gMonth": ["--04"],
    "gDay": ["---31"],
}
ILL = {
    "integer": ["", "7.0", "seven", "1e3", "٧", "--7"],
    "nonNegativeInteger": ["-1"],
    "positiveInteger": ["0"],
    "nonPositiveInteger": ["1"],
    "negativeInteger": ["0"],
    "long": ["9223372036854775808"],
    "int": ["2147483648"],
    "short": ["32768"],
    "byte": ["128"],
    "unsignedLong": ["18446744073709551616"],
    "unsignedInt": ["-1"],
    "unsignedShort": ["65536"],
    "unsignedByte": ["256"],
    "decimal": ["", ".", "1e3", "1,5"],
    "float": ["inf", "1e", ""],
    "double": ["+NaN", "nan"],
    "boolean": ["yes", "TRUE", ""],
    "hexBinary": ["a", "0g"],
    "base64Binary": ["a", "aG=", "aGk"],
    "anyURI": ["a b"],
    "normalizedString": ["a\nb"],
    "token": ["a  b"],
    "language": ["bahasa_id", "toolongtag1"],
    "Name": ["1a"],
    "NCName": ["a:b"],
    "NMTOKEN": ["a b"],
    "date": ["2018-4-26", "2018-02-30", "2019-02-29", "18-04-26", "2018-13-01", "2018-04-26+15:00"],
    "dateTime": ["2018-04-26", "2018-04-26T25:00:00", "2018-02-30T10:00:00"],
    "dateTimeStamp": ["2018-04-26T10:00:00"],
    "time": ["10:00", "24:00:01"],
    "gYear": ["18", "02018"],
    "gYearMonth": ["2018-13"],
    "gMonthDay": ["--02-30"],
    "gMonth": ["04"],
    "gDay": ["---32"],
}


def test_every_datatype_has_cases_of_both_kinds() -> None:
    assert {XSD + name for name in WELL} == {XSD + name for name in ILL} == FORMED


@pytest.mark.parametrize(("datatype", "text"), [(name, text) for name, texts in WELL.items() for text in texts])
def test_well_formed(datatype: str, text: str) -> None:
    assert is_well_formed(text, XSD + datatype)


@pytest.mark.parametrize(("datatype", "text"), [(name, text) for name, texts in ILL.items() for text in texts])
def test_ill_formed(datatype: str, text: str) -> None:
    assert not is_well_formed(text, XSD + datatype)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("integer 7", "decimal 07.00"),
        ("integer -0", "nonNegativeInteger 0"),
        ("decimal .5", "decimal 0.50"),
        ("boolean true", "boolean 1"),
        ("token a", "string a"),
        ("double 1e1", "double 10"),
        ("float 0.1", "float 0.10"),
        ("hexBinary ff", "hexBinary FF"),
        ("base64Binary aG k=", "base64Binary aGk="),
        ("dateTime 2018-04-26T10:00:00Z", "dateTime 2018-04-26T17:00:00+07:00"),
        ("dateTime 2018-04-26T10:00:00Z", "dateTimeStamp 2018-04-26T10:00:00.0Z"),
        ("date 2018-04-26Z", "date 2018-04-26+00:00"),
        ("@en a", "@EN a"),
    ],
)
def test_the_same_value(one: str, other: str) -> None:
    assert value(literal(one)) == value(literal(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("integer 7", "integer -7"),
        ("decimal 7.0", "decimal 70"),
        ("decimal 1.0", "double 1.0"),
        ("float 0.1", "double 0.1"),
        ("double 0.0", "double -0.0"),
        ("boolean true", "string true"),
        ("string a", "string A"),
        ("string a", "@en a"),
        ("@en a", "@id a"),
        ("date 2018-04-26", "date 2018-04-26Z"),
        ("dateTime 2018-04-26T10:00:00", "dateTime 2018-04-26T10:00:00Z"),
        ("gYear 2018", "integer 2018"),
        (f"{EDTF} 2018", "gYear 2018"),
        ("integer seven", "integer 7"),
    ],
)
def test_another_value(one: str, other: str) -> None:
    assert value(literal(one)) != value(literal(other))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("integer 7", XSD + "decimal"),
        ("decimal 7.0", XSD + "integer"),
        ("decimal .0", XSD + "nonPositiveInteger"),
        ("integer 7", XSD + "unsignedByte"),
        ("string kota", XSD + "NCName"),
        ("token a b", XSD + "string"),
        ("@en a", RDF + "PlainLiteral"),
        ("string a", RDF + "PlainLiteral"),
        ("date 2018-04-26", RDFS + "Literal"),
        ("dateTime 2018-04-26T10:00:00Z", XSD + "dateTimeStamp"),
        (f"{EDTF} 2018", XSD + "integer"),  # what is not known is not denied
        ("integer 7", EDTF),
    ],
)
def test_belongs_to(text: str, datatype: str) -> None:
    assert is_in(literal(text), datatype)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("integer -7", XSD + "nonNegativeInteger"),
        ("decimal 7.5", XSD + "integer"),
        ("integer 256", XSD + "unsignedByte"),
        ("string 7", XSD + "integer"),
        ("integer 7", XSD + "string"),
        ("integer 7", XSD + "double"),
        ("double 7", XSD + "decimal"),
        ("string a b", XSD + "NCName"),
        ("@en a", XSD + "string"),
        ("integer 7", RDF + "PlainLiteral"),
        ("date 2018-04-26", XSD + "dateTime"),
        ("gYear 2018", XSD + "date"),
        ("dateTime 2018-04-26T10:00:00", XSD + "dateTimeStamp"),
        ("boolean 1", XSD + "integer"),
        ("anyURI a", XSD + "string"),
    ],
)
def test_does_not_belong_to(text: str, datatype: str) -> None:
    assert not is_in(literal(text), datatype)
