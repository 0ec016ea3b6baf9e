"""Charts: lengths follow values, all values are told in words, hostile labels stay text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest

from ascn_kg.web.drawing import Bar, Line, Stack, bars, over_time, stacked_bars
from ascn_kg.web.drawing.scales import axis

EVIL = '</svg><script>alert(1)</script>"&'


def _tree(drawing: str) -> ET.Element:
    """The drawing as an XML parser takes it."""
    return ET.fromstring(f"<div>{drawing}</div>")


def _numbers(tree: ET.Element, path: str, attribute: str) -> list[float]:
    return [float(str(each.get(attribute)).removesuffix("%")) for each in tree.findall(path)]


def _described(tree: ET.Element) -> str:
    (chart,) = (svg for svg in tree.iter("svg") if svg.get("role") == "img")
    by_id = {each.get("id"): each.text or "" for each in chart if each.tag in ("title", "desc")}
    return " | ".join(by_id[name] for name in str(chart.get("aria-labelledby")).split())


def test_bars_are_as_long_as_their_values() -> None:
    tree = _tree(bars([Bar("a", 4), Bar("b", 1), Bar("c", 0)], id="x", lang="en", title="Title"))
    a, b, c = _numbers(tree, "svg/rect", "width")
    assert a == 4 * b
    assert c == 0
    assert a < 90  # room for the value behind it
    assert _described(tree) == "Title | a: 4; b: 1; c: 0"


def test_bars_show_words_or_numbers_as_the_language_writes_them() -> None:
    tree = _tree(bars([Bar("a", 12345.5), Bar("b", 2, "2 of 3")], id="x", lang="id", title="t"))
    texts = [text.text for text in tree.iter("text")]
    assert texts == ["a", "12.345,5", "b", "2 of 3"]


def test_stacked_bars_fill_their_length_without_gap_or_overlap() -> None:
    stacks = [Stack("2024", (30, 50, 20)), Stack("2025", (1, 1, 2)), Stack("empty", (0, 0, 0))]
    tree = _tree(stacked_bars(stacks, ("a", "b", "c"), id="x", lang="en", title="t", unit="%"))
    left, width = (_numbers(tree, "svg[@role='img']/rect", name) for name in ("x", "width"))
    assert left == [0, 30, 80, 0, 25, 50]
    assert width == [30, 50, 20, 25, 25, 50]
    assert _described(tree) == "t | 2024: a 30%, b 50%, c 20%; 2025: a 1%, b 1%, c 2%"
    assert ["".join(li.itertext()) for li in tree.iter("li")] == ["a", "b", "c"]


def test_series_and_their_keys_have_the_same_colour() -> None:
    tree = _tree(stacked_bars([Stack("s", (1, 1))], ("a", "b"), id="x", lang="en", title="t"))
    keys = [str(svg.get("class")).removeprefix("key ") for svg in tree.findall("ul/li/svg")]
    assert keys == [str(rect.get("class")).removeprefix("part ") for rect in tree.findall("svg/rect")] == ["k1", "k2"]


def test_small_parts_bear_no_number_that_would_not_fit() -> None:
    tree = _tree(stacked_bars([Stack("s", (97, 3))], ("a", "b"), id="x", lang="en", title="t", unit="%"))
    assert [text.text for text in tree.findall("svg/text[@class='in']")] == ["97%"]


def test_a_line_goes_through_its_values() -> None:
    line = Line("n", ((date(2018, 1, 1), 0), (date(2019, 1, 1), 10), (date(2020, 1, 1), 5)))
    tree = _tree(over_time([line], id="x", lang="en", title="t"))
    (path,) = (each for each in tree.iter("path") if "d" in each.attrib and each.get("class") == "line k1")
    # Three years on 1000, from zero at the bottom (190) to ten at the top.
    assert path.get("d") == "M0 190L333.3 0L666.7 95"
    assert _described(tree) == "t | n: 2018-01-01 0, 2019-01-01 10, 2020-01-01 5"


def test_a_step_holds_until_the_next_value() -> None:
    line = Line("n", ((date(2018, 1, 1), 0), (date(2019, 1, 1), 10)), step=True)
    drawing = over_time([line], id="x", lang="en", title="t")
    assert 'd="M0 190H500V0"' in drawing


def test_dots_stand_at_their_days() -> None:
    line = Line("n", ((date(2018, 7, 2), 10), (date(2019, 12, 31), 5)), dots=True)
    tree = _tree(over_time([line], id="x", lang="en", title="t"))
    assert _numbers(tree, ".//svg/circle[@class='k1']", "cx") == pytest.approx([24.93, 99.86], abs=0.01)
    assert _numbers(tree, ".//svg/circle[@class='k1']", "cy") == [0, 95]


def test_many_years_do_not_crowd_their_numbers() -> None:
    line = Line("n", ((date(1990, 1, 1), 1), (date(2026, 1, 1), 3)))
    tree = _tree(over_time([line], id="x", lang="en", title="t"))
    years = [text.text for text in tree.iter("text") if re.fullmatch(r"\d{4}", text.text or "")]
    assert years[0] == "1990"
    assert len(years) <= 8


def test_nothing_is_drawn_of_nothing() -> None:
    assert bars([], id="x", lang="en", title="t") == ""
    assert stacked_bars([Stack("s", (0, 0))], ("a", "b"), id="x", lang="en", title="t") == ""
    assert over_time([Line("n", ())], id="x", lang="en", title="t") == ""


def test_bars_of_nothing_but_zero_have_no_length() -> None:
    tree = _tree(bars([Bar("a", 0)], id="x", lang="en", title="t"))
    assert _numbers(tree, "svg/rect", "width") == [0]


@pytest.mark.parametrize("most", [0, 0.003, 0.7, 1, 4.2, 26, 38, 50, 99, 100, 12345])
def test_an_axis_is_round_short_and_long_enough(most: float) -> None:
    ticks = axis(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert 2 <= len(ticks) <= 6
    assert len({round(b - a, 9) for a, b in pairwise(ticks)}) == 1


@pytest.mark.parametrize(
    "drawing",
    [
        bars([Bar(EVIL, 1, EVIL)], id="x", lang="en", title=EVIL),
        stacked_bars([Stack(EVIL, (1, 2))], (EVIL, EVIL), id="x", lang="en", title=EVIL, unit=EVIL),
        over_time([Line(EVIL, ((date(2018, 1, 1), 1),))], id="x", lang="en", title=EVIL),
    ],
    ids=["bars", "stacked", "over time"],
)
def test_hostile_labels_stay_text(drawing: str) -> None:
    tree = _tree(drawing)
    assert "script" not in {each.tag for each in tree.iter()}
    assert EVIL in "".join(tree.itertext())
    assert "style=" not in drawing
