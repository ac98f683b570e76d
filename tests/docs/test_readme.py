"""The README's commands do what it says, and CI runs the same test command."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


def commands(heading: str) -> list[str]:
    section = README.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL) for line in block.splitlines()]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_set_up_is_exactly_two_commands() -> None:
    assert len(commands("Set up")) == 2


def test_ci_calls_the_test_command_word_for_word() -> None:
    assert commands("Set up")[1] in (TOP / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_first_command_ends_in_a_report(tmp_path: Path) -> None:
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    command = commands("Set up")[0].rpartition(" && .venv/bin/")[2]

    result = run(command, tmp_path)

    assert result.returncode == 0, result.stderr
    assert "</html>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_tour_runs(tmp_path: Path) -> None:
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    tour = commands("Five minutes")

    results = [run(command, tmp_path) for command in tour]

    assert len(tour) >= 9
    assert {command: result.stderr for command, result in zip(tour, results, strict=True) if result.returncode} == {}
    assert (tmp_path / "huddles.html").stat().st_size > 10_000
    assert (tmp_path / "huddles.md").read_text(encoding="utf-8").startswith("# ")


def test_tour_of_frameworks_runs(tmp_path: Path) -> None:
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    tour = commands("Which framework, and more than one")

    results = [run(command, tmp_path) for command in tour]

    assert len(tour) == 7
    assert {command: result.stderr for command, result in zip(tour, results, strict=True) if result.returncode} == {}
    assert "</html>" in (tmp_path / "worksheet.html").read_text(encoding="utf-8")
    assert (tmp_path / "diffusion" / "frameworks" / "our-way.yaml").is_file()


def test_tour_of_data_runs(tmp_path: Path) -> None:
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    tour = commands("Is it spreading, is it working, will it get there")

    results = [run(command, tmp_path) for command in tour]

    assert len(tour) == 6
    assert {command: result.stderr for command, result in zip(tour, results, strict=True) if result.returncode} == {}
    assert (tmp_path / "tracker.csv").read_text(encoding="utf-8").startswith("site,name,wave,")
    assert "All sites together" in (tmp_path / "measures.html").read_text(encoding="utf-8")


def test_commands_about_measures_run(tmp_path: Path) -> None:
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    page = (TOP / "docs" / "measures.md").read_text(encoding="utf-8")
    told = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]

    results = [run(command, tmp_path) for command in told]

    written = {line: line.partition(" --output ")[2] for line in told}
    assert len(told) == 5
    assert {line: result.stderr for line, result in zip(told, results, strict=True) if result.returncode} == {}
    for line, result in zip(told, results, strict=True):
        assert "Falls per 1000 bed days" in result.stdout or (tmp_path / written[line]).stat().st_size > 10_000


PAGES = ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in sorted((TOP / "docs").glob("*.md")))]


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")

    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]

    assert [target for target in targets if not ((TOP / page).parent / target).exists()] == []
