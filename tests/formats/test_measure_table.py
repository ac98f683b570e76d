"""The table of measures says the same in every format, and comes back from a file as it went in."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Literal

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from spreadkit.errors import SpreadkitError
from spreadkit.formats import (
    _csv_measure,
    _html_measure,
    _json_measure,
    _markdown_measure,
    xlsx,
)
from spreadkit.formats._measure_columns import COLUMNS, aims_in_words, before_in_words, latest_in_words
from spreadkit.formats._workbook import workbook_of_measures
from spreadkit.measures.table import MeasureTableRow, table_of
from spreadkit.model.plan import Plan
from spreadkit.months import day_in_words
from spreadkit.words import without_formula

from made_tables import AS_OF, charts_of, plans

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")  # what openpyxl leaves out

few = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)

_HEAD = 4
"""The row of the workbook's headings, counted from 1."""


class TableReader(HTMLParser):
    """Reads the rows of a page's table, each a list of the words of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.is_in_cell = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.is_in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.is_in_cell = False
        if tag == "span" and self.is_in_cell:
            self.rows[-1][-1] += " "

    def handle_data(self, data: str) -> None:
        if self.is_in_cell:
            self.rows[-1][-1] += data


def words_of(text: object) -> str:
    """Return the letters and digits of a text: formats set signs and blanks of their own around them."""
    return re.sub(r"[\W_]+", " ", str(text)).strip()


def facts_of(row: MeasureTableRow) -> Iterator[str]:
    """Go through all that a page for people says of a row."""
    yield from (row.title, row.site_name, row.kind.value, row.unit or "", row.wave or "")
    yield from (latest_in_words(row), before_in_words(row), row.before_says, *aims_in_words(row))
    yield from (row.variation.word, row.assurance.word, row.special.words if row.special else "")
    yield from (str(row.points), row.data_says, row.says)


def in_html(text: str) -> list[list[str]]:
    reader = TableReader()
    reader.feed(text)
    return reader.rows


def in_markdown(text: str) -> list[list[str]]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows: list[list[str]] = []
    for token, inner in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "td_open":
            rows[-1].append("".join(part.content if part.type == "text" else " " for part in inner.children or []))
    return rows[1:]


@few
@given(plans())
def test_every_format_says_the_same_rows(plan: Plan) -> None:
    charts = charts_of(plan)
    rows = table_of(charts).rows

    as_json = json.loads(_json_measure.render_measure(charts))["table"]
    as_csv = list(csv.DictReader(io.StringIO(_csv_measure.render_measure(charts))))
    as_md = in_markdown(_markdown_measure.render_measure(charts)) if rows else []
    as_html = [row for row in in_html(_html_measure.render_measure(charts))[1:] if len(row) > 1]

    assert [(row["measure"], row["site"]) for row in as_json] == [(row.measure, row.site) for row in rows]
    assert [(row["measure"], row["site"] or None) for row in as_csv] == [(row.measure, row.site) for row in rows]
    assert len(as_md) == len(as_html) == len(rows)
    heads = {row.measure: [row.title, row.kind.value, row.unit or ""] for row in rows}
    for row, of_md, of_html in zip(rows, as_md, as_html, strict=True):
        for fact in facts_of(row):
            assert words_of(fact) in words_of(" ".join(of_md))
            said = " ".join([*of_html, *heads[row.measure]])
            assert words_of(fact) in words_of(said)


@few
@given(plans())
def test_csv_comes_back_as_it_went_in(plan: Plan) -> None:
    charts = charts_of(plan)

    found = list(csv.DictReader(io.StringIO(_csv_measure.render_measure(charts))))

    for row, cells in zip(table_of(charts).rows, found, strict=True):
        assert list(cells) == [column.key for column in COLUMNS]
        for column in COLUMNS:
            wanted, cell = column.code(row), cells[column.key]
            match wanted:
                case None:
                    assert cell == ""
                case Decimal():
                    assert float(Decimal(cell)) == pytest.approx(float(wanted), rel=1e-11)
                case date():
                    assert date.fromisoformat(cell) == wanted
                case int():
                    assert int(cell) == wanted
                case str():
                    assert cell == without_formula(wanted)


@few
@given(plans())
def test_workbook_comes_back_with_numbers_and_days_as_such(plan: Plan) -> None:
    charts = charts_of(plan)
    content = workbook_of_measures(charts)

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Measures"]

    heads = {cell.value: place for place, cell in enumerate(sheet[_HEAD])}
    rows = table_of(charts).rows
    assert sheet.freeze_panes == f"C{_HEAD + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{_HEAD}:")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == f"${_HEAD}:${_HEAD}"
    for row, cells in zip(rows, sheet.iter_rows(min_row=_HEAD + 1, max_row=_HEAD + len(rows)), strict=True):
        for column in COLUMNS:
            wanted, cell = column.words(row), cells[heads[column.heading]]
            match wanted:
                case None:
                    assert cell.value is None
                case Decimal() | int():
                    assert cell.data_type == "n"
                    assert cell.value == pytest.approx(float(wanted))
                case date():
                    assert cell.is_date
                    assert cell.value == datetime(wanted.year, wanted.month, wanted.day)  # noqa: DTZ001 - a day
                case str():
                    assert cell.data_type == "s"
                    assert cell.value == wanted
    read_again = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert read_again.sheet_names == ["Measures", "Points"]
    shown = [row.measure for row in rows for _ in row.charted.line.dates]
    assert [str(row[0]) for row in read_again.get_sheet_by_name("Points").to_python()[1:]] == shown


@few
@given(plans(), st.sampled_from(["csv", "md", "html", "json", "xlsx"]))
def test_the_same_measures_give_the_same_bytes(plan: Plan, name: str) -> None:
    writers = {"csv": _csv_measure, "md": _markdown_measure, "html": _html_measure, "json": _json_measure, "xlsx": xlsx}

    first, second = (writers[name].render_measure(charts_of(plan)) for _ in range(2))

    assert first == second


def falls(title: str, values: list[int], **more: object) -> Plan:
    rows = [
        {"date": f"{2024 + place // 12}-{place % 12 + 1:02}-01", "value": str(value)}
        for place, value in enumerate(values)
    ]
    data = {"file": "f.csv", "value": "v", "points": rows}
    made = {"title": title, "kind": "outcome", "better": "lower", "every": "month", "data": data, **more}
    return Plan.model_validate({"schema": "spreadkit/plan@1", "title": "P", "measures": {"falls": made}})


@pytest.mark.parametrize("title", ["=1+1", "@SUM(1)", "+1+cmd|' /C calc'!A0", '=HYPERLINK("http://x")'])
def test_no_cell_of_a_workbook_is_a_formula_and_each_text_stays_a_text(title: str) -> None:
    content = workbook_of_measures(charts_of(falls(title, [5] * 12)))

    book = openpyxl.load_workbook(io.BytesIO(content))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    (cell,) = [cell for cell in cells if cell.value == title]
    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if b"<f>" in package.read(name)]


def test_a_workbook_bears_the_day_that_it_is_of_and_not_that_on_which_it_was_made() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of_measures(charts_of(falls("Falls", [5])))))

    assert book.properties.created.date() == AS_OF
    assert book.properties.title == f"Measures on {day_in_words(AS_OF)}"


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_reads_the_workbook_as_it_is(tmp_path: Path) -> None:
    title = "=1+1"
    (tmp_path / "m.xlsx").write_bytes(workbook_of_measures(charts_of(falls(title, [5, 6, 4] * 6, target="4.8"))))
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"

    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "m.xlsx")],
        check=True,
        capture_output=True,
        timeout=240,
    )

    rows = CalamineWorkbook.from_path(tmp_path / "m.ods").get_sheet_by_name("Measures").to_python()
    cells = dict(zip(rows[_HEAD - 1], rows[_HEAD], strict=True))
    assert (cells["Measure"], cells["Latest"], cells["Target"]) == (title, 4, 4.8)
    assert cells["Latest of"] == date(2025, 6, 1)
    assert cells["Values"] == 18


def test_a_plan_without_measures_says_so_in_every_format() -> None:
    charts = charts_of(Plan.model_validate({"schema": "spreadkit/plan@1", "title": "P"}))

    assert "The plan has no measures yet." in _markdown_measure.render_measure(charts)
    assert "The plan has no measures yet." in _html_measure.render_measure(charts)
    assert json.loads(_json_measure.render_measure(charts))["table"] == []
    assert len(_csv_measure.render_measure(charts).splitlines()) == 1
    assert openpyxl.load_workbook(io.BytesIO(workbook_of_measures(charts)))["Measures"].max_row == _HEAD


LONG = "A long title of a measure, with a veryverylongwordthatdoesnotbreakanywhere in it"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_page_has_no_barrier_and_no_sideways_scroll(browser: "Browser", scheme: Scheme, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.set_content(_html_measure.render_measure(charts_of(falls(LONG, [5, 6, 4] * 8, target="3"))))

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator("tbody tr.all td[data-label]").count() == 7
    label = page.evaluate("getComputedStyle(document.querySelector('td[data-label]'), '::before').content")
    assert (label != "none") == (width < 1088)
    assert page.evaluate("document.scripts.length") == 0
    assert Axe().run(page).response["violations"] == []
    page.close()


def test_page_prints_across_with_its_head_on_each_sheet(browser: "Browser") -> None:
    plan = falls("Falls", [5, 6, 4] * 8, target="3")
    plan = plan.model_copy(update={"measures": {f"falls-{place}": plan.measures["falls"] for place in range(30)}})
    page = browser.new_page()
    page.set_content(_html_measure.render_measure(charts_of(plan)))

    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()

    sheets = [re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", printed)]
    assert all(box is not None and float(box[1]) > float(box[2]) for box in sheets)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 8


def test_without_its_library_a_workbook_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spreadkit.formats._extras.find_spec", lambda _name: None)

    with pytest.raises(SpreadkitError, match=re.escape("needs XlsxWriter: pip install 'spreadkit[xlsx]'")):
        xlsx.render_measure(charts_of(falls("Falls", [5])))
