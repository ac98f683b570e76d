"""Each page as a file: nothing outside is asked for, everything has a name, and headings, tables and ids are sound."""

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from big_plan import BIG, BIG_PACK, big_html
from matrix import EXAMPLES, PAGES, Shown, as_html, further_answers, has_pages

VOID = {"meta", "link", "br", "hr", "img", "col", "wbr"}
LANDMARKS = ("header", "nav", "main", "footer")
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
ASKING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest")
HEAVIEST = 560_000
HEAVIEST_ANSWER = 2_000
"""How many bytes each answer beyond those of one framework may add."""
"""Bytes."""


class Element:
    """An element with its attributes, what it stands in, and the text in it."""

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: "Element | None") -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.words: list[str] = []
        self.children: list[Element] = []
        if parent is not None:
            parent.children.append(self)

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attributes}>"

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def all(self, *tags: str) -> "list[Element]":
        """Every element of these tags inside this one."""
        found = [each for each in self.children if each.tag in tags]
        return found + [inner for each in self.children for inner in each.all(*tags)]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class Page(HTMLParser):
    """Every element of a file, in its order."""

    def __init__(self, text: str, heaviest: int, *, has_contents: bool = True) -> None:
        super().__init__()
        self.file, self.heaviest, self.has_contents = text, heaviest, has_contents
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.open[-1] if self.open else None)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), self.open[-1] if self.open else None))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


@pytest.fixture(scope="module", params=(*PAGES, BIG, BIG_PACK), ids=str)
def page(request: pytest.FixtureRequest) -> Page:
    shown: Shown = request.param
    if shown in {BIG, BIG_PACK}:
        return Page(big_html(shown), HEAVIEST)
    further = further_answers(shown.example) if shown.example in EXAMPLES else 0
    return Page(as_html(shown), HEAVIEST + further * HEAVIEST_ANSWER, has_contents=not has_pages(shown))


def test_nothing_outside_is_asked_for(page: Page) -> None:
    styles = "".join(each.text for each in page.all("style"))
    links = [each.get("href") for each in page.all("link", "use", "image")]

    assert [each for each in page.elements if set(each.attributes) & set(ASKING)] == []
    assert [each for each in links if not each.startswith(("data:", "#"))] == []
    assert page.all("script", "iframe", "object", "embed", "base", "form", "audio", "video") == []
    assert re.findall(r"url\(|@import|image-set|src\(", styles) == []


def test_addresses_stand_in_links_alone_and_lead_to_the_web_or_into_the_page(page: Page) -> None:
    holders = [each for each in page.elements if each.attributes.keys() & {"href", "xlink:href"}]
    links = [each.get("href") for each in page.all("a")]

    assert {each.tag for each in holders} <= {"a", "link"}
    assert [each for each in links if not re.match(r"https?://[^\s/]|#.", each)] == []


def test_the_policy_lets_this_style_through_and_nothing_else(page: Page) -> None:
    style = re.findall(r"<style>(.*?)</style>", page.file, re.DOTALL)
    (policy,) = [each.get("content") for each in page.all("meta") if each.get("http-equiv")]

    hashes = [b64encode(sha256(each.encode()).digest()).decode() for each in style]

    assert len(hashes) == 1
    assert re.findall(r"style-src ([^;]*)", policy) == [f"'sha256-{hashes[0]}'"]
    assert policy.startswith("default-src 'none';")
    assert [each for each in page.elements if "style" in each.attributes] == []
    assert [each for each in page.elements if any(name.startswith("on") for name in each.attributes)] == []


def test_ids_are_unique_and_whatever_is_pointed_at_exists(page: Page) -> None:
    ids = Counter(each.get("id") for each in page.elements if "id" in each.attributes)
    fragments = {each.get("href")[1:] for each in page.all("a") if each.get("href").startswith("#")}
    referred = {name for each in page.elements for key in REFERENCES for name in each.get(key).split()}

    assert [name for name, times in ids.items() if times > 1 or not name] == []
    assert len(fragments) >= 2 * page.has_contents
    assert fragments | referred <= set(ids)


def test_headings_form_an_outline_without_a_leap(page: Page) -> None:
    headings = page.all("h1", "h2", "h3", "h4", "h5", "h6")
    levels = [int(each.tag[1]) for each in headings]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [(one, other) for one, other in pairwise(levels) if other > one + 1] == []
    assert [each for each in headings if not each.text] == []


def test_landmarks_are_there_once_and_sections_and_regions_have_names_of_their_own(page: Page) -> None:
    named = [each.get("aria-labelledby") or each.get("aria-label") for each in page.all("section", "nav")]
    regions = [each.get("aria-label") for each in page.elements if each.get("role") == "region"]
    has_agenda = any(each.get("class") == "agenda" for each in page.all("nav"))

    assert {tag: len(page.all(tag)) for tag in LANDMARKS} == {
        tag: int(tag != "nav" or page.has_contents or has_agenda) for tag in LANDMARKS
    }
    assert [each.get("lang") for each in page.all("html")] == ["en-GB"]
    assert len(page.all("title")) >= 1
    assert all([*named, *regions])
    assert len({*named, *regions}) == len([*named, *regions])


def test_tables_have_captions_and_headers_that_say_what_they_head(page: Page) -> None:
    tables = page.all("table")

    for table in tables:
        headers = table.all("th")
        assert table.get("aria-label") or [caption.text for caption in table.all("caption") if caption.text]
        assert {each.get("scope") for each in headers} <= {"col", "row", "rowgroup"}
        assert "col" in {each.get("scope") for each in headers} or table.get("class") == "site-map"
        for row in table.all("tr"):
            assert row.all("th"), table


def test_what_scrolls_can_be_reached_and_has_a_name(page: Page) -> None:
    scrolling = [each for each in page.elements if "scroll" in each.get("class").split()]
    reached = [each for each in page.elements if "tabindex" in each.attributes]

    assert {table for table in page.all("table") if table.get("class") != "site-map"} == {
        table for area in scrolling for table in area.all("table")
    }, "a map of sites is laid out anew where it is narrow; every other table scrolls"
    assert [each for each in scrolling if each.get("tabindex") != "0"] == []
    assert [each for each in reached if each.get("tabindex") != "0"] == []
    assert [each for each in reached if not (each.get("aria-label") or each.get("aria-labelledby"))] == []


def test_pictures_are_described_and_charts_have_a_caption(page: Page) -> None:
    pictures = [each for each in page.all("svg") if each.parent is not None and not each.get("aria-hidden")]

    for picture in pictures:
        assert picture.get("role") == "img"
        assert any(each.text for each in picture.all("title")) or picture.get("aria-label")
    for figure in page.all("figure"):
        (caption,) = figure.all("figcaption")
        assert caption.text


def test_a_page_is_light(page: Page) -> None:
    assert len(page.file.encode()) < page.heaviest
