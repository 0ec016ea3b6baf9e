"""What is wrong with a parameter, in the language the question is asked in."""

from __future__ import annotations

_SENTENCES = {
    "en": {
        "integer": "{0} is no whole number in digits (up to a million million). Write one, as in 2018.",
        "year": "{0} is a year, not a day. Write {0}-12-31 for its end or {0}-01-01 for its start.",
        "month": "{0} is a month, not a day. Write {1} for its end or {0}-01 for its start.",
        "day": "{0} is no day of the calendar. Write it as YYYY-MM-DD, as in 2024-06-30.",
        "boolean": "{0} is neither yes nor no. Write yes (ya, true) or no (tidak, false).",
        "long": "the text has {0} characters. Write at most {1}.",
        "control": "{0} holds a control character. Take it out.",
        "iri": "{0} is no IRI. Give a label, a slug or a prefixed name.",
        "unknown": "The question {0} has no parameter {1}.",
        "none": "It takes none.",
        "near": "Did you mean {0}?",
        "takes": "It takes {0}.",
        "or": "or",
        "cut-off": "the data name no day they go up to. Give {0} YYYY-MM-DD, or state ascn:cutOff of the data set in "
        "data/documents.ttl.",
        "swapped": "{0} {1} lies after {2} {3}. Swap them.",
        "outside": "{0} {1} lies after {2} {3}, which stands for what is not given. Give both.",
    },
    "id": {
        "integer": "{0} bukan bilangan bulat dalam angka (sampai satu triliun). Tulis misalnya 2018.",
        "year": "{0} adalah tahun, bukan tanggal. Tulis {0}-12-31 untuk akhirnya atau {0}-01-01 untuk awalnya.",
        "month": "{0} adalah bulan, bukan tanggal. Tulis {1} untuk akhirnya atau {0}-01 untuk awalnya.",
        "day": "{0} bukan tanggal dalam kalender. Tulis sebagai YYYY-MM-DD, misalnya 2024-06-30.",
        "boolean": "{0} bukan ya atau tidak. Tulis ya (yes, true) atau tidak (no, false).",
        "long": "teks ini berisi {0} huruf. Tulis paling banyak {1}.",
        "control": "{0} memuat karakter kendali. Hapus karakter itu.",
        "iri": "{0} bukan IRI. Beri label, slug, atau nama berawalan.",
        "unknown": "Pertanyaan {0} tidak punya parameter {1}.",
        "none": "Pertanyaan ini tanpa parameter.",
        "near": "Maksud Anda {0}?",
        "takes": "Parameternya {0}.",
        "or": "atau",
        "cut-off": "data tidak menyebut sampai tanggal berapa. Beri {0} YYYY-MM-DD, atau nyatakan ascn:cutOff kumpulan "
        "data dalam data/documents.ttl.",
        "swapped": "{0} {1} lebih akhir daripada {2} {3}. Tukarlah keduanya.",
        "outside": "{0} {1} lebih akhir daripada {2} {3}, yang dipakai karena tidak diberikan. Berikan keduanya.",
    },
}


def say(lang: str, key: str, *values: object) -> str:
    """The sentence of that key with the values in it."""
    return _SENTENCES[lang][key].format(*values)
