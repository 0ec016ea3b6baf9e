"""Says of each rule of the lint, in both languages, why a query breaks it and what to write instead."""

from __future__ import annotations

from ascn_kg.findings import Words

# Rule -> what is wrong and what to write in English, then in Indonesian.
_RULES: dict[str, tuple[str, str, str, str]] = {
    "graph": (
        "{0} depends on how a store names its graphs.",
        "Query the union of all graphs instead.",
        "{0} bergantung pada cara gudang data menamai grafnya.",
        "Tanyai gabungan semua graf.",
    ),
    "service": (
        "SERVICE asks another server, so the answer may change.",
        "Take it out.",
        "SERVICE bertanya ke server lain, jadi jawabannya dapat berubah.",
        "Hapus.",
    ),
    "now": (
        "NOW() changes the answer every day.",
        'Use a parameter of type xsd:date with "default: cut-off".',
        "NOW() mengubah jawaban setiap hari.",
        'Pakai parameter bertipe xsd:date dengan "default: cut-off".',
    ),
    "random": (
        "{0}() changes the answer every time.",
        "Take it out.",
        "{0}() mengubah jawaban setiap kali.",
        "Hapus.",
    ),
    "avg": (
        "AVG gives other digits on other engines.",
        "Show the sum and the number, or ROUND a quotient of integers.",
        "AVG memberi angka berbeda pada mesin lain.",
        "Tampilkan jumlah dan banyaknya, atau bulatkan hasil bagi bilangan bulat dengan ROUND.",
    ),
    "group-concat": (
        "GROUP_CONCAT has no fixed order.",
        "Give each value a row of its own.",
        "GROUP_CONCAT tidak punya urutan tetap.",
        "Beri setiap nilai baris tersendiri.",
    ),
    "sample": (
        "SAMPLE may pick any value.",
        "Use MIN or MAX.",
        "SAMPLE dapat memilih nilai mana pun.",
        "Pakai MIN atau MAX.",
    ),
    "not-exists": (
        "NOT EXISTS is slow on most engines.",
        "Write MINUS { … } with the same variable inside.",
        "NOT EXISTS lambat pada kebanyakan mesin.",
        "Tulis MINUS { … } dengan variabel yang sama di dalamnya.",
    ),
    "base": (
        "BASE makes IRIs depend on the file.",
        "Write a PREFIX.",
        "BASE membuat IRI bergantung pada berkas.",
        "Tulis PREFIX.",
    ),
    "count": (
        "COUNT counts a thing once a row.",
        "Write COUNT(DISTINCT ?x).",
        "COUNT menghitung satu hal sekali per baris.",
        "Tulis COUNT(DISTINCT ?x).",
    ),
    "parameter": (
        "{0} uses ?{1}, which its own group does not bind.",
        "Repeat VALUES ?{1} { … } inside that group.",
        "{0} memakai ?{1}, yang tidak diikat grupnya sendiri.",
        "Ulangi VALUES ?{1} { … } di dalam grup itu.",
    ),
    "unbound": (
        "{0} uses ?{1}, which nothing in its group binds.",
        "{near}Bind it in the same group.",
        "{0} memakai ?{1}, yang tidak diikat apa pun dalam grupnya.",
        "{near}Ikat dalam grup yang sama.",
    ),
    "test": (
        "{0} as a value is 1 on some engines.",
        "Write IF({0}(…), true, false).",
        "{0} sebagai nilai menjadi 1 pada sebagian mesin.",
        "Tulis IF({0}(…), true, false).",
    ),
    "division": (
        "A quotient has other digits on other engines.",
        "Write ROUND(100.0 * ?a / ?b): Virtuoso cuts off a quotient of integers.",
        "Hasil bagi memberi angka berbeda pada mesin lain.",
        "Tulis ROUND(100.0 * ?a / ?b): Virtuoso memotong hasil bagi bilangan bulat.",
    ),
    "order": (
        "ORDER BY is missing, and the order of rows is part of the answer.",
        "Write ORDER BY STR(?name) ?node.",
        "ORDER BY tidak ada, padahal urutan baris adalah bagian dari jawaban.",
        "Tulis ORDER BY STR(?name) ?node.",
    ),
    "order-key": (
        "ORDER BY {0} sorts differently on other engines.",
        "Write STR(?x), or xsd:integer(?n) for a number.",
        "ORDER BY {0} mengurutkan secara berbeda pada mesin lain.",
        "Tulis STR(?x), atau xsd:integer(?n) untuk bilangan.",
    ),
    "order-tie": (
        "Rows that tie have no fixed order.",
        "End ORDER BY with a variable that holds an IRI, such as the statement.",
        "Baris yang setara tidak punya urutan tetap.",
        "Akhiri ORDER BY dengan variabel yang memuat IRI, misalnya pernyataannya.",
    ),
    "order-computed": (
        "ORDER BY ends with ?{0}, a computed value.",
        "End it with a variable that holds an IRI.",
        "ORDER BY berakhir dengan ?{0}, nilai yang dihitung.",
        "Akhiri dengan variabel yang memuat IRI.",
    ),
    "order-selected": (
        "With SELECT DISTINCT, ORDER BY can only use selected variables.",
        "Select ?{0} (column kind hidden).",
        "Dengan SELECT DISTINCT, ORDER BY hanya dapat memakai variabel yang dipilih.",
        "Pilih ?{0} (jenis kolom hidden).",
    ),
    "path-beside": (
        "A path with * or + beside other patterns loses rows on Virtuoso 7.",
        "Put it first, in a sub-select of its own.",
        "Jalur dengan * atau + di samping pola lain kehilangan baris pada Virtuoso 7.",
        "Taruh paling depan, dalam sub-select tersendiri.",
    ),
    "path-open": (
        "A path with * or + between ?{0} and ?{1} has no fixed end.",
        "Give one end as an IRI or a VALUES, or use the inferred transitive property.",
        "Jalur dengan * atau + antara ?{0} dan ?{1} tidak punya ujung tetap.",
        "Beri salah satu ujung berupa IRI atau VALUES, atau pakai properti transitif hasil penalaran.",
    ),
    "prefix-unused": (
        "The prefix {0}: is not used.",
        "Take it out.",
        "Awalan {0}: tidak dipakai.",
        "Hapus.",
    ),
    "prefix-address": (
        "The prefix {0}: stands for <{1}> in this project.",
        "Write that address.",
        "Awalan {0}: berarti <{1}> dalam proyek ini.",
        "Tulis alamat itu.",
    ),
    "prefix-foreign": (
        "The prefix {0}: is not one of this project.",
        "{near}Use one from ascn_kg/namespaces.py.",
        "Awalan {0}: bukan milik proyek ini.",
        "{near}Pakai salah satu dari ascn_kg/namespaces.py.",
    ),
    "prefix-order": (
        "The prefixes are not in alphabetical order.",
        "Put {0}: here.",
        "Awalan tidak berurutan menurut abjad.",
        "Taruh {0}: di sini.",
    ),
    "prefix": (
        "The prefix of {0} is not declared.",
        "{near}",
        "Awalan {0} tidak dideklarasikan.",
        "{near}",
    ),
    "language": (
        "VALUES ?lang in a sub-select that groups hangs Virtuoso 7.",
        'Write BIND ("en" AS ?lang).',
        "VALUES ?lang dalam sub-select yang mengelompokkan membuat Virtuoso 7 macet.",
        'Tulis BIND ("en" AS ?lang).',
    ),
    "optional-bind": (
        "BIND in an OPTIONAL gives a value to rows that have no match on Virtuoso 7.",
        "Put it into a sub-select with GROUP BY inside the OPTIONAL, or after it.",
        "BIND dalam OPTIONAL memberi nilai pada baris tanpa padanan pada Virtuoso 7.",
        "Taruh dalam sub-select dengan GROUP BY di dalam OPTIONAL, atau sesudahnya.",
    ),
    "computed-key": (
        "?{0}, which a BIND computes, does not join this sub-select on Virtuoso 7.",
        "Compute with what the sub-select gives instead.",
        "?{0}, yang dihitung oleh BIND, tidak tergabung dengan sub-select ini pada Virtuoso 7.",
        "Hitung dengan hasil sub-select itu.",
    ),
}


def words_of(rule: str, values: tuple[str, ...], near: Words = ()) -> tuple[Words, Words]:
    """The messages and the hints about a query that breaks a rule; ``near`` is what somebody may have meant."""
    meant = dict(near)
    texts = []
    for number, text in enumerate(_RULES[rule]):
        for place, value in enumerate(values):  # not with format: the sentences hold braces
            text = text.replace(f"{{{place}}}", value)
        texts.append(text.replace("{near}", meant.get("en" if number < 2 else "id", "")))
    return (("en", texts[0]), ("id", texts[2])), (("en", texts[1]), ("id", texts[3]))
