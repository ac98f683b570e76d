"""Numbers that are too large, or too near to 0, are named at their place; those within the limits go everywhere."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from spreadkit.cli.app import app

PLAN = """\
schema: spreadkit/plan@1
title: Example
stage: launch
aim: {what: h, measure: m, by: 2026-12-31}
package: {version: "1", changes: {h: {title: H}}}
measures:
  m:
    title: Falls
    kind: outcome
    better: lower
    target: TARGET
    chart: CHART
    data: {file: m.csv, date: month, COLUMNS}
"""
CHARTS = {
    "run": "value: n",
    "xmr": "value: n",
    "c": "count: n",
    "u": "count: n, per: d, times: 1000",
    "p": "count: n, per: d",
}
COMMANDS = [
    ("check", "--format", "json"),
    ("measure",),
    ("measure", "--format", "json"),
    ("report", "--format", "markdown"),
    ("report", "--for", "sponsor", "--format", "markdown"),
]

sizes = st.builds(
    lambda digit, power, sign: (
        f"{sign}{'0.' + '0' * (-power - 1) + str(digit) if power < 0 else str(digit) + '0' * power}"
    ),
    st.integers(1, 9),
    st.integers(-15, 14),
    st.sampled_from(["", "", "", "-"]),
)


def laid(folder: Path, chart: str, rows: list[tuple[str, str]], target: str = "5") -> Path:
    """Write a plan with one measure, a row a month."""
    plan = folder / "spread-plan.yaml"
    columns = CHARTS[chart]
    plan.write_text(
        PLAN.replace("TARGET", target).replace("CHART", chart).replace("COLUMNS", columns), encoding="utf-8"
    )
    lines = [f"{2024 + month // 12}-{month % 12 + 1:02},{n},{d}" for month, (n, d) in enumerate(rows)]
    (folder / "m.csv").write_text("\n".join(["month,n,d", *lines, ""]), encoding="utf-8")
    return plan


def run(command: tuple[str, ...], plan: Path) -> str:
    """Run a command on a plan, and return what it prints."""
    which = ["--plan", str(plan)] if command[0] == "measure" else [str(plan)]
    result = CliRunner().invoke(app, [command[0], *which, *command[1:], "--as-of", "2026-06-30"])
    assert result.exit_code in {0, 1, 2}, result.exception
    return result.stdout


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("text", ["9" * 16, "9" * 400, "-" + "9" * 310, "0." + "0" * 15 + "1", "0." + "0" * 330 + "1"])
def test_what_is_too_large_or_too_near_to_nothing_is_named(chart: str, text: str, tmp_path: Path) -> None:
    plan = laid(tmp_path, chart, [("3", "40"), (text, "41"), ("4", "39")], target=text)

    findings = json.loads(run(COMMANDS[0], plan))["findings"]

    wrong = [(one["file"], one["line"]) for one in findings if "to be worked with" in one["message"]]
    assert {Path(path).name for path, _ in wrong} == {"spread-plan.yaml", "m.csv"}
    for command in COMMANDS[1:]:
        run(command, plan)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chart=st.sampled_from(sorted(CHARTS)), rows=st.lists(st.tuples(sizes, sizes), min_size=1, max_size=16), target=sizes
)
def test_every_size_within_the_limits_goes_everywhere(
    chart: str, rows: list[tuple[str, str]], target: str, tmp_path: Path
) -> None:
    plan = laid(tmp_path, chart, rows, target)

    for command in COMMANDS:
        printed = run(command, plan)

        assert "NaN" not in printed
        assert "Infinity" not in printed
