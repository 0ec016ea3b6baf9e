"""Says of each kind of fault, in both languages, what is wrong and what to write instead."""

from __future__ import annotations

from typing import NamedTuple

from ascn_kg.findings import Words
from ascn_kg.namespaces import PREFIXES
from ascn_kg.spelling import near_matches
from ascn_kg.turtle.lexical import Fault


class _Sentences(NamedTuple):
    en: str
    en_hint: str
    id: str
    id_hint: str


_KINDS: dict[str, _Sentences] = {
    "a": _Sentences(
        "the word a stands where a value is wanted.",
        "It is short for rdf:type and can only be a property. Name the value.",
        "kata a berada di tempat sebuah nilai.",
        "Kata itu singkatan rdf:type dan hanya dapat menjadi properti. Sebutkan nilainya.",
    ),
    "bare-iri": _Sentences(
        "the address {0} stands without its brackets.",
        "Write it in < >, or in double quotes where it is a text.",
        "alamat {0} ditulis tanpa tanda kurungnya.",
        "Tulis dalam < >, atau dalam tanda kutip ganda bila berupa teks.",
    ),
    "base-iri": _Sentences(
        "this {2} line has no address.",
        "Write: @base <https://…> .",
        "baris {2} ini tidak beralamat.",
        "Tulis: @base <https://…> .",
    ),
    "boolean": _Sentences(
        "{0} is no value.",
        "Write true or false in small letters, without quotes.",
        "{0} bukan nilai.",
        "Tulis true atau false dengan huruf kecil, tanpa tanda kutip.",
    ),
    "brace": _Sentences(
        "{0} does not belong in Turtle.",
        "Braces are for TriG and SPARQL: take them out, with GRAPH before them.",
        "{0} tidak dikenal dalam Turtle.",
        "Kurung kurawal hanya untuk TriG dan SPARQL: hapus, beserta GRAPH di depannya.",
    ),
    "bracket": _Sentences(
        "this {0} is never closed.",
        "Write {1} behind the last value that belongs in it.",
        "{0} ini tidak pernah ditutup.",
        "Tulis {1} di belakang nilai terakhir di dalamnya.",
    ),
    "character": _Sentences(
        "no term begins with {0}.",
        "Take it out, or put the text in double quotes.",
        "tidak ada istilah yang diawali {0}.",
        "Hapus, atau apit teksnya dengan tanda kutip ganda.",
    ),
    "comma": _Sentences(
        "after this comma another value is wanted, but {0} {1} is a property with its value.",
        "Write ; instead of the comma.",
        "setelah koma ini harus ada nilai lain, tetapi {0} {1} adalah properti dengan nilainya.",
        "Tulis ; sebagai ganti koma.",
    ),
    "comma-in-list": _Sentences(
        "the members of a list in ( ) are parted by spaces, not by commas.",
        "Take the comma out.",
        "anggota daftar dalam ( ) dipisahkan dengan spasi, bukan koma.",
        "Hapus koma ini.",
    ),
    "comma-left": _Sentences(
        "no value follows this comma.",
        "Write the value, or take the comma out.",
        "tidak ada nilai setelah koma ini.",
        "Tulis nilainya, atau hapus koma ini.",
    ),
    "comment": _Sentences(
        "{0} does not begin a comment in Turtle.",
        "Begin each line of a comment with #.",
        "{0} bukan awal komentar dalam Turtle.",
        "Awali setiap baris komentar dengan #.",
    ),
    "curly": _Sentences(
        "{0} is a printed quotation mark, which Turtle does not know.",
        'Write the straight ": "text".',
        "{0} adalah tanda kutip cetak, yang tidak dikenal Turtle.",
        'Tulis " yang lurus: "teks".',
    ),
    "date": _Sentences(
        "{0} is read as several numbers, not as a date.",
        'Put it in quotes and name its kind: "{0}"^^xsd:{kind}.',
        "{0} dibaca sebagai beberapa bilangan, bukan tanggal.",
        'Apit dengan tanda kutip dan sebutkan jenisnya: "{0}"^^xsd:{kind}.',
    ),
    "directive": _Sentences(
        "this {2} line cannot be read.",
        "Write: @prefix name: <https://…> .",
        "baris {2} ini tidak dapat dibaca.",
        "Tulis: @prefix nama: <https://…> .",
    ),
    "directive-colon": _Sentences(
        "the prefix {0} is declared without its colon.",
        "Write: @prefix {0}: {1} .",
        "awalan {0} dideklarasikan tanpa titik dua.",
        "Tulis: @prefix {0}: {1} .",
    ),
    "directive-dot": _Sentences(
        "the {2} line does not end with a dot.",
        "Write a dot at its end.",
        "baris {2} tidak diakhiri titik.",
        "Tulis titik di akhirnya.",
    ),
    "directive-iri": _Sentences(
        "the prefix {0} is declared without an address in < >.",
        "Write: @prefix {0}: <https://…> .",
        "awalan {0} dideklarasikan tanpa alamat dalam < >.",
        "Tulis: @prefix {0}: <https://…> .",
    ),
    "directive-sign": _Sentences(
        "PREFIX and BASE, written without @, end without a sign.",
        "Take {0} out, or write @prefix.",
        "PREFIX dan BASE, yang ditulis tanpa @, berakhir tanpa tanda.",
        "Hapus {0}, atau tulis @prefix.",
    ),
    "dot": _Sentences(
        "the statements about {0} do not end here with a dot.",
        "Write a dot behind the last value.",
        "pernyataan tentang {0} tidak diakhiri titik di sini.",
        "Tulis titik di belakang nilai terakhir.",
    ),
    "dot-before": _Sentences(
        "the dot before {0} ends the statements too early.",
        "Take the dot out, or the {0} where a new thing follows.",
        "titik sebelum {0} mengakhiri pernyataan terlalu awal.",
        "Hapus titik itu, atau {0} bila setelahnya ada hal baru.",
    ),
    "dot-early": _Sentences(
        "this dot ends the statements about {0}, but {1} seems to belong to them.",
        "Write {2} instead of the dot.",
        "titik ini mengakhiri pernyataan tentang {0}, tetapi {1} tampaknya masih bagiannya.",
        "Tulis {2} sebagai ganti titik.",
    ),
    "dot-instead": _Sentences(
        "{0} says that more is said of the same thing, but {1} begins a new one.",
        "Write a dot instead of {0}.",
        "{0} berarti hal yang sama masih dijelaskan, tetapi {1} memulai hal baru.",
        "Tulis titik sebagai ganti {0}.",
    ),
    "escape": _Sentences(
        "{0} stands for no character.",
        r"Write \\ for a backslash itself; there are \n, \t, \", \uXXXX with four hexadecimal digits.",
        "{0} tidak mewakili karakter apa pun.",
        r"Tulis \\ untuk garis miring terbalik; yang ada: \n, \t, \", \uXXXX dengan empat angka heksadesimal.",
    ),
    "format": _Sentences(
        "this is {0}, not Turtle.",
        "Turn it into Turtle first, for example with: rapper -o turtle, or riot --output=turtle.",
        "ini {0}, bukan Turtle.",
        "Ubah dulu ke Turtle, misalnya dengan: rapper -o turtle, atau riot --output=turtle.",
    ),
    "inner-quote": _Sentences(
        "the text ends here in its middle, at the mark that it is quoted with.",
        "Write \\{0} for the mark inside of it, or three marks around the whole text.",
        "teks ini berakhir di tengah, pada tanda kutip yang sama dengan pengapitnya.",
        "Tulis \\{0} untuk tanda di dalamnya, atau apit seluruh teks dengan tiga tanda kutip.",
    ),
    "invisible": _Sentences(
        "here is a character that nobody sees: {0} ({1}).",
        "Put an ordinary space there, or nothing.",
        "di sini ada karakter yang tidak terlihat: {0} ({1}).",
        "Ganti dengan spasi biasa, atau hapus.",
    ),
    "iri": _Sentences(
        "{0} is no IRI: {1}.",
        "Mend the address; other characters are written as % and two hexadecimal digits.",
        "{0} bukan IRI: {1}.",
        "Perbaiki alamatnya; karakter lain ditulis sebagai % dengan dua angka heksadesimal.",
    ),
    "iri-escape": _Sentences(
        "{1} cannot stand in an IRI.",
        r"Only \uXXXX and \UXXXXXXXX can. Write the character itself, or % and two hexadecimal digits.",
        "{1} tidak boleh ada dalam IRI.",
        r"Hanya \uXXXX dan \UXXXXXXXX yang boleh. Tulis karakternya, atau % dengan dua angka heksadesimal.",
    ),
    "iri-space": _Sentences(
        "{0} is no IRI: it holds a space, or a character that must not stand in one.",
        "Write %20 for a space, or close the address with > before it.",
        "{0} bukan IRI: di dalamnya ada spasi atau karakter terlarang.",
        "Tulis %20 untuk spasi, atau tutup alamatnya dengan > sebelum itu.",
    ),
    "iri-unclosed": _Sentences(
        "the address {0} is never closed.",
        "Write > at its end.",
        "alamat {0} tidak pernah ditutup.",
        "Tulis > di akhirnya.",
    ),
    "long-text": _Sentences(
        "the text that begins here with {0} is not closed where it should be.",
        "Write {0} at the end of the text.",
        "teks yang dimulai di sini dengan {0} tidak ditutup di tempatnya.",
        "Tulis {0} di akhir teks.",
    ),
    "merge": _Sentences(
        "{0} is left over from merging two versions of the file.",
        "Keep the version that is right, and delete the other with the three marker lines.",
        "{0} adalah sisa penggabungan dua versi berkas.",
        "Pertahankan versi yang benar, lalu hapus versi lain beserta ketiga baris penandanya.",
    ),
    "name": _Sentences(
        "{0} cannot stand in the name {1}.",
        "Write \\{0}, or the full address in < >.",
        "{0} tidak boleh ada dalam nama {1}.",
        "Tulis \\{0}, atau alamat lengkapnya dalam < >.",
    ),
    "name-escape": _Sentences(
        "{0} in the name {1} stands for no character.",
        "Take the backslash out, or write the full address in < >.",
        "{0} dalam nama {1} tidak mewakili karakter apa pun.",
        "Hapus garis miring terbaliknya, atau tulis alamat lengkapnya dalam < >.",
    ),
    "name-percent": _Sentences(
        "{0} in the name {1} is no % with two hexadecimal digits.",
        "Write \\% for the sign itself.",
        "{0} dalam nama {1} bukan % dengan dua angka heksadesimal.",
        "Tulis \\% untuk tanda persen itu sendiri.",
    ),
    "no-object": _Sentences(
        "no value follows {0}.",
        "Write one behind it, or take {0} out.",
        "tidak ada nilai setelah {0}.",
        "Tulis nilainya, atau hapus {0}.",
    ),
    "no-verb": _Sentences(
        "nothing is said of {0}.",
        "Write a property and a value behind it, as in: {0} a ascn:City .",
        "tidak ada yang dinyatakan tentang {0}.",
        "Tulis properti dan nilainya di belakangnya, misalnya: {0} a ascn:City .",
    ),
    "prefix-late": _Sentences(
        "the prefix {0}: is used here, but declared only further down.",
        "Move its @prefix line to the top of the file.",
        "awalan {0}: dipakai di sini, tetapi baru dideklarasikan di bawah.",
        "Pindahkan baris @prefix-nya ke awal berkas.",
    ),
    "relative": _Sentences(
        "{0} is no full address, and no @base says where it begins.",
        "Write the whole address with https://, or a name with a prefix.",
        "{0} bukan alamat lengkap, dan tidak ada @base yang melengkapinya.",
        "Tulis alamat lengkap dengan https://, atau nama berawalan.",
    ),
    "semicolon": _Sentences(
        "a sign is missing here, before {0}.",
        "Write ; where more is said of the same thing, or a dot where {0} is a new one.",
        "ada tanda yang kurang di sini, sebelum {0}.",
        "Tulis ; bila hal yang sama masih dijelaskan, atau titik bila {0} adalah hal baru.",
    ),
    "sign": _Sentences(
        "{1} follows {0} without a sign between them.",
        "Write a comma between two values of one property, ; before another property, a dot before another thing.",
        "{1} mengikuti {0} tanpa tanda di antaranya.",
        "Tulis koma di antara dua nilai satu properti, ; sebelum properti lain, titik sebelum hal lain.",
    ),
    "sign-first": _Sentences(
        "no statement begins with {0}.",
        "Take it out, or write what it is said of before it.",
        "tidak ada pernyataan yang diawali {0}.",
        "Hapus, atau tulis di depannya hal yang dijelaskan.",
    ),
    "star": _Sentences(
        "<< begins a statement about a statement (RDF-star), which not every tool reads.",
        "Use a node of its own.",
        "<< mengawali pernyataan tentang pernyataan (RDF-star), yang tidak dibaca semua perangkat.",
        "Pakai simpul tersendiri.",
    ),
    "subject": _Sentences(
        "{0} cannot be what a statement is about.",
        "Begin with a name or an address. If {0} still belongs to the thing above, write , or ; instead of its dot.",
        "pernyataan tidak dapat dibuat tentang {0}.",
        "Mulailah dengan nama atau alamat. Bila {0} masih milik hal di atas, ganti titiknya dengan , atau ;.",
    ),
    "tag": _Sentences(
        "{0} is no language tag.",
        "Write one such as @en, @id or @pt-BR: letters, and hyphens, not _.",
        "{0} bukan tag bahasa.",
        "Tulis misalnya @en, @id atau @pt-BR: huruf dan tanda hubung, bukan _.",
    ),
    "text": _Sentences(
        "the text that begins here is not closed on its line.",
        "Write {0} at its end; a text of several lines stands between three such marks.",
        "teks yang dimulai di sini tidak ditutup di barisnya.",
        "Tulis {0} di akhirnya; teks beberapa baris diapit tiga tanda seperti itu.",
    ),
    "unopened": _Sentences(
        "this {0} closes nothing.",
        "Take it out, or write the bracket that it closes.",
        "{0} ini tidak menutup apa pun.",
        "Hapus, atau tulis kurung pembukanya.",
    ),
    "verb": _Sentences(
        "{0} stands where a property is wanted.",
        "Name the property before it; values of one property are parted by commas.",
        "{0} berada di tempat sebuah properti.",
        "Sebutkan propertinya di depan; nilai-nilai satu properti dipisahkan dengan koma.",
    ),
    "word": _Sentences(
        "{0} is a bare word.",
        'Write "{0}" for a text, or a prefix before it for a name, as in ascn:{0}.',
        "{0} hanyalah kata lepas.",
        'Tulis "{0}" untuk teks, atau beri awalan untuk nama, misalnya ascn:{0}.',
    ),
}

# What is noticed somewhere else than it was done, and what to say there.
_NOTICED = {
    "en": {
        "bracket": "here it is still open",
        "prefix-late": "here it is declared",
        "long-text": "here the text ends, and something else follows",
    },
    "id": {
        "bracket": "di sini masih terbuka",
        "prefix-late": "di sini dideklarasikan",
        "long-text": "di sini teks berakhir, lalu ada yang lain",
    },
}


def words_of(fault: Fault) -> tuple[Words, Words]:
    """The messages and the hints about a fault."""
    if fault.kind == "prefix":
        return _about_prefix(*fault.values)
    en, en_hint, indonesian, id_hint = _KINDS[fault.kind]
    kind = "gYearMonth" if fault.kind == "date" and fault.values[0].count("-") == 1 else "date"

    def fill(text: str) -> str:
        for number, value in enumerate(fault.values):  # not with format: a value may hold braces
            text = text.replace(f"{{{number}}}", value)
        return text.replace("{kind}", kind)

    return (("en", fill(en)), ("id", fill(indonesian))), (("en", fill(en_hint)), ("id", fill(id_hint)))


def words_where_noticed(fault: Fault) -> Words:
    """What to say at the place where a fault is noticed; nothing where that says nothing new."""
    return tuple((lang, texts[fault.kind]) for lang, texts in _NOTICED.items() if fault.kind in texts)


def prefix_hint(prefix: str, name: str, declared: tuple[str, ...], line: str = "@prefix {}: <{}> .") -> Words:
    """What to write instead of a name whose prefix is not declared; ``line`` is what declares one."""
    if prefix in PREFIXES:
        add = line.format(prefix, PREFIXES[prefix])
        return ("en", f"Add at the top: {add}"), ("id", f"Tambahkan di awal: {add}")
    local = name.partition(":")[2]
    near = near_matches(prefix, declared, 2) or near_matches(prefix, PREFIXES, 1)
    meant = " or ".join(f"{each}:{local}" for each in near)
    if not near:
        add = line.format(prefix, "https://…")
        return ("en", f"Declare it at the top: {add}"), ("id", f"Deklarasikan di awal: {add}")
    first = near[0]
    more = line.format(first, PREFIXES[first]) if first not in declared else ""
    return (
        ("en", f"Did you mean {meant}?" + (f" Then add at the top: {more}" if more else "")),
        (
            "id",
            f"Maksud Anda {meant.replace(' or ', ' atau ')}?" + (f" Lalu tambahkan di awal: {more}" if more else ""),
        ),
    )


def _about_prefix(prefix: str, name: str, uses: str, *declared: str) -> tuple[Words, Words]:
    often = uses != "1"
    messages = (
        ("en", f"the prefix {prefix}: is not declared" + (f"; it is used {uses} times." if often else ".")),
        ("id", f"awalan {prefix}: tidak dideklarasikan" + (f"; dipakai {uses} kali." if often else ".")),
    )
    return messages, prefix_hint(prefix, name, declared)
