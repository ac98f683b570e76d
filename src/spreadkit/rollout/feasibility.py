"""What a plan's own waves are held against: ten checks. The list of ten is ours."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from spreadkit.model.finding import Finding
from spreadkit.model.schedule import CheckId
from spreadkit.model.unread import Unread
from spreadkit.record import record
from spreadkit.rollout.deadline import DeadlineOutlook
from spreadkit.rollout.schedule import Schedule


@record
class RolloutCheck:
    """One check: what should hold. A rule says itself of which check it is a part."""

    id: CheckId
    says: str


CHECKS: Final = (
    RolloutCheck("adds-up", "All units and sites are in exactly one wave, and waves only add"),
    RolloutCheck("step-size", "Each step makes it two to six times as large"),
    RolloutCheck("first-step", "The first step is one scalable unit"),
    RolloutCheck("test-step", "A test lies between the first unit and the last wave"),
    RolloutCheck("gate-time", "Each wave is long enough to be judged by its data"),
    RolloutCheck("order", "No step starts before the gate of the one before"),
    RolloutCheck("date", "The last wave ends by the date of the aim, with slack"),
    RolloutCheck("balance", "Coaches, supplies and budget last through every wave"),
    RolloutCheck("strata", "Every large kind of setting is in the test"),
    RolloutCheck("taper", "Help does not end from one month to the next"),
)


@record
class CheckOutcome:
    """A check, and what was found. Nothing found can also mean that the plan does not say enough."""

    check: RolloutCheck
    findings: tuple[Finding, ...]


@record(kw_only=True)
class PlannedRollout:
    """A rollout: the waves as worked out, what becomes of the date, and the plan's own waves held against the checks.

    `plan` is None where it was worked out without one; `held` is empty where the plan has no waves. `as_of` is the day
    that it is judged for; `unread` is what of the plan could not be read.
    """

    plan: str | None
    as_of: date
    schedule: Schedule
    outlook: DeadlineOutlook | None
    held: tuple[CheckOutcome, ...] = ()
    unread: tuple[Unread, ...] = ()


def check_outcomes(findings: Iterable[Finding], check_of: Mapping[str, CheckId]) -> tuple[CheckOutcome, ...]:
    """Sort what was found in a plan by the check that it belongs to, by the slug of its rule; all else is left out."""
    found = list(findings)
    return tuple(
        CheckOutcome(check, tuple(finding for finding in found if check_of.get(finding.slug) == check.id))
        for check in CHECKS
    )
