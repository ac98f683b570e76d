"""What a plan's own waves are held against: ten checks, and the rules that make them. The list of ten is ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from spreadkit.model.finding import Finding
from spreadkit.rollout.deadline import Outlook
from spreadkit.rollout.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what should hold, and the rules that find where it does not."""

    id: str
    says: str
    rules: tuple[str, ...]


CHECKS: Final = (
    Check(
        "adds-up",
        "All units and sites are in exactly one wave, and waves only add",
        ("units-do-not-add-up", "aim-population-mismatch", "site-in-two-waves", "site-in-no-wave"),
    ),
    Check(
        "step-size",
        "Each step makes it two to six times as large",
        ("first-wave-too-big", "first-wave-leap", "step-too-big", "leap", "step-too-small"),
    ),
    Check("first-step", "The first step is one scalable unit", ("first-step-of-many-units",)),
    Check("test-step", "A test lies between the first unit and the last wave", ("no-test-step",)),
    Check("gate-time", "Each wave is long enough to be judged by its data", ("step-below-gate-time",)),
    Check(
        "order",
        "No step starts before the gate of the one before",
        ("steps-out-of-order", "gate-pause-too-short", "wave-before-gate"),
    ),
    Check("date", "The last wave ends by the date of the aim, with slack", ("wave-dates-incoherent", "no-slack")),
    Check(
        "balance",
        "Coaches, supplies and budget last through every wave",
        ("coaches-short", "resource-short", "funding-ends-early"),
    ),
    Check("strata", "Every large kind of setting is in the test", ("stratum-not-tested",)),
    Check("taper", "Help does not end from one month to the next", ("support-without-taper",)),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A check, and what was found. Nothing found can also mean that the plan does not say enough."""

    check: Check
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A rollout: the waves as worked out, what becomes of the date, and the plan's own waves held against the checks.

    `plan` is None where it was worked out without one; `held` is empty where the plan has no waves. `as_of` is the day
    that it is judged for.
    """

    plan: str | None
    as_of: date
    schedule: Schedule
    outlook: Outlook | None
    held: tuple[Held, ...] = ()


def hold(findings: Iterable[Finding]) -> tuple[Held, ...]:
    """Sort what was found in a plan by the check that it belongs to; all else is left out."""
    found = list(findings)
    return tuple(Held(check, tuple(each for each in found if each.slug in check.rules)) for check in CHECKS)
