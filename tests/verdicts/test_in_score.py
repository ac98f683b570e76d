"""`score --format json` gives the same verdicts as the report."""

import json
from pathlib import Path

from typer.testing import CliRunner

from spreadkit.cli.app import app

EXAMPLE = Path(__file__).parents[2] / "examples" / "north-network-huddles"


def output_of(*words: str) -> dict[str, object]:
    result = CliRunner().invoke(app, [*words, "--as-of", "2026-06-30", "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_score_and_report_have_the_same_verdicts() -> None:
    score = output_of("score", str(EXAMPLE))
    report = output_of("report", str(EXAMPLE), "--for", "sponsor")

    assert score["verdicts"] == report["verdicts"]
    assert [verdict["row"] for verdict in score["verdicts"]] == ["W16", "T16", "S9", "L12", "C8"]
