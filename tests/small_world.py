"""A graph of a few made-up statements with texts and questions, for the tests of questions and rendering."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import Locations
from ascn_kg.namespaces import PREFIXES

TEXT_A = "Kota Aman bergabung pada 2018.\n\nKota Baru menyusul pada Juni 2020.\n"
TEXT_B = "Catatan lain: Kota Aman anggota sejak 2018.\n"

_USED = (
    *("ascn", "authority", "city", "coverage", "edtf", "evidence", "focus", "level", "membership", "organization"),
    *("rdfs", "skos", "source", "xsd"),
)
HEAD = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in _USED)

ONTOLOGY = """
<https://w3id.org/ascn-kg/ontology> rdfs:label "small"@en .
ascn:City rdfs:label "city"@en , "kota"@id .
ascn:evidence rdfs:label "evidence"@en .
"""

CITIES = """
city:aman a ascn:City ; rdfs:label "Aman"@en , "Kota Aman"@id .
city:baru a ascn:City ; rdfs:label "Baru"@en .
city:cinta a ascn:City ; rdfs:label "Cinta"@en .
focus:mobility a skos:Concept ; skos:inScheme <https://w3id.org/ascn-kg/concept/focus-area> ;
    skos:prefLabel "Mobility"@en .

membership:aman a ascn:Membership ; ascn:memberCity city:aman ;
    ascn:earliest "2018-04-01"^^xsd:date ; ascn:latest "2018-04-30"^^xsd:date ; ascn:stated "2018-04"^^edtf:EDTF ;
    ascn:evidence evidence:a-2018-0-30 .
membership:aman-again a ascn:Membership ; ascn:memberCity city:aman ; ascn:corroborates membership:aman ;
    ascn:rank <https://w3id.org/ascn-kg/concept/rank/normal> ; ascn:evidence evidence:b-2019-14-42 .
membership:baru a ascn:Membership ; ascn:memberCity city:baru ;
    ascn:latest "2020-06-30"^^xsd:date ; ascn:stated "[..2020-06]"^^edtf:EDTF ; ascn:evidence evidence:a-2018-32-66 ;
    skos:editorialNote "“Menyusul” is read as joined."@en , "“Menyusul” dibaca sebagai bergabung."@id .
membership:cinta a ascn:Membership ; ascn:memberCity city:cinta ;
    ascn:earliest "2021-01-01"^^xsd:date ; ascn:latest "2021-12-31"^^xsd:date ; ascn:stated "2021"^^edtf:EDTF ;
    ascn:evidence evidence:registry-cinta ; skos:editorialNote "Read from the registry alone."@en .

coverage:members a ascn:Coverage ; ascn:coverageOf organization:network ; ascn:covers "memberships" ;
    ascn:level level:partial ;
    ascn:gist "Members after 2021 are not known."@en , "Anggota setelah 2021 tidak diketahui."@id ;
    ascn:evidence evidence:b-2019-14-42 .
coverage:launch a ascn:Coverage ; ascn:coverageOf organization:network ; ascn:covers "launches" ;
    ascn:level level:complete ; ascn:seenOn "2018-04-28"^^xsd:date ; ascn:gist "All members at the launch."@en .
"""

DOCUMENTS = f"""
<https://w3id.org/ascn-kg/dataset> ascn:dataVersion "1.0.0" ; ascn:cutOff "2024-12-31"^^xsd:date .
organization:network rdfs:label "The Network"@en .
organization:press rdfs:label "Press House"@en .
source:a-2018 a ascn:Source ; rdfs:label "Judul A"@id ; ascn:publisher organization:press ; ascn:paged false ;
    ascn:url "https://example.org/a"^^xsd:anyURI ; ascn:stated "[2018-05..2018-06]"^^edtf:EDTF ;
    ascn:authority authority:press ;
    ascn:textSha256 "{hashlib.sha256(TEXT_A.encode()).hexdigest()}" .
source:b-2019 a ascn:Source ; rdfs:label "Judul B"@id ; ascn:byline "XYZ" ; ascn:authority authority:press .
source:registry a ascn:Source ; rdfs:label "Registry of Places"@en ; ascn:authority authority:registry .
"""


def evidence(source: str, text: str, start: int, end: int, paragraph: int) -> str:
    """One evidence node over a span of a text."""
    digest = hashlib.sha256(text[start:end].encode()).hexdigest()
    return (
        f"evidence:{source}-{start}-{end} a ascn:Evidence ; ascn:fromSource source:{source} ; ascn:start {start} ; "
        f'ascn:end {end} ; ascn:paragraph {paragraph} ; ascn:sha256 "{digest}" .\n'
    )


JOINED = """\
#+ summary: Which cities joined after a given year?
#+ pertanyaan: Kota mana yang bergabung setelah tahun tertentu?
#+ tags: [membership]
#+ covers: [memberships, launches, names]
#+ params:
#+   year: {type: xsd:integer, help: the last year to leave out, bantuan: tahun terakhir yang tidak dihitung}
#+   city: {type: ascn:City, help: one city, bantuan: satu kota, any: true}
#+ columns:
#+   membership: statement
#+   name: {en: City, id: Kota}
#+   joined: {en: Joined, id: Bergabung}
#+   sure: {en: Sure, id: Pasti}
#+ note: Made up.
#+ catatan: Karangan.
PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

# VALUES ?year { 1 } in a comment is no parameter
SELECT ?membership ?name ?joined ?sure
WHERE {
  VALUES ?year { 2018 }
  VALUES ?city { UNDEF }
  ?membership ascn:memberCity ?city ;
    ascn:stated ?joined ;
    ascn:latest ?latest .
  BIND(STRDT(CONCAT(STR(?year), "-12-31"), xsd:date) AS ?last)
  FILTER(?latest > ?last)
  OPTIONAL { ?membership ascn:earliest ?earliest }
  BIND(IF(COALESCE(?earliest, ?last) > ?last, true, false) AS ?sure)
  OPTIONAL {
    VALUES ?lang { "en" }
    ?city rdfs:label ?wanted
    FILTER(LANG(?wanted) = ?lang)
  }
  OPTIONAL {
    ?city rdfs:label ?english
    FILTER(LANG(?english) = "en")
  }
  BIND(STR(COALESCE(?wanted, ?english, ?city)) AS ?name)
}
ORDER BY STR(?name) ?membership
"""

AS_OF = """\
#+ summary: Which cities were members on a day?
#+ pertanyaan: Kota mana yang menjadi anggota pada suatu hari?
#+ tags: [membership, time]
#+ covers: [memberships]
#+ params:
#+   as_of: {type: xsd:date, help: the day, bantuan: harinya, default: cut-off}
#+ columns: {membership: statement, city: {en: City, id: Kota}, member: {en: Member, id: Anggota}}
PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

SELECT ?membership ?city ?member
WHERE {
  VALUES ?as_of { "2000-01-01"^^xsd:date }
  ?membership ascn:memberCity ?city ;
    ascn:latest ?latest .
  FILTER(?latest <= ?as_of)
  BIND(IF(?latest <= ?as_of, true, false) AS ?member)
}
ORDER BY STR(?city) ?membership
"""


BETWEEN = """\
#+ summary: Which cities joined between two days?
#+ pertanyaan: Kota mana yang bergabung di antara dua tanggal?
#+ tags: [membership]
#+ covers: [memberships]
#+ params:
#+   from: {type: xsd:date, help: the first day, bantuan: hari pertama}
#+   to: {type: xsd:date, help: the last day, bantuan: hari terakhir}
#+ columns:
#+   membership: statement
#+   city: {en: City, id: Kota}
#+   latest: {en: At the latest, id: Paling lambat}
#+   note: {en: Reading, id: Bacaan}
#+   people: {en: Inhabitants, id: Penduduk}
#+   mayor: {en: Mayor, id: Wali kota}
#+ cites: own
PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

SELECT ?membership ?city ?latest ?note ?people ?mayor
WHERE {
  VALUES ?from { "2018-01-01"^^xsd:date }
  VALUES ?to { "2024-12-31"^^xsd:date }
  ?membership ascn:memberCity ?city ;
    ascn:latest ?latest .
  FILTER(?latest >= ?from && ?latest <= ?to)
  OPTIONAL {
    ?membership skos:editorialNote ?note
    FILTER(LANG(?note) = "en")
  }
  OPTIONAL { ?membership ascn:mayor ?mayor }
  BIND(30000000 AS ?people)
}
ORDER BY STR(?latest) ?membership
"""


def build(root: Path) -> Graph:
    """Write the small world into ``root`` (ontology/, data/, queries/, texts/) and load it."""
    spans = evidence("a-2018", TEXT_A, 0, 30, 1) + evidence("a-2018", TEXT_A, 32, 66, 2)
    spans += evidence("b-2019", TEXT_B, 14, 42, 1)
    spans += (
        "evidence:registry-cinta a ascn:Evidence ; ascn:fromSource source:registry ; "
        'ascn:url "https://registry.example/cinta"^^xsd:anyURI .\n'
    )
    files = {
        "ontology/ascn.ttl": HEAD + ONTOLOGY,
        "data/cities.ttl": HEAD + CITIES,
        "data/documents.ttl": HEAD + DOCUMENTS,
        "data/evidence/all.ttl": HEAD + spans,
        "queries/joined-after.rq": JOINED,
        "queries/joined-between.rq": BETWEEN,
        "queries/members-as-of.rq": AS_OF,
        "texts/a-2018.txt": TEXT_A,
        "texts/b-2019.txt": TEXT_B.replace("Aman", "Iman"),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_graph(Locations(root))
