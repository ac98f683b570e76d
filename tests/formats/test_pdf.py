"""The PDF file: tagged, dated by the report, the same every time, and made without asking anything of the network."""

import builtins
import hashlib
import logging
import re
import socket
import sys
import zlib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from spreadkit import SpreadkitError
from spreadkit.formats import html, pdf
from spreadkit.model.report import Report, ReportTable, Section, TableCell, TableColumn
from test_word import CHART, hashes

from blocks import every_block, report

AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module", autouse=True)
def _pango() -> None:
    try:
        import weasyprint  # noqa: F401 - whether it can be imported is the question
    except OSError:
        pytest.skip("needs Pango: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    except UserWarning:
        pytest.skip("needs a font: apt install fonts-dejavu-core")


@pytest.fixture(scope="module")
def made() -> Report:
    return report(*every_block("words").values(), CHART, title="Huddles & <more>").model_copy(update={"as_of": AS_OF})


@pytest.fixture(scope="module")
def content(made: Report) -> bytes:
    return pdf.render_report(made)


def unpacked(content: bytes) -> str:
    """Return a PDF with the streams in it unpacked, byte for character."""
    found = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found).decode("latin-1")


def tagged(text: str, kind: str) -> int:
    return len(re.findall(rf"/S /{kind}\b", text))


class Tags(HTMLParser):
    """How many of each element a page has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.count: dict[str, int] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.count[tag] = self.count.get(tag, 0) + 1


def test_headings_and_tables_are_tagged_as_in_the_page(made: Report, content: bytes) -> None:
    text, page = unpacked(content), Tags(html.render_report(made)).count

    assert content.startswith(b"%PDF-1.7")
    assert "/StructTreeRoot" in text
    assert "pdfuaid" in text
    assert tagged(text, "Table") == page["table"] > 3
    assert tagged(text, "TH") >= page["th"] > 6
    assert [tagged(text, f"H{level}") for level in (1, 2)] == [page["h1"], page["h2"] - 1]


def test_every_picture_has_words_in_its_place(content: bytes) -> None:
    figures = re.findall(r"<<[^\n]*/S /Figure\b[^\n]*", unpacked(content))

    assert figures
    assert all("/Alt (" in figure for figure in figures)


def test_the_file_says_what_it_is(content: bytes) -> None:
    text = unpacked(content)

    assert "(en-GB)" in text
    assert "Huddles & <more>: spread report: appendix, 30 June 2026" in text
    assert "D:20260630" in text
    assert "2026-06-30" in text


def test_a_worksheet_has_no_day(made: Report) -> None:
    text = unpacked(pdf.render_report(made.model_copy(update={"as_of": None})))

    assert "/CreationDate" not in text


def test_wide_tables_stand_on_a_page_on_its_side() -> None:
    table = ReportTable(title="T", columns=(TableColumn(header="Site"),), rows=((TableCell(text="Ash"),),), wide=True)
    wide = Section(id="w", title="Wide", blocks=(table,))
    tall = Section(id="t", title="Tall", blocks=(table.model_copy(update={"wide": False}),))

    text = unpacked(pdf.render_report(Report(title="T", plan="p", sections=(tall, wide))))

    boxes = re.findall(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", text)
    assert [float(width) > float(height) for width, height in boxes] == [False, True]


def test_the_same_report_gives_the_same_bytes_anywhere(made: Report, content: bytes, tmp_path: Path) -> None:
    here = hashlib.sha256(content).hexdigest()

    assert {here, *hashes(made, "pdf", tmp_path)} == {here}


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "https://example.org/x.png", "file:///etc/passwd"])
def test_nothing_outside_is_asked_for(address: str, made: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(html, "render_report", lambda _: f'<title>T</title><img alt="x" src="{address}"><p>words')
    monkeypatch.setattr(socket, "create_connection", lambda *given, **_: asked.append(given))
    real_open = builtins.open

    def spy(name: Any, *more: Any, **named: Any) -> Any:
        asked.extend([name] if name == "/etc/passwd" else [])
        return real_open(name, *more, **named)

    monkeypatch.setattr(builtins, "open", spy)

    content = pdf.render_report(made)

    assert content.startswith(b"%PDF")
    assert asked == []


def test_it_makes_no_noise(made: Report, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    pdf.render_report(made)

    assert capfd.readouterr() == ("", "")
    assert caplog.messages == []
    assert not logging.getLogger("weasyprint").disabled


def test_missing_pango_is_said_in_plain_words(made: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "__init__.py").write_text(
        "print('could not import some external libraries')\nraise OSError(\"cannot load library 'libpango-1.0-0'\")\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)

    with pytest.raises(SpreadkitError, match=r"needs Pango.*apt install libpango-1.0-0.*brew install pango.*print it"):
        pdf.render_report(made)
