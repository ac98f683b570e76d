"""Charts in the browser: no text is cut, no two texts lie on each other, and none is too small to read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import Visitor
from chromium import LETTERS
from matrix import REPORTS, Shown, built, drawn_charts

SMALLEST = {"light": 12, "narrow": 12, "print": 8 / 0.75}
"""CSS pixels on a screen; on paper 8 points."""

DRAWN = "document.querySelectorAll('figure svg').length"
LOOK = (
    f"() => {{ const letters = {LETTERS}"
    """
    return [...document.querySelectorAll('figure svg')].filter(chart => chart.checkVisibility()).map(chart => ({
      box: chart.getBoundingClientRect().toJSON(),
      fits: chart.scrollWidth <= chart.clientWidth,
      holder: chart.closest('[tabindex="0"]') !== null,
      texts: [...chart.querySelectorAll('text')].filter(text => text.textContent.trim() && text.checkVisibility())
        .map(text => ({
          says: text.textContent,
          box: letters(text),
          size: parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b),
          turned: Math.abs(text.getScreenCTM().b) > 0.01,
        })),
    }))
}"""
)
PLACED = "html => { const box = document.createElement('figure'); box.innerHTML = html; document.body.append(box) }"


def cut(chart: dict[str, Any]) -> list[str]:
    """The texts of which more than a pixel lies outside the chart."""
    return [each["says"] for each in chart["texts"] if not _holds(chart["box"], each["box"])]


def overlapping(chart: dict[str, Any]) -> list[tuple[str, str]]:
    """The pairs of texts that lie on each other by more than a pixel, both across and down."""
    texts = chart["texts"]
    return [
        (one["says"], other["says"])
        for index, one in enumerate(texts)
        for other in texts[index + 1 :]
        if min(_shared(one["box"], other["box"])) > 1
    ]


def small(chart: dict[str, Any], least: float) -> list[tuple[str, float]]:
    """The texts that are too small, with their size."""
    return [(each["says"], each["size"]) for each in chart["texts"] if each["size"] < least - 0.05]


def _holds(outer: dict[str, float], inner: dict[str, float]) -> bool:
    across = outer["left"] - 1 <= inner["left"] and inner["right"] <= outer["right"] + 1
    return across and outer["top"] - 1 <= inner["top"] and inner["bottom"] <= outer["bottom"] + 1


def _shared(one: dict[str, float], other: dict[str, float]) -> tuple[float, float]:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across, min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])


@pytest.mark.parametrize("mode", ["light", "narrow", "print"])
@pytest.mark.parametrize("shown", REPORTS, ids=str)
def test_texts_of_charts_can_be_read(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown, mode: str
) -> None:
    page = visitor.open(file_of(shown), mode, unfolded=True)

    charts = page.evaluate(LOOK)

    assert len(charts) >= drawn_charts(built(shown))
    assert [found for chart in charts if (found := cut(chart))] == []
    assert [found for chart in charts if (found := overlapping(chart))] == []
    assert [found for chart in charts if (found := small(chart, SMALLEST[mode]))] == []
    if mode == "narrow":
        assert [chart for chart in charts if chart["box"]["right"] > 320] == []


PACK = Shown("steering", "north-network-huddles")
SHOWN = """[...document.querySelectorAll('.two')].map(two => [...two.children].map(
  one => one.checkVisibility() ? one.className : ''))"""


@pytest.mark.parametrize("mode", ["light", "narrow", "print"])
def test_one_of_two_drawings_is_shown_and_the_other_is_there_for_nobody(
    visitor: Visitor, file_of: Callable[[Shown], Path], mode: str
) -> None:
    page = visitor.open(file_of(PACK), mode, unfolded=True)

    shown = page.evaluate(SHOWN)

    assert shown
    assert {"".join(pair) for pair in shown} == {"narrow" if mode == "narrow" else "wide"}
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(one => one.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )


@pytest.mark.parametrize("width", [320, 360, 480, 560, 640, 720, 800, 1024])
def test_at_no_width_is_a_text_of_a_picture_too_small(
    visitor: Visitor, file_of: Callable[[Shown], Path], width: int
) -> None:
    page = visitor.open(file_of(PACK), "light", unfolded=True)
    page.set_viewport_size({"width": width, "height": 900})

    charts = page.evaluate(LOOK)

    assert [found for chart in charts if (found := small(chart, 12))] == []


BAD = """
<svg width="200" height="100" viewBox="0 0 400 200">
  <text x="20" y="60" font-size="30">one</text>
  <text x="30" y="65" font-size="30">two</text>
  <text x="380" y="150" font-size="30">three</text>
  <text x="20" y="150" font-size="16">four</text>
</svg>
"""


def test_a_bad_chart_is_found_out(visitor: Visitor, file_of: Callable[[Shown], Path]) -> None:
    page = visitor.open(file_of(REPORTS[0]), "light", fresh=True)
    page.evaluate(PLACED, BAD)

    chart = page.evaluate(LOOK)[-1]

    visitor.page.goto("about:blank")
    assert cut(chart) == ["three"]
    assert overlapping(chart) == [("one", "two")]
    assert small(chart, SMALLEST["light"]) == [("four", 8)]
