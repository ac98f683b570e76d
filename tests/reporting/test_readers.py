"""One report for each reader: the sponsor's page, the pack, and the sheet of a site; and the JSON of all of them."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spreadkit import SpreadkitError, get_format
from spreadkit.api.plans import _view, build_report, build_reports
from spreadkit.cli.app import app
from spreadkit.formats import html
from spreadkit.model.page_blocks import Cards, StepsToTake
from spreadkit.model.report import Chart, Report, ReportTable, Section, walk
from spreadkit.model.report_parts import ReportModel
from spreadkit.reading.shipped import shipped_examples
from spreadkit.reporting.build import View, assemble_report
from spreadkit.verdicts.grammar import plain
from test_collect import keys_in
from test_html import HOSTILE, Page, check_inert
from test_markdown import TRICKS
from test_markdown import check_inert as check_inert_twin
from test_sections import full_plan, write_example

EXAMPLE = shipped_examples() / "north-network-huddles"
AS_OF = date(2026, 6, 30)
PAGE = Path(__file__).parents[2] / "docs" / "json.md"


@pytest.fixture(scope="module")
def sponsor() -> Report:
    return build_report(EXAMPLE, as_of=AS_OF, reader="sponsor")


@pytest.fixture(scope="module")
def view() -> View:
    return _view(EXAMPLE, AS_OF)


def sheet(view: View, site: str) -> Report:
    return assemble_report(view.for_site(next(each for each in view.plan.sites if each.id == site)))


def table(report: Report, title: str) -> list[list[str]]:
    tables = (block for section in report.sections for block in walk(section.blocks) if isinstance(block, ReportTable))
    return [[cell.text for cell in row] for row in next(each for each in tables if each.title.startswith(title)).rows]


def test_the_sponsor_reads_asks_first_and_a_voice_last(sponsor: Report) -> None:
    assert [each.id for each in sponsor.sections] == [
        *("asks", "answers", "outcome", "spread", "sites", "since", "trust", "voice"),
    ]
    assert [verdict.question for verdict in sponsor.verdicts] == ["working", "on-track", "stuck", "lasting", "trust"]
    assert sponsor.name == "Sponsor page"


def test_the_sponsor_sees_the_charts_of_the_pack(sponsor: Report) -> None:
    pack = build_report(EXAMPLE, as_of=AS_OF, reader="appendix")

    of_pack = [block for section in pack.sections for block in walk(section.blocks) if isinstance(block, Chart)]
    shown = [block for section in sponsor.sections for block in walk(section.blocks) if isinstance(block, Chart)]
    assert len(shown) == 2
    assert all(chart.data in [each.data for each in of_pack] for chart in shown)
    assert all(chart.drawing and chart.narrow and chart.subtitle for chart in shown)


def test_the_sponsor_hears_of_the_plan_beside_what_is(sponsor: Report) -> None:
    said = sponsor.model_dump_json()

    assert "7 wards, where 5 were due by now." in said
    assert sponsor.verdicts[2].word == "6 wards"
    assert plain(sponsor.verdicts[2].says).startswith("Bridge gave up the review after a fall.")


def section_of(report: Report, name: str) -> Section:
    return next(section for section in report.sections if section.id == name)


def test_the_front_of_a_sheet_says_what_is_so_and_what_to_do(view: View) -> None:
    bridge = sheet(view, "bridge")

    steps = section_of(bridge, "next").blocks[0]
    assert bridge.title == "Bridge Ward"
    assert bridge.headline is not None
    assert plain(bridge.headline.says) == (
        "Bridge has two of three core changes in place. The review after a fall has stopped: let us bring it back by "
        "31 July."
    )
    assert isinstance(steps, StepsToTake)
    assert [(plain(step.title), plain(step.who), step.by) for step in steps.items] == [
        (
            "Train two nurses of Bridge Ward to lead the review after a fall, and begin it again",
            "Theresa Murphy",
            "by Friday 31 July",
        ),
        ("Practise once with a made-up fall before the first real one", "Theresa Murphy", ""),
        ("Have it seen, so that it counts", "The hospital's coach", ""),
    ]
    assert steps.items[0].needs_you
    assert "Rhona Campbell" in bridge.contact


def test_the_sections_of_a_sheet_are_those_of_a_front_and_a_back(view: View) -> None:
    sections = sheet(view, "bridge").sections

    front = ["next", "call", "owed", "figures", "beside", "nearby"]
    assert [section.id for section in sections] == [*front, "record", "values", "how-to"]
    assert [section.id for section in sections if section.starts_page] == ["record"]


def test_a_site_sees_one_chart_of_its_own_figures(view: View) -> None:
    charts = [block for each in sheet(view, "bridge").sections for block in each.blocks if isinstance(block, Chart)]

    assert [chart.title for chart in charts] == [
        "Falls since the review after a fall stopped: one value is too few to tell"
    ]
    assert charts[0].sentence == "Judged by your own values alone, by the Anhøj rules."
    assert len(charts[0].data.rows) == 12


def test_peers_are_counts_and_no_peer_is_named(view: View) -> None:
    beside = section_of(sheet(view, "bridge"), "beside")

    rows = table(sheet(view, "bridge"), "How far each core change is")
    assert beside.title == "You and the four other wards that began with you"
    assert rows == [
        ["The huddle", "◉ still there", "4 of 4"],
        ["The naming of patients at risk", "● in place", "4 of 4"],
        ["The review after a fall", "▼ stopped", "4 of 4"],
    ]
    assert not any(name in beside.model_dump_json() for name in ("Ash", "Birch", "Curlew", "Dunlin"))


def test_no_code_no_stage_and_no_path_of_a_file_is_on_a_sheet(view: View) -> None:
    for site in view.target_sites:
        report = sheet(view, site.id)
        said = plain(" ".join(texts_of(report.sections)))
        assert not re.search(
            r"SK\d|evidence/|\.md\b|\b[XDP] (?:disc|decl|paus)|\bnot stated\b|discontinued|coverage", said
        )


def test_a_site_is_sent_to_the_nearest_that_have_it(view: View) -> None:
    assert near(sheet(view, "bridge")) == [
        ("Milan Vukovic", "Chapel Ward, Brackenfield General. In place since 22 June."),
        ("Nadia Khan", "Ash Ward, Alder Infirmary. In place since 12 January."),
        ("Femi Davies", "Birch Ward, Alder Infirmary. In place since 15 December."),
    ]


def near(report: Report) -> list[tuple[str, str]]:
    """Return who is named as somebody to ask, and what is said of them."""
    cards = section_of(report, "nearby").blocks[0]
    return [(plain(card.title), plain(card.text)) for card in cards.items] if isinstance(cards, Cards) else []


def texts_of(value: object) -> Iterator[str]:
    """Go through every text of a part of a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, ReportModel):
        yield from texts_of(
            [getattr(value, name) for name in type(value).model_fields if name not in {"drawing", "kind"}]
        )
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_of(item)


def test_who_was_held_up_by_the_same_comes_first(folder: Path) -> None:
    plan = """
title: Peers
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}}}
people: {bo: {name: Bo}, cy: {name: Cy}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name,group,lead,status
ash,Ash,North,,target
birch,Birch,North,bo,target
cedar,Cedar,South,cy,target
--- adoption.csv
date,site,change,stage,reason
2026-06-01,birch,huddle,implemented,
2026-06-01,cedar,huddle,committed,no-time
2026-06-02,cedar,huddle,implemented,
2026-06-03,ash,huddle,committed,no-time
"""
    (folder / "spread-plan.yaml").write_text("schema: spreadkit/plan@1" + plan.partition("--- ")[0], encoding="utf-8")
    for part in plan.split("--- ")[1:]:
        name, _, text = part.partition("\n")
        (folder / name).write_text(text, encoding="utf-8")

    made = build_report(folder, as_of=AS_OF, reader="site", site="ash")

    assert near(made) == [
        ("Cy", "Cedar, South. In place since 2 June. Had the same: no time."),
        ("Bo", "Birch, North. In place since 1 June."),
    ]


def test_all_sheets_are_written_each_in_a_file_of_its_site(folder: Path) -> None:
    words = ["--as-of", "2026-06-30", "--for", "site", "--site", "all", "-f", "md", "-o", "sheets"]

    result = CliRunner().invoke(app, ["report", str(EXAMPLE), *words])

    assert result.exit_code == 0, result.output
    written = {path.name for path in (folder / "sheets").iterdir()}
    assert len(written) == 16
    assert "bridge.md" in written
    assert "# Bridge Ward" in (folder / "sheets" / "bridge.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"reader": "sponsors"}, r'no report for "sponsors" \(did you mean "sponsor"\?\); choose sponsor, steer'),
        ({"reader": "site"}, "a site sheet is about one site; say which: --site ID"),
        ({"reader": "site", "site": "brigde"}, r'there is no site "brigde" \(did you mean "bridge"\?\)'),
        ({"site": "bridge"}, 'only the report for "site" is about one site'),
        ({"since": "2026-02-30"}, 'the calendar has no day "2026-02-30"'),
        ({"since": "2026-07-01"}, "later than the report"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_said(words: dict[str, str], says: str) -> None:
    with pytest.raises(SpreadkitError, match=says) as refused:
        build_report(EXAMPLE, as_of=AS_OF, **words)

    assert refused.value.exit_code == 2


def test_many_sheets_need_a_folder() -> None:
    result = CliRunner().invoke(app, ["report", str(EXAMPLE), "--for", "site", "--site", "all"])

    assert "several reports do not fit on the screen" in str(result.exception)


def test_the_appendix_has_a_flag_of_its_own() -> None:
    first = ["report", str(EXAMPLE), "--as-of", "2026-06-30", "--no-charts", "--format", "md"]
    runner = CliRunner()

    by_flag, by_name = (runner.invoke(app, [*first, *more]) for more in (["--appendix"], ["--for", "appendix"]))
    pack = runner.invoke(app, first)

    assert by_flag.exit_code == 0
    assert by_flag.output == by_name.output
    assert "## Readiness" in by_flag.output
    assert "## Readiness" not in pack.output


def test_the_appendix_is_of_no_other_reader() -> None:
    result = CliRunner().invoke(app, ["report", str(EXAMPLE), "--for", "sponsor", "--appendix"])

    assert "the appendix is of the pack of a steering group" in str(result.exception)


@pytest.mark.parametrize("reader", ["sponsor", "steering", "appendix"])
def test_json_has_the_promised_keys(reader: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    promised = json.loads(page.partition("spreadkit report --format json`\n\n```json")[2].partition("```")[0])

    said = json.loads(get_format("json", "report").render_report(build_report(EXAMPLE, as_of=AS_OF, reader=reader)))

    for name in ("facts", "headline", "verdicts", "frameworks"):
        assert keys_in(said[name]) == keys_in(promised[name])
    assert list(said) == list(promised)
    assert set(said["sections"][0]) == set(promised["sections"][0])
    assert said["verdicts"][1]["inputs"][0] == {"name": "there", "value": "7", "route": ["adoption"]}
    assert said["verdicts"][0]["inputs"][0]["route"] == ["measures", "falls-rate", "data"]


def test_the_headline_stands_first_in_every_format(sponsor: Report) -> None:
    assert sponsor.headline is not None
    said = plain(sponsor.headline.says)

    page = Page(html.render_report(sponsor))
    twin = get_format("md", "report").render_report(sponsor)
    text = get_format("text", "report").render_report(sponsor)

    assert page.text.index(said) < page.text.index("Two things we need from you")
    assert twin.index(said) < twin.index("## Two things we need from you")
    assert "Are we on track? ◆ Not for July. 7 wards, where 5 were due by now." in " ".join(text.split())


def test_every_printed_page_says_as_of_when_and_in_which_revision(sponsor: Report) -> None:
    text = html.render_report(sponsor)

    style = text.partition("<style>")[2].partition("</style>")[0]
    assert f'@bottom-left {{ content: "Sponsor page\\2c  as of 30 June 2026\\2c  revision {sponsor.revision}"' in style
    assert html.hash_of(style) in text


def test_a_hostile_revision_stays_between_its_quotes() -> None:
    assert html.css_text('x"; } </style>\n*{}') == '"x\\22 \\3b  \\7d  \\3c \\2f style\\3e  \\2a \\7b \\7d "'


def test_many_plans_are_written_in_one_run_by_one_renderer(folder: Path) -> None:
    for name in ("north", "south"):
        (folder / name).mkdir()
        (folder / name / "spread-plan.yaml").write_text(f"schema: spreadkit/plan@1\ntitle: {name}\n", encoding="utf-8")

    result = CliRunner().invoke(app, ["report", "north", "south", "--for", "sponsor", "--output", "out"])

    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["north.html", "south.html"]
    assert html.environment_of_pages() is html.environment_of_pages()


def test_two_plans_of_one_name_are_told(folder: Path) -> None:
    (folder / "spread-plan.yaml").write_text("schema: spreadkit/plan@1\ntitle: One\n", encoding="utf-8")

    with pytest.raises(SpreadkitError, match="two plans would be written as"):
        build_reports([folder, folder], as_of=AS_OF)


@pytest.mark.parametrize(
    ("reader", "site"), [("sponsor", None), ("site", "birch"), ("steering", None), ("appendix", None)]
)
def test_nothing_in_a_plan_is_live_for_any_reader(reader: str, site: str | None, folder: Path) -> None:
    main = write_example(folder, full_plan(HOSTILE + "\n" + TRICKS, TRICKS), about="plan").main

    report = build_report(main, as_of=AS_OF, reader=reader, site=site, since="2026-02-01")

    page = Page(html.render_report(report))
    check_inert(page)
    check_inert_twin(
        get_format("md", "report").render_report(report),
        {"https://example.org/a?b=1&c=2"},
        frozenset({"em_open", "code_inline"}),
    )
    assert "<script>alert(1)</script>" in page.text


def test_the_sheets_in_html_have_an_index_by_wave(folder: Path) -> None:
    words = ["--as-of", "2026-06-30", "--for", "site", "--site", "all", "-o", "sheets", "--no-charts"]

    result = CliRunner().invoke(app, ["report", str(EXAMPLE), *words])

    assert result.exit_code == 0, result.output
    files = {path.name for path in (folder / "sheets").iterdir()}
    index = (folder / "sheets" / "index.html").read_text(encoding="utf-8")
    linked = re.findall(r'<a href="([^"]+)"', index)
    assert {*linked} == files - {"index.html"}
    assert len(linked) == 16
    assert re.findall(r"<h2[^>]*>([^<]+)", index)[0] == "Five wards that asked to be first"
    assert "The review after a fall</bdi> has stopped" in index


def test_a_site_called_index_keeps_its_sheet(folder: Path) -> None:
    sites = "[{id: index, name: '<b>Index</b> Ward'}, {id: other, name: Other}]"
    (folder / "spread-plan.yaml").write_text(
        f"schema: spreadkit/plan@1\ntitle: Two\nsites: {sites}\n", encoding="utf-8"
    )

    result = CliRunner().invoke(app, ["report", str(folder), "--for", "site", "--site", "all", "-o", "sheets"])

    assert result.exit_code == 0, result.output
    assert {path.name for path in (folder / "sheets").iterdir()} == {"index.html", "other.html", "all-sheets.html"}
    assert "&lt;b&gt;Index&lt;/b&gt; Ward" in (folder / "sheets" / "all-sheets.html").read_text(encoding="utf-8")
