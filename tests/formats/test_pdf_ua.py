"""A report as a PDF is what PDF/UA-1 asks for, as far as a program can tell, and the program notices what is not."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pdf_ua import failures_of
from spreadkit.api.plans import build_report
from spreadkit.formats import pdf
from test_word import CHART

from blocks import every_block, report

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module", autouse=True)
def _pango() -> None:
    try:
        import weasyprint  # noqa: F401 - whether it can be imported is the question
    except OSError:
        pytest.skip("needs Pango: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.render_report(report(*every_block("words").values(), CHART).model_copy(update={"as_of": AS_OF}))


def test_no_kind_of_block_fails(content: bytes) -> None:
    assert failures_of(content) == []


@pytest.mark.parametrize(
    ("example", "reader", "site"),
    [
        ("north-network-huddles", "sponsor", None),
        ("north-network-huddles", "steering", None),
        ("north-network-huddles", "site", "bridge"),
        ("ghana-fives-alive", "sponsor", None),
        ("ghana-fives-alive", "steering", None),
    ],
)
def test_no_report_of_an_example_fails(example: str, reader: str, site: str | None) -> None:
    made = build_report(EXAMPLES / example, as_of=AS_OF, reader=reader, site=site)

    assert failures_of(pdf.render_report(made)) == []


def _without_language(document: pikepdf.Pdf) -> None:
    del document.Root["/Lang"]


def _without_mark(document: pikepdf.Pdf) -> None:
    document.Root["/MarkInfo"]["/Marked"] = False


def _without_words(document: pikepdf.Pdf) -> None:
    for element in document.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure":
            del element["/Alt"]


def _without_headers(document: pikepdf.Pdf) -> None:
    for element in document.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TD":
            del element["/A"]


def _with_a_level_left_out(document: pikepdf.Pdf) -> None:
    for element in document.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/H2":
            element["/S"] = pikepdf.Name("/H5")


def _with_content_outside(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"0 0 10 10 re f")


def _with_items_in_a_group(document: pikepdf.Pdf) -> None:
    for element in document.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/L":
            element["/S"] = pikepdf.Name("/Div")


@pytest.mark.parametrize(
    ("spoil", "checkpoint"),
    [
        (_without_language, "11-006"),
        (_without_mark, "06-003"),
        (_without_words, "13-004"),
        (_without_headers, "15-003"),
        (_with_a_level_left_out, "14-003"),
        (_with_content_outside, "01-005"),
        (_with_items_in_a_group, "09-004"),
    ],
    ids=lambda given: given if isinstance(given, str) else given.__name__,
)
def test_a_spoilt_file_fails(content: bytes, spoil: Callable[[pikepdf.Pdf], None], checkpoint: str) -> None:
    spoilt = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        spoil(document)
        document.save(spoilt)

    assert checkpoint in {fault.split(": ")[-2][-6:] for fault in failures_of(spoilt.getvalue())}
