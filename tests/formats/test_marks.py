"""The safe subset of Markdown: what it reads, what it leaves as text, and that nothing else ever comes out of it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spreadkit.brand.pages import read_page, read_text
from spreadkit.formats import html, markdown
from spreadkit.model.report import Prose, ProsePart, TextRun
from spreadkit.model.web_address import is_web_address
from test_html import HOSTILE, Page, report
from test_markdown import PARSER, TRICKS
from test_markdown import walk as walk_tokens

ALLOWED = {"strong", "em", "code", "pre", "a", "p", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "h6"}
TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["*", "**", "`", "[a](https://example.org/)", "[", "](", "<b>", "- ", "1. ", "# ", "> ", "\n", "x", "```", "!"]
    ),
    max_size=30,
).map("".join)


def told(prose: Prose) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in prose.parts]


def test_the_subset_is_read() -> None:
    prose = read_text("See *this*, **that** and `code`, at [the page](https://example.org/).")

    assert [run for run in prose.parts[0].runs if run != TextRun(text=run.text)] == [
        TextRun(text="this", is_emphasised=True),
        TextRun(text="that", is_strong=True),
        TextRun(text="code", is_code=True),
        TextRun(text="the page", link="https://example.org/"),
    ]


def test_lists_are_read_and_lines_are_paragraphs() -> None:
    assert told(read_text("One\nTwo\n- a\n- b\n1. c")) == [
        *(("paragraph", "One"), ("paragraph", "Two"), ("bullet", "a"), ("bullet", "b"), ("number", "c")),
    ]


@pytest.mark.parametrize("text", ["# Not a heading", "<b>x</b>", "---", "> x", "[x]: https://example.org", "&lt;"])
def test_what_is_no_part_of_it_stays_text(text: str) -> None:
    assert told(read_text(text)) == [("paragraph", text)]


def test_pictures_and_other_links_stay_words() -> None:
    prose = read_text("![a cat](https://example.org/cat.png)\n[press](javascript:alert(1))")

    assert told(prose) == [("paragraph", "a cat"), ("paragraph", "[press](javascript:alert(1))")]
    assert {run.link for part in prose.parts for run in part.runs} == {None}


def test_a_link_behind_an_exclamation_mark_is_no_picture() -> None:
    text = markdown.render_report(report(read_text("Look\\![here](https://example.org/)")))

    assert "Look\\![here](<https://example.org/>)" in text
    assert not [each for each in walk_tokens(PARSER.parse(text)) if each.type == "image"]


def test_a_page_has_headings_quotes_and_code() -> None:
    page = read_page("# Top\n\n> said\n\n```\n<b>\n```\n\n## Below\n")

    assert told(page) == [("heading", "Top"), ("quote", "said"), ("code", "<b>"), ("heading", "Below")]
    assert [part.level for part in page.parts if part.kind == "heading"] == [1, 2]


@given(TEXTS)
@example(HOSTILE)
@example(TRICKS)
@example("[x](<javascript:alert(1)>) <https://example.org/> ![x](data:text/html,x)")
@example("> " * 50 + "- " * 50 + "x")
def test_no_text_yields_anything_but_the_subset(text: str) -> None:
    for prose in (read_text(text), read_page(text)):
        assert all(is_web_address(run.link) for part in prose.parts for run in part.runs if run.link)
        before = [tag for tag, _ in Page(html.render_report(report())).elements]
        after = [tag for tag, _ in Page(html.render_report(report(prose))).elements]
        assert set(after) <= {*before, *ALLOWED}
        written = PARSER.parse(markdown.render_report(report(prose)))
        assert not [each for each in walk_tokens(written) if each.type in {"image", "fence", "code_block"}]
        for each in walk_tokens(written):
            if each.type == "link_open":
                assert is_web_address(str(each.attrs["href"]))


@given(st.text(alphabet="abc *`[]", min_size=1, max_size=40))
def test_the_words_are_kept(text: str) -> None:
    letters = re.sub(r"[^abc]", "", text)

    assert re.sub(r"[^abc]", "", "".join(part.text for part in read_text(text).parts)) == letters


def test_emphasis_is_read_back_from_the_twin() -> None:
    part = ProsePart(
        kind="paragraph", runs=(TextRun(text="a "), TextRun(text="b c ", is_strong=True), TextRun(text="d"))
    )

    text = markdown.render_report(report(Prose(parts=(part,))))

    assert "a **b c** d" in text
