"""Every colour of the reports can be told from what it stands on: light, dark and printed."""

import re
from itertools import chain

import pytest

from spreadkit.brand.contrast import contrast
from spreadkit.formats._palette import style_sheet

CSS = style_sheet()
TONES = ("good", "note", "warning", "stop")
SHADES = range(5)

GROUNDS = ("paper", "surface", "pale", "blush")

TEXTS = {
    *((text, ground) for text in ("ink", "muted", "data") for ground in ("paper", "surface")),
    *((tone, f"{tone}-tint") for tone in TONES),
    *(("ink", f"{tone}-tint") for tone in TONES),
    *((f"on-{shade}", f"shade-{shade}") for shade in SHADES),
    *((text, ground) for text in ("ink", "alert", "reached") for ground in ("paper", "band-none")),
    *(("ink", ground) for ground in ("band-open", "tint-good", "tint-bad")),
    ("alert", "tint-bad"),
    ("data", "tint-good"),
    *((text, ground) for text in ("ink", "mute", "hot", "warn", "aim", "deep") for ground in GROUNDS),
    *(("ink", ground) for ground in ("fan", "track")),
}
"""Text and ground. Links in a tinted callout do not occur: what a plan says there is not linked."""

MARKS = {
    ("bar", "paper"),
    ("strong-line", "paper"),
    *(("edge", ground) for ground in GROUNDS),
    ("data", "surface"),
    *((tone, "paper") for tone in TONES),
}
"""What is drawn and what it is drawn on: bars, lines to write on, edges of callouts."""

RING = ("ink", "ring")
RINGED = ("paper", "surface", *(f"{tone}-tint" for tone in TONES))
"""The two lines of the ring around what has the focus, and what it can lie on: one of the two is seen on each."""

NOT_ALONE = {
    ("bar-open", "bar"): 2.2,
    ("bar-open", "surface"): 1.4,
    ("bar", "ink"): 2.5,
    ("line", "paper"): 1.3,
    ("band-open", "paper"): 1.3,
}
"""What helps the eye but says nothing that words beside it do not say: each row of bars gives its range in figures.

These least contrasts are ours; they keep a change of colours from hiding one of them altogether.
"""

FIXED = {("#17212b", "#ffb81c"): 4.5, ("#4c5f6f", "#ffffff"): 4.5}
"""The skip link and the badge; the foot of a printed page."""


def palettes() -> dict[str, dict[str, str]]:
    """The colours by name. A printed page has those of a light one, for the dark ones are for screens alone."""
    rules = [re.findall(rf"^{indent}:root \{{(.*?)\}}", CSS, re.DOTALL | re.MULTILINE) for indent in ("", "  ")]
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", " ".join(parts))) for parts in rules]
    return {"light": read[0], "dark": read[0] | read[1], "print": read[0] | printed()}


def printed() -> dict[str, str]:
    """The colours that paper has of its own."""
    _, _, part = CSS.partition("@media print {")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))


def least() -> dict[tuple[str, str], float]:
    return dict.fromkeys(TEXTS, 4.5) | dict.fromkeys(MARKS - TEXTS, 3.0) | NOT_ALONE


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_every_colour_can_be_told_from_its_ground(mode: str) -> None:
    colours = palettes()[mode]

    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in least()}

    assert {pair: ratio for pair, ratio in found.items() if ratio < least()[pair]} == {}


def test_colours_that_do_not_change_can_be_told_from_their_ground() -> None:
    assert {pair: contrast(*pair) for pair, wanted in FIXED.items() if contrast(*pair) < wanted} == {}


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize("ground", RINGED)
def test_the_ring_of_the_focus_is_seen_on_every_ground(mode: str, ground: str) -> None:
    colours = palettes()[mode]

    assert max(contrast(colours[line], colours[ground]) for line in RING) >= 3


def test_the_arithmetic_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


def test_every_colour_stands_in_a_pair() -> None:
    named = {name for palette in palettes().values() for name in palette}
    bare = re.sub(r"--[\w-]+: #\w+;|\[(?:fill|stroke)=\"#\w+\"\]", "", CSS)
    written = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", bare))

    assert len(named) > 30
    assert named == {*chain.from_iterable(least()), *RING, *RINGED}
    assert written <= set(chain.from_iterable(FIXED))


def test_colours_of_pictures_are_those_of_the_page() -> None:
    light = palettes()["light"]

    mapped = re.findall(r'\[(?:fill|stroke)="(#\w+)"\] \{ (?:fill|stroke): var\(--([\w-]+)\)', CSS)

    assert len(mapped) > 15
    assert {name: light[name] for _, name in mapped} == {name: colour for colour, name in mapped}


def test_dark_is_for_screens_alone() -> None:
    assert (
        re.findall(r"@media ([^{]*prefers-color-scheme[^{]*) \{", CSS)
        == ["screen and (prefers-color-scheme: dark)"] * 2
    )
