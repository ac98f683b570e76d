"""Keeping a forecast: one row more, only where there is a range, and what is there is never changed."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from spreadkit.adoption.overview import Overview
from spreadkit.cli import adoption_keep
from spreadkit.cli.app import app
from spreadkit.errors import SpreadkitError
from spreadkit.forecast.kept import ForecastVerdict
from spreadkit.loading.loader import load_plan
from spreadkit.model.forecast import KeptForecast

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
aim: {by: 2026-12-31}
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}}}
sites: sites.csv
adoption: adoption.csv
forecasts: forecasts.csv
"""
NAMES = [f"ward-{number}" for number in range(1, 17)]
JOINED = ["2026-01-20", "2026-02-20", "2026-03-20", "2026-03-20", "2026-05-20", "2026-06-20"]
HEADING = "made-on,by,of,low,middle,high\n"
TODAY = date(2026, 6, 30)
ROW = "2026-06-30,2026-09-30,16,6,8,12\n"


@pytest.fixture
def plan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of sixteen wards, six of which have the huddle at the end of June."""
    monkeypatch.setattr(adoption_keep, "today", lambda: TODAY)
    (folder / "spread-plan.yaml").write_text(PLAN)
    (folder / "sites.csv").write_text("id,name\n" + "".join(f"{name},{name}\n" for name in NAMES))
    rows = [f"{on},{name},huddle,implemented\n" for on, name in zip(JOINED, NAMES, strict=False)]
    (folder / "adoption.csv").write_text("date,site,change,stage\n" + "".join(rows))
    return folder


def keep(*words: str) -> Result:
    return CliRunner().invoke(app, ["adoption", "keep", *words])


def refusal(result: Result) -> str:
    assert isinstance(result.exception, SpreadkitError)
    return str(result.exception)


def kept_in(plan: Path) -> tuple[KeptForecast, ...]:
    made = load_plan(plan / "spread-plan.yaml").plan
    assert made is not None
    return made.forecasts


def test_what_is_printed_is_kept(plan: Path) -> None:
    (plan / "forecasts.csv").write_text(HEADING)

    result = keep("--by", "2026-09-30")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("By 30 September 2026 between 6 and 12 of 16 sites will have had every core change")
    assert result.stderr == 'wrote "forecasts.csv"\n'
    assert (plan / "forecasts.csv").read_text() == HEADING + ROW


def test_the_first_one_begins_the_file_and_is_for_the_day_of_the_aim(plan: Path) -> None:
    result = keep("--plan", str(plan))

    assert result.exit_code == 0, result.stderr
    (kept,) = kept_in(plan)
    assert (kept.made_on, kept.by, kept.of) == (TODAY, date(2026, 12, 31), 16)


def test_a_forecast_is_kept_once(plan: Path) -> None:
    keep("--by", "2026-09-30")
    before = (plan / "forecasts.csv").read_bytes()

    result = keep("--by", "2026-09-30")

    assert (result.exit_code, result.stderr) == (0, "nothing was written: this forecast is there already\n")
    assert (plan / "forecasts.csv").read_bytes() == before


def test_another_forecast_of_that_day_is_never_overwritten(plan: Path) -> None:
    other = ROW.replace("6,8,12", "7,8,12")
    (plan / "forecasts.csv").write_text(HEADING + other)

    result = keep("--by", "2026-09-30")

    assert "has another forecast that was made on 2026-06-30 for 2026-09-30" in refusal(result)
    assert (plan / "forecasts.csv").read_text() == HEADING + other


def test_lines_and_line_ends_of_others_stay(plan: Path) -> None:
    there = "by;made-on;of;low;middle;high;who\r\n2026-08-31;2026-05-31;16;4;6;9;jl"
    (plan / "forecasts.csv").write_bytes(there.encode())

    keep("--by", "2026-09-30")

    assert (plan / "forecasts.csv").read_bytes() == f"{there}\r\n2026-09-30;2026-06-30;16;6;8;12;\r\n".encode()


@pytest.mark.usefixtures("plan")
def test_where_there_is_no_range_nothing_is_kept() -> None:
    result = keep("--by", "2029-09-30")

    assert "there is no range to keep. It cannot be told yet how many sites" in refusal(result)
    assert not Path("forecasts.csv").exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "add the line forecasts: forecasts.csv"),
        ("forecasts: sites/*/forecasts.csv\n", "names a file for each site"),
        ("forecasts: ../forecasts.csv\n", "lies outside the repository"),
    ],
)
def test_a_plan_says_where_its_forecasts_are_kept(plan: Path, line: str, says: str) -> None:
    (plan / ".git").mkdir()
    (plan / "spread-plan.yaml").write_text(PLAN.replace("forecasts: forecasts.csv\n", line))

    result = keep()

    assert says in refusal(result)


def test_without_a_day_of_the_aim_the_day_is_asked_for(plan: Path) -> None:
    (plan / "spread-plan.yaml").write_text(PLAN.replace("aim: {by: 2026-12-31}\n", ""))

    assert "the aim has no day" in refusal(keep())
    assert keep("--by", "2026-09-30").exit_code == 0


def overview(plan: Path, as_of: date) -> Overview:
    made = load_plan(plan / "spread-plan.yaml").plan
    assert made is not None
    return Overview(made, as_of)


def test_what_was_kept_is_compared_once_its_day_has_come(plan: Path) -> None:
    keep("--by", "2026-09-30")
    with (plan / "adoption.csv").open("a") as file:
        file.writelines(f"2026-09-{number},ward-{number},huddle,implemented\n" for number in range(10, 17))

    before, after = overview(plan, date(2026, 9, 29)), overview(plan, date(2026, 10, 1))

    assert [judged.verdict for judged in before.kept_forecasts] == [ForecastVerdict.TO_COME]
    (judged,) = after.kept_forecasts
    assert judged.verdict is ForecastVerdict.ABOVE
    assert judged.seen is not None
    assert (judged.seen.reached, judged.seen.of) == (13, 16)
    assert overview(plan, date(2026, 6, 29)).kept_forecasts == ()


def test_silence_is_not_taken_for_what_came_true(plan: Path) -> None:
    keep("--by", "2026-09-30")

    (judged,) = overview(plan, date(2026, 10, 1)).kept_forecasts

    assert judged.verdict is ForecastVerdict.NOT_KNOWN


@pytest.mark.parametrize(
    ("row", "slug"),
    [
        ("2026-03-31,2026-06-30,16,six,8,11", "wrong-value"),
        ("2026-03-31,2026-06-30,16,6.5,8,11", "wrong-value"),
        ("2026-03-31,2026-06-30,16,-6,8,11", "wrong-value"),
        ("2026-31-03,2026-06-30,16,6,8,11", "wrong-value"),
        ("2026-03-31,2026-06-30,16,,8,11", "missing-key"),
        ("2026-03-31,2026-06-30,16,9,8,11", "kept-forecast-impossible"),
        ("2026-03-31,2026-06-30,10,6,8,11", "kept-forecast-impossible"),
        ("2026-06-30,2026-06-30,16,6,8,11", "kept-forecast-impossible"),
        ("2026-07-31,2026-12-31,16,6,8,11", "date-order"),
        ("2026-03-31,2026-06-30,16,6,8,11\n2026-03-31,2026-06-30,16,6,8,12", "duplicate-row"),
    ],
)
def test_a_row_that_cannot_be_is_a_finding_at_its_line(plan: Path, row: str, slug: str) -> None:
    import spreadkit

    (plan / "forecasts.csv").write_text(f"{HEADING}{row}\n")

    findings = [
        finding for finding in spreadkit.check([plan], as_of=TODAY).findings if finding.location.file == "forecasts.csv"
    ]

    assert [(finding.slug, finding.location.line) for finding in findings] == [(slug, 1 + len(row.split("\n")))]
