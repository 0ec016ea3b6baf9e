"""The kinds of things as people call them, each with what it is, in the order in which a reader wants them."""

from __future__ import annotations

from ascn_kg.namespaces import CONCEPTS
from ascn_kg.web.site import Site

# Kind -> plural in both languages.
KIND_NAMES: dict[str, tuple[str, str]] = {
    "city": ("Cities", "Kota"),
    "nation": ("Nations", "Negara"),
    "initiative": ("Projects, programmes and services", "Proyek, program, dan layanan"),
    "plan": ("Action plans and frameworks", "Rencana aksi dan kerangka kerja"),
    "event": ("Events", "Acara"),
    "organization": ("Organizations", "Organisasi"),
    "group": ("Groups", "Kelompok"),
    "person": ("People", "Orang"),
    "post": ("Posts", "Jabatan"),
    "locality": ("Other places", "Tempat lain"),
    "site": ("Sites visited", "Lokasi kunjungan"),
    "regulation": ("Regulations", "Peraturan"),
    "standard": ("Standards", "Standar"),
    "source": ("Source documents", "Dokumen sumber"),
    "concept": ("Lists of terms", "Daftar istilah"),
    "membership": ("Memberships", "Keanggotaan"),
    "nomination": ("Nominations", "Pengajuan"),
    "designation": ("Designations", "Penyebutan"),
    "chairship": ("Chairships", "Keketuaan"),
    "tenure": ("Tenures", "Masa jabatan"),
    "report": ("Progress reports", "Laporan kemajuan"),
    "continuation": ("Continuations", "Kelanjutan"),
    "support": ("Support", "Dukungan"),
    "partnership": ("Partnerships", "Kemitraan"),
    "participation": ("Participations", "Keikutsertaan"),
    "presentation": ("Presentations", "Pemaparan"),
    "count": ("Counts", "Hitungan"),
    "dating": ("Dates of events", "Tanggal acara"),
    "expectation": ("Expectations", "Harapan tindak lanjut"),
    "grounding": ("Legal bases", "Landasan hukum"),
    "naming": ("Names in print", "Nama tercetak"),
    "assessment": ("Assessments", "Penilaian"),
    "remark": ("Remarks", "Ucapan"),
    "coverage": ("Coverage", "Cakupan"),
}
# Where the statements begin: a heading of their own in lists of kinds.
FIRST_STATEMENT = "membership"


def kind_name(site: Site, kind: str, lang: str) -> str:
    """The plural of a kind: ``Cities``; for the concepts of a list the name of the list."""
    if kind in KIND_NAMES:
        return KIND_NAMES[kind][lang == "id"]
    if kind.startswith("concept/"):
        words = site.labels.label(CONCEPTS + kind.removeprefix("concept/"), lang)
        return words[:1].upper() + words[1:]
    return kind


def kind_stem(kind: str) -> str:
    """The address of the list of a kind."""
    return f"doc/{kind}"
