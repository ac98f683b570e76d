"""The Word file, read again: what the report says is in it, in real headings and tables, and the same every time."""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit.api.frameworks import build_worksheet
from spreadkit.api.plans import build_report
from spreadkit.brand.contrast import contrast
from spreadkit.formats import docx as word
from spreadkit.formats._drawing import png_of
from spreadkit.formats._palette import on_paper
from spreadkit.formats._word_tables import ColumnWidth, column_width, widths_of
from spreadkit.formats._word_text import address, lines
from spreadkit.model.report import (
    Block,
    Bullets,
    Callout,
    Chart,
    Facts,
    Group,
    Paragraph,
    Report,
    ReportTable,
    Section,
    TableCell,
    TableColumn,
    walk,
)
from spreadkit.model.report_parts import Drawing, Mark, Phrase, Tone
from spreadkit.reading.shipped import shipped_examples
from test_html import ADDRESSES, HOSTILE

from blocks import every_block, report

EXAMPLE = shipped_examples() / "north-network-huddles"
AS_OF = date(2026, 6, 30)
LINES = {
    "data": {"values": [{"x": 1, "y": 2}, {"x": 2, "y": 1}]},
    "mark": "line",
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}
DRAWING = Drawing(name="one", spec={**LINES, "width": 300, "height": 100}, says="A line & <it> falls from 2 to 1.")
TABLE = ReportTable(title="T", columns=(TableColumn(header="Site"),), rows=((TableCell(text="Ash"),),))
CHART = Chart(title="Falls", sentence="They fall.", data=TABLE, drawing=DRAWING)


@pytest.fixture(scope="module")
def example() -> Report:
    return build_report(EXAMPLE, as_of=AS_OF, reader="appendix")


@pytest.fixture(scope="module")
def written(example: Report) -> Document:
    return read(word.render_report(example))


def read(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def made(*blocks: Block, **more: Any) -> Document:
    return read(word.render_report(report(*blocks).model_copy(update=more)))


def everything(document: Document) -> str:
    """All text of the body, tables among it, with single spaces."""
    body = document.element.body
    inside = body.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p"))
    pieces = [element.text or "" if element.tag == qn("w:t") else " " for element in inside]
    return " ".join("".join(pieces).split())


def said(text: str) -> str:
    return " ".join(" ".join(lines(text)).split())


def texts_of(table: WordTable) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]


def named(document: Document, style: str) -> list[str]:
    return [" ".join(line.text.split()) for line in document.paragraphs if line.style and line.style.name == style]


def title_of(table: WordTable) -> str:
    return str(table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")))  # noqa: SLF001


def look_of(table: WordTable) -> tuple[str, str]:
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
    return look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))


# What is in it


def test_headings_are_those_of_the_report_without_a_leap(example: Report, written: Document) -> None:
    levels = [int(line.style.name[-1]) for line in written.paragraphs if line.style.name.startswith("Heading")]

    assert named(written, "Title") == [example.title]
    assert named(written, "Heading 1") == [section.title for section in example.sections]
    groups = [block for section in example.sections for block in walk(section.blocks) if isinstance(block, Group)]
    assert len(levels) == len(example.sections) + len(groups) > 40
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_is_there_cell_by_cell_with_its_title(example: Report, written: Document) -> None:
    tables = [block for section in example.sections for block in walk(section.blocks) if isinstance(block, ReportTable)]
    ruled = [table for table in written.tables if look_of(table) == ("1", "1")]

    by_title = [(title_of(table), texts_of(table)) for table in ruled]

    assert len(tables) > 30
    for table in tables:
        head = [said(column.header) for column in table.columns]
        found = [rows for title, rows in by_title if title == said(table.title) and rows[0] == head]
        assert any(
            all(
                said(cell.text) in drawn
                for row, line in zip(table.rows, rows[1:], strict=True)
                for cell, drawn in zip(row, line, strict=True)
            )
            for rows in found
            if len(rows) == len(table.rows) + 1
        ), table.title


def test_heads_are_repeated_and_no_row_is_torn(written: Document) -> None:
    for table in written.tables:
        rows = table._tbl.tr_lst  # noqa: SLF001
        heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert heads == [look_of(table) == ("1", "1"), *[False] * (len(rows) - 1)] or look_of(table)[0] == "0"


def test_a_chart_is_a_picture_with_what_it_shows_as_its_alternative_text() -> None:
    document = made(CHART)

    (shape,) = document.inline_shapes
    properties = shape._inline.docPr  # noqa: SLF001
    assert (properties.get("title"), properties.get("descr")) == ("Falls", DRAWING.says)
    words = [line.text for line in document.paragraphs]
    assert words[words.index("Falls") + 2 : words.index("Falls") + 4] == ["They fall.", "The data: T"]
    assert texts_of(document.tables[-1]) == [["Site"], ["Ash"]]


@pytest.mark.parametrize(("width", "height"), [(300, 100), (3000, 100), (300, 3000)])
@pytest.mark.parametrize("wide", [False, True])
def test_a_picture_is_no_larger_than_its_page(width: int, height: int, *, wide: bool) -> None:
    drawing = DRAWING.model_copy(update={"spec": {**LINES, "width": width, "height": height}})
    chart = CHART.model_copy(update={"drawing": drawing, "data": TABLE.model_copy(update={"wide": wide})})

    document = made(chart)

    (shape,) = document.inline_shapes
    page = document.sections[-1]
    assert shape.width <= page.page_width - page.left_margin - page.right_margin
    assert shape.height <= page.page_height - page.top_margin - page.bottom_margin
    picture = Image.from_blob(png_of(drawing))
    assert shape.width / shape.height == pytest.approx(picture.px_width / picture.px_height, rel=0.001)


def test_wide_tables_stand_on_a_page_on_its_side_and_what_follows_does_not() -> None:
    wide = Section(id="w", title="Wide", blocks=(TABLE.model_copy(update={"wide": True}),))
    tall = [Section(id=name, title=name, blocks=(TABLE,)) for name in ("a", "b")]

    document = made(sections=(tall[0], wide, wide.model_copy(update={"id": "v"}), tall[1]))

    pages = [(each.orientation, each.page_width > each.page_height) for each in document.sections]
    upright, on_its_side = (WD_ORIENT.PORTRAIT, False), (WD_ORIENT.LANDSCAPE, True)
    assert pages == [upright, on_its_side, upright]


def test_a_folded_group_around_one_table_does_not_say_its_title_twice() -> None:
    group = Group(title="Closed risks", note="1", folded=True, blocks=(TABLE,))

    document = made(group)

    assert named(document, "Caption") == []
    assert named(document, "Heading 2") == ["Closed risks (1)"]
    assert title_of(document.tables[-1]) == "T"


@pytest.mark.parametrize("name", ["facts", "figures", "blanks"])
def test_two_tables_in_a_row_stay_two(name: str) -> None:
    block = every_block()[name]

    body = list(made(block, block).element.body)

    tables = [element.tag == qn("w:tbl") for element in body]
    assert sum(tables) == 2
    assert not any(one and other for one, other in pairwise(tables))


def test_two_callouts_in_a_row_stay_two() -> None:
    callout = Callout(tone=Tone.STOP, title="Stop", text="Because.")

    styles = [line.style.name for line in made(callout, callout).paragraphs]

    first = styles.index("Callout Stop")
    assert styles[first : first + 5] == ["Callout Stop", "Callout Stop", "Table Gap", "Callout Stop", "Callout Stop"]


# Words, links and marks


@pytest.mark.parametrize("hostile", [HOSTILE, "x\n" + HOSTILE + "\n\ny", "\x00\x07\x1b[31m\x7f\ufffe " + HOSTILE])
def test_nothing_in_a_text_is_markup_or_breaks_the_file(hostile: str) -> None:
    document = made(*every_block(hostile).values(), title=hostile)

    assert said(HOSTILE) in everything(document)
    assert "\x00" not in everything(document)


def test_a_web_page_is_a_link_and_nothing_else_is() -> None:
    items = [Phrase(text="See", link=link) for link in ("https://example.org/a?b=1&c=ü", *ADDRESSES)]

    document = made(Bullets(items=tuple(items)))

    targets = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert targets == ["https://example.org/a?b=1&c=%C3%BC"]
    assert [link.text for line in document.paragraphs for link in line.hyperlinks] == ["See"]
    for link in ADDRESSES:
        assert said(link).rstrip("\u202e") in everything(document)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://a.org/b c", "https://a.org/b%20c"),
        ("https://a.org/100%", "https://a.org/100%25"),
        ("https://a.org/%20", "https://a.org/%20"),
        ("https://a.org/{x}|\\\"'", "https://a.org/%7Bx%7D%7C%5C%22'"),
    ],
)
def test_an_address_is_one_that_word_takes(href: str, expected: str) -> None:
    assert address(href) == expected


@pytest.mark.parametrize("shade", range(5))
def test_words_in_a_shaded_cell_can_be_read(shade: int) -> None:
    mark = Mark(text="late", tone=Tone.STOP)
    cell = TableCell(text="5", note="old", mark=mark, shade=shade, link="https://example.org/")

    document = made(TABLE.model_copy(update={"rows": ((cell,),)}))

    drawn = document.tables[-1].cell(1, 0)
    ground = drawn._tc.tcPr.find(qn("w:shd")).get(qn("w:fill"))  # noqa: SLF001
    colours = [element.get(qn("w:val")) for element in drawn._tc.iter(qn("w:color"))]  # noqa: SLF001
    assert len(colours) >= 3
    assert all(contrast(f"#{colour}", f"#{ground}") >= 4.5 for colour in colours)
    assert "■" in drawn.text


def test_every_style_that_is_named_is_there(written: Document) -> None:
    known = {style.style_id for style in written.styles}

    used = {
        element.get(qn("w:val"))
        for element in written.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }

    assert len(used) > 10
    assert used <= known


def test_the_palette_is_that_of_the_style_sheet() -> None:
    assert on_paper()["ink"] == "17212b"
    assert {f"shade-{shade}" for shade in range(5)} | {f"on-{shade}" for shade in range(5)} <= set(on_paper())
    assert {f"{tone.value}-tint" for tone in Tone} | {tone.value for tone in Tone} <= set(on_paper())


# The file


def test_the_file_says_what_it_is(example: Report, written: Document) -> None:
    properties = written.core_properties

    assert properties.title == example.title
    assert properties.subject == "Spread report: appendix"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2026, 6, 30)  # noqa: DTZ001 - a day
    assert properties.language == "en-GB"
    assert 'w:lang w:val="en-GB"' in written.styles.element.xml


def test_pages_say_whose_they_are_and_which(example: Report, written: Document) -> None:
    first, *others = written.sections

    assert first.different_first_page_header_footer
    assert first.header.paragraphs[0].text.startswith(f"{example.title}, as of 30 June 2026")
    for foot in (first.footer, first.first_page_footer):
        fields = [each.get(qn("w:instr")) for each in foot._element.iter(qn("w:fldSimple"))]  # noqa: SLF001
        assert fields == ["PAGE", "NUMPAGES"]
    assert others
    assert all(each.header.is_linked_to_previous and not each.different_first_page_header_footer for each in others)


def test_a_worksheet_has_no_day() -> None:
    document = read(word.render_report(build_worksheet("nhs-sustainability-model", EXAMPLE)))

    assert document.core_properties.created is None
    assert document.core_properties.subject == "Spread worksheet"
    assert "as of" not in document.sections[0].header.paragraphs[0].text


def test_a_title_may_be_longer_than_a_property_of_a_file() -> None:
    assert len(made(title="long " * 100).core_properties.title) <= 255


def test_no_clock_and_nothing_of_the_template_is_in_the_file(example: Report) -> None:
    with zipfile.ZipFile(BytesIO(word.render_report(example))) as file:
        names = file.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name]


RENDER = """
import hashlib, sys
from spreadkit.formats import get_format
from spreadkit.model.report import Report
made = Report.model_validate_json(open(sys.argv[1], encoding="utf-8").read())
print(hashlib.sha256(get_format(sys.argv[2], "report").render_report(made)).hexdigest())
"""


def hashes(made: Report, format_: str, folder: Path) -> list[str]:
    """Return the hashes of what processes of different surroundings make of one report."""
    path = folder / "report.json"
    path.write_text(made.model_dump_json(), encoding="utf-8")
    surroundings = [
        {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
    ]
    return [
        subprocess.run(
            [sys.executable, "-c", RENDER, str(path), format_],
            env={**os.environ, **each},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for each in surroundings
    ]


def test_the_same_report_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    made = report(*every_block("words").values(), CHART)

    here = hashlib.sha256(word.render_report(made)).hexdigest()

    assert {here, *hashes(made, "docx", tmp_path)} == {here}


# Any report

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
PHRASES = st.builds(
    Phrase,
    text=TEXTS,
    note=TEXTS,
    mark=st.none() | st.builds(Mark, text=TEXTS, tone=st.sampled_from(Tone)),
    link=st.none() | TEXTS | st.just("https://example.org/%"),
)


@st.composite
def tables(draw: st.DrawFn) -> ReportTable:
    columns = draw(
        st.lists(
            st.builds(TableColumn, header=TEXTS, align=st.sampled_from(["left", "right", "centre"])),
            min_size=1,
            max_size=9,
        )
    )
    cells = st.builds(TableCell, text=TEXTS, note=TEXTS, shade=st.none() | st.integers(0, 4), link=st.none() | TEXTS)
    row = st.tuples(*[cells] * len(columns))
    return ReportTable(
        title=draw(TEXTS), columns=tuple(columns), rows=tuple(draw(st.lists(row, max_size=3))), wide=draw(st.booleans())
    )


LEAVES = st.one_of(
    st.builds(Paragraph, text=TEXTS),
    st.builds(Bullets, items=st.lists(PHRASES, max_size=3).map(tuple)),
    st.builds(Facts, items=st.just(())),
    st.builds(Callout, tone=st.sampled_from(Tone), title=TEXTS, text=TEXTS),
    tables(),
    TEXTS.flatmap(lambda text: st.sampled_from([*every_block(text or "x").values()])),
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Group, title=TEXTS, note=TEXTS, folded=st.booleans(), blocks=st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=5,
)
SECTIONS = st.builds(Section, id=st.just("s"), title=TEXTS, intro=TEXTS, blocks=st.lists(BLOCKS, max_size=4).map(tuple))


def cells_of(made: Report) -> Iterator[TableCell]:
    for section in made.sections:
        for block in walk(section.blocks):
            if isinstance(block, ReportTable):
                yield from (cell for row in block.rows for cell in row)


@settings(max_examples=40)
@given(title=TEXTS, sections=st.lists(SECTIONS, max_size=3))
def test_any_report_can_be_written_and_read_again_with_every_cell(title: str, sections: list[Section]) -> None:
    made = Report(title=title, plan="p", as_of=AS_OF, sections=tuple(sections), caveat=title)

    document = read(word.render_report(made))

    text = everything(document)
    assert named(document, "Heading 1") == [said(section.title) for section in sections]
    assert all(said(cell.text) in text and said(cell.note) in text for cell in cells_of(made))


def test_columns_are_as_wide_as_their_cells_say(written: Document) -> None:
    for table in written.tables:
        columns = [column.width for column in table.columns]
        assert all([cell.width for cell in row.tc_lst] == columns for row in table._tbl.tr_lst)  # noqa: SLF001


@given(
    st.lists(st.lists(st.text(max_size=40), min_size=1, max_size=4), min_size=1, max_size=12), st.integers(10**6, 10**7)
)
def test_widths_fill_the_room_and_leave_none_out(columns: list[list[str]], room: int) -> None:
    widths = widths_of([column_width(column) for column in columns], room)

    assert sum(widths) == room
    assert min(widths) > 0


def test_a_column_of_long_texts_is_wider_than_one_of_numbers() -> None:
    demands: Sequence[ColumnWidth] = [
        column_width(["12", "7"]),
        column_width(["a text of many words that wants more room " * 3]),
    ]

    narrow, wide = widths_of(demands, 6_000_000)

    assert wide > 3 * narrow
