"""Dates as documents state them, in English and Indonesian words."""

from __future__ import annotations

import pytest

from ascn_kg.questions import in_words


@pytest.mark.parametrize(
    ("edtf", "en", "indonesian"),
    [
        ("2018", "2018", "2018"),
        ("2018-03", "March 2018", "Maret 2018"),
        ("2018-05-22", "22 May 2018", "22 Mei 2018"),
        ("[..2024-06]", "by June 2024", "paling lambat Juni 2024"),
        ("[2024-06..]", "June 2024 or later", "Juni 2024 atau sesudahnya"),
        ("2018-05-22/2018-05-25", "22–25 May 2018", "22–25 Mei 2018"),
        ("[2018-04..2018-05]", "between April and May 2018", "antara April dan Mei 2018"),
        ("[2018..2020]", "between 2018 and 2020", "antara 2018 dan 2020"),
        ("[2024-10-29..2024-10-30]", "between 29 October and 30 October 2024", "antara 29 Oktober dan 30 Oktober 2024"),
        ("2018-05-29/2018-06-02", "29 May – 2 June 2018", "29 Mei – 2 Juni 2018"),
        ("2018-12/2019-01", "December 2018 – January 2019", "Desember 2018 – Januari 2019"),
        ("2018/2020", "2018–2020", "2018–2020"),
        ("2018-05/..", "from May 2018 on", "sejak Mei 2018"),
        ("../2018-05", "until May 2018", "sampai Mei 2018"),
        ("[2018,2019]", "2018 or 2019", "2018 atau 2019"),
        ("{2018,2019,2020}", "2018, 2019 and 2020", "2018, 2019 dan 2020"),
        ("2018-03~", "about March 2018", "sekitar Maret 2018"),
        ("2018?", "2018 (uncertain)", "2018 (tidak pasti)"),
        ("2018-34", "second quarter of 2018", "triwulan kedua 2018"),
        ("2018-XX", "2018", "2018"),
        ("201X", "the 2010s", "tahun 2010-an"),
        ("2018-13", "2018-13", "2018-13"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_in_words(edtf: str, en: str, indonesian: str) -> None:
    assert (in_words(edtf), in_words(edtf, "id")) == (en, indonesian)
