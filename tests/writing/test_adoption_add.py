"""One adoption event more: checked before it is written, and nothing that is there is touched."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from spreadkit.adoption.state import latest_events
from spreadkit.cli import adoption_add
from spreadkit.cli.app import app
from spreadkit.loading.loader import load_plan

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
stage: expand
package:
  version: "1"
  changes:
    huddle: {title: Two-minute safety huddle, core: yes}
sites: sites.csv
adoption: adoption.csv
"""
HEADING = "date,site,change,stage,barrier,reason,note,by\n"
ADOPTION = HEADING + '2026-05-01,ash,huddle,aware,"No time, they say",,,\n'
TODAY = date(2026, 6, 30)


@pytest.fixture
def plan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan that has one adoption event, on a day in June."""
    monkeypatch.setattr(adoption_add, "today", lambda: TODAY)
    (folder / "spread-plan.yaml").write_text(PLAN)
    (folder / "sites.csv").write_text("id,name\nash,Ash Ward\nelm,Elm Ward\n")
    (folder / "adoption.csv").write_text(ADOPTION)
    return folder


def adoption(*words: str) -> Result:
    return CliRunner().invoke(app, ["adoption", *words])


def add(site: str = "ash", change: str = "huddle", stage: str = "testing", *more: str) -> Result:
    return adoption("add", "--site", site, "--change", change, "--stage", stage, *more)


def test_a_row_is_added_for_today(plan: Path) -> None:
    result = add()

    assert result.exit_code == 0
    assert result.stdout == "2026-06-30 ash huddle testing\n"
    assert result.stderr == 'wrote "adoption.csv"\n'
    assert (plan / "adoption.csv").read_text() == ADOPTION + "2026-06-30,ash,huddle,testing,,,,\n"


def test_everything_that_is_said_is_written(plan: Path) -> None:
    words = ("--date", "2026-06-01", "--barrier", "Two leads left", "--reason", "no-nurse-leader", "--note", 'A "note"')

    result = add("elm", "huddle", "paused", *words, "--by", "jl", "--plan", str(plan))

    assert result.exit_code == 0
    assert (plan / "adoption.csv").read_text() == (
        ADOPTION + '2026-06-01,elm,huddle,paused,Two leads left,no-nurse-leader,"A ""note""",jl\n'
    )


@pytest.mark.usefixtures("plan")
def test_the_plan_knows_the_new_stage() -> None:
    add()

    loaded = load_plan(Path("spread-plan.yaml"))
    assert loaded.problems == []
    assert loaded.plan is not None
    assert latest_events(loaded.plan, TODAY)["ash", "huddle"].stage.value == "testing"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ahs",), '"ahs" is not among the sites (did you mean "ash"?) [unknown-site]'),
        (("ash", "hudle"), 'there is no change "hudle" (did you mean "huddle"?) [unknown-reference]'),
        (("ash", "huddle", "tested"), '1 row of "stage" holds what is no stage here: "tested"'),
        (("ash", "huddle", "tesing"), 'did you mean "testing"?'),
        (("ash", "huddle", "testing", "--date", "2026-07-01"), '"2026-07-01" is still to come on 2026-06-30'),
        (("ash", "huddle", "paused", "--reason", "no-money"), "is not one of the words that fit here"),
        (("ash", "huddle", "testing", "--note", "=1+1"), 'the cell "note" begins as a formula does'),
        (("ash", "huddle", "testing", "--note", "a\x07b"), 'the text for "note" holds an invisible control character'),
        (
            ("ash", "huddle", "testing", "--note", "Fall of 943 476 5919"),
            "this looks like an NHS, CHI or H&C number (…19)",
        ),
        (("ash", "huddle", "testing", "--date", "2026-05-01"), "has another row of that day, with stage aware"),
        (("", "huddle"), '"site" is empty'),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(words: tuple[str, ...], says: str, plan: Path) -> None:
    result = add(*words)

    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stderr.endswith("nothing was written\n")
    assert result.stdout == ""
    assert (plan / "adoption.csv").read_text() == ADOPTION


@pytest.mark.usefixtures("plan")
def test_all_that_is_wrong_is_told_at_once() -> None:
    result = add("ahs", "hudle", "testing", "--date", "2026-07-01")

    assert result.stderr.count("refused: ") == 3


def test_the_same_row_is_not_written_twice(plan: Path) -> None:
    add()
    before = (plan / "adoption.csv").read_bytes()

    result = add()

    assert result.exit_code == 0
    assert "this row is there already" in result.stderr
    assert (plan / "adoption.csv").read_bytes() == before


@pytest.mark.usefixtures("plan")
def test_what_check_will_say_is_told() -> None:
    result = add("ash", "huddle", "implemented")

    assert result.exit_code == 0
    assert "by more than 2 stages at once" in result.stderr


def test_a_site_without_a_file_gets_its_first_one(plan: Path) -> None:
    (plan / "spread-plan.yaml").write_text(PLAN.replace("adoption.csv", '"sites/*/adoption.csv"'))

    result = add()

    assert result.exit_code == 0, result.output
    assert (plan / "sites" / "ash" / "adoption.csv").read_text() == (
        "date,change,stage,barrier,reason,note,by,seen\n2026-06-30,huddle,testing,,,,,\n"
    )


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("line", ["", "adoption: []\n"])
def test_a_plan_that_keeps_no_table_is_told_how_to_begin_one(line: str) -> None:
    Path("spread-plan.yaml").write_text(PLAN.replace("adoption: adoption.csv\n", line))

    result = add()

    assert "add the line adoption: adoption.csv, and the file with the heading date,site" in str(result.exception)


class TestTheGroup:
    @pytest.mark.usefixtures("plan")
    @pytest.mark.parametrize("words", [(), (".",), ("--as-of", "2026-06-30"), ("show",), ("show", "spread-plan.yaml")])
    def test_what_is_no_sub_command_is_shown(self, words: tuple[str, ...]) -> None:
        result = adoption(*words, "--format", "json")

        assert result.exit_code == 0
        assert {each["id"]: each["lowest"] for each in json.loads(result.stdout)["sites"]} == {"ash": "1", "elm": "?"}

    @pytest.mark.parametrize("word", ["--help", "-h"])
    def test_help_is_that_of_the_group(self, word: str) -> None:
        result = adoption(word)

        assert result.exit_code == 0
        assert "add" in result.stdout
        assert "show" in result.stdout

    @pytest.mark.usefixtures("plan")
    def test_a_plan_that_is_not_there_is_told_of_as_such(self) -> None:
        result = adoption("nowhere")

        assert "nowhere" in str(result.exception)
