"""Pictures beside a report: three files each, replaced whole, linked from Markdown, and left out when asked."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spreadkit import SpreadkitError
from spreadkit.api.pictures import ENDINGS, write_pictures
from spreadkit.api.plans import build_report
from spreadkit.cli.app import app
from spreadkit.formats import html, markdown
from spreadkit.formats._drawing import svg_of
from spreadkit.model.report import Report, drawings_of, without_drawings
from spreadkit.reading.shipped import shipped_examples

EXAMPLE = shipped_examples() / "parkinson-physio"
AS_OF = date(2021, 10, 31)


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(EXAMPLE, as_of=AS_OF, reader="appendix")


def test_every_drawing_is_written_three_ways(report: Report, tmp_path: Path) -> None:
    written = write_pictures(report, tmp_path / "new" / "charts")

    names = [drawing.name for drawing in drawings_of(report)]
    assert [path.name for path in written] == [f"{name}{ending}" for name in names for ending in ENDINGS]
    assert sorted(path.name for path in (tmp_path / "new" / "charts").iterdir()) == sorted(
        path.name for path in written
    )
    for path in written:
        content = path.read_bytes()
        assert content.startswith({".svg": b"<svg ", ".png": b"\x89PNG", ".json": b"{"}[path.suffix])
        assert path.suffix != ".json" or json.loads(content)["$schema"].endswith("vega-lite/v6.json")


def test_a_folder_that_cannot_be_made_is_said(report: Report, tmp_path: Path) -> None:
    (tmp_path / "charts").write_text("a file", encoding="utf-8")

    with pytest.raises(SpreadkitError, match="cannot be written"):
        write_pictures(report, tmp_path / "charts")


def test_markdown_links_the_pictures_after_their_sentence(report: Report) -> None:
    text = markdown.render_report(report, assets="my charts/now")

    links = re.findall(r"!\[(.+)\]\(<(.+)>\)", text)
    assert [address for _, address in links] == [f"my%20charts/now/{each.name}.svg" for each in drawings_of(report)]
    assert "\x1a" not in text


def test_markdown_without_a_folder_links_nothing(report: Report) -> None:
    assert "![" not in markdown.render_report(report)


def test_without_drawings_all_is_said_and_nothing_drawn(report: Report) -> None:
    bare = without_drawings(report)

    assert drawings_of(report)
    assert drawings_of(bare) == ()
    assert "picture-" not in html.render_report(bare)
    assert markdown.render_report(bare) == markdown.render_report(report)


def test_a_page_holds_each_picture(report: Report) -> None:
    page = html.render_report(report)

    assert all(svg_of(drawing, inside=True) in page for drawing in drawings_of(report))


def test_the_command_writes_pictures_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(
        app,
        ["report", str(EXAMPLE), "--appendix", "--as-of", "2021-10-31", "--assets", "out/charts", "-o", "report.md"],
    )

    assert done.exit_code == 0
    assert re.search(r'wrote \d+ files of charts into "out.charts"', done.stderr)
    addresses = re.findall(r"\(<(out/charts/.+\.svg)>\)", (tmp_path / "report.md").read_text(encoding="utf-8"))
    assert addresses
    assert all((tmp_path / each).is_file() for each in addresses)


def test_the_command_leaves_charts_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(app, ["report", str(EXAMPLE), "--as-of", "2021-10-31", "--no-charts", "-o", "r.html"])

    assert done.exit_code == 0
    assert "picture-" not in (tmp_path / "r.html").read_text(encoding="utf-8")
