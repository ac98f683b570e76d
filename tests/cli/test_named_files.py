"""Files as people and hooks of git name them: tables in place of plans, endings that no format has, shallow clones."""

import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from spreadkit.cli.app import app

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
evidence: {charter: {kind: file, file: evidence/charter.md}}
measures:
  falls: {title: Falls, kind: outcome, better: lower, data: {file: data/falls.csv, value: n}}
"""
FILES = {
    "spread-plan.yaml": PLAN,
    "sites.csv": "id,name\nash,Ash Ward\n",
    "adoption.csv": "date,site,change,stage\n2026-01-05,ashh,huddle,testing\n",
    "evidence/charter.md": "# Charter\n",
    "data/falls.csv": "date,n\n2026-01-01,3\n2026-02-01,4\n",
    "README.md": "# Huddles\n",
    "other.csv": "a,b\n1,2\n",
    ".github/workflows/ci.yml": "name: ci\non: push\n",
}


@pytest.fixture
def plan(folder: Path) -> Path:
    """A repository with a plan, its tables, and files that it does not use."""
    (folder / ".git").mkdir()
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--as-of", "2026-06-30"])


def errors(result: Result) -> list[str]:
    return [line for line in result.stdout.splitlines() if ": error: " in line]


@pytest.mark.parametrize(
    "names",
    [
        ["adoption.csv"],
        ["data/falls.csv"],
        ["evidence/charter.md"],
        ["spread-plan.yaml", "sites.csv", "adoption.csv", "data/falls.csv", "evidence/charter.md"],
    ],
    ids=len,
)
@pytest.mark.usefixtures("plan")
def test_files_of_a_plan_stand_for_the_plan_once(names: list[str]) -> None:
    result = run("check", "--all", *names)

    assert errors(result) == [
        'adoption.csv:2:12: error: "ashh" is not among the sites (did you mean "ash"?) [SK601 unknown-site]'
    ]
    assert "checked 1 plan, 0 frameworks and 3 tables: 1 error" in result.stderr
    assert "passed over" not in result.stderr
    assert result.exit_code == 1


def test_a_file_in_a_folder_apart_is_found_by_the_plan_of_its_repository(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plan / "plans").mkdir()
    (plan / "spread-plan.yaml").write_text("schema: spreadkit/plan@1\ntitle: Other\n", encoding="utf-8")
    (plan / "plans" / "spread-plan.yaml").write_text(
        "schema: spreadkit/plan@1\ntitle: Deep\nadoption: ../adoption.csv\n", encoding="utf-8"
    )
    monkeypatch.chdir(plan / "data")

    result = run("check", "../adoption.csv")

    assert "checked 1 plan" in result.stderr
    assert "error ../adoption.csv:2\n" in result.stdout


@pytest.mark.parametrize("name", ["README.md", "other.csv", ".github/workflows/ci.yml"])
@pytest.mark.usefixtures("plan")
def test_a_file_that_no_plan_uses_is_passed_over_with_a_word(name: str) -> None:
    result = run("check", name)

    assert result.stdout == ""
    assert result.stderr == (
        "checked 0 plans, 0 frameworks and 0 tables: nothing to mend; passed over 1 file that no plan uses "
        f'("{name}")\n'
    )
    assert result.exit_code == 0


@pytest.mark.usefixtures("folder")
def test_a_folder_without_a_plan_is_still_told() -> None:
    assert getattr(run("check", ".").exception, "exit_code", None) == 3


@pytest.mark.parametrize(
    ("command", "ending", "choice"),
    [
        (["check", "spread-plan.yaml"], ".pptx", ".json or .txt"),
        (["score", "spread-plan.yaml"], ".doc", ".json or .txt"),
        (["measure"], ".ods", ".csv, .htm, .html, .json, .markdown, .md, .txt or .xlsx"),
        (["adoption"], ".odt", ".csv, .json, .markdown, .md or .txt"),
        (["rollout", "--sites", "20"], ".png", ".csv, .json or .txt"),
        (["report"], ".pptx", ".docx, .htm, .html, .json, .markdown, .md, .pdf or .txt"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value,
)
def test_an_ending_that_no_format_has_is_refused_and_nothing_written(
    plan: Path, command: list[str], ending: str, choice: str
) -> None:
    result = CliRunner().invoke(app, [*command, "--as-of", "2026-06-30", "--output", f"out{ending}"])

    assert str(result.exception) == (
        f'"out{ending}" ends in {ending}, which nothing here can be written as; end the name in {choice}'
    )
    assert getattr(result.exception, "exit_code", None) == 2
    assert not (plan / f"out{ending}").exists()


@pytest.mark.parametrize("command", [["measure"], ["adoption"], ["rollout", "--sites", "20"]], ids=lambda each: each[0])
def test_csv_is_written_where_it_is_offered(plan: Path, command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "--as-of", "2026-06-30", "--output", "out.csv"])

    assert result.exit_code == 0
    assert (plan / "out.csv").read_text(encoding="utf-8").partition("\n")[0].count(",") >= 3


def test_a_plan_that_ends_in_yml_is_found(folder: Path) -> None:
    (folder / "spread-plan.yml").write_text("schema: spreadkit/plan@1\ntitle: Short\n", encoding="utf-8")

    for words in (["check"], ["check", "."], ["score"], ["report", "--output", "r.md"]):
        assert run(*words).exit_code == 0


def test_two_endings_of_one_plan_are_told(folder: Path) -> None:
    for ending in ("yml", "yaml"):
        (folder / f"spread-plan.{ending}").write_text("schema: spreadkit/plan@1\ntitle: T\n", encoding="utf-8")

    assert "there are several plans" in str(run("score").exception)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (
            "data\\falls.csv",
            'has \\ between its folders, which only Windows reads; write "data/falls.csv"',
        ),
        (".\\data\\falls.csv", 'write "./data/falls.csv"'),
        ("Data/Falls.csv", 'there is no file "Data/Falls.csv" beside the plan (did you mean "data/falls.csv"?)'),
        (
            '"data\\falls.csv"',
            "holds a control character (U+000C), which \\ makes between double quotes",
        ),
        ("C:\\data\\falls.csv", "lies outside the repository; keep the files of a plan beside it"),
    ],
)
def test_a_path_of_windows_is_named(plan: Path, written: str, says: str) -> None:
    (plan / "spread-plan.yaml").write_text(PLAN.replace("data/falls.csv", written), encoding="utf-8")

    found = [line for line in errors(run("check", "--all")) if "spread-plan.yaml" in line]

    assert len(found) == 1
    assert says in found[0]
    assert found[0].startswith("spread-plan.yaml:8:")


def test_evidence_with_a_path_of_windows_is_named(plan: Path) -> None:
    (plan / "spread-plan.yaml").write_text(PLAN.replace("evidence/", "evidence\\"), encoding="utf-8")

    (found,) = (line for line in errors(run("check", "--all")) if "SK304" in line or "SK804" in line)
    assert found == (
        'spread-plan.yaml:6:40: error: "evidence\\charter.md" has \\ between its folders, which only Windows reads; '
        'write "evidence/charter.md" [SK304 evidence-file-missing]'
    )


def test_a_shallow_clone_is_named_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*words: str, folder: Path) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)

    whole = tmp_path / "whole"
    whole.mkdir()
    git("init", "--quiet", folder=whole)
    for title in ("One", "Two"):
        (whole / "spread-plan.yaml").write_text(f"schema: spreadkit/plan@1\ntitle: {title}\n", encoding="utf-8")
        git("add", ".", folder=whole)
        git("commit", "--quiet", "-m", title, folder=whole)
    git("clone", "--quiet", "--depth", "1", whole.as_uri(), "shallow", folder=tmp_path)
    monkeypatch.chdir(tmp_path / "shallow")

    result = run("report", "--since", "HEAD~1", "--output", "r.md")

    assert str(result.exception) == (
        'git knows no revision "HEAD~1"; this clone is shallow: it holds only the newest commits. Fetch the others '
        "with git fetch --unshallow (in GitHub Actions: fetch-depth: 0 for actions/checkout; in GitLab: GIT_DEPTH: 0), "
        "or name a day"
    )
