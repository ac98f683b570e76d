"""`spreadkit rollout` as people run it: with a plan and without, what it shows, what it writes, and what it refuses."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command
from typer.testing import CliRunner, Result

from spreadkit.api.rollout import plan_rollout, write_rollout
from spreadkit.checking.run import check_plan
from spreadkit.cli.app import app
from spreadkit.errors import SpreadkitError
from spreadkit.loading.loader import load_plan
from spreadkit.model.base import kebab
from spreadkit.model.schedule import Rollout
from spreadkit.rollout.feasibility import CHECKS
from spreadkit.rules._registry import rollout_checks

from rule_examples import AS_OF

pytestmark = pytest.mark.usefixtures("folder")

DISTRICTS = ("--sites", "570", "--unit-size", "15", "--step-months", "10,9,12", "--coaches", "1")

PLAN = """\
# Our plan
schema: spreadkit/plan@1
title: Huddles # short
aim: {population: 24, by: 2031-06-30}
rollout:
  # agreed in May
  start: 2026-10-01
  step-months: 10
  pause: 1
sites: sites.csv
waves:
  # wave-1:
  #   start: 2026-10-01

measures: {} # none yet
"""

WRITTEN = PLAN.replace(
    "  #   start: 2026-10-01\n\n",
    """\
  #   start: 2026-10-01
  wave-1:
    step: scalable-unit
    start: 2026-10-01
    end: 2027-07-31
    sites: 1 # how many; the table of sites says which
  wave-2:
    step: test
    start: 2027-09-01
    end: 2028-06-30
    sites: 4 # how many; the table of sites says which
  wave-3:
    step: full-scale
    start: 2028-08-01
    end: 2029-05-31
    sites: 19 # how many; the table of sites says which

""",
)


@pytest.fixture
def plan(folder: Path) -> Path:
    """A plan that says what a rollout needs, with two sites of 24 listed."""
    (folder / "spread-plan.yaml").write_text(PLAN)
    (folder / "sites.csv").write_text("id,name,wave\nash,Ash Ward,wave-1\nelm,Elm Ward,\n")
    return folder / "spread-plan.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rollout", *arguments])


def refused(*arguments: str) -> str:
    """Run what must be refused, and return the sentence that says why."""
    result = run(*arguments)
    assert isinstance(result.exception, SpreadkitError), result.output
    assert result.exception.exit_code == 2
    return str(result.exception)


def test_at_a_whiteboard_options_are_enough() -> None:
    result = run(*DISTRICTS, "--start", "2026-10-01", "--by", "2030-09-30", "--as-of", "2026-06-30")

    assert result.exit_code == 0
    assert result.stdout.startswith(
        "570 sites in 38 units of 15: 4 waves, each at most 5 times as many as there were\n"
        "\n"
        "Tightest    Wave 2 needs 5 coaches and has 3: 2 too few. To be short nowhere,\n"
        "            find 2 more for wave 2 and 1 for wave 3.\n"
        "End         2030-10-31; 2032-06-18 if it takes 1.4 times as long.\n"
        "Data        Each wave but the last is long enough for 6 points (9 months).\n"
        "Date        2030-09-30 is missed.\n"
        "Multiplier  6 is the least that meets the date.\n"
        "What gives  Any one of these alone:\n"
        "            - a later date: 2030-10-31 (2032-06-18 with slack; times 25,\n"
        "              2029-08-31)\n"
        "            - an earlier start: 2026-09-01\n"
        "            - shorter waves: 11 months each at most\n"
        "            - fewer sites by then: 375 of 570\n"
        "            - larger waves, times 6, with more coaches: 2 more for wave 2 and 10\n"
        "              for wave 3\n"
        "\n"
        "Wave  For         Units  Sites  In all  Start       End         Coaches  There\n"
        "   1  first unit      1     15      15  2026-10-01  2027-07-31        1      1\n"
        "   2  test            4     60      75  2027-10-01  2028-06-30        5      3\n"
        "   3  full scale     20    300     375  2028-09-01  2029-08-31       20     17\n"
        "   4  full scale     13    195     570  2029-11-01  2030-10-31       19     89\n"
        "\n"
        "Assumed, as nothing says otherwise: multiplier 5*, first-units 1*, "
    )


def test_explained_it_shows_both_tables_of_the_worked_example() -> None:
    shown = run(*DISTRICTS, "--explain").stdout

    assert "2 + 6 x 1 + 1 = 9 months" in shown
    assert (
        "Wave  Units in all  Visits  Coach days  Coaches at 12 days\n"
        "   1             1      15       11.25                   1\n"
        "   2             5      65       48.75                   5\n"
        "   3            25     320         240                  20\n"
        "   4            38     295      221.25                  19\n"
    ) in shown
    assert (
        "Coaches with the hires that make them enough\n"
        "Wave  Stayed  Trained  Together  Needed  Hired  There  Short\n"
        "   1       1        0         1       1      0      1      0\n"
        "   2       0        3         3       5      2      5      0\n"
        "   3       4       15        19      20      1     20      0\n"
        "   4      17       75        92      19      0     92      0\n"
    ) in shown


@given(
    st.integers(1, 5000),
    st.integers(1, 40),
    st.none() | st.integers(0, 400),
    st.sampled_from(["", "2026-10-01"]),
    st.dates(AS_OF).filter(lambda day: day.year < 2100),
)
def test_text_fits_a_terminal_of_80_columns(sites: int, size: int, coaches: int | None, start: str, by: object) -> None:
    given_ = ["--sites", str(sites), "--unit-size", str(size), "--by", str(by), "--explain"]
    given_ += ["--coaches", str(coaches)] if coaches is not None else []
    given_ += ["--start", start] if start else []

    result = run(*given_)

    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert not any(line.endswith(" ") for line in result.stdout.splitlines())


def test_json_holds_every_figure() -> None:
    data = json.loads(run(*DISTRICTS, "--start", "2026-10-01", "--by", "2030-09-30", "--format", "json").stdout)

    assert (data["version"], data["plan"], data["checks"]) == (1, None, [])
    assert data["inputs"]["step_months"] == [10, 9, 12]
    assert "step-months" not in data["assumed"]
    assert [(wave["visits"], wave["coach_days"], wave["coaches_needed"]) for wave in data["waves"]] == [
        (15, 11.25, 1),
        (65, 48.75, 5),
        (320, 240, 20),
        (295, 221.25, 19),
    ]
    assert data["waves"][2]["supply"] == {"stayed": 2, "trained": 15, "hired": 0, "coaches": 17, "short": 3}
    assert data["waves"][2]["mended"] == {"stayed": 4, "trained": 15, "hired": 1, "coaches": 20, "short": 0}
    assert (data["tightest"], data["busiest"], data["end"]) == (2, 3, "2030-10-31")
    assert data["date"]["met"] is False
    assert data["date"]["gives"]["hires"] == [{"wave": 2, "hires": 2}, {"wave": 3, "hires": 10}]


def test_csv_has_a_row_a_wave() -> None:
    rows = list(csv.DictReader(StringIO(run(*DISTRICTS, "--format", "csv").stdout)))

    assert [(row["wave"], row["new_sites"], row["start_month"], row["coach_days"], row["start"]) for row in rows] == [
        ("1", "15", "0", "11.25", ""),
        ("2", "60", "12", "48.75", ""),
        ("3", "300", "23", "240", ""),
        ("4", "195", "37", "221.25", ""),
    ]
    assert [row["further_hires"] for row in rows] == ["0", "2", "1", "0"]


def test_a_file_can_be_written_instead(folder: Path) -> None:
    result = run(*DISTRICTS, "--format", "csv", "--output", "waves.csv")

    assert result.stdout == ""
    assert (folder / "waves.csv").read_text().count("\n") == 5


def test_figures_of_the_plan_are_taken_and_options_come_before_them(plan: Path) -> None:
    own, other = run(), run(str(plan), "--pause", "3", "--sites", "25")

    assert own.stdout.startswith("24 sites: 3 waves")
    assert "End         2029-05-31" in own.stdout
    assert "Date        2031-06-30 is met, also if it takes 1.4 times as long." in own.stdout
    assert other.stdout.startswith("25 sites: 3 waves")
    assert "End         2029-09-30" in other.stdout


def test_plans_own_waves_are_held_against_the_checks(plan: Path) -> None:
    plan.write_text(
        PLAN.replace("# wave-1:\n  #   start: 2026-10-01", "all: {start: 2026-10-01, sites: 24}")
        + "successful-sites: {oak: {title: Oak}}\nstage: expand\n"
    )

    result = run("--as-of", "2026-06-30")
    data = json.loads(run("--as-of", "2026-06-30", "--format", "json").stdout)

    assert "The plan's own waves: 2 findings by 10 checks\n" in result.stdout
    assert "first-wave-too-big" in result.stdout
    assert [each["id"] for each in data["checks"]] == [check.id for check in CHECKS]
    found = {each["id"]: [finding["slug"] for finding in each["findings"]] for each in data["checks"]}
    assert found["step-size"] == ["first-wave-too-big"]
    assert found["adds-up"] == ["site-in-no-wave"]


def test_each_of_the_ten_checks_names_rules_that_there_are() -> None:
    assert len(CHECKS) == 10
    assert {check.id for check in CHECKS} == set(rollout_checks().values())


# ---- Writing --------------------------------------------------------------------------------------------


def test_waves_are_written_into_the_plan_and_nothing_else_changes(plan: Path) -> None:
    result = run("--write")

    assert result.exit_code == 0
    assert plan.read_text() == WRITTEN
    assert result.stderr == (
        'wrote into "spread-plan.yaml": 3 waves ("wave-1", "wave-2" and "wave-3")\n'
        'sites still to be named, in the column wave of the table of sites: 4 for "wave-2" and 19 for "wave-3"\n'
        '1 target site is in no wave yet: "elm"\n'
    )


def test_without_write_nothing_is_written(plan: Path) -> None:
    run()

    assert plan.read_text() == PLAN


def test_writing_again_changes_nothing(plan: Path) -> None:
    run("--write")

    result = run("--write")

    assert plan.read_text() == WRITTEN
    assert "nothing was written: the plan has all of these waves already\n" in result.stderr


def test_who_gave_figures_is_told_to_keep_them(plan: Path) -> None:
    result = run("--write", "--pause", "2")

    assert "keep the figures that you gave" in result.stderr
    assert "  pause: 1\n" in plan.read_text()


def test_waves_that_are_missing_are_added_to_those_that_are_there(plan: Path) -> None:
    own = "  wave-1: {title: Ours, start: 2026-10-01, end: 2027-07-31, version: '1'} # agreed\n"
    plan.write_text(PLAN.replace("  # wave-1:\n  #   start: 2026-10-01\n", own))

    result = run("--write")

    text = plan.read_text()
    assert own in text
    assert list(load_plan(plan).plan.waves) == ["wave-1", "wave-2", "wave-3"]  # type: ignore[union-attr]
    assert '2 waves ("wave-2" and "wave-3")' in result.stderr


def test_what_was_written_passes_the_checks_on_waves(plan: Path) -> None:
    run("--write", "--unit-size", "2")

    loaded = load_plan(plan)
    rules = [slug for slug in rollout_checks() if slug != "site-in-no-wave"]
    assert loaded.plan is not None
    assert loaded.plan.waves["wave-2"].units == 4
    assert check_plan(loaded, AS_OF, only=rules) == []


@pytest.mark.parametrize(
    ("waves", "says"),
    [
        ("pilot: {start: 2026-10-01}", 'waves of its own ("pilot")'),
        ("wave-1: {start: 2026-10-02, end: 2027-07-31}", '"wave-1" already, with other days'),
        ("wave-2: {start: 2027-09-01, end: 2028-06-30, sites: 5}", '"wave-2" already'),
    ],
)
def test_waves_that_are_there_are_never_touched(plan: Path, waves: str, says: str) -> None:
    text = PLAN.replace("# wave-1:\n  #   start: 2026-10-01", waves)
    plan.write_text(text)

    message = refused("--write")

    assert says in message
    assert "never changed" in message
    assert plan.read_text() == text


def test_waves_that_cannot_be_read_are_mended_first(plan: Path) -> None:
    text = PLAN.replace("# wave-1:\n  #   start: 2026-10-01", "wave-1: {start: soon}")
    plan.write_text(text)

    result = run("--write")

    assert isinstance(result.exception, SpreadkitError)
    assert result.exception.exit_code == 1
    assert "waves.wave-1.start; mend them first" in str(result.exception)
    assert plan.read_text() == text


def test_waves_without_dates_are_not_written(plan: Path) -> None:
    text = PLAN.replace("  start: 2026-10-01\n  step", "  step")
    plan.write_text(text)

    assert "--start" in refused("--write")
    assert plan.read_text() == text


def test_there_must_be_a_plan_to_write_into() -> None:
    assert "no plan here to write the waves into" in refused("--sites", "5", "--start", "2026-10-01", "--write")


@given(sites=st.integers(1, 400), size=st.integers(1, 9), multiplier=st.integers(2, 30))
def test_what_is_written_reads_back_as_it_was_worked_out(folder: Path, sites: int, size: int, multiplier: int) -> None:
    path = folder / "spread-plan.yaml"
    path.write_text(PLAN.replace("population: 24, ", ""))
    (folder / "sites.csv").write_text("id,name\n")
    given_ = {"sites": str(sites), "unit-size": str(size), "multiplier": str(multiplier)}

    written = write_rollout(path, given_)

    again = write_rollout(path, given_)
    waves = plan_rollout(path, given_, as_of=AS_OF).schedule.waves
    plan = load_plan(path).plan
    assert plan is not None
    assert written.new == list(plan.waves)
    assert (again.files, again.new, again.kept) == ([], [], list(plan.waves))
    assert [(wave.start, wave.end, wave.sites) for wave in plan.waves.values()] == [
        (wave.first_day, wave.last_day, wave.new_sites) for wave in waves
    ]


# ---- What is refused -------------------------------------------------------------------------------------


def test_without_sites_it_says_what_is_missing() -> None:
    assert "say how many sites there are at full scale: with --sites" in refused()


def test_every_option_that_does_not_fit_is_named_at_once() -> None:
    message = refused("--sites", "many", "--attrition", "1.5", "--step-months", "10,x")

    assert '--sites: "many" is not a number' in message
    assert '--attrition: "1.5" is not from 0 to 1; write the share of one whole' in message
    assert '--step-months: "x" is not a number' in message


def test_what_ends_beyond_the_calendar_is_refused() -> None:
    assert "after the year 2200" in refused("--sites", "500", "--start", "2199-01-01")
    assert "after the year 2200" in refused(
        "--sites", "10000000", "--multiplier", "2", "--pause", "1200", "--start", "2026-10-01", "--slack", "10"
    )


def test_a_plan_that_is_not_there_is_named() -> None:
    assert 'no file or folder "nowhere"' in refused("nowhere", "--sites", "5")


def test_a_date_that_is_none_is_wrong_usage() -> None:
    result = run("--sites", "5", "--by", "1.1.2029")

    assert result.exit_code == 2
    assert "is not a date" in result.stderr


def test_a_format_that_cannot_write_it_is_refused() -> None:
    assert "choose csv, json or text" in refused("--sites", "5", "--format", "html")


def test_a_plan_that_cannot_be_read_says_so(folder: Path) -> None:
    (folder / "spread-plan.yaml").write_text("- a list\n")

    result = run("--sites", "5")

    assert isinstance(result.exception, SpreadkitError)
    assert result.exception.exit_code == 1


def test_every_figure_of_a_plans_rollout_is_an_option_too() -> None:
    command = get_command(app).commands["rollout"]

    options = {option for parameter in command.params for option in parameter.opts}

    assert {f"--{kebab(name)}" for name in Rollout.model_fields} <= options
