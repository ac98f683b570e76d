"""The Markdown twin: tables, alerts and folds for GitHub, and nothing in a plan becomes markup."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from spreadkit.formats import markdown
from spreadkit.formats._printable import UNPRINTABLE
from spreadkit.model.report import Bullets, Paragraph, ReportTable, TableCell, TableColumn
from spreadkit.model.report_parts import Phrase
from test_html import ADDRESSES, HOSTILE
from test_sections import full_plan, report_of

from blocks import every_block, report

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

TRICKS = (
    "# heading | cell || ~~gone~~ **bold** __b__ `code` ![i](http://x) [a](javascript:x) [r]: http://x <b>b</b> &lt; "
    "$x$ @team www.evil.example https://evil.example ``` ~~~ \\| \\\\ <!-- --> </details> [^1] [ ] [!NOTE]"
)
STARTS = ("# x", "- x", "+ x", "* x", "1. x", "12) x", "> x", "---", "===")
FENCES = ("    code", "```", "~~~", "| a |", ":--", "<div>")
OWN_HTML = re.compile(r"<br>|<!-- -->|<details>|</details>|<summary>[^<]*(<!-- -->[^<]*)*</summary>|\s")
DRAWN = re.compile(
    r"flowchart RL|gantt|  acc(Title|Descr): [\w ,.-]*|  n\d+\[\"([\w ,.-]|#\d+;)*\"\]|  n\d+ (-->|-\.->) n\d+"
    r"|  dateFormat YYYY-MM-DD|  axisFormat %b %Y|  todayMarker off|  inclusiveEndDates"
    r"|  \d+\. [\w ,.-]* :(done, |active, )?t\d+, [\d-]{10}, [\d-]{10}|  As of [\w ]+ :milestone, now, [\d-]{10}, 0d"
)
PLAIN_KINDS = {"text", "softbreak", "html_inline", "text_special"}


def inline(text: str) -> list[Token]:
    """The inline parts of what must be one paragraph."""
    tokens = PARSER.parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return tokens[1].children or []


def read(tokens: list[Token]) -> str:
    """What a reader sees of inline parts, all of which must be plain."""
    assert {token.type for token in tokens} <= PLAIN_KINDS
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<!-- -->", "<br>"}
    return "".join("" if token.type == "html_inline" else token.content for token in tokens)


def seen(text: str) -> str:
    """What a reader should see of a text: each control character as one that cannot be shown, spaces joined."""
    return " ".join(text.translate(UNPRINTABLE).split())


@given(st.text(min_size=1) | st.text(alphabet=list("#-+*_=>|`~[]()<>!&;:\\ \n1.ab@w/$"), min_size=1))
@example(TRICKS)
@example(HOSTILE)
@example("\\")
@example("1.")
@example("&#35; &amp; & &x")
def test_whatever_is_written_is_read_as_it_stands(text: str) -> None:
    wanted = seen(text)

    written = markdown.escaped_at_start(text)

    if wanted:
        assert read(inline(written)) == wanted


@pytest.mark.parametrize("text", STARTS + FENCES)
def test_a_line_never_begins_a_list_a_heading_or_a_fence(text: str) -> None:
    assert read(inline(markdown.escaped_at_start(text))) == seen(text)
    assert PARSER.render(f"- {markdown.escaped_at_start(text)}").count("<li>") == 1
    assert PARSER.render(f"words\n{markdown.escaped_at_start(text)}").count("<p>") == 1


@given(st.text(alphabet=list("|\\`\n-ab<>*_"), min_size=1))
def test_a_cell_stays_a_cell(text: str) -> None:
    table = ReportTable(
        title="T",
        columns=(TableColumn(header="A"), TableColumn(header="B")),
        rows=((TableCell(text=text), TableCell(text="z")),),
    )

    tokens = PARSER.parse(markdown.render_report(report(table)))

    body = [token for token in tokens if token.type in {"tr_open", "td_open", "th_open"}]
    assert [token.type for token in body] == ["tr_open", "th_open", "th_open", "tr_open", "td_open", "td_open"]


@pytest.mark.parametrize("hostile", [HOSTILE, TRICKS, "x\n" + TRICKS])
def test_nothing_in_a_text_is_live(hostile: str) -> None:
    blocks = every_block(hostile)
    prose = blocks.pop("prose")

    check_inert(markdown.render_report(report(*blocks.values(), title=hostile)), {"https://example.org/"})
    check_inert(markdown.render_report(report(prose)), {"https://example.org/"}, frozenset({"em_open"}))


def test_nothing_in_a_plan_is_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    text = markdown.render_report(report_of(tmp_path, full_plan(HOSTILE + "\n" + TRICKS, TRICKS)))

    check_inert(text, {"https://example.org/a?b=1&c=2"}, frozenset({"em_open", "code_inline"}))


def check_inert(text: str, links: set[str], manners: frozenset[str] = frozenset()) -> None:
    """Hold that nothing in it is live; `manners` are kinds of emphasis that are not from a text but its own."""
    for token in walk(PARSER.parse(text)):
        if token.type == "fence" and token.info == "mermaid":
            assert all(DRAWN.fullmatch(line) for line in token.content.splitlines()), token.content
            continue
        assert token.type not in {"image", "code_inline", "fence", "code_block", "s_open", "em_open"} - manners
        if token.type in {"html_inline", "html_block"}:
            assert OWN_HTML.sub("", token.content) == ""
        if token.type == "link_open":
            assert token.attrs["href"] in links
    assert not re.search(r"(?<![\w\\:])@\w", text)


def walk(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *walk(token.children or []))]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_no_web_page_is_shown_as_text(address: str) -> None:
    text = markdown.render_report(report(Bullets(items=(Phrase(text="See", link=address),))))

    assert not [token for token in walk(PARSER.parse(text)) if token.type == "link_open"]


def test_a_link_keeps_its_address_whatever_is_in_it() -> None:
    link = "https://example.org/a_(b)|c*d?e=<f>&g=`h`&lt;[i]"

    text = markdown.render_report(report(Bullets(items=(Phrase(text="See", link=link), Phrase(text=link, link=link)))))

    found = [token.attrs["href"] for token in walk(PARSER.parse(text)) if token.type == "link_open"]
    assert found == ["https://example.org/a_(b)%7Cc*d?e=%3Cf%3E&g=%60h%60&lt;%5Bi%5D"] * 2


def test_the_whole_reads_well_in_a_plain_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    text = markdown.render_report(report_of(tmp_path, full_plan()))

    assert text.startswith("# Some words\n\n**Fictional example.**\n")
    assert "\n## Decisions and asks\n\n### What is needed, and by when\n\n| What we need | From | By |" in text
    assert "| 18 June 2026 **▲ overdue by 12 days** |" in text
    assert "\n> [!CAUTION]\n> **Shut: Ready for a further wave**\n>\n" in text
    assert "<details>\n<summary>Leadership (2 of 2 answered)</summary>\n\n" in text
    assert text.count("<details>") == text.count("</details>") > 10
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


@pytest.mark.parametrize("kind", ["callout", "facts"])
def test_two_lists_or_quotes_in_a_row_stay_two(kind: str) -> None:
    block = every_block("x")[kind]

    tokens = PARSER.parse(markdown.render_report(report(block, block)))

    opened = [token.type for token in tokens if token.level == 0]
    assert opened.count("blockquote_open" if kind == "callout" else "bullet_list_open") >= 2


def test_paragraphs_stay_apart() -> None:
    text = markdown.render_report(report(Paragraph(text="one\n\ntwo\nthree")))

    assert "\n\none\n\ntwo\n\nthree\n\n" in text


@given(st.text())
@example('a"]; click n0 "javascript:x"\n```\n%%{init: {}}%%')
def test_a_diagram_holds_whatever_is_written(text: str) -> None:
    blocks = [every_block(text)[kind] for kind in ("diagram", "chart")]

    tokens = PARSER.parse(markdown.render_report(report(*blocks)))

    drawn = [token for token in tokens if token.type == "fence"]
    assert [token.info for token in drawn] == ["mermaid", "mermaid"]
    assert all(DRAWN.fullmatch(line) for token in drawn for line in token.content.splitlines())


def test_a_diagram_is_read_from_the_aim_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    text = markdown.render_report(report_of(tmp_path, full_plan("Fewer & safer")))

    assert '  n0["Fewer #38; safer"]\n  n1["Fewer #38; safer"]\n  n2["Fewer #38; safer"]' in text
    assert "  n1 --> n0\n  n2 -.-> n1\n  n4 --> n2\n```" in text
