"""Says, in both languages, what keeps a saved question from being read, and what to write instead."""

from __future__ import annotations

from ascn_kg.findings import Finding, Region, Words

# Kind -> what is wrong and what to write in English, then in Indonesian.
_KINDS: dict[str, tuple[str, str, str, str]] = {
    "unreadable": (
        "cannot be read: {0}.",
        "Check the path and its permissions.",
        "tidak dapat dibaca: {0}.",
        "Periksa lokasi dan izin aksesnya.",
    ),
    "encoding": (
        "not UTF-8 (byte {0}).",
        "Save the file as UTF-8.",
        "bukan UTF-8 (bita {0}).",
        "Simpan berkas sebagai UTF-8.",
    ),
    "name": (
        "nobody could ask for this name.",
        "Rename it to {0}.rq.",
        "nama ini tidak dapat ditanyakan siapa pun.",
        "Ganti menjadi {0}.rq.",
    ),
    # The header.
    "no-header": (
        "no header.",
        "Begin the file with lines such as: #+ summary: Which cities …?",
        "tidak ada kepala berkas.",
        "Awali berkas dengan baris seperti: #+ summary: Which cities …?",
    ),
    "yaml": (
        "the header is not valid YAML ({0}).",
        "Put words that hold a colon, a comma, a brace or # in quotes.",
        "kepala berkas bukan YAML yang sah ({0}).",
        "Apit kata yang memuat titik dua, koma, kurung kurawal, atau # dengan tanda kutip.",
    ),
    "no-mapping": (
        "the header is no YAML mapping.",
        "Write lines such as: #+ summary: Which cities …?",
        "kepala berkas bukan pasangan kunci dan nilai YAML.",
        "Tulis baris seperti: #+ summary: Which cities …?",
    ),
    "missing-key": (
        "the header lacks {0}.",
        "Add a line: #+ {1}: …",
        "kepala berkas tidak memuat {0}.",
        "Tambahkan baris: #+ {1}: …",
    ),
    "unknown-key": (
        "the header has the unknown key {0}.",
        "{near}The keys are {1}.",
        "kepala berkas memuat kunci tak dikenal {0}.",
        "{near}Kuncinya: {1}.",
    ),
    "no-text": (
        "{0} is no text.",
        "Write: #+ {0}: the words, in quotes if they hold a colon",
        "{0} bukan teks.",
        "Tulis: #+ {0}: kata-katanya, dalam tanda kutip bila memuat titik dua",
    ),
    "no-list": (
        "{0} must be a list of words.",
        "Write: #+ {0}: [one, another]",
        "{0} harus berupa daftar kata.",
        "Tulis: #+ {0}: [satu, lain]",
    ),
    "note": (
        "note (English) and catatan (Indonesian) go together.",
        "Add the missing one.",
        "note (Inggris) dan catatan (Indonesia) harus ada berdua.",
        "Tambahkan yang belum ada.",
    ),
    "cites": (
        "cites is {0}.",
        "Write all (rows also cite statements that agree), or own (only their own).",
        "nilai cites adalah {0}.",
        "Tulis all (baris juga mengutip pernyataan yang sependapat), atau own (hanya miliknya sendiri).",
    ),
    "columns": (
        "columns must be a mapping.",
        "Write: #+ columns: {name: {en: City, id: Kota}}",
        "columns harus berupa pasangan kunci dan nilai.",
        "Tulis: #+ columns: {name: {en: City, id: Kota}}",
    ),
    "column-not-selected": (
        "column {0} is not selected.",
        "{near}Add ?{1} to the SELECT, or take it out of columns.",
        "kolom {0} tidak dipilih.",
        "{near}Tambahkan ?{1} ke SELECT, atau hapus dari columns.",
    ),
    "column-not-described": (
        "?{0} is selected but not among the columns.",
        "Add: {0}: {en: …, id: …}, or {0}: hidden",
        "?{0} dipilih tetapi tidak ada di columns.",
        "Tambahkan: {0}: {en: …, id: …}, atau {0}: hidden",
    ),
    "column": (
        "column {0} is described as {1}.",
        "{near}Write {2}: {en: Heading, id: Judul}, {2}: statement (a node whose evidence is cited) or {2}: hidden.",
        "kolom {0} diterangkan sebagai {1}.",
        "{near}Tulis {2}: {en: Heading, id: Judul}, {2}: statement (simpul yang buktinya dikutip) atau {2}: hidden.",
    ),
    "params": (
        "params must be a mapping.",
        "Write: #+ params: {year: {type: xsd:integer, help: …, bantuan: …}}",
        "params harus berupa pasangan kunci dan nilai.",
        "Tulis: #+ params: {year: {type: xsd:integer, help: …, bantuan: …}}",
    ),
    "param-reserved": (
        "parameter {0} has a reserved name ({1}).",
        "Choose another.",
        "parameter {0} memakai nama yang dicadangkan ({1}).",
        "Pilih nama lain.",
    ),
    "param-name": (
        "parameter {0} is not written in lower case letters, digits and _.",
        "Rename it, as in as_of.",
        "parameter {0} tidak ditulis dengan huruf kecil, angka, dan _.",
        "Ganti namanya, misalnya as_of.",
    ),
    "param-incomplete": (
        "parameter {0} needs type, help and bantuan.",
        "Write {1}: {type: xsd:integer, help: …, bantuan: …}",
        "parameter {0} memerlukan type, help, dan bantuan.",
        "Tulis {1}: {type: xsd:integer, help: …, bantuan: …}",
    ),
    "param-key": (
        "parameter {0} has the unknown key {1}.",
        "{near}The keys are {2}.",
        "parameter {0} memuat kunci tak dikenal {1}.",
        "{near}Kuncinya: {2}.",
    ),
    "param-type": (
        "parameter {0} has the unknown type {1}.",
        "{near}Use {2}, or a class or scheme as ascn:City.",
        "parameter {0} memakai tipe tak dikenal {1}.",
        "{near}Pakai {2}, atau kelas atau skema seperti ascn:City.",
    ),
    "param-any": (
        "parameter {0}: any is true or false, and only for a class or scheme.",
        "Take it out.",
        "parameter {0}: any bernilai true atau false, dan hanya untuk kelas atau skema.",
        "Hapus any.",
    ),
    "param-default": (
        "parameter {0}: the only default a header can name is cut-off, for xsd:date; others stand in the VALUES block.",
        "Take default out, or write default: cut-off.",
        "parameter {0}: satu-satunya nilai bawaan di kepala berkas adalah cut-off, untuk xsd:date; yang lain ada di "
        "blok VALUES.",
        "Hapus default, atau tulis default: cut-off.",
    ),
    "param-undef": (
        "parameter {0} has the default UNDEF.",
        "Add any: true to it, or write a default in the VALUES block.",
        "parameter {0} bernilai bawaan UNDEF.",
        "Tambahkan any: true, atau tulis nilai bawaan di blok VALUES.",
    ),
    "param-no-values": (
        "parameter {0} has no VALUES block.",
        "Write in each group that uses it: VALUES ?{1} { default }",
        "parameter {0} tidak punya blok VALUES.",
        "Tulis di setiap grup yang memakainya: VALUES ?{1} { nilai-bawaan }",
    ),
    "param-values": (
        "the VALUES block of parameter {0} must hold one variable and one term.",
        "Write: VALUES ?{1} { default }",
        "blok VALUES parameter {0} harus memuat satu variabel dan satu istilah.",
        "Tulis: VALUES ?{1} { nilai-bawaan }",
    ),
    "param-differs": (
        "VALUES ?{0} { {1} } differs from the first, { {2} }.",
        "Make them the same.",
        "VALUES ?{0} { {1} } berbeda dari yang pertama, { {2} }.",
        "Samakan keduanya.",
    ),
    # The query.
    "no-select": (
        "no SELECT found.",
        "A saved question is a SELECT query; write SELECT ?name …",
        "SELECT tidak ditemukan.",
        "Pertanyaan tersimpan adalah kueri SELECT; tulis SELECT ?name …",
    ),
    "select-all": (
        "SELECT * hides which columns there are.",
        "Name each variable.",
        "SELECT * menyembunyikan kolom apa saja yang ada.",
        "Sebutkan setiap variabel.",
    ),
    "token": (
        "cannot read {0} as SPARQL.",
        "Close the string or IRI, or remove the character.",
        "{0} tidak dapat dibaca sebagai SPARQL.",
        "Tutup string atau IRI-nya, atau hapus karakter itu.",
    ),
    "brace-unopened": (
        "this closing brace has no opening one.",
        "Remove it.",
        "kurung kurawal penutup ini tidak punya pembuka.",
        "Hapus.",
    ),
    "brace-unclosed": (
        "this brace is never closed.",
        "Add the missing }.",
        "kurung kurawal ini tidak pernah ditutup.",
        "Tambahkan } yang kurang.",
    ),
    "bracket-unopened": (
        "this {0} closes nothing.",
        "Remove it, or write the bracket that it closes.",
        "{0} ini tidak menutup apa pun.",
        "Hapus, atau tulis kurung pembukanya.",
    ),
    "bracket-unclosed": (
        "this {0} is not closed where it should be.",
        "Add the missing {1}.",
        "{0} ini tidak ditutup di tempatnya.",
        "Tambahkan {1} yang kurang.",
    ),
    "operand": (
        "nothing to compare with follows {0}.",
        "Write a value or a variable behind it.",
        "tidak ada pembanding setelah {0}.",
        "Tulis nilai atau variabel di belakangnya.",
    ),
    "iri": (
        "here an address begins that is no IRI.",
        "Take spaces, quotes and braces out of it, and close it with >.",
        "di sini dimulai alamat yang bukan IRI.",
        "Buang spasi, tanda kutip, dan kurung kurawal, lalu tutup dengan >.",
    ),
    "select-comma": (
        "variables are selected without commas.",
        "Take the comma out.",
        "variabel dipilih tanpa koma.",
        "Hapus koma ini.",
    ),
    "unknown-word": (
        "{0} is no word of SPARQL.",
        "{near}Write ?{0} for a variable, or a prefix before it for a name.",
        "{0} bukan kata SPARQL.",
        "{near}Tulis ?{0} untuk variabel, atau beri awalan untuk nama.",
    ),
    "syntax": (
        "not valid SPARQL around {0}{1}.",
        "Mend the query here or just before.",
        "bukan SPARQL yang sah di sekitar {0}{1}.",
        "Perbaiki kueri di sini atau tepat sebelumnya.",
    ),
    "nested": (
        "more than {0} parentheses stand in one another, which takes parsers minutes to read.",
        "Close those before it, or say it in steps with BIND.",
        "lebih dari {0} tanda kurung bertumpuk, sehingga pengurai perlu beberapa menit membacanya.",
        "Tutup yang sebelumnya, atau uraikan bertahap dengan BIND.",
    ),
    "refused": (
        "the query cannot be run: {0}.",
        "Use what SPARQL 1.1 defines, and xsd: with its own address.",
        "kueri tidak dapat dijalankan: {0}.",
        "Pakai yang didefinisikan SPARQL 1.1, dan xsd: dengan alamatnya sendiri.",
    ),
    "syntax-end": (
        "not valid SPARQL at the end{0}.",
        "Something is missing or not closed: look at the last lines.",
        "bukan SPARQL yang sah di akhir{0}.",
        "Ada yang kurang atau belum ditutup: periksa baris-baris terakhir.",
    ),
    "comparison": (
        "{0} stands outside of a FILTER.",
        "Write FILTER(?a {0} ?b) to compare.",
        "{0} berada di luar FILTER.",
        "Tulis FILTER(?a {0} ?b) untuk membandingkan.",
    ),
    # What is typed freely, not saved.
    "update": (
        "{0} would change the graph, and queries only read it.",
        "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; data are changed by editing the files in data/.",
        "{0} akan mengubah graf, sedangkan kueri hanya membacanya.",
        "Bertanyalah dengan SELECT, ASK, CONSTRUCT, atau DESCRIBE; data diubah dengan menyunting berkas di data/.",
    ),
    "service": (
        "SERVICE would send requests to another server.",
        "Ask that server yourself, or leave it out.",
        "SERVICE akan mengirim permintaan ke server lain.",
        "Tanyakan sendiri ke server itu, atau hapus.",
    ),
    "less-than": (
        "{0} could be an address or a comparison.",
        "Write a space after < to compare, or a prefixed name for an address.",
        "{0} dapat berarti alamat atau perbandingan.",
        "Tulis spasi setelah < untuk membandingkan, atau nama berawalan untuk alamat.",
    ),
    "deep": (
        "more than {0} brackets stand in one another.",
        "Say it in fewer steps, or ask several queries.",
        "lebih dari {0} tanda kurung bertumpuk.",
        "Sederhanakan, atau pecah menjadi beberapa kueri.",
    ),
    "long": (
        "the query has more than {0} words, variables and signs.",
        "List many values in one VALUES, which are not counted, or ask several queries.",
        "kueri ini memuat lebih dari {0} kata, variabel, dan tanda.",
        "Daftarkan nilai yang banyak dalam satu VALUES, yang tidak dihitung, atau pecah menjadi beberapa kueri.",
    ),
    "undeclared": (
        "the prefix of {0} is not declared.",
        "{near}Write at the top: PREFIX {1}: <https://…>",
        "awalan pada {0} belum dideklarasikan.",
        "{near}Tulis di awal: PREFIX {1}: <https://…>",
    ),
}


def fault(kind: str, at: Region, *values: str, near: str = "") -> Finding:
    """The finding about a fault of this kind; ``near`` is what somebody may have meant."""
    texts = [_filled(text, values) for text in _KINDS[kind]]
    meant = {"en": f"Did you mean {near}? " if near else "", "id": f"Maksud Anda {near}? " if near else ""}
    messages: Words = (("en", texts[0]), ("id", texts[2]))
    hints: Words = tuple(
        (lang, text.replace("{near}", meant[lang])) for lang, text in (("en", texts[1]), ("id", texts[3]))
    )
    return Finding(rule=f"question:{kind}", severity="violation", messages=messages, hints=hints, at=at)


def _filled(text: str, values: tuple[str, ...]) -> str:
    for number, value in enumerate(values):  # not with format: the sentences hold braces
        text = text.replace(f"{{{number}}}", value)
    return text
