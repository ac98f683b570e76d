"""Loosened: what the team's own framework makes easier than the published one, for how long, and on whose word."""

from typing import Final

from spreadkit.framework.loosening import in_force
from spreadkit.model.framework import Framework
from spreadkit.model.report import ReportTable, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, of_framework, section, table, tables

ORDER = 35
SHOWS: Final = ()

_INTRO = (
    "The plan is judged by a framework that extends a published one and makes these things easier for a time. "
    "After the day that is named, what the published framework says holds again."
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = tuple(tables(*(_table(view, framework) for framework, _ in view.scored)))
    return section("loosened", "Made easier than published", blocks, intro=_INTRO) if blocks else None


def _table(view: View, framework: Framework) -> ReportTable:
    extended = framework.extends.use if framework.extends else ""
    rows: list[WordedRow] = [
        [
            Phrase(text=loosened.what or loosened.at, note=loosened.at),
            loosened.because,
            loosened.by,
            day(loosened.until),
        ]
        for loosened in in_force(framework, view.as_of)
    ]
    title = f"Easier than in {extended}{of_framework(view, framework.title)}"
    return table(title, ["What", "Because", "By", "Until"], rows)
