"""The HTML file: nothing in a plan is live in it, nothing outside is asked for, and it can be read by everyone."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from spreadkit.formats import html
from spreadkit.formats._palette import style_sheet
from spreadkit.model.report import Bullets
from spreadkit.model.report_parts import NOT_STATED, Phrase
from test_sections import full_plan, report_of

from blocks import every_block, report

CSS = style_sheet()

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> </style><style>*{display:none}</style> "
    "{{ 7*7 }} {% raw %} \" ' onclick='x' --> ]]> &lt;b&gt; javascript:alert(3) "
    "<a href='//evil.example'>x</a> </details>"
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "https:evil",
    "https://ok.example/\u202e",
    "https://a b.example",
    "vbscript:x",
)
VOID = {"meta", "link", "br", "rect", "line", "path", "circle", "img"}
KNOWN = {
    *("html", "head", "meta", "title", "link", "style", "body", "a", "header", "div", "p", "strong", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "dl", "dt", "dd", "nav", "ul", "li", "main", "section", "span", "table", "caption", "thead"),
    *("em", "code", "pre", "ol", "bdi", "blockquote"),
    *("tbody", "tr", "th", "td", "br", "svg", "rect", "line", "details", "summary", "figure", "figcaption", "footer"),
    *("g", "text", "path", "circle", "desc"),
}


FORBIDDEN = {"style", "src", "srcdoc", "action", "formaction"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def full(tmp_path: Path, in_folder: None) -> str:  # noqa: ARG001 - the working folder is the plan's
    return html.render_report(report_of(tmp_path, full_plan()))


@pytest.mark.parametrize("hostile", [HOSTILE, "x\n" + HOSTILE + "\n\ny", "\x00\x07\x1b[31m\x7f " + HOSTILE])
def test_nothing_in_a_text_is_live(hostile: str) -> None:
    page = Page(html.render_report(report(*every_block(hostile).values(), title=hostile)))

    check_inert(page)
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }} {% raw %}" in page.text
    assert "&lt;b&gt;" in page.text


def test_nothing_in_a_plan_is_live(tmp_path: Path, in_folder: None) -> None:  # noqa: ARG001
    hostile = report_of(tmp_path, full_plan(HOSTILE + "\n" + HOSTILE, HOSTILE))

    page = Page(html.render_report(hostile))

    check_inert(page)
    assert page.text.count("<script>alert(1)</script>") > 80


def check_inert(page: Page) -> None:
    assert {tag for tag, _ in page.elements} <= KNOWN
    assert page.open == []
    assert len(page.all("style")) == 1
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name in FORBIDDEN]
        if tag == "a":
            assert re.match(r"https?://[^\s/]|#", attributes["href"] or "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_no_web_page_is_shown_as_text(address: str) -> None:
    page = Page(html.render_report(report(Bullets(items=(Phrase(text="See", link=address),)))))

    assert [each["href"] for each in page.all("a")] == ["#content", "#one"]
    assert " ".join(address.split()).rstrip("\u202e") in page.text


def test_a_web_page_is_a_link() -> None:
    link = 'https://example.org/a?b=1&c="2"'

    page = Page(html.render_report(report(Bullets(items=(Phrase(text="See", link=link),)))))

    assert page.all("a")[-1] == {"href": link, "rel": "noreferrer"}


def test_the_policy_names_exactly_this_style(full: str) -> None:
    page = Page(full)
    style = re.search(r"<style>(.*?)</style>", full, re.DOTALL)
    policy = next(each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy")

    assert style is not None
    assert policy is not None
    wanted = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{wanted}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "\r" not in full


def test_nothing_outside_is_asked_for(full: str) -> None:
    page = Page(full)

    assert [each["href"] for each in page.all("link")] == ["data:,"]
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert not page.all("script")
    assert not page.all("img")


def test_every_fragment_exists_and_every_id_is_unique(full: str) -> None:
    page = Page(full)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    fragments = [each["href"][1:] for each in page.all("a") if (each["href"] or "").startswith("#")]  # type: ignore[index]
    naming = [each["aria-labelledby"] or "" for _, each in page.elements if "aria-labelledby" in each]
    named = [name for names in naming for name in names.split()]

    assert len(ids) == len(set(ids))
    assert len(fragments) > 20
    assert set(fragments) | set(named) <= set(ids)


def test_the_page_has_one_title_landmarks_and_headings_without_a_leap(full: str) -> None:
    page = Page(full)

    assert page.all("html") == [{"lang": "en-GB"}]
    for tag in ("h1", "header", "nav", "main", "footer"):
        assert len(page.all(tag)) == 1, tag
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    first = [tag for tag, _ in page.elements].index("body") + 1
    assert page.elements[first] == ("a", {"class": "skip", "href": "#content"})


def test_tables_can_be_scrolled_by_keyboard_and_read_aloud(full: str) -> None:
    page = Page(full)
    regions = [each for each in page.all("div") if each.get("role") == "region"]
    labels = [each["aria-label"] for each in regions]

    assert sum(each.get("role") == "img" and "viewbox" in each for each in page.all("svg")) > 3
    assert len(regions) == len(page.all("table")) == len(page.all("caption")) > 30
    assert all(each.get("tabindex") == "0" for each in regions)
    assert len(set(labels)) == len(labels)
    assert {each.get("scope") for each in page.all("th")} == {"col", "row"}
    assert all(each.get("role") == "img" for each in page.all("svg"))


def test_the_same_report_gives_the_same_bytes(tmp_path: Path, in_folder: None) -> None:  # noqa: ARG001
    made = report_of(tmp_path, full_plan())

    assert html.render_report(made) == html.render_report(made)


def test_what_the_plan_does_not_state_is_set_apart() -> None:
    text = html.render_report(report(Bullets(items=(Phrase(text=NOT_STATED),))))

    assert f'<span class="silent">{NOT_STATED}</span>' in text


def test_a_wide_table_gets_a_page_on_its_side() -> None:
    table = every_block()["table"].model_copy(update={"wide": True})

    assert 'aria-labelledby="one-title" class="wide"' in html.render_report(report(table))


def test_texts_of_people_say_themselves_which_way_they_run() -> None:
    page = html.render_report(report(*every_block("\u05e2\u05d1\u05e8\u05d9\u05ea").values()))

    written = re.findall(r"<(p|li|td|dd|h1)([^>]*)>[^<]*\u05e2", page)

    assert written
    assert [kind for kind, attributes in written if 'dir="auto"' not in attributes and "class" not in attributes] == []
