"""What moved since the last review: each kind from a plan's own files, and shown by every format."""

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from spreadkit import get_format
from spreadkit.api.plans import build_report
from spreadkit.model.report import Report
from spreadkit.verdicts.grammar import plain

from page_checks import WRONG
from rule_examples import write_example

AS_OF = date(2026, 6, 30)
PLAN = """
title: Moving
frameworks: [{use: tiny@1}]
words: {site: ward, sites: wards}
aim: {AIM by: 2027-03-31}
package: {version: "1", changes: {huddle: {title: Huddle, short: the huddle, core: yes}}}
people: {bo: {name: Bo, role: site-lead}, al: {name: Al, role: site-lead ALSO}}
sites: sites.csv
adoption: adoption.csv
waves:
  wave-1: {start: 2026-01-05, end: 2026-12-31}
  wave-2: {start: 2026-05-04, end: 2026-12-31, gate: tiny/expand}
measures: {falls: {title: Falls, kind: KIND, better: lower, every: month, data: {file: falls.csv, value: falls}}}
reviews: REVIEWS
OTHER
--- sites.csv
id,name,status,lead,wave
ash,Ash,target,bo,wave-1
elm,Elm,target,LEAD,wave-2
--- adoption.csv
date,site,change,stage,barrier
2026-01-10,ash,huddle,testing,
ROWS--- falls.csv
date,falls
FALLS"""
RECENT = "2026-06-01,ash,huddle,testing,\n"
PARTS = {
    "AIM": "measure: falls, ",
    "ALSO": "",
    "KIND": "outcome",
    "REVIEWS": "[{on: 2026-03-31}]",
    "OTHER": "",
    "LEAD": "bo",
    "ROWS": RECENT,
    "FALLS": "",
}
"""What of the plan a test may put in another way."""


def months(*values: int) -> str:
    """Return eighteen monthly values up to June 2026."""
    days = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(18)]
    return "".join(f"{day.isoformat()},{value}\n" for day, value in zip(days, values, strict=True))


BETTER = months(*[8, 9] * 5, *[2, 3] * 4)
WORSE = months(*[2, 3] * 5, *[8, 9] * 4)


def said(folder: Path, **parts: str) -> Report:
    """Return the sponsor's page of the plan with some of its parts put in another way."""
    text = PLAN
    for name, part in {**PARTS, **parts}.items():
        text = text.replace(name, part)
    return build_report(write_example(folder, text, about="plan").main, as_of=AS_OF, reader="sponsor")


def lines(report: Report) -> list[str]:
    assert report.moved is not None
    return [plain(line.text) for line in report.moved.lines]


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({"ROWS": "2026-06-08,ash,huddle,implemented,\n"}, "● Ash got there (8 June)."),
        ({"ROWS": "2026-06-08,ash,huddle,discontinued,\n"}, "▼ Ash gave up the huddle (8 June)."),
        ({"ROWS": "2026-06-08,ash,huddle,paused,\n"}, "‖ Ash paused (8 June)."),
        (
            {"ROWS": "2026-02-08,ash,huddle,paused,\n2026-06-08,ash,huddle,testing,\n"},
            "▲ Ash is back (8 June).",
        ),
        ({"ROWS": "2026-06-08,ash,huddle,testing,no room\n"}, "◆ Ash is held up (8 June)."),
        (
            {"ROWS": "2026-03-20,ash,huddle,testing,\n2026-04-13,ash,huddle,testing,\n"},
            "◐ Ash is silent since 13 April.",
        ),
        ({"ROWS": RECENT + "2026-06-08,elm,huddle,testing,\n"}, "◔ Wave 2 began (8 June)."),
        (
            {"OTHER": "decisions: [{gate: tiny/expand, outcome: hold, by: bo, on: 2026-06-18}]"},
            "◆ Wave 2 waits (18 June).",
        ),
        ({}, "◆ Wave 2 waits (4 May)."),
        (
            {"LEAD": "al", "ALSO": ", since: 2026-05-20"},
            "▲ Elm has a lead (20 May).",
        ),
        (
            {"LEAD": "al", "ALSO": ", left: 2026-05-20"},
            "◆ Elm has no lead (20 May).",
        ),
        (
            {"OTHER": "asks: {day: {what: Give us an analyst, short: a day a week, from: bo, by: 2026-06-15}}"},
            "◆ A day a week: asked for by 15 June, not answered.",
        ),
        ({"FALLS": BETTER}, "▲ Falls got better, by more than chance (30 June)."),
        ({"FALLS": WORSE}, "▼ Falls got worse, by more than chance (30 June)."),
    ],
)
def test_a_move_is_told_from_the_files(folder: Path, parts: dict[str, str], line: str) -> None:
    report = said(folder, **parts)

    assert line in lines(report)
    assert not [shown for shown in lines(report) for wrong in WRONG if wrong.search(shown)]


@pytest.mark.parametrize("kind", ["better", "worse"])
def test_a_signal_that_was_there_by_then_has_not_moved(folder: Path, kind: str) -> None:
    values = BETTER if kind == "better" else WORSE

    report = said(folder, FALLS=values, REVIEWS="[{on: 2026-06-20}]")

    assert not [line for line in lines(report) if "chance" in line]


def test_a_target_is_met_once_the_measure_is_better(folder: Path) -> None:
    report = said(folder, AIM="measure: falls, target: 3, ", FALLS=BETTER)

    assert "▲ Falls met the target (30 June)." in lines(report)


def test_harm_elsewhere_is_told_as_its_price(folder: Path) -> None:
    report = said(folder, AIM="", KIND="balancing", FALLS=WORSE)

    assert report.moved is not None
    assert [line.kind for line in report.moved.lines] == ["price", "wave held"]


def test_a_decision_of_the_past_is_no_move(folder: Path) -> None:
    report = said(folder, REVIEWS="[{on: 2026-06-20}]")

    assert lines(report) == ["Nothing moved since 20 June."]


def test_the_title_names_the_review_or_the_day(folder: Path) -> None:
    reviewed, by_day = said(folder), said(folder, REVIEWS="[]")

    assert reviewed.moved is not None
    assert reviewed.moved.title == "Since the review of 31 March"
    assert by_day.moved is not None
    assert by_day.moved.title == "Since 30 March"


def test_what_could_not_be_read_is_no_stillness(folder: Path) -> None:
    report = said(folder, ROWS=f"{RECENT}not a day,ash,huddle,paused,\n", REVIEWS="[{on: 2026-06-20}]")

    assert lines(report) == ["What could be read shows no move since 20 June."]


def in_word(content: bytes) -> str:
    return " ".join(Document(BytesIO(content)).element.xpath("//w:t/text()"))


@pytest.mark.parametrize("reader", ["sponsor", "steering"])
@pytest.mark.parametrize("name", ["text", "markdown", "html", "docx", "json"])
def test_every_format_shows_what_moved(folder: Path, name: str, reader: str) -> None:
    said(folder, ROWS="2026-06-08,ash,huddle,implemented,\n")
    report = build_report(folder, as_of=AS_OF, reader=reader)

    content = get_format(name, "report").render_report(report)
    text = in_word(content) if isinstance(content, bytes) else re.sub(r"<[^>]+>|\\", "", content)

    assert "got there (8 June)." in text
    if name == "json":
        told = json.loads(str(content))
        move = {"kind": "got there", "sign": "●", "says": "Ash got there (8 June).", "on": "2026-06-08"}
        assert told["moves_since"] == "2026-03-31"
        assert move in told["moves"]
    else:
        titles = {"sponsor": "Since the review of 31 March", "steering": "since you met on 31 March."}
        assert titles[reader] in text


def test_the_sheet_of_a_site_has_no_moves_of_others() -> None:
    north = Path(__file__).parents[2] / "examples" / "north-network-huddles"

    assert build_report(north, as_of=AS_OF, reader="site", site="plover").moved is None


def test_since_overrides_the_last_review() -> None:
    north = Path(__file__).parents[2] / "examples" / "north-network-huddles"
    report = build_report(north, as_of=AS_OF, reader="sponsor", since="2026-03-31")

    assert report.moved is not None
    assert report.moved.title == "Since 31 March"
    assert lines(report)[0] == "▼ Bridge gave up the review after a fall (11 May)."
    assert "● Chapel, Cedar, Plover and Dunlin got there." in lines(report)


def test_an_ask_is_short_for_the_sponsor_and_whole_in_the_pack(folder: Path) -> None:
    said(folder, OTHER="asks: {day: {what: Give us an analyst longer, short: an analyst, from: bo, by: 2026-07-15}}")
    pages = {
        reader: get_format("text", "report").render_report(build_report(folder, as_of=AS_OF, reader=reader))
        for reader in ("sponsor", "steering")
    }

    assert "Give us an analyst longer" in str(pages["steering"])
    assert "Give us an analyst longer" not in str(pages["sponsor"])
    assert "an analyst" in str(pages["sponsor"])
