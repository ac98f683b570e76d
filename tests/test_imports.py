"""Each command, as a process of its own, imports what it needs and nothing that would only make it slow."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

RUN = """
import atexit, sys
names = sys.argv[1]
sys.argv[:] = ["spreadkit", *sys.argv[2:]]
atexit.register(lambda: open(names, "w").write("\\n".join(sys.modules)))
from spreadkit.__main__ import main
main()
"""
"""Runs the command line; at the end, whatever the exit code, writes down which modules were imported."""

PLAN = """
schema: spreadkit/plan@1
title: Safety huddles
frameworks:
  - {use: ihi-spread@2006.2, phase: plan}
"""

PARSING = {"yaml", "spreadkit.reading.source"}
MODELS = {"pydantic", "spreadkit.model.base"}
SCAFFOLD = "spreadkit.writing.scaffold"
EXPLANATION = "spreadkit.formats._text_explanation"
SCHEMAS = "spreadkit.loading.schemas"
HEAVY = {
    *("jinja2", "markupsafe", "ruamel.yaml", "rich", "multiprocessing.pool", "multiprocessing.context"),
    *("filelock", "stdnum", "phonenumbers"),
}
REPORTS = {
    "spreadkit.reporting.build",
    "spreadkit.model.report",
    "spreadkit.formats.html",
    "spreadkit.formats.markdown",
}
WRITING = {
    *(f"spreadkit.formats.{name}" for name in ("csv", "docx", "html", "json", "markdown", "pdf", "pptx", "text")),
    *("docx", "pptx", "weasyprint", "vl_convert", "jinja2", "markupsafe"),
}
"""What writes: which formats there are is known without it."""


class Case(NamedTuple):
    name: str
    words: tuple[str, ...]
    needs: set[str]
    shuns: set[str]
    env: tuple[tuple[str, str], ...] = ()


CASES = [
    Case("version", ("--version",), {"spreadkit.__main__"}, {"typer", "yaml", "pydantic", "pathlib", "spreadkit.cli"}),
    Case("help", ("--help",), {"typer", "spreadkit.cli.check"}, {"yaml", "pydantic", "ruamel.yaml", *WRITING}),
    Case(
        "help of a command",
        ("report", "--help"),
        {"typer", "spreadkit.formats"},
        {"yaml", "pydantic", "ruamel.yaml", *WRITING},
    ),
    Case(
        "completion",
        (),
        {"typer", "spreadkit.cli.check"},
        {"yaml", "pydantic", "ruamel.yaml", *WRITING},
        (("_SPREADKIT_COMPLETE", "complete_bash"), ("COMP_WORDS", "spreadkit ch"), ("COMP_CWORD", "1")),
    ),
    Case(
        "check",
        ("check", "spread-plan.yaml"),
        {*PARSING, *MODELS, "spreadkit.rules.people.unknown_person", "spreadkit.formats.text"},
        {*HEAVY, *REPORTS, SCAFFOLD, EXPLANATION, SCHEMAS},
    ),
    Case(
        "score",
        ("score", "spread-plan.yaml"),
        {*PARSING, *MODELS, "spreadkit.scoring", "spreadkit.formats.text"},
        {*HEAVY, *REPORTS, SCAFFOLD, EXPLANATION, SCHEMAS},
    ),
    Case(
        "report in HTML",
        ("report", "spread-plan.yaml", "--format", "html"),
        {*PARSING, *MODELS, "spreadkit.reporting.build", "spreadkit.formats.html", "jinja2"},
        {*HEAVY - {"jinja2", "markupsafe"}, "spreadkit.formats.markdown", SCAFFOLD, EXPLANATION},
    ),
    Case(
        "report in Markdown",
        ("report", "spread-plan.yaml", "--format", "md"),
        {*PARSING, *MODELS, "spreadkit.reporting.build", "spreadkit.formats.markdown"},
        {*HEAVY, "spreadkit.formats.html", SCAFFOLD, EXPLANATION},
    ),
    Case(
        "adoption",
        ("adoption", "spread-plan.yaml", "--format", "json"),
        {*PARSING, *MODELS, "spreadkit.adoption.tracking"},
        {*HEAVY, *REPORTS, "polars", "spreadkit.rules.people.unknown_person", SCAFFOLD},
    ),
    Case(
        "measure",
        ("measure", "--plan", "spread-plan.yaml"),
        {*PARSING, *MODELS, "spreadkit.measures.measure_charts", "spreadkit.measures.spc.chart"},
        {*HEAVY, *REPORTS, "polars", "spreadkit.rules.people.unknown_person", SCAFFOLD},
    ),
    Case("cache", ("cache", "info"), {"spreadkit.kept.store"}, {*PARSING, *MODELS, *HEAVY, *REPORTS, SCAFFOLD}),
    Case("explain", ("explain", "SK401"), {EXPLANATION}, {*HEAVY, *REPORTS, SCAFFOLD}),
    Case("frameworks", ("frameworks", "list"), {*PARSING, *MODELS}, {*HEAVY, *REPORTS, SCAFFOLD}),
    Case("schema", ("schema", "plan"), MODELS, {*HEAVY, *REPORTS, SCAFFOLD, "spreadkit.rules.people.unknown_person"}),
    Case(
        "crosswalk",
        ("crosswalk", "spread-plan.yaml", "--to", "mayo-diffusion"),
        {*PARSING, *MODELS, "spreadkit.comparing.crosswalk", "spreadkit.formats.text"},
        {*HEAVY, *REPORTS, "spreadkit.writing.plan_draft", SCAFFOLD, EXPLANATION, SCHEMAS},
    ),
    Case(
        "migrate",
        ("migrate", "spread-plan.yaml"),
        {*PARSING, *MODELS, "spreadkit.writing.migrate_edition", "spreadkit.formats.text"},
        {*HEAVY, *REPORTS, SCAFFOLD, EXPLANATION, SCHEMAS},
    ),
    Case(
        "rollout",
        ("rollout", "spread-plan.yaml", "--sites", "24"),
        {*PARSING, *MODELS, "spreadkit.rollout.schedule", "spreadkit.formats.text"},
        {
            *HEAVY,
            *REPORTS,
            "spreadkit.writing.plan_draft",
            "spreadkit.rules.people.unknown_person",
        },
    ),
    Case(
        "collect",
        ("collect", "spread-plan.yaml"),
        {*PARSING, *MODELS, "spreadkit.collecting.collect", "spreadkit.formats._text_collection"},
        {*HEAVY, *REPORTS, "python_calamine", "spreadkit.writing.plan_draft", SCAFFOLD, SCHEMAS},
    ),
    Case(
        "init", ("init", "new", "--framework", "ihi-spread"), {SCAFFOLD, "filelock"}, {*HEAVY - {"filelock"}, *REPORTS}
    ),
]


def imported_by(case: Case, folder: Path) -> set[str]:
    """Run a command to its end, and return the modules that it imported."""
    (folder / "spread-plan.yaml").write_text(PLAN)
    names = folder / "imported.txt"
    result = subprocess.run(
        [sys.executable, "-c", RUN, names, *case.words],
        cwd=folder,
        env={**os.environ, **dict(case.env)},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert result.returncode in {0, 1}, result.stderr
    assert result.stdout, "the command says nothing, so that its imports prove nothing"
    return set(names.read_text().splitlines())


def test_every_command_is_looked_at() -> None:
    from spreadkit.cli.app import adoption, app, cache, frameworks

    names = {str(each.name) for each in app.registered_commands} | {adoption.NAME, cache.NAME, frameworks.NAME}

    assert {case.words[0] for case in CASES if case.words} >= names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_command_imports_what_it_needs_and_nothing_heavy(case: Case, tmp_path: Path) -> None:
    imported = imported_by(case, tmp_path)

    assert case.needs <= imported
    assert case.shuns & imported == set()


def test_a_run_that_is_said_again_imports_next_to_nothing(tmp_path: Path) -> None:
    env, folder = (("SPREADKIT_NO_CACHE", ""), ("SPREADKIT_CACHE_DIR", str(tmp_path / "cache"))), tmp_path / "plan"
    folder.mkdir()
    for name in ("check", "score"):
        again = Case(name, (name, "."), {"spreadkit.kept.runs"}, {"typer", *PARSING, *MODELS, *HEAVY}, env)
        imported_by(again, folder)  # its names lie in the folder from now on
        assert "typer" in imported_by(again._replace(words=(name, "./")), folder)
        imported = imported_by(again._replace(words=(name, "./")), folder)

        assert again.needs <= imported
        assert again.shuns & imported == set()


def test_one_plan_is_checked_without_a_pool_and_many_with_one(tmp_path: Path) -> None:
    for number in range(64):
        (tmp_path / f"plan-{number}.spread.yaml").write_text(PLAN)
    many = Case("many plans", ("check", ".", "--jobs", "2"), {"multiprocessing.pool"}, set())

    assert many.needs <= imported_by(many, tmp_path)
