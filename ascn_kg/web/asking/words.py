"""What tags of questions and parameters are called on pages, in English and Indonesian."""

from __future__ import annotations

_TAGS = {
    "city": ("Cities", "Kota"),
    "count": ("Numbers", "Angka"),
    "designation": ("Pilot cities", "Kota percontohan"),
    "documents": ("Documents", "Dokumen"),
    "event": ("Events", "Acara"),
    "focus": ("Focus areas", "Bidang fokus"),
    "gaps": ("What is not known", "Yang belum diketahui"),
    "goal": ("Goals", "Tujuan"),
    "initiative": ("Projects and services", "Proyek dan layanan"),
    "membership": ("Membership", "Keanggotaan"),
    "names": ("Names", "Nama"),
    "nation": ("Nations", "Negara"),
    "nomination": ("Nominations", "Pengajuan"),
    "organization": ("Organisations", "Organisasi"),
    "participation": ("Who took part", "Peserta"),
    "partner": ("Partners", "Mitra"),
    "partnership": ("Partnerships", "Kemitraan"),
    "person": ("People", "Tokoh"),
    "place": ("Places", "Tempat"),
    "post": ("Posts and chairs", "Jabatan dan ketua"),
    "presentation": ("Presentations", "Pemaparan"),
    "regulation": ("Rules and plans", "Aturan dan rencana"),
    "sector": ("Sectors", "Sektor"),
    "service": ("Services", "Layanan"),
    "support": ("Support and money", "Dukungan dan dana"),
    "terms": ("Words", "Istilah"),
    "time": ("Through time", "Dari waktu ke waktu"),
    "topic": ("Topics", "Topik"),
}
_PARAMS = {
    "as_of": ("As of", "Per tanggal"),
    "basis": ("Basis", "Dasar"),
    "body": ("Body", "Badan"),
    "city": ("City", "Kota"),
    "counted": ("Counted", "Yang dihitung"),
    "document": ("Document", "Dokumen"),
    "event": ("Event", "Acara"),
    "focus": ("Focus area", "Bidang fokus"),
    "from": ("From", "Dari"),
    "from_paragraph": ("From paragraph", "Dari paragraf"),
    "initiative": ("Initiative", "Prakarsa"),
    "list": ("List", "Daftar"),
    "nation": ("Nation", "Negara"),
    "part": ("Part", "Bagian"),
    "partner": ("Partner", "Mitra"),
    "place": ("Place", "Tempat"),
    "question": ("Question", "Pertanyaan"),
    "role": ("Role", "Peran"),
    "sector": ("Sector", "Sektor"),
    "speaker": ("Speaker", "Pembicara"),
    "thing": ("Thing", "Hal"),
    "to": ("To", "Sampai"),
    "to_paragraph": ("To paragraph", "Sampai paragraf"),
    "year": ("Year", "Tahun"),
}


def tag_words(tag: str, lang: str) -> str:
    """A tag of questions in words, or as it is where nobody gave it words."""
    return _in(_TAGS, tag, lang)


def param_words(name: str, lang: str) -> str:
    """A parameter in words, or its name."""
    return _in(_PARAMS, name, lang)


def _in(words: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    return words[key][0 if lang == "en" else 1] if key in words else key.replace("_", " ").capitalize()
