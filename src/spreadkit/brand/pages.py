"""The safe subset of Markdown that texts of a plan may use, read into a Report's own parts.

Emphasis, strong, code, links to web pages and lists; in a team's own pages headings, quotes and blocks of code, too.
All else stays the text that it is: HTML, pictures, and links to anything that is no web page. What comes out holds no
markup, so every format draws it in its own way, and nothing in a text is ever live.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from spreadkit.model.report import Prose, ProsePart, TextRun
from spreadkit.model.web_address import is_web_address

_BLOCKS: Final = ("heading", "lheading", "hr", "fence", "code", "blockquote", "reference", "html_block")
"""What a text of a plan has none of: a line that begins with `#` or `---` is a line."""

_ALWAYS_OFF: Final = ("html_inline", "autolink", "entity")
"""Pictures are read, so that of them the words that stand for them are left; nothing else becomes of these."""
_KINDS: Final = {"blockquote_open": "quote", "bullet_list_open": "bullet", "ordered_list_open": "number"}


def read_text(text: str) -> Prose:
    """Read a text of a plan. Each of its lines is a paragraph of its own, or an item of a list."""
    return Prose(parts=tuple(_parts(_parser(whole=False).parse(_apart(text)))))


def read_page(text: str) -> Prose:
    """Read a page of a team's own."""
    return Prose(parts=tuple(_parts(_parser(whole=True).parse(text))))


@lru_cache(maxsize=2)
def _parser(*, whole: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    return parser.disable([*_ALWAYS_OFF, *(("html_block", "reference") if whole else _BLOCKS)], ignoreInvalid=True)


def _apart(text: str) -> str:
    return "\n\n".join(line for line in text.splitlines() if line.strip())


def _parts(tokens: Sequence[Token]) -> Iterator[ProsePart]:
    """Go through the parts of a text. What stands in a list or quote is of the kind of the innermost."""
    inside: list[str] = []
    level = 1
    for token in tokens:
        if token.type in _KINDS:
            inside.append(_KINDS[token.type])
        elif token.type in {"blockquote_close", "bullet_list_close", "ordered_list_close"}:
            inside.pop()
        elif token.type == "heading_open":
            level = int(token.tag.removeprefix("h"))
            inside.append("heading")
        elif token.type == "heading_close":
            inside.pop()
        elif token.type in {"fence", "code_block"}:
            yield ProsePart(kind="code", runs=(TextRun(text=token.content.rstrip(), is_code=True),))
        elif token.type == "inline":
            runs = tuple(_joined(_runs(token.children or [])))
            if runs:
                kind = inside[-1] if inside else "paragraph"
                yield ProsePart.model_validate({"kind": kind, "runs": runs, "level": level if kind == "heading" else 1})


def _runs(tokens: Sequence[Token]) -> Iterator[TextRun]:
    strong = emphasised = 0
    link: str | None = None
    for token in tokens:
        strong += (token.type == "strong_open") - (token.type == "strong_close")
        emphasised += (token.type == "em_open") - (token.type == "em_close")
        if token.type == "link_open":
            link = _address(token)
        elif token.type == "link_close":
            link = None
        text = " " if token.type in {"softbreak", "hardbreak"} else token.content
        if text:
            yield TextRun(
                text=text,
                is_strong=strong > 0,
                is_emphasised=emphasised > 0,
                is_code=token.type == "code_inline",
                link=link,
            )


def _address(token: Token) -> str | None:
    href = str(token.attrs.get("href", ""))
    return href if is_web_address(href) else None


def _joined(runs: Iterator[TextRun]) -> Iterator[TextRun]:
    """Join runs of one manner that follow each other."""
    last: TextRun | None = None
    for run in runs:
        if last is not None and run.model_copy(update={"text": last.text}) == last:
            last = last.model_copy(update={"text": last.text + run.text})
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
