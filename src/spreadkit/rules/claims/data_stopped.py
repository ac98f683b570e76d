"""A measure, or some of the sites that report it, has given no new value for longer than two intervals.

Why it matters: sites that stop reporting are often those that stop doing. What is left looks better than it is, and a
slip is found when somebody asks, not when it happens.

What to do: ask who was to send the figures; enter them, or end the measure and say so. Where a site has left, enter the
day under `left` in the table of sites.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from spreadkit.measures.series import step_after, usual_step
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.measure import Measure
from spreadkit.rollout.progress import end_of
from spreadkit.rules import Hit, Severity, SiteCause, Stage, Subject, first_of, plan_rule
from spreadkit.words import count_of

PASSES = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls, site: site}
    every: month
--- falls.csv
date,site,falls
2026-03-01,ash,7
2026-04-01,ash,6
2026-04-01,elm,4
"""

FAILS = """
measures:
  falls-rate:  # <--
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls, site: site}
    every: month
--- falls.csv
date,site,falls
2026-02-01,ash,7
2026-02-01,elm,6
2026-03-01,ash,4
"""

_INTERVALS: Final = 2
"""How many intervals may go by after the one that a next value is for. The figure is ours."""

_RARE: Final = frozenset({"g", "t"})
"""Charts with a value for each event: that none comes is good news."""

_GONE: Final = frozenset({AdoptionStage.DECLINED, AdoptionStage.DISCONTINUED, AdoptionStage.NOT_APPLICABLE})
"""Stages of sites from which no more values are to be expected."""


@plan_rule(
    "SK787",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    after_end=False,
    passes=PASSES,
    cause=SiteCause("{sites} is silent", "{sites} are silent", "Measures have no new values"),
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures whose last value is too old, as a whole or at sites; those of a spread that is over may end."""
    gone = _gone(subject)
    for name, days in subject.standing.reported.items():
        measure, day = subject.plan.measures[name], _judged_on(subject, name)
        last = {site: dates[-1] for site, dates in days.items()}
        step = usual_step(days.values())
        if not last or measure.chart in _RARE or (measure.every is None and step is None):
            continue
        late = [site for site, when in last.items() if _is_late(measure, step, when, day)]
        if len(late) == len(last):
            latest = max(last.values())
            yield (
                ("measures", name),
                f'"{name}" has had no new value since {latest}; find out why, and enter what is there',
            )
        elif silent := [site for site in late if site is not None and site not in gone]:
            of = count_of(len(last), "site")
            verb = "gives" if len(silent) == 1 else "give"
            message = f'{len(silent)} of {of} {verb} no new values of "{name}" any more ({first_of(silent)})'
            yield ("measures", name), f"{message}; ask them"


def _judged_on(subject: Subject, name: str) -> date:
    """Return the day up to which values are due: what shows whether it holds goes on when the spread is over."""
    end = end_of(subject.plan)
    if end is None or name == subject.plan.embedding.measure:
        return subject.as_of
    return min(subject.as_of, end)


def _is_late(measure: Measure, step: timedelta | None, last: date, day: date) -> bool:
    """Whether the last value is too old. It may be dated on the first day of what it is for, so that comes on top."""
    due = last
    for _ in range(_INTERVALS + 1):
        due = step_after(due, measure.every) if measure.every else due + (step or timedelta())
    return due < day


def _gone(subject: Subject) -> frozenset[str]:
    """Return the sites that are not among the targets and examples any more, or have given up all changes."""
    plan, day = subject.plan, subject.as_of
    left = {
        site.id for site in plan.sites if site.status not in {"target", "successful"} or (site.left or date.max) <= day
    }
    stages = dict[str, set[AdoptionStage]]()
    for (site, _), event in subject.standing.latest.items():
        stages.setdefault(site, set()).add(event.stage)
    return frozenset(left | {site for site, reached in stages.items() if reached <= _GONE})
