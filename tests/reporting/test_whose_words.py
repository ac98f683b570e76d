"""Every page about a framework says whose words it is in, and that its authors do not endorse it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import spreadkit
from spreadkit.framework.whose_words import whose_words
from spreadkit.library.frameworks import Library
from spreadkit.model.framework import Framework

TOP = Path(__file__).parents[2]
BUILT_IN = [loaded.framework for loaded in Library().all() if loaded.framework]
EXAMPLE = TOP / "examples" / "north-network-huddles"


def text_of(written: str | bytes) -> str:
    """Return the text of a report, be it a file of Word."""
    if isinstance(written, str):
        return written
    with ZipFile(BytesIO(written)) as package:
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize("framework", BUILT_IN, ids=lambda framework: framework.id)
def test_each_page_of_a_framework_says_so_and_links_to_more(framework: Framework) -> None:
    page = (TOP / "docs" / "frameworks" / f"{framework.id}.md").read_text(encoding="utf-8")

    assert framework.wording == "own"
    assert page.count(whose_words(framework)) >= 2, "at its head and beside its sources"
    assert "](../whose-words.md)" in page


@pytest.mark.parametrize("format_", ["md", "html", "docx", "json"])
@pytest.mark.parametrize("framework", BUILT_IN, ids=lambda framework: framework.id)
def test_a_worksheet_says_so_in_every_format(framework: Framework, format_: str) -> None:
    sheet = spreadkit.build_worksheet(framework.id, TOP)

    written = text_of(spreadkit.get_format(format_, "report").render_report(sheet))

    assert whose_words(framework) in written


@pytest.mark.parametrize("format_", ["md", "html", "docx", "json"])
def test_a_report_says_so_of_each_of_its_frameworks(format_: str) -> None:
    report = spreadkit.build_report(EXAMPLE, as_of=date(2026, 6, 30), reader="appendix")
    followed = [framework for framework in BUILT_IN if f"Sources of {framework.title}" in report.model_dump_json()]

    written = text_of(spreadkit.get_format(format_, "report").render_report(report))

    assert followed
    assert [framework.id for framework in followed if whose_words(framework) not in written] == []


@pytest.mark.parametrize(
    ("wording", "licence", "says"),
    [
        ("own", None, "Our own words, not the text of the authors. Not endorsed"),
        ("own", "CC BY 4.0", "Our own words, not the text of the authors. Not endorsed"),
        ("paraphrase", None, "A paraphrase, not the text of the authors. Not endorsed"),
        ("official", "CC BY 4.0", "The text of the authors, used under CC BY 4.0. Not endorsed"),
    ],
)
def test_the_sentence_follows_the_file(wording: str, licence: str | None, says: str) -> None:
    framework = BUILT_IN[0].model_copy(update={"wording": wording, "licence": licence})

    assert whose_words(framework).startswith(says)


def test_the_readme_links_to_what_is_ours() -> None:
    assert "](docs/whose-words.md)" in (TOP / "README.md").read_text(encoding="utf-8")
