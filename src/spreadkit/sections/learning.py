"""Learning and changes to the plan: tests of ways to spread, what was learnt, and what was altered."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.report import Block, ReportTable, Section
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import label, section, slug, table, tables

ORDER = 120
SHOWS: Final = ("learning", "tests", "revisions")


def build(view: View) -> Section | None:
    """Build the section."""
    blocks: tuple[Block, ...] = tuple(tables(*_tables(view)))
    return section("learning", "Learning and changes to the plan", blocks) if blocks else None


def _tables(view: View) -> Iterator[ReportTable]:
    plan = view.plan
    headers = ["What was learnt", "On", "About?", "From?", "What was altered?", "Shared?"]
    yield table(
        "What was learnt",
        headers,
        [
            [learnt.what, day(learnt.on), _word(learnt.about), learnt.from_, learnt.altered, learnt.shared]
            for learnt in plan.learning
        ],
    )
    yield table(
        "Tests of ways to spread",
        ["Test", "On", "Status", "Expected?", "Found?"],
        [[test.what, day(test.on), label(test.status), test.predict, test.found] for test in plan.tests.values()],
    )
    yield table(
        "Changes to the plan",
        ["On", "What was changed", "Because"],
        [[day(revision.on), revision.what, revision.because] for revision in plan.revisions],
    )


def _word(text: str | None) -> str | None:
    return slug(text) if text else None
