"""`spreadkit adoption` and `spreadkit measure`: what they print, as text, as data, and where there is nothing."""

import csv
import io
import json
from pathlib import Path

import pytest

from test_cli import assert_one_line_said, run

pytestmark = pytest.mark.usefixtures("folder")

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
people:
  nk: {name: Nadia Khan}
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes}
    board: {title: Safety board, core: no}
waves:
  wave-1: {title: The first wards, start: 2026-01-05}
sites:
  - {id: ash, name: Ash Ward, wave: wave-1, lead: nk}
  - {id: elm, name: "=Elm Ward", wave: wave-1}
adoption: adoption.csv
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    unit: per 1000 bed days
    target: 4
    every: month
    baseline: {until: 2025-04-30}
    redefined: [{on: 2025-02-01, what: Near falls are counted too}]
    data: {file: falls.csv, count: falls, per: days, times: 1000, site: site}
  beds:
    title: Beds
    kind: balancing
    better: neither
"""
ADOPTION = """\
date,site,change,stage,barrier,by
2026-02-02,ash,huddle,implemented,,coach
2026-04-01,elm,huddle,paused,Ward move,coach
"""
MONTHS = [f"{2024 + month // 12}-{month % 12 + 1:02}-01" for month in range(30)]
FALLS = "date,site,falls,days\n" + "".join(
    f"{month},{site},{(7 if index < 16 else 3) + index % 3},1000\n"
    for index, month in enumerate(MONTHS)
    if month != "2025-10-01"
    for site in ("ash", "elm")
)
AS_OF = ("--as-of", "2026-06-30")


@pytest.fixture
def plan(folder: Path) -> Path:
    (folder / "adoption.csv").write_text(ADOPTION, encoding="utf-8")
    (folder / "falls.csv").write_text(FALLS, encoding="utf-8")
    path = folder / "spread-plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.usefixtures("plan")
def test_tracker_shows_who_needs_help_first_with_its_key() -> None:
    result = run("adoption", *AS_OF)

    lines = result.stdout.splitlines()
    assert result.returncode == 0
    said = " ".join(result.stdout.split())
    first = "1 of 2 target sites has every core change in place, last seen in February (Ash Ward)."
    assert said.startswith(f"Huddles, as of 30 June 2026 {first} ██░░ The first wards huddle board seen")
    assert "▌ =Elm Ward ‖ · 90 d silent; no lead ▌ Ash Ward ◐ · 148 d silent" in said
    assert "In place 1 0 of 2 last seen 1" in said
    assert "◐ in place when last seen, ‖ paused, · nothing on record" in said
    assert "board: Safety board (not core)" in lines


@pytest.mark.usefixtures("plan")
def test_tracker_of_another_day_is_that_of_the_day() -> None:
    then = json.loads(run("adoption", "--as-of", "2026-02-28", "--format", "json").stdout)

    assert {name: then["now"][name] for name in ("ever", "current", "of", "stale")} == {
        "ever": 1,
        "current": 1,
        "of": 2,
        "stale": [],
    }
    assert {site["id"]: site["lowest"] for site in then["sites"]} == {"ash": "5", "elm": "?"}
    assert then["over_time"] == [{"on": "2026-02-02", "ever": 1, "current": 1, "of": 2, "stale": []}]


@pytest.mark.usefixtures("plan")
def test_tracker_as_csv_has_a_row_for_each_site_and_change_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(run("adoption", *AS_OF, "--format", "csv").stdout)))

    assert [(row["site"], row["change"], row["stage"]) for row in rows] == [
        ("elm", "huddle", "paused"),
        ("elm", "board", ""),
        ("ash", "huddle", "implemented"),
        ("ash", "board", ""),
    ]
    assert rows[0]["name"] == "'=Elm Ward"
    assert (rows[0]["barrier"], rows[0]["by"], rows[0]["age_days"]) == ("Ward move", "coach", "90")


@pytest.mark.usefixtures("plan")
def test_tracker_as_markdown_is_a_table() -> None:
    text = run("adoption", *AS_OF, "--format", "md").stdout

    assert text.startswith("# Where each site stands on 30 June 2026\n")
    ash = "| Ash Ward | The first wards | Nadia Khan | 5 implemented | ? | 5 | 148 days ago |"
    assert f"{ash} no news since 2 February 2026 |" in text


def test_plan_without_sites_says_what_is_missing(folder: Path) -> None:
    (folder / "spread-plan.yaml").write_text("schema: spreadkit/plan@1\ntitle: T\n", encoding="utf-8")

    tracker, measures = run("adoption", *AS_OF), run("measure", *AS_OF)

    needs = "the plan needs a package with changes, and a table with target sites"
    assert needs in " ".join(tracker.stdout.split())
    assert "The plan has no measures yet." in measures.stdout
    assert tracker.returncode == measures.returncode == 0


@pytest.mark.usefixtures("plan")
def test_measures_are_shown_one_below_the_other_with_what_they_show() -> None:
    text = run("measure", *AS_OF).stdout

    said = " ".join(text.split())
    assert "Falls 4.0 per 1000 bed days from April to June; 8.0 before: more than chance, and better." in said
    assert "falls: outcome, per 1000 bed days, lower is better; run chart, judged by the Anhøj rules" in said
    bars = next(line for line in text.splitlines() if "█" in line)
    assert (bars.index("|"), bars.index(" ")) == (13, 22)
    assert "a gap: no value; | counted otherwise from here on" in said
    assert "a shift to the better" in said
    assert "\nBeds\n" in text
    assert "There are no data yet." in text


@pytest.mark.usefixtures("plan")
def test_measure_is_drawn_with_its_lines_marks_and_rules() -> None:
    text = run("measure", "falls", *AS_OF).stdout

    lines = text.splitlines()
    chart = [line for line in lines if "┤" in line or "│" in line]
    assert len(chart) == 11
    drawn = [line.partition("┤")[2] or line.partition("│")[2] for line in chart]
    assert sum(line.count("●") for line in drawn) == 14
    assert sum(line.count("o") for line in drawn) == 15
    assert {line[21:22] for line in drawn} <= {"", " ", "─", "═"}
    assert "─ median 8; ═ target 4" in text
    assert "- 1 February 2025: counted otherwise from here on; Near falls are counted too" in lines
    assert "Anhøj J, Olesen AV." in text


@pytest.mark.usefixtures("plan")
def test_sites_are_drawn_on_one_scale() -> None:
    text = run("measure", "falls", "--by-site", *AS_OF).stdout

    ash, elm = (line for line in text.splitlines() if " Ward " in line)
    assert "▁ 3 to █ 9; all on one scale" in text
    assert text.count("Falls\n") == 1
    assert (ash.index("|"), ash.split()[-1]) == (elm.index("|"), "better")
    assert "target" not in text


@pytest.mark.usefixtures("plan")
def test_measure_as_json_holds_points_phases_and_signals() -> None:
    (chart,) = json.loads(run("measure", "falls", *AS_OF, "--format", "json").stdout)["charts"]

    assert (chart["chart"], chart["rules"], len(chart["points"])) == ("run", "anhoej", 30)
    assert chart["points"][21] == {
        "date": "2025-10-01",
        "value": None,
        "count": None,
        "per": None,
        "sites": 0,
        "reporters": [],
        "centre": 8.0,
        "lower": None,
        "upper": None,
        "excluded": False,
        "rule": None,
        "direction": None,
    }
    assert chart["points"][0]["value"] == 7.0
    signal = chart["signals"][0]
    assert (signal["rule"], signal["judgement"]) == ("long-run", "better")


@pytest.mark.usefixtures("plan")
def test_measure_as_csv_has_a_row_for_each_point() -> None:
    rows = list(csv.DictReader(io.StringIO(run("measure", "falls", "--site", "ash", *AS_OF, "--format", "csv").stdout)))

    assert len(rows) == 30
    assert (rows[0]["site"], rows[0]["value"], rows[0]["count"], rows[0]["per"]) == ("ash", "7", "7", "1000")
    assert rows[21]["value"] == ""
    assert rows[-1]["rule"] == "long-run"


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("measure", "fals"), 'there is no measure "fals" (did you mean "falls"?); there are: falls and beds'),
        (("measure", "falls", "--site", "asch"), 'no measure has data of a site "asch" (did you mean "ash"?)'),
        (("measure", "--format", "xml"), 'there is no format "xml" for a measure'),
        (("adoption", "--format", "xls"), 'there is no format "xls" for an adoption'),
        (("adoption", "nowhere"), "nowhere"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments, *AS_OF)

    assert result.returncode == 2
    assert_one_line_said(result, words)


def test_plan_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "spread-plan.yaml").write_text("a: [\n", encoding="utf-8")

    results = [run("adoption"), run("measure")]

    assert [result.returncode for result in results] == [1, 1]
    assert all("cannot be read as a plan" in result.stderr for result in results)
