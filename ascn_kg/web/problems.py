"""What people are told where an address has no answer for them: a page each, by HTTP status."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View


@dataclass(frozen=True)
class Problem:
    """What happened and what to do, in English and Indonesian."""

    what: tuple[str, str]
    advice: tuple[str, str]


PROBLEMS = {
    400: Problem(
        ("This request cannot be understood", "Permintaan ini tidak dapat dimengerti"),
        (
            "Something in the address or in what was sent is not as it should be. Mend it and try again.",
            "Ada yang keliru dalam alamat atau isi yang dikirim. Perbaiki, lalu coba lagi.",
        ),
    ),
    404: Problem(
        ("There is nothing at this address", "Halaman tidak ditemukan"),
        (
            "The address may be misspelt, or it is of something that the graph does not know.",
            "Alamatnya mungkin salah tulis, atau menunjuk ke hal yang tidak dikenal oleh graf ini.",
        ),
    ),
    405: Problem(
        ("This address only gives, it takes nothing", "Alamat ini hanya memberi, tidak menerima"),
        ("Open it by GET.", "Bukalah dengan GET."),
    ),
    406: Problem(
        ("Not to be had in this format", "Tidak tersedia dalam format ini"),
        (
            "None of the formats that your program accepts is offered here.",
            "Tidak satu pun format yang diterima program Anda tersedia di sini.",
        ),
    ),
    408: Problem(
        ("The request took too long to come in", "Permintaan ini terlalu lama diterima"),
        ("Send it again.", "Kirimlah sekali lagi."),
    ),
    413: Problem(
        ("Too much was sent", "Yang dikirim terlalu besar"),
        ("Shorten the query and try again.", "Persingkat kuerinya, lalu coba lagi."),
    ),
    414: Problem(
        ("This address is too long", "Alamat ini terlalu panjang"),
        ("Send a long query by POST.", "Kirimlah kueri yang panjang dengan POST."),
    ),
    415: Problem(
        ("What was sent is of a kind that is not read here", "Jenis isi yang dikirim tidak dibaca di sini"),
        (
            "Send a query as a form or as application/sparql-query.",
            "Kirimlah kueri sebagai formulir atau application/sparql-query.",
        ),
    ),
    429: Problem(
        ("Too many requests", "Terlalu banyak permintaan"),
        ("Wait a little and try again.", "Tunggu sebentar, lalu coba lagi."),
    ),
    431: Problem(
        ("Too much comes along with this request", "Terlalu banyak yang menyertai permintaan ini"),
        (
            "Its headers are too long. Delete the cookies of this site, or send fewer headers.",
            "Header permintaan terlalu panjang. Hapus kuki situs ini, atau kirim lebih sedikit header.",
        ),
    ),
    500: Problem(
        ("Something went wrong here", "Ada kesalahan di pihak kami"),
        (
            "It is not your fault. Try again later.",
            "Ini bukan kesalahan Anda. Cobalah lagi nanti.",
        ),
    ),
    503: Problem(
        ("Too much is being asked just now", "Sedang terlalu banyak permintaan"),
        ("Wait a few seconds and try again.", "Tunggu beberapa detik, lalu coba lagi."),
    ),
    504: Problem(
        ("This takes too long", "Ini memakan waktu terlalu lama"),
        (
            "The time for one request is over. Ask for less at once.",
            "Waktu untuk satu permintaan sudah habis. Mintalah lebih sedikit sekaligus.",
        ),
    ),
    507: Problem(
        ("This asks for too much at once", "Yang diminta sekaligus terlalu banyak"),
        ("Ask for less, or in parts.", "Mintalah lebih sedikit, atau sebagian demi sebagian."),
    ),
}


def problem_page(site: Site, view: View, status: int, detail: str = "") -> Document:
    """The page for a status, with ``detail``, a sentence in the language of the view, where more is known.

    Statuses without words of their own have those of 400 or 500.
    """
    problem = PROBLEMS.get(status) or PROBLEMS[500 if status >= 500 else 400]
    return site.render(
        "problem.html",
        view,
        status=status,
        code=status,
        phrase=HTTPStatus(status).phrase,
        what=view.say(*problem.what),
        advice=view.say(*problem.advice),
        detail=detail,
    )
