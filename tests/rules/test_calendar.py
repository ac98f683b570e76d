"""Small steps with the calendar: a plan that nobody edits does not turn red overnight."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import spreadkit
from spreadkit.model.finding import Finding, Severity
from spreadkit.months import NOTICE, add_months

from rule_examples import write_example

TOP = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent.name for path in TOP.glob("examples/*/spread-plan.yaml"))
START = date(2026, 6, 30)
MONTHS = 7


ENDING = """
people: {ap: {name: A. Patel}}
actions: {leads: {do: Agree a lead at each site, owner: px, due: 2027-12-31}}
ignore: [{rule: unknown-person, because: px starts in August, by: ap, until: 2026-08-15}]
"""
"""A plan whose one exception ends on the way: an error is behind it."""


def found_on(plan: Path, day: date) -> tuple[Finding, ...]:
    return spreadkit.check([plan], as_of=day).findings


def errors_on(plan: Path, day: date) -> set[tuple[str, str]]:
    return {(f.slug, f.location.file) for f in found_on(plan, day) if f.severity is Severity.ERROR}


def becomes_an_error_unwarned(plan: Path) -> tuple[int, list[str]]:
    """Go on month by month; return how many errors came, and those of whose file nothing was said a month before."""
    came, unwarned, known = 0, list[str](), errors_on(plan, START)
    for day in (add_months(START, month) for month in range(1, MONTHS + 1)):
        fresh = errors_on(plan, day) - known
        said = {f.slug for f in found_on(plan, day - NOTICE - timedelta(days=1))} if fresh else set()
        came, known = came + len(fresh), known | fresh
        unwarned += [slug for slug, _ in fresh if "runs-out" not in said]
    return came, unwarned


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_example_turns_red_overnight(example: str) -> None:
    assert becomes_an_error_unwarned(TOP / "examples" / example)[1] == []


def test_what_an_exception_held_back_is_an_error_after_two_months_of_warning(tmp_path: Path) -> None:
    plan = write_example(tmp_path, ENDING, about="plan").main

    came, unwarned = becomes_an_error_unwarned(plan)

    assert (came, unwarned) == (2, [])
