"""A plan gives the same bytes however it is named: relative, absolute, through a link, from another folder."""

import os
import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from spreadkit.cli.app import app

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "north-network-huddles"
COMMANDS: Final = (
    *(
        ("report", "@", "--for", reader, "--format", kind)
        for reader, kinds in {"sponsor": ("text", "docx"), "steering": ("markdown", "html", "json")}.items()
        for kind in kinds
    ),
    ("report", "@", "--for", "site", "--site", "elm", "--format", "markdown"),
    *(("score", "@", "--format", kind) for kind in ("text", "json")),
    *(("adoption", "show", "@", "--format", kind) for kind in ("json", "markdown")),
    *(("measure", "--plan", "@", "--format", kind) for kind in ("text", "csv")),
    *(("rollout", "@", "--format", kind) for kind in ("text", "json")),
    *(("crosswalk", "@", "--to", "mayo-diffusion", "--format", kind) for kind in ("text",)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with rows, a whole table, values and a file of answers that cannot be read, and a link to it."""
    top = tmp_path_factory.mktemp("named")
    shutil.copytree(EXAMPLE, top / "here" / "plan")
    (top / "elsewhere").mkdir()
    (top / "link").symlink_to(top / "here" / "plan")
    falls, late = (top / "here" / "plan" / "data" / name for name in ("falls.csv", "late-drug-rounds.csv"))
    falls.write_text(falls.read_text().replace("ash,6,911", "ash,six,911"))
    late.write_bytes(b"PK\x03\x04")
    plan = top / "here" / "plan" / "spread-plan.yaml"
    text = re.sub(r"(?m)^(answers:\n  ihi-spread:\n    \S+\n      level: )\S+", r"\1Good", plan.read_text())
    plan.write_text(text.replace("forecasts: forecasts.csv", "forecasts: data/none.csv"))
    return top


def run(command: tuple[str, ...], named: str) -> tuple[bytes, str]:
    line = [named if word == "@" else word for word in command]
    result = CliRunner().invoke(app, [*line, "--as-of", "2026-06-30"])
    assert result.exit_code == 0, result.output
    return result.stdout_bytes, result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_same_bytes_however_the_plan_is_named(
    command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = folder / "here" / "plan"
    namings = {
        plan: [".", f"{plan}/../plan/spread-plan.yaml"],
        folder / "here": ["./plan/spread-plan.yaml"],
        folder / "elsewhere": ["../link"],
        Path(os.sep): [f"{plan}"],
    }
    told = set()
    for place, names in namings.items():
        monkeypatch.chdir(place)
        told |= {run(command, name) for name in names}

    assert len(told) == 1
    ((shown, said),) = told
    assert "could not be read" in said
    assert str(folder).encode() not in shown
    assert str(folder) not in said
