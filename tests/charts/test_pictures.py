"""Pictures as they are written: named and described, small, without anything live, and the same on every machine."""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from altair import load_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from spreadkit.charts._style import PALETTE, SIZE
from spreadkit.charts.readiness_ranges import ComponentBar, draw_readiness
from spreadkit.formats._drawing import SPARE, json_of, png_of, svg_of
from spreadkit.formats._palette import style_sheet
from spreadkit.model.report import Bar

from made_drawings import CROWDED, NAMES, crowded, drawings

CSS = style_sheet()
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 40_000
"""Bytes of one picture of an example."""

DRAW = """
import json, sys
from spreadkit.charts.readiness_ranges import draw_readiness
from spreadkit.formats._drawing import svg_of
from spreadkit.model.report_parts import Drawing
for each in json.load(sys.stdin):
    sys.stdout.buffer.write(svg_of(Drawing.model_validate(each)).encode())
"""


def parts(svg: str) -> list[ET.Element]:
    return [*ET.fromstring(svg).iter()]  # noqa: S314 - made here


def attributes(svg: str) -> list[tuple[str, str]]:
    return [pair for each in parts(svg) for pair in each.attrib.items()]


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    return Draft7Validator(load_schema())


def test_the_examples_have_every_kind_of_chart() -> None:
    kinds = {name.partition("/")[2].partition("-")[0] for name in drawings()}

    assert kinds == {"adoption", "measure", "raters", "readiness", "sites", "waves"}
    assert len(drawings()) >= 15


def test_every_drawing_is_named() -> None:
    assert sorted(NAMES) == sorted(drawings())
    assert sorted(CROWDED) == sorted(crowded())


@pytest.mark.parametrize("name", NAMES)
class TestPicture:
    def test_is_named_and_described_and_says_nothing_by_its_parts(self, name: str) -> None:
        root = ET.fromstring(svg_of(drawings()[name], inside=True))  # noqa: S314 - made here

        title, says = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert title is not None
        assert says is not None
        assert root.get("aria-labelledby") == f"{title.get('id')} {says.get('id')}"
        assert says.text == drawings()[name].says
        assert not any(key.startswith("aria") or key == "role" for each in [*root.iter()][1:] for key in each.attrib)

    def test_holds_nothing_live_and_nothing_that_the_page_forbids(self, name: str) -> None:
        svg = svg_of(drawings()[name], inside=True)

        assert {each.tag.removeprefix(SVG) for each in parts(svg)} <= {
            *("svg", "title", "desc", "g", "path", "line", "rect", "text"),
        }
        assert not {"style", "class", "href", "onload", "width", "height"} & set(ET.fromstring(svg).attrib)  # noqa: S314
        assert not any("style" in key or "href" in key or "url(" in value for key, value in attributes(svg))

    def test_is_small_and_written_short(self, name: str) -> None:
        svg = svg_of(drawings()[name], inside=True)

        assert len(svg) < LARGEST
        shapes = [value for key, value in attributes(svg) if key in {"d", "transform", "x", "y"}]
        assert not any(re.search(r"\.\d\d", value) for value in shapes)

    def test_has_no_text_too_small_to_read_and_no_colour_that_the_page_does_not_know(self, name: str) -> None:
        found = attributes(svg_of(drawings()[name], inside=True))

        assert all(float(value) >= SIZE for key, value in found if key == "font-size")
        for key, value in found:
            if key in {"fill", "stroke"} and value != "none":
                assert value in PALETTE
                assert f'.picture [{key}="{value}"]' in CSS

    def test_inside_a_page_it_leaves_its_title_to_the_page(self, name: str) -> None:
        drawing = drawings()[name]
        whole, inside = svg_of(drawing), svg_of(drawing, inside=True)

        head = round(drawing.spec["usermeta"]["title"])
        assert f'viewBox="0 {head - SPARE} ' in inside
        assert 'viewBox="0 0 ' in whole
        assert whole.count("<text") + whole.count('font-weight="bold"') > inside.count("<text")

    def test_is_vega_lite(self, name: str, schema: Draft7Validator) -> None:
        spec: dict[str, Any] = json.loads(json_of(drawings()[name]))

        assert [error.message for error in schema.iter_errors(spec)] == []

    def test_counts_time_the_same_everywhere(self, name: str) -> None:
        spec = drawings()[name].spec

        scale = spec.get("encoding", {}).get("x", {}).get("scale", {})
        assert spec.get("encoding", {}).get("x", {}).get("type") != "temporal" or scale["type"] == "utc"


def test_what_cannot_be_printed_or_looks_like_markup_is_shown_as_text() -> None:
    hostile = "</text><script>alert(1)</script> & \x00\x07\x1b\x85 ]]> \" ' {{ 7*7 }} <!--"
    bar = Bar(label=hostile, low=Decimal(1), high=Decimal(2))

    svg = svg_of(draw_readiness("readiness", hostile, [ComponentBar(bar, (hostile,))]))

    assert {each.tag.removeprefix(SVG) for each in parts(svg)} <= {
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "line",
        "rect",
        "text",
    }
    assert not any(code in svg for code in "\x00\x07\x1b\x85")
    assert "alert(1)" in "".join(each.text or "" for each in parts(svg))


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=40))
def test_whatever_a_text_holds_the_picture_can_be_read(text: str) -> None:
    bar = Bar(label="Aim", low=Decimal(1), high=Decimal(2))

    svg = svg_of(draw_readiness("readiness", text, [ComponentBar(bar, (text,))]))

    assert len(parts(svg)) > 10


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_is_written_can_be_read_on_every_ground(mode: str) -> None:
    blocks = re.findall(r":root \{(.*?)\n *\}", CSS, re.DOTALL)[:2]
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in blocks)
    colours = light if mode == "light" else light | dark

    grounds = [colours[each] for each in ("paper", "tint-good", "tint-bad")]
    for text in ("ink", "muted", "data", "alert", "reached"):
        assert all(contrast(colours[text], ground) >= 4.5 for ground in grounds), text
    for line in ("data", "ink", "muted", "reached", "strong-line"):
        assert contrast(colours[line], colours["paper"]) >= 3


def test_ids_of_all_pictures_of_a_report_differ() -> None:
    example = "north-network-huddles/"
    ids = [
        each.get("id", "")
        for name, drawing in drawings().items()
        if name.startswith(example)
        for each in parts(svg_of(drawing, inside=True))
        if each.get("id")
    ]

    assert len(ids) == len(set(ids)) > 20


def test_a_png_is_twice_as_large_as_its_svg() -> None:
    png = png_of(drawings()["north-network-huddles/waves"])

    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 1440


def test_bytes_are_the_same_in_another_place_with_other_words_and_without_fonts(tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    chosen = [drawings()[f"north-network-huddles/{name}"] for name in ("adoption", "measure-huddles-held", "waves")]
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "7", "FONTCONFIG_FILE": str(empty)}
    asked = json.dumps([each.model_dump() for each in chosen])

    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=asked.encode(),
        env={**os.environ, **elsewhere},
        capture_output=True,
        check=True,
    )

    assert done.stdout == "".join(map(svg_of, chosen)).encode()
