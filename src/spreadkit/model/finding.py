"""A Finding: one thing found, where it stands, and what to do about it."""

from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from spreadkit.model.base import Route
from spreadkit.record import record


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Position from 0 (error) to 2 (note)."""
        return list(Severity).index(self)


@record(kw_only=True)
class Location:
    """A place in a file; lines and columns count from 1, the end is exclusive. `excerpt` is the first line's text."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    excerpt: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return PurePosixPath(self.file).name


@record(kw_only=True)
class Finding:
    """What a rule, or the reading of a file, found.

    `help` says what to do; `places` and `routes` are all, where it has several. `about` is the file that was checked:
    the plan, though a finding may be in its tables. `cause` is why it is found, in a few words; what has one cause in
    one plan belongs together. `plainly` is what is so, with names and days as people say them; `next_step` what is to
    be done about it, and `owners` who has it in hand, by when, as far as the plan says.
    """

    code: str
    slug: str
    severity: Severity
    message: str
    location: Location
    route: Route = ()
    help: str = ""
    places: tuple[Location, ...] = ()
    routes: tuple[Route, ...] = ()
    about: str = ""
    cause: str = ""
    plainly: str = ""
    next_step: str = ""
    owners: tuple[str, ...] = ()


@record(kw_only=True)
class CheckedCounts:
    """How much was looked at."""

    plans: int = 0
    frameworks: int = 0
    tables: int = 0
    crosswalks: int = 0
    vocabularies: int = 0
    signposts: int = 0


@record(kw_only=True)
class CheckResult:
    """Everything that one run of `check` found, in the order of the files that were looked at.

    `passed_over` are files that were named, and that no plan uses. `plans` are the names of the plans that were
    checked, and `as_of` is the day that they were judged for.
    """

    checked: CheckedCounts
    findings: tuple[Finding, ...]
    passed_over: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    as_of: date | None = None

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def has_at_least(self, severity: Severity) -> bool:
        """Whether anything is as bad as this, or worse."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)
