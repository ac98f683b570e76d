"""Every step of the page on rollouts, run in order; and its tables, which say what the code does."""

import re
from pathlib import Path

from spreadkit.model.base import kebab
from spreadkit.rollout.feasibility import CHECKS
from spreadkit.rollout.terms import DEFAULTS
from spreadkit.rules._registry import rollout_checks

from doc_pages import DOCS, Run, run_page, said_by, steps

PAGE = (DOCS / "rollout.md").read_text(encoding="utf-8")
STEPS = list(steps(PAGE))


def table(heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading, without the first two lines of it."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_page_has_steps() -> None:
    assert sum(isinstance(step, Run) for step in STEPS) >= 7
    assert len(STEPS) >= 9


def test_every_step_does_what_the_page_says(tmp_path: Path) -> None:
    shown = run_page(STEPS, tmp_path)

    told = said_by(STEPS)
    assert [(command, text) for (command, text), (_, says) in zip(shown, told, strict=True) if says is not None] == [
        (command, says) for command, says in told if says is not None
    ]
    assert sum(says is not None for _, says in told) >= 7


def test_the_page_names_every_default_with_its_value() -> None:
    told = {
        name: value
        for names, values, _ in table("Where the figures come from")
        for name, value in zip(re.findall(r"`([^`]+)`", names), values.split(", "), strict=True)
    }

    expected = {kebab(name): value for name, value in DEFAULTS.items()}
    assert {name: str(value) for name, value in told.items()}.keys() == expected.keys()
    from fractions import Fraction

    assert {name: Fraction(value) for name, value in told.items()} == expected


def test_the_page_lists_the_ten_checks() -> None:
    rows = table("What is checked in a plan's own waves")

    rules = {check.id: [slug for slug, held in rollout_checks().items() if held == check.id] for check in CHECKS}
    assert rows == [[check.says, ", ".join(f"`{slug}`" for slug in rules[check.id])] for check in CHECKS]
