"""Days lie between 1900 and 2200, wherever they are written; anything else is told at its place, and nothing hangs."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from spreadkit.cli.app import app
from spreadkit.errors import SpreadkitError
from spreadkit.months import FIRST_DAY, LAST_DAY, is_possible

HEAD = "schema: spreadkit/plan@1\ntitle: Example\nstage: launch\n"

PLANS = {
    "wave": "waves:\n  first: {start: 2026-01-05, end: DAY}\n",
    "aim": "aim: {by: DAY}\n",
    "action": "actions: {a: {do: Ask, due: DAY}}\n",
    "evidence": "evidence: {e: {kind: link, link: https://example.org/, dated: DAY}}\n",
    "ignore": "ignore: [{rule: leap, because: So, by: ap, until: DAY}]\n",
    "row": "package: {version: '1', changes: {h: {title: H}}}\nsites: [{id: a, name: A}]\nadoption: adoption.csv\n",
    "series": "measures:\n  m: {title: M, kind: outcome, better: lower, data: {file: adoption.csv, value: v}}\n",
}
TABLES = {"row": "date,site,change,stage\nDAY,a,h,implemented\n", "series": "date,v\nDAY,1\n"}
OUTSIDE = ["9999-12-31", "2201-01-01", "1899-12-31", "0001-01-01"]
COMMANDS = [
    ("check", "{plan}"),
    ("score", "{plan}"),
    ("report", "{plan}", "--format", "json"),
    ("report", "{plan}", "--for", "sponsor", "--format", "markdown"),
    ("adoption", "{plan}", "--format", "json"),
    ("measure", "--plan", "{plan}", "--format", "json"),
    ("rollout", "{plan}", "--format", "json"),
]


def laid(folder: Path, kind: str, day: str) -> Path:
    """Write a plan with a day at some place in it, and the table that it needs."""
    plan = folder / "spread-plan.yaml"
    plan.write_text(HEAD + PLANS[kind].replace("DAY", day), encoding="utf-8")
    if kind in TABLES:
        (folder / "adoption.csv").write_text(TABLES[kind].replace("DAY", day), encoding="utf-8")
    return plan


@pytest.mark.parametrize("day", OUTSIDE)
@pytest.mark.parametrize("kind", PLANS)
def test_a_day_of_another_time_is_told_at_its_place(kind: str, day: str, tmp_path: Path) -> None:
    plan = laid(tmp_path, kind, day)

    result = CliRunner().invoke(app, ["check", str(plan), "--as-of", "2026-06-30", "--format", "json"])

    wrong = [each for each in json.loads(result.stdout)["findings"] if each["slug"] == "wrong-value"]
    assert [each["message"] for each in wrong] == [f'"{day}" is not between 1900 and 2200; correct the year']
    assert result.exit_code == 1


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
@pytest.mark.parametrize("kind", PLANS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: "-".join(words[:1] + words[2:]))
def test_the_first_and_the_last_day_end_no_command_in_an_error(
    command: tuple[str, ...], kind: str, day: str, tmp_path: Path
) -> None:
    plan = laid(tmp_path, kind, day)

    for as_of in ("1900-01-01", "2026-06-30", "2200-12-31"):
        result = CliRunner().invoke(app, [*(word.format(plan=plan) for word in command), "--as-of", as_of])

        assert result.exit_code in {0, 1, 2, 3}, result.exception


@pytest.mark.parametrize("day", OUTSIDE)
@pytest.mark.parametrize(("option", "command"), [("--as-of", "check"), ("--since", "report"), ("--by", "rollout")])
def test_an_option_of_another_time_is_refused(option: str, command: str, day: str, tmp_path: Path) -> None:
    plan = laid(tmp_path, "aim", "2027-01-01")

    result = CliRunner().invoke(app, [command, str(plan), option, day])

    said = f"{result.output.replace('│', ' ')} {result.exception}"
    assert result.exit_code == 2 or isinstance(result.exception, SpreadkitError)
    assert "between 1900 and 2200" in " ".join(said.split())


@settings(max_examples=60)
@given(st.dates())
def test_a_day_is_possible_where_its_year_is(day: date) -> None:
    assert is_possible(day) == (1900 <= day.year <= 2200)


def test_the_ends_are_possible_and_their_neighbours_are_not() -> None:
    assert [is_possible(day) for day in (FIRST_DAY, LAST_DAY)] == [True, True]
    assert not is_possible(FIRST_DAY - timedelta(days=1))
    assert not is_possible(LAST_DAY + timedelta(days=1))
