"""A team's brand and its own layout: what is refused, what is shown instead, and that nothing foreign gets in."""

from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.api.plans import build_report
from spreadkit.brand.contrast import AA_TEXT, contrast, is_colour, luminance
from spreadkit.brand.logos import MOST_LOGO_BYTES, PNG, why_no_logo
from spreadkit.formats import html, markdown
from spreadkit.model.report import Report
from spreadkit.reporting.build import section_ids, sections_for
from test_html import Page
from test_sections import AS_OF, full_plan, report_of, write_example

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
PLAIN = "save it as a plain SVG of shapes and text, or as a PNG"
COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map("#{:06x}".format)


def png(width: int, height: int) -> bytes:
    """Return the head of a PNG of this size."""
    return PNG + b"\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ffffff") == pytest.approx(1)


@given(COLOURS, COLOURS)
def test_contrast_lies_between_its_ends_and_has_no_direction(one: str, other: str) -> None:
    ratio = contrast(one, other)

    assert 1 <= ratio <= 21.0000001
    assert ratio == contrast(other, one)
    assert contrast(one, one) == 1


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "#1234567", "", "#00305f\n"])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)
    with pytest.raises(ValueError, match="is not a colour"):
        luminance(text)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("logo.svg", SVG, ""),
        ("logo.PNG", png(200, 100), ""),
        ("logo.png", png(60_000, 60_000), "has more than 4 million dots; make it smaller"),
        ("logo.png", PNG + b"x", "does not begin as a PNG file does"),
        ("logo.png", b"GIF89a", "does not begin as a PNG file does"),
        ("logo.gif", b"GIF89a", "is neither a PNG nor an SVG file"),
        ("logo.svg", b" " * (MOST_LOGO_BYTES + 1), "is larger than 100 kB"),
        ("logo.svg", b"<svg", "is not well-formed SVG"),
        ("logo.svg", b"<html/>", "is not SVG"),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "declares a document type or entities"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', f"holds the element script; {PLAIN}"),
        ("logo.svg", b'<svg><a href="https://example.org/"/></svg>', f"holds the element a; {PLAIN}"),
        ("logo.svg", b'<svg><use href="https://example.org/"/></svg>', "asks for something outside itself"),
        ("logo.svg", b'<svg><use href="#x"/></svg>', ""),
        ("logo.svg", b'<svg onload="x()"/>', "holds a script in onload"),
        ("logo.svg", b"<svg><style>@import 'x.css';</style></svg>", f"holds the element style; {PLAIN}"),
        ("logo.svg", b'<svg><rect fill="url(https://x.example/)"/></svg>', "asks for something outside itself"),
        ("logo.svg", b'<svg><rect style="fill: url(#a)"/></svg>', ""),
        ("logo.svg", b"<svg><foreignObject/></svg>", f"holds the element foreignObject; {PLAIN}"),
    ],
)
def test_what_can_be_a_logo(name: str, content: bytes, says: str) -> None:
    assert why_no_logo(name, content) == says


def made(folder: Path, brand: str, logo: bytes = SVG) -> Report:
    main = write_example(folder, f"title: Branded\nbrand: {brand}\n", about="plan").main
    (folder / "logo.svg").write_bytes(logo)
    return build_report(main, as_of=AS_OF, reader="appendix")


def test_a_sound_brand_stands_in_the_head(folder: Path) -> None:
    report = made(folder, '{name: North, logo: logo.svg, colour: "#7A0019"}')

    text = html.render_report(report)
    page = Page(text)
    style = text.partition("<style>")[2].partition("</style>")[0]
    source = page.all("img")[0]["src"] or ""
    assert b64decode(source.removeprefix("data:image/svg+xml;base64,")) == SVG
    assert "--band: #7a0019" in style
    assert html.hash_of(style) in text
    assert "\n**North**\n" in markdown.render_report(report)


def test_a_brand_that_cannot_be_shown_leaves_the_report_as_it_is(folder: Path) -> None:
    report = made(folder, '{name: North, logo: logo.svg, colour: "#ffb81c"}', b"<svg><script/></svg>")

    assert report.brand is not None
    assert (report.brand.logo, report.brand.colour) == (None, None)
    assert Page(html.render_report(report)).all("img") == []
    assert contrast("#ffb81c", "#ffffff") < AA_TEXT


LAYOUT = """
title: Laid out
risks: {winter: {what: Snow, likelihood: low, impact: low}}
report:
  order: [risks, measures]
  leave-out: [findings]
  pages:
    - {title: Our notes, file: notes.md, after: risks}
    - {title: At the end, file: notes.md, for: [steering, sponsor]}
    - {title: Missing, file: no.md}
--- notes.md
# What we said

It *works*, says <b>Bo</b>. See [the page](https://example.org/).
"""


def test_a_team_lays_its_pack_out(folder: Path) -> None:
    report = report_of(folder, LAYOUT)

    ids = [each.id for each in report.sections]
    assert ids[:3] == ["risks", "page-1", "measures"]
    assert ids[-1] == "page-2"
    assert "findings" not in ids
    assert report.left_out == ("Findings of the check",)
    assert "Left out at the wish of the plan: Findings of the check." in markdown.render_report(report)
    page = Page(html.render_report(report))
    assert "It works , says <b>Bo</b>." in page.text
    assert page.all("em")
    assert "It *works*, says \\<b\\>Bo\\</b\\>." in markdown.render_report(report)


def test_other_readers_keep_their_layout_and_get_their_pages(folder: Path) -> None:
    main = write_example(folder, LAYOUT, about="plan").main

    report = build_report(main, as_of=AS_OF, reader="sponsor")

    assert report.sections[0].id == "asks"
    assert [each.title for each in report.sections if each.id.startswith("page-")] == ["At the end"]


def test_the_ids_that_a_layout_may_name_are_those_of_the_pack(folder: Path) -> None:
    report = report_of(folder, full_plan())

    assert {each.id for each in report.sections} <= set(section_ids())
    assert len(section_ids()) == len(sections_for(report.reader))
