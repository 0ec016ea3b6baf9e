"""A few answers as sentences, with their sources, to show what can be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup, escape

from ascn_kg.questions import Answer
from ascn_kg.questions.run import Row
from ascn_kg.rendering.words import cell
from ascn_kg.web.home.cited import Cited
from ascn_kg.web.site import Site
from ascn_kg.web.view import View


@dataclass(frozen=True)
class Example:
    """A question and its answer in a sentence, with marks of its sources."""

    answer: Answer
    sentence: Markup


def examples(site: Site, view: View, cited: Cited) -> Iterator[Example]:
    """Who joined later, where documents differ on that, and the largest sums of money."""
    joined = site.knowledge.ask("cities-joined-after", lang=view.lang)
    if joined.rows:
        yield Example(joined, _by_year(view, joined, cited))
        if sentence := _differing(view, joined, cited):
            yield Example(joined, sentence)
    money = site.knowledge.ask("money-pledged", lang=view.lang)
    if money.rows:
        yield Example(money, _largest(site, view, money, cited))


def _by_year(view: View, answer: Answer, cited: Cited) -> Markup:
    years: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, set[int]] = defaultdict(set)
    for row, sources in zip(answer.rows, answer.row_citations, strict=True):
        year = _value(answer, row, "joined")[:4]
        years[year].append(_value(answer, row, "name"))
        numbers[year].update(sources)
    parts = (
        Markup("{}: {} {}").format(year, ", ".join(names), cited.marks(answer, sorted(numbers[year])))
        for year, names in sorted(years.items())
    )
    return Markup("{} {}.").format(
        view.say(
            f"{len(answer.rows)} cities have joined since the start.", f"{len(answer.rows)} kota bergabung kemudian."
        ),
        Markup("; ").join(parts),
    )


def _differing(view: View, answer: Answer, cited: Cited) -> Markup:
    """The cities for which documents give another date of joining; empty where there are none."""
    rows = [
        (row, numbers)
        for row, numbers in zip(answer.rows, answer.row_citations, strict=True)
        if _value(answer, row, "other_joined")
    ]
    if not rows:
        return Markup("")
    names = ", ".join(_value(answer, row, "name") for row, _ in rows)
    first = rows[0][0]
    joined, other = (_shown(view, answer, first, column) for column in ("joined", "other_joined"))
    numbers = sorted({number for _, cited_by in rows for number in cited_by})
    return Markup("{} {}").format(
        view.say(
            f"Documents differ on when {names} joined: {joined} or {other}.",
            f"Dokumen berbeda tentang kapan {names} bergabung: {joined} atau {other}.",
        ),
        cited.marks(answer, numbers),
    )


def _largest(site: Site, view: View, answer: Answer, cited: Cited) -> Markup:
    """The largest sum in each currency, the largest number first."""
    best: dict[str, tuple[float, Row, tuple[int, ...]]] = {}
    for row, numbers in zip(answer.rows, answer.row_citations, strict=True):
        currency, amount = _value(answer, row, "currency"), float(_value(answer, row, "amount") or 0)
        if amount > best.get(currency, (0.0,))[0]:
            best[currency] = (amount, row, numbers)
    # With its purpose, for that says where a sum is an upper limit, or more was given.
    parts = (
        Markup("<li>{}: {} {} {} {} ({}). {} {}</li>").format(
            _shown(view, answer, row, "partner"),
            currency,
            _shown(view, answer, row, "amount"),
            view.say("for", "untuk"),
            _shown(view, answer, row, "supported"),
            _shown(view, answer, row, "when"),
            _shown(view, answer, row, "purpose"),
            cited.marks(answer, numbers),
        )
        for currency, (_, row, numbers) in sorted(best.items(), key=lambda item: -item[1][0])
    )
    lead = view.say("The largest sum in each currency.", "Jumlah terbesar dalam tiap mata uang.")
    return Markup("{}<ul>{}</ul>").format(lead, Markup("").join(parts))


def _value(answer: Answer, row: Row, column: str) -> str:
    term = row[[each.name for each in answer.columns].index(column)]
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""


def _shown(view: View, answer: Answer, row: Row, column: str) -> Markup:
    """A value as a reader sees it."""
    term = row[[each.name for each in answer.columns].index(column)]
    return escape(cell(term, None, view.lang))  # type: ignore[arg-type]
