"""The page that defines what is said of adoption: each example on it is what the code says."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.words import held_words, sentences, state_words
from spreadkit.model.plan import Plan

PAGE = Path(__file__).parents[2] / "docs" / "adoption.md"
COLUMNS = ("date", "site", "change", "stage", "barrier", "reason", "note")
SECTION = re.compile(r"^##+ (?P<title>.+?)\n(?P<text>.*?)(?=^##+ |\Z)", re.DOTALL | re.MULTILINE)
SAYS = re.compile(r"^On (?P<day>\d+ \w+ \d{4}): “(?P<text>.+)”$", re.MULTILINE)

WITHOUT = {"Of how many", "No lead"}
"""Definitions whose example would need another plan; tests of their own hold them."""


class Example(NamedTuple):
    """An example of the page: below which heading, from which rows, what is said on which day."""

    title: str
    rows: tuple[dict[str, str], ...]
    day: str
    text: str


def examples() -> Iterator[Example]:
    for section in SECTION.finditer(PAGE.read_text(encoding="utf-8")):
        found = re.search(r"```csv\n(.*?)```", section["text"], re.DOTALL)
        if found:
            rows = [dict(zip(COLUMNS, row, strict=False)) for row in csv.reader(found[1].splitlines())]
            told = tuple({name: text for name, text in row.items() if text} for row in rows)
            yield from (
                Example(section["title"], told, said["day"], said["text"]) for said in SAYS.finditer(section["text"])
            )


def plan_of_page(rows: tuple[dict[str, str], ...]) -> Plan:
    changes = {name: {"title": name.capitalize(), "core": "yes"} for name in ("huddle", "check")}
    changes["board"] = {"title": "Board", "core": "no"}
    wards = ("ash", "elm", "oak")
    return Plan.model_validate(
        {
            "schema": "spreadkit/plan@1",
            "title": "Huddles",
            "package": {"version": "1", "changes": changes},
            "people": {"nk": {"name": "Nadia Khan"}},
            "waves": {"wave-1": {"start": "2026-01-05", "end": "2026-06-30"}},
            "sites": [
                {"id": each, "name": f"{each.capitalize()} Ward", "wave": "wave-1", "lead": "nk"} for each in wards
            ],
            "adoption": list(rows),
        }
    )


def said_on(rows: tuple[dict[str, str], ...], day: str) -> set[str]:
    seen = Overview(plan_of_page(rows), datetime.strptime(day, "%d %B %Y").date())  # noqa: DTZ007 - a day, no time
    states = {f"{tracked.site.name}: {state_words(tracked, seen.titles)}" for tracked in seen.sites}
    return {*sentences(seen), *states, *(held_words(tracked.barriers) for tracked in seen.sites)}


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.title)
def test_example_is_what_the_code_says(example: Example) -> None:
    assert example.text in said_on(example.rows, example.day)


def test_each_definition_has_an_example() -> None:
    titles = {
        section["title"] for section in SECTION.finditer(PAGE.read_text(encoding="utf-8")) if section[0][2] == "#"
    }

    assert titles - WITHOUT == {example.title for example in examples()} - {"How long it takes"}
    assert len(titles) > 15
