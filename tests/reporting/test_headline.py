"""The sentences at the top: what they say of little, of much and of what was lost, each figure with its source."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.adoption.overview import Overview
from spreadkit.api.plans import open_plan
from spreadkit.measures.measure_charts import chart_measure
from spreadkit.model.report import DataSentence
from spreadkit.reporting.headline import headline, headline_of_site, mentions
from test_sections import write_example

AS_OF = date(2026, 6, 30)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
STAGES = ("aware", "testing", "implemented", "sustained", "paused", "discontinued", "not-applicable")

HEAD = """
aim: {measure: falls, target: 4.0, by: 2027-03-31, where: all}
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}, check: {title: Check, core: yes}}}
waves: {wave-1: {start: 2025-01-01, end: 2025-06-30}}
sites: sites.csv
adoption: adoption.csv
measures:
  falls: {title: Falls per 1000 bed days, kind: outcome, better: lower, every: month,
    data: {file: falls.csv, value: falls, site: site}}
--- sites.csv
id,name,wave,status
ash,Ash,wave-1,target
birch,Birch,wave-1,target
cedar,Cedar,wave-1,target
--- adoption.csv
date,site,change,stage
"""
FALLS = "--- falls.csv\ndate,site,falls\n"


def said_of(folder: Path, events: str = "", falls: str = "", head: str = HEAD) -> tuple[DataSentence, ...]:
    path = write_example(folder, f"{head}{events}{FALLS}{falls}", about="plan").main
    plan = open_plan(path, as_of=AS_OF).subject.plan
    charts = {name: chart_measure(each, AS_OF) for name, each in plan.measures.items()}
    seen = Overview(plan, AS_OF)
    return (
        *headline(plan, seen, charts),
        *(each for site in plan.sites for each in headline_of_site(plan, site, seen)),
    )


def texts(said: tuple[DataSentence, ...]) -> list[str]:
    return [each.text for each in said]


def test_of_an_empty_plan_nothing_is_claimed(folder: Path) -> None:
    spread, effect, holding = texts(said_of(folder, head="measures: {}\n")[:3])

    assert spread == "The plan lists no target site, so it cannot be said how far the change has spread."
    assert effect == "The aim names no measure, so it cannot be said from the plan whether it helps."
    assert holding == "No core change is on record as in place, so it cannot be said whether it holds."


def test_what_is_not_on_record_is_unknown_and_not_nought(folder: Path) -> None:
    spread, effect, holding = texts(said_of(folder)[:3])

    assert spread == "Nothing is on record yet of 3 target sites, so it cannot be said how far the change has spread."
    assert effect == "Falls per 1000 bed days: there are no data yet, so it cannot be said whether it helps."
    assert holding == "No core change is on record as in place, so it cannot be said whether it holds."


def test_once_is_told_from_now_and_lost_is_counted(folder: Path) -> None:
    events = (
        "2025-02-01,ash,huddle,implemented\n2025-02-01,ash,check,implemented\n2025-07-25,ash,huddle,sustained\n"
        "2025-03-01,birch,huddle,implemented\n2025-03-01,birch,check,implemented\n2025-05-01,birch,check,discontinued\n"
    )

    spread, _, holding = said_of(folder, events)[:3]

    assert spread.text == (
        "1 of 3 target sites has every core change in place, last seen in July 2025 (Ash); 2 had at some time, "
        "so 1 no longer does; of 1 site it is not known."
    )
    assert {(each.name, each.value) for each in spread.source} >= {("target sites", "3")}
    assert holding.text == (
        "Of 4 re-checks that were due by now (each core change at each site, 6 and 12 months after it was put in "
        "place), 1 found it still there and 3 have not been made; 1 was given up before it was to be looked at."
    )


def test_few_values_are_said_to_be_too_few(folder: Path) -> None:
    falls = "".join(f"2026-0{month}-01,ash,{month}\n" for month in range(1, 5))

    effect = said_of(folder, falls=falls)[1]

    assert "too few to tell a change from chance" in effect.text


def test_a_measure_that_is_no_outcome_is_not_taken_for_one(folder: Path) -> None:
    effect = said_of(folder, head=HEAD.replace("kind: outcome", "kind: process"))[1]

    assert effect.text.startswith("Falls per 1000 bed days (what is done, not what comes of it): there are no data yet")


def test_what_was_published_is_said_as_such(folder: Path) -> None:
    published = "published: [{says: 4 in 1000, on: 2026-05-01}, {says: 3 in 1000, on: 2026-12-01}],"
    head = HEAD.replace("every: month,\n    data: {file: falls.csv, value: falls, site: site}", published)

    effect = said_of(folder, head=head)[1]

    assert effect.text == (
        "Falls per 1000 bed days: “4 in 1000”, as published (1 May 2026); "
        "there is no series that would tell a change from chance."
    )


def test_a_site_is_told_of_itself_alone(folder: Path) -> None:
    events = "2025-02-01,ash,huddle,implemented\n2025-02-01,birch,check,not-applicable\n"

    *_, ash, effect, _, birch, _, _, cedar, _, _ = said_of(folder, events)

    assert ash.text == (
        "Ash: 1 of 2 core changes that apply is in place; of 1 nothing is on record; there has been no news of it "
        "since 1 February 2025, so this is as last seen."
    )
    assert effect.text == (
        "Falls per 1000 bed days, at Ash alone: there are no data yet, so it cannot be said whether it helps here."
    )
    assert birch.text.startswith("Birch: nothing is on record of the one core change that applies")
    assert cedar.text == "Cedar: 0 of 2 core changes that apply are in place; of 2 nothing is on record."


@pytest.mark.parametrize(
    ("text", "value", "given"),
    [("16 of 20", "16", True), ("16 of 20", "6", False), ("6.58 and", "6", False), ("is 4.80.", "4.80", True)],
)
def test_a_figure_is_mentioned_as_a_whole(text: str, value: str, given: bool) -> None:  # noqa: FBT001 - expected
    assert mentions(text, value) is given


DAYS = st.integers(min_value=0, max_value=540).map(lambda number: date(2025, 1, 1) + timedelta(days=number))


@given(
    st.lists(st.tuples(DAYS, st.sampled_from(("ash", "birch", "cedar")), st.sampled_from(("huddle", "check")),
                       st.sampled_from(STAGES)), max_size=12),
    st.lists(st.decimals(min_value=0, max_value=30, places=1), max_size=30),
    st.sampled_from(("run", "xmr")),
    st.sampled_from(("anhoej", "ihi", "mdc")),
)  # fmt: skip
def test_every_number_in_a_sentence_is_among_its_sources(
    folder: Path, events: list[tuple[date, str, str, str]], values: list[object], chart: str, rules: str
) -> None:
    rows = "".join(f"{','.join(map(str, event))}\n" for event in sorted(events))
    months = [f"{2024 + index // 12}-{index % 12 + 1:02d}-01" for index in range(len(values))]
    falls = "".join(f"{month},ash,{value}\n" for month, value in zip(months, values, strict=True))
    head = HEAD.replace("every: month", f"every: month, chart: {chart}, rules: {rules}")
    if rules == "mdc" and chart == "run":
        head = head.replace("chart: run", "chart: xmr")

    said = said_of(folder, rows, falls, head)

    for each in said:
        sources = {number for ground in each.source for number in NUMBER.findall(ground.value)}
        assert set(NUMBER.findall(each.text)) <= sources, (each.text, each.source)
        assert all(mentions(each.text, ground.value) for ground in each.source)
