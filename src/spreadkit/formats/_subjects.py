"""What a format must offer to write a subject: one function each. A module of this folder is such a format.

What comes first is named by the format as it likes; what it has no use for begins with `_`. A test holds every module
to the function that is written here.
"""

from typing import Protocol

from spreadkit.adoption.overview import Overview
from spreadkit.formats._screen import PLAIN, Screen
from spreadkit.measures.measure_charts import MeasureCharts
from spreadkit.model.collection import Collection
from spreadkit.model.crossing import Crossing
from spreadkit.model.finding import CheckResult
from spreadkit.model.migration import Migration
from spreadkit.model.report import Report
from spreadkit.model.score import PlanScore
from spreadkit.model.suggestion import Suggestion
from spreadkit.rollout.feasibility import PlannedRollout

Content = str | bytes
"""Text; or bytes, for a file that is no text."""


class CheckFormat(Protocol):
    """Writes what a check found."""

    def render_check(self, result: CheckResult, screen: Screen = PLAIN, /) -> Content:
        """Write what was checked and found."""


class ScoreFormat(Protocol):
    """Writes how ready a plan is."""

    def render_score(self, score: PlanScore, screen: Screen = PLAIN, /) -> Content:
        """Write a score, with its arithmetic where the screen is to explain it."""


class ReportFormat(Protocol):
    """Writes reports, and worksheets, which are built of the same blocks."""

    def render_report(self, report: Report, assets: str | None = None, /) -> Content:
        """Write a report. `assets` is the folder, as seen from the file, in which its pictures lie as files, if any."""


class CrosswalkFormat(Protocol):
    """Writes what a plan's answers say of another framework."""

    def render_crosswalk(self, crossing: Crossing, screen: Screen = PLAIN, /) -> Content:
        """Write the criteria of the other framework."""


class SuggestionFormat(Protocol):
    """Writes which frameworks fit a situation."""

    def render_suggestion(self, suggestion: Suggestion, screen: Screen = PLAIN, /) -> Content:
        """Write frameworks with what speaks for and against them."""


class MigrationFormat(Protocol):
    """Writes what another edition does to a plan's answers."""

    def render_migration(self, migration: Migration, screen: Screen = PLAIN, /) -> Content:
        """Write what becomes of each answer."""


class AdoptionFormat(Protocol):
    """Writes where every site stands."""

    def render_adoption(self, overview: Overview, screen: Screen = PLAIN, /) -> Content:
        """Write the tracker."""


class MeasureFormat(Protocol):
    """Writes measures over time."""

    def render_measure(self, charts: MeasureCharts, screen: Screen = PLAIN, /) -> Content:
        """Write charts, or what they are drawn from."""


class RolloutFormat(Protocol):
    """Writes how fast it can go to all sites."""

    def render_rollout(self, planned: PlannedRollout, screen: Screen = PLAIN, /) -> Content:
        """Write waves, with how they were worked out where the screen is to explain it."""


class CollectionFormat(Protocol):
    """Writes what sites sent back."""

    def render_collection(self, collection: Collection, screen: Screen = PLAIN, /) -> Content:
        """Write rows and refusals."""
