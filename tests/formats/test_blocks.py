"""Every format writes every kind of block: this is what fails first where a new kind is missing somewhere."""

from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document

from spreadkit import get_format
from spreadkit.formats import _json_report, _text_report, _word, html, markdown

from blocks import every_block, kinds, report

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
WORDS = "a word of its own"
LEFT_OUT = {("text", "blanks"): "lines to fill in by hand have no place on a screen"}
"""What a format leaves out on purpose, with the reason."""


def in_word(content: bytes) -> str:
    """Return all text of a Word file, that of tables and of text boxes included."""
    return " ".join(Document(BytesIO(content)).element.xpath("//w:t/text()"))


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_there_is_an_example_of_a_kind_of_block(kind: str) -> None:
    assert kind in every_block(), "add one to every_block in tests/formats/blocks.py"


@pytest.mark.parametrize("kind", sorted(kinds()))
@pytest.mark.parametrize("module", [markdown, _text_report, _word, _json_report], ids=lambda module: module.__name__)
def test_a_format_has_a_writer_for_a_kind_of_block(module: ModuleType, kind: str) -> None:
    assert kind in module.WRITERS, f"write it in {module.__name__}, and add it to WRITERS"


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_html_has_a_template_for_a_kind_of_block(kind: str) -> None:
    assert (html.TEMPLATES / "blocks" / f"{kind}.html").is_file()


@pytest.mark.parametrize("kind", sorted(kinds()))
@pytest.mark.parametrize("name", ["html", "markdown", "text", "json", "docx"])
def test_a_format_writes_what_a_block_says(name: str, kind: str) -> None:
    content = get_format(name, "report").render_report(report(every_block(WORDS)[kind]))

    text = in_word(content) if isinstance(content, bytes) else " ".join(content.split())
    assert (WORDS in text) is ((name, kind) not in LEFT_OUT)


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_the_page_about_json_names_a_kind_of_block(kind: str) -> None:
    assert f"`{kind}`" in PAGE.read_text(encoding="utf-8")


def test_nothing_is_written_for_a_kind_that_there_is_not() -> None:
    templates = {path.stem for path in (html.TEMPLATES / "blocks").glob("*.html")}

    assert templates == set(markdown.WRITERS) == set(_text_report.WRITERS) == set(_word.WRITERS) == kinds()
    assert set(_json_report.WRITERS) == kinds() == set(every_block())
