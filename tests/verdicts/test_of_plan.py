"""What the examples' own files say is what their worked cases expect."""

from datetime import date
from pathlib import Path

import pytest

from spreadkit.api.plans import build_report
from spreadkit.model.report import Report
from spreadkit.verdicts.grammar import plain

from plan_states import worked
from rule_examples import write_example

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = {
    "north": ("north-network-huddles", date(2026, 6, 30)),
    "vha": ("vha-advanced-clinic-access", date(2003, 1, 31)),
    "ghana": ("ghana-fives-alive", date(2015, 9, 30)),
    "mayo": ("mayo-vte", date(2016, 12, 31)),
    "parkinson": ("parkinson-physio", date(2021, 10, 31)),
}
QUESTIONS = ("working", "on-track", "stuck", "lasting", "trust")
DIFFERS = {
    ("north", "trust"): "the plan says when the check was made",
    ("ghana", "working"): "the plan says whose figures they are",
    ("ghana", "on-track"): "no field of a plan has the published reach",
    ("vha", "on-track"): "the plan says when it ended",
    ("mayo", "working"): "the plan names the campus",
    ("mayo", "on-track"): "no field of a plan has the published reach",
}
"""Where the words of a case are shorter than those of the example's files, and why."""


def report(name: str) -> Report:
    folder, day = DAYS[name]
    return build_report(EXAMPLES / folder, as_of=day, reader="sponsor")


@pytest.mark.parametrize("name", DAYS)
def test_an_example_is_told_as_its_worked_case(name: str) -> None:
    expected = next(case["expect"] for case in worked()["cases"] if case["id"] == f"example-{name}")
    said = {verdict.question: verdict for verdict in report(name).verdicts}

    for question in QUESTIONS:
        wanted = expected[question]
        if (name, question) in DIFFERS:
            assert (said[question].row == wanted["row"]) == (question != "on-track" or name != "mayo")
        else:
            assert {
                "row": said[question].row,
                "word": said[question].word,
                "sign": said[question].sign,
                "says": plain(said[question].says),
            } == wanted


def test_the_fictional_example_has_the_headline_and_the_size_of_its_case() -> None:
    expected = next(case["expect"] for case in worked()["cases"] if case["id"] == "example-north")
    made = report("north")

    assert made.headline is not None
    assert plain(made.headline.says) == expected["headline"]
    assert made.size is not None
    assert plain(made.size) == expected["size"]


CHECKED = """
schema: spreadkit/plan@1
title: Huddles
stage: prepare
frameworks: []
aim: {measure: falls}
sites: [{id: ash, name: Ash, status: target}]
measures:
  falls: {title: Falls, short: falls, plural: yes, kind: outcome, better: lower, CHECKED
    data: {file: falls.csv, value: n}}
--- falls.csv
date,n
2026-05-01,3
2026-06-01,4
"""


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        (
            "checked: {on: 2026-05-12, found: 20 of 22 had been told},",
            "Checked on 12 May: 20 of 22 had been told.",
        ),
        ("checked: {on: unknown, found: 20 of 22 had been told},", " 20 of 22 had been told."),
        ("checked: 20 of 22 had been told,", " 20 of 22 had been told."),
        ("checked: no,", "a second source"),
        ("checked: {on: 2026-05-12, found: no},", "a second source"),
        ("", "a second source"),
    ],
)
def test_a_check_is_told_as_it_was_made(folder: Path, checked: str, says: str) -> None:
    main = write_example(folder, CHECKED.replace("CHECKED", checked), about="plan").main
    made = build_report(main, as_of=date(2026, 6, 30), reader="sponsor")

    assert says in plain(made.verdicts[-1].says)
