"""Colours of pictures: read on every ground, told apart by every eye, and never alone in saying what they say."""

from itertools import combinations
from typing import Any

import pytest
from colour_vision import VISIONS, apart

from spreadkit.brand.contrast import contrast
from spreadkit.charts._style import DARK, LIGHT
from spreadkit.formats._icons import icon_of
from spreadkit.formats._palette import style_sheet
from spreadkit.measures.icons import Assurance, Variation

from made_drawings import drawings

TOKENS = {"light": LIGHT, "dark": DARK}
GROUNDS = ("paper", "band", "pale", "blush")
TEXTS = ("ink", "mute", "hot", "warn", "aim", "deep")
MARKS = (*TEXTS, "edge", "bar")
OTHERWISE = 10
"""How far apart colours with different meanings are at least, where 2 can just be told side by side. Ours."""
FAINT = 4
"""The same for fields, whose meaning words in the picture say, too."""


@pytest.mark.parametrize("mode", TOKENS)
def test_each_text_and_mark_stands_out_from_each_ground(mode: str) -> None:
    colours = TOKENS[mode]
    pairs = [(text, ground, 4.5) for text in TEXTS for ground in GROUNDS]
    pairs += [(mark, ground, 3.0) for mark in MARKS for ground in GROUNDS]
    pairs += [(text, ground, 4.5) for text in ("ink", "mute") for ground in ("line", "track")]
    pairs += [("ink", "fan", 4.5), ("bar", "track", 3.0)]

    found = {(one, other): contrast(colours[one], colours[other]) for one, other, _ in pairs}

    assert {(one, other): found[one, other] for one, other, least in pairs if found[one, other] < least} == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("mode", TOKENS)
def test_colours_that_mean_different_things_stay_apart_for_every_eye(mode: str, vision: str) -> None:
    colours = TOKENS[mode]
    pairs = [(pair, OTHERWISE) for pair in combinations(("hot", "warn", "aim", "ink", "mute"), 2)]
    pairs += [(pair, OTHERWISE) for pair in (("bar", "fan"), ("fan", "paper"), ("bar", "track"), ("line", "paper"))]
    pairs += [(pair, FAINT) for pair in (("pale", "paper"), ("blush", "paper"), ("pale", "blush"))]

    found = {pair: apart(colours[pair[0]], colours[pair[1]], vision) for pair, _ in pairs}

    assert {pair: found[pair] for pair, least in pairs if found[pair] < least} == {}


@pytest.mark.parametrize("mode", TOKENS)
def test_in_greys_what_is_sure_could_come_and_is_possible_still_differ(mode: str) -> None:
    colours = TOKENS[mode]

    assert contrast(colours["bar"], colours["fan"]) > 1.5
    assert contrast(colours["fan"], colours["track"]) > 1.15
    assert contrast(colours["fan"], colours["paper"]) > 1.3


def test_the_arithmetic_knows_colours_that_some_eyes_cannot_tell_apart() -> None:
    assert apart("#ff0000", "#00ff00", "usual") > 150
    assert apart("#a05a00", "#6e6e00", "deuteranopia") < 15 < apart("#a05a00", "#6e6e00", "usual")
    assert all(apart("#123456", "#123456", vision) == 0 for vision in VISIONS)


def looks(spec: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """By layer: what shows of a mark in greys: its kind, shape, dash, width and whether it is filled."""
    seen = ("type", "shape", "strokeDash", "strokeWidth", "filled")
    return {layer["name"]: tuple(str(layer["mark"].get(part)) for part in seen) for layer in spec["layer"]}


def test_lines_and_points_of_different_meaning_differ_without_their_colours() -> None:
    kinds = (
        ("point", "point-better", "point-worse", "point-neither", "left-out"),
        ("target", "centre", "centre-carried-on", "upper-limit", "values"),
        ("target-sites", "plan", "ever", "now"),
        ("loss", "now-end"),
    )
    for name, drawing in drawings().items():
        look = looks(drawing.spec)
        for kind in kinds:
            found = [look[layer] for layer in kind if layer in look]
            assert len(found) == len(set(found)), name


def test_each_icon_has_a_shape_of_its_own_and_is_hidden_from_listeners_who_hear_its_word() -> None:
    icons = {meaning: icon_of(meaning) for meaning in (*Variation, *Assurance)}

    for kinds in (Variation, Assurance):
        bare = [
            icon.replace("hot", "x").replace("warn", "x").replace("edge", "x") for icon in map(icons.get, kinds) if icon
        ]
        assert len(set(bare)) == len(bare) == len(kinds)
        assert len({meaning.word for meaning in kinds}) == len(kinds)
    for meaning, icon in icons.items():
        assert 'aria-hidden="true"' in icon
        assert 1 <= len(meaning.word.split()) <= 5
        assert {colour for colour in LIGHT if f"var(--{colour})" in icon} <= {
            "hot",
            "warn",
            "edge",
            "mute",
            "ink",
            "aim",
        }
        assert "#" not in icon.replace("http://www.w3.org/2000/svg", "")


def test_every_colour_of_a_picture_changes_in_the_dark_and_where_a_reader_sets_all_colours() -> None:
    css = style_sheet()
    forced = css.partition("@media (forced-colors: active) {\n  .spc-icon")[2]

    for colour in LIGHT.values():
        for part in ("fill", "stroke"):
            assert f'.picture [{part}="{colour}"] {{ {part}: var(--' in css
            assert f'.picture [{part}="{colour}"] {{ {part}: ' in forced
