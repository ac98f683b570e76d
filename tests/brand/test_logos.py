"""Logos from strangers: only still shapes and text, nothing from outside, and never more to draw than a logo needs."""

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.brand.logos import why_no_logo
from spreadkit.brand.svg_parts import ATTRIBUTES, ELEMENTS, PROPERTIES
from spreadkit.loading.attachments import attach
from spreadkit.loading.loader import load_plan
from support_files import repository

OUTSIDE = "asks for something outside itself"
TOO_MUCH = "draws more than"


def svg(inside: str) -> bytes:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{inside}</svg>'
    return text.encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<rect fill="url(#a)" style="fill: #fff; stroke:rgb(1,2,3)" transform="translate(1 2) rotate(3)"/>',
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs>',
        '<defs><linearGradient id="b" x:href="#a"/></defs><path fill="url(\'#b\')" d="M0,0 L1e-3,1z"/>',
        '<text font-family="Arial, \'Noto Sans\'" x="1"><tspan>North (trust): https://example.org</tspan></text>',
        '<g clip-path="url(#c)"><title>North</title></g><clipPath id="c"><rect width="1" height="1"/></clipPath>',
        '<symbol id="s"><circle r="1"/></symbol><use href="#s"/><use x:href="#s"/>',
        '<rect aria-label="Trust (North): a//b"/>',
    ],
)
def test_plain_logos_are_taken(inside: str) -> None:
    assert why_no_logo("logo.svg", svg(inside)) == ""


@pytest.mark.parametrize(
    "value",
    [
        "url(https://x.example/)",
        "url( //x.example/a#b )",
        "URL(https://x.example/)",
        r"u\72l(https://x.example/)",
        r"\75rl(https://x.example/)",
        "url/**/(https://x.example/)",
        "url(#a) url(https://x.example/)",
        "image-set('a.png' 1x)",
        "-webkit-image-set(url(#a) 1x)",
        "src('a.png')",
        "image('a.png')",
        "cross-fade(url(#a), 'a.png')",
        "element(#a)",
        "expression(alert(1))",
        "var(--a)",
        "javascript:alert",
        "@import 'a.css'",
        "https://x.example/",
    ],
)
def test_nothing_is_asked_for_from_outside(value: str) -> None:
    for inside in (f'<rect fill="{value}"/>', f'<g style="fill: {value}"/>', f'<g style="opacity:1;mask:{value}"/>'):
        assert why_no_logo("logo.svg", svg(inside)) == OUTSIDE


@pytest.mark.parametrize("target", ["a.svg#b", "https://x.example/", "data:image/png;base64,x", "#a%62", "", "//x"])
def test_a_reference_leads_to_a_part_of_the_logo(target: str) -> None:
    for name in ("href", "x:href"):
        assert why_no_logo("logo.svg", svg(f'<use {name}="{target}"/>')) == OUTSIDE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'<?xml version="1.0"?><?xml-stylesheet href="a.css"?><svg/>', "holds an instruction to other programs"),
        (b'<?xml version="1.0" encoding="cp037"?><svg/>', "is not written in UTF-8"),
        ('<?xml version="1.0" encoding="utf-16"?><svg/>'.encode("utf-16"), "is not written in UTF-8"),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand --><svg/>', ""),
        (b"\xef\xbb\xbf<svg/>", ""),
        (b"<!DOCTYPE svg><svg/>", "declares a document type or entities"),
        (b"<svg><![CDATA[x]]></svg>", "declares a document type or entities"),
        (svg('<rect xmlns:s="https://x.example/" s:a="1"/>'), "holds the attribute"),
        (svg('<rect xmlns="http://www.w3.org/1999/xhtml"/>'), "holds the element http://www.w3.org/1999/xhtml rect"),
    ],
)
def test_what_else_stands_in_a_file(content: bytes, says: str) -> None:
    why = why_no_logo("logo.svg", content)

    assert why.startswith(says) if says else not why


def chain(name: str, wide: int, long: int) -> str:
    """Return parts that each refer several times to the next, so that all together are drawn wide ** long times."""
    refers = {"use": '<use href="#{}"/>', "mask": '<g mask="url(#{})"/>', "style": "<g style=\"mask:url('#{}')\"/>"}
    parts = [f'<g id="a{at}">{refers[name].format(f"a{at + 1}") * wide}</g>' for at in range(long)]
    return "".join([*parts, f'<g id="a{long}"/>'])


@pytest.mark.parametrize("name", ["use", "mask", "style"])
def test_what_is_drawn_again_and_again_is_counted(name: str) -> None:
    assert why_no_logo("logo.svg", svg(chain(name, 3, 3))) == ""
    assert why_no_logo("logo.svg", svg(chain(name, 10, 9))).startswith(TOO_MUCH)


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><use href="#a"/></g>',
        "<g>" * 100 + "</g>" * 100,
        "<g>" * 14_000 + "</g>" * 14_000,
        "<g/>" * 6_000,
        '<g id="a"/><g id="a">' + "<g/>" * 2_000 + "</g>" + '<use href="#a"/>' * 4,
    ],
    ids=["circle", "nested", "nested-very-deep", "many", "one-id-twice"],
)
def test_a_logo_of_too_many_parts_is_refused(inside: str) -> None:
    assert why_no_logo("logo.svg", svg(inside)).startswith(TOO_MUCH)


WORDS = st.sampled_from(
    ["url(", ")", "#a", "\\", "'", '"', " ", ":", ";", "//", "@", "x", "src(", "rgb(", "fill", "/*"]
)


@given(st.sampled_from(sorted(ATTRIBUTES | {"href"})), st.lists(WORDS, max_size=8).map("".join))
def test_no_value_that_is_taken_can_ask_for_anything(name: str, value: str) -> None:
    said = why_no_logo("logo.svg", svg(f'<rect {name}="{html.escape(value)}"/>'))

    if not said and name not in {"aria-label", "class", "data-name", "id", "xml:lang"}:
        rest = value.replace("url(#a)", "").replace("url('#a')", "").replace('url("#a")', "")
        assert not any(word in rest.replace(" ", "") for word in ("url(#", "src(", "//", "@", "\\"))


def test_the_lists_hold_nothing_that_lives() -> None:
    assert not ELEMENTS & {"script", "foreignObject", "image", "feImage", "style", "animate", "set", "a", "filter"}
    assert not PROPERTIES & {"filter", "cursor", "background", "src", "content", "stroke-dasharray"}
    assert not any(name.startswith("on") for name in ATTRIBUTES)


def test_a_logo_that_is_refused_is_not_in_the_report(tmp_path: Path) -> None:
    plan = repository(tmp_path, "title: Example\nbrand: {name: North, logo: logo.svg}\n")
    (plan.parent / "logo.svg").write_bytes(svg(chain("use", 10, 9)))

    (logo,) = attach(load_plan(plan)).values()

    assert logo.content == b""
    assert logo.why_not.startswith(TOO_MUCH)
