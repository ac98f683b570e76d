"""Slides, read again: every slide has a title of its own, pictures have words, and nothing runs over an edge."""

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.util import Inches

from office import pages_of
from spreadkit.api.plans import build_report
from spreadkit.formats import pptx as slides
from spreadkit.model.page_blocks import Card, Cards, SiteMap, SiteMapCell, SiteMapRow, SiteTone
from spreadkit.model.report import Block, Report, ReportTable, Section, TableCell, TableColumn
from test_word import CHART, hashes

from blocks import every_block, report

EXAMPLE = Path(__file__).parents[2] / "examples" / "north-network-huddles"
AS_OF = date(2026, 6, 30)
HIGH, WIDE = Inches(7.5), Inches(13.333)


def read(content: bytes) -> Any:
    return pptx.Presentation(BytesIO(content))


def made(*blocks: Block) -> Any:
    return read(slides.render_report(report(*blocks)))


def texts_of(deck: Any) -> str:
    return " ".join(_texts(deck))


def _texts(deck: Any) -> list[str]:
    said = list[str]()
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            elif shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
    return said


@pytest.fixture(scope="module", params=["sponsor", "steering", "site"])
def example(request: pytest.FixtureRequest) -> Report:
    site = "bridge" if request.param == "site" else None
    return build_report(EXAMPLE, as_of=AS_OF, reader=request.param, site=site)


def test_every_slide_has_a_title_and_stays_within_its_edges(example: Report) -> None:
    deck = read(slides.render_report(example))

    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= WIDE
            assert 0 <= shape.top <= shape.top + shape.height <= HIGH


def test_a_picture_has_words_and_a_decoration_none() -> None:
    deck = made(CHART)

    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    assert [shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures] == [CHART.drawing.says]  # type: ignore[union-attr]  # noqa: SLF001
    rules = [shape for shape in deck.slides[0].shapes if shape.shape_type == 1]
    assert rules
    assert all("decorative" in shape._element.xml for shape in rules)  # noqa: SLF001


@pytest.mark.parametrize("kind", sorted(set(every_block()) - {"blanks"}))
def test_a_kind_of_block_is_said(kind: str) -> None:
    assert "a word of its own" in " ".join(texts_of(made(every_block("a word of its own")[kind])).split())


@given(
    st.integers(0, 80), st.integers(1, 6), st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200)
)
def test_no_row_of_a_table_is_lost(rows: int, columns: int, words: str) -> None:
    table = ReportTable(
        title="T",
        columns=tuple(TableColumn(header=f"c{number}") for number in range(columns)),
        rows=tuple(
            tuple(TableCell(text=f"r{row}k{column} {words}") for column in range(columns)) for row in range(rows)
        ),
    )

    said = texts_of(made(table))
    assert [f"r{row}k{column} " in f"{said} " for row in range(rows) for column in range(columns)].count(False) == 0


@settings(max_examples=10)
@given(st.integers(1, 300))
def test_every_site_of_a_map_is_on_a_slide(number: int) -> None:
    cells = tuple(SiteMapCell(name=f"s{n};", sign="●", says="there", tone=SiteTone.REACHED) for n in range(number))

    deck = made(SiteMap(title="Map", rows=(SiteMapRow(title="Wave 1", sites=cells),)))
    assert sum(text.count("● s") for text in _texts(deck)) == number
    for slide in deck.slides:
        assert max(shape.top + shape.height for shape in slide.shapes) <= HIGH


def test_words_from_the_right_begin_at_the_right() -> None:
    deck = made(Cards(items=(Card(title="نسبة الالتزام", text="words"),)))

    lines = [
        line
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for line in shape.text_frame.paragraphs
    ]
    assert {line._p.pPr.get("rtl") for line in lines if "نسبة" in line.text} == {"1"}  # noqa: SLF001
    assert {line._p.pPr.get("rtl") for line in lines if "words" in line.text} == {None}  # noqa: SLF001


def test_the_same_report_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    made = report(*every_block("words").values(), CHART).model_copy(update={"as_of": AS_OF})
    here = hashlib.sha256(slides.render_report(made)).hexdigest()

    assert {here, *hashes(made, "pptx", tmp_path)} == {here}


def test_an_office_program_opens_it(example: Report, tmp_path: Path) -> None:
    content = slides.render_report(example)

    assert pages_of(content, ".pptx", tmp_path) == len(read(content).slides)


def test_sections_beside_each_other_share_a_slide() -> None:
    sections = [
        Section(id=f"s{number}", title=f"Title {number}", width="half", blocks=(every_block("words")["paragraph"],))
        for number in range(4)
    ]
    deck = read(slides.render_report(report().model_copy(update={"sections": tuple(sections)})))

    assert [slide.shapes.title.text_frame.text for slide in deck.slides][1:] == [
        "Title 0 · Title 1",
        "Title 2 · Title 3",
    ]
