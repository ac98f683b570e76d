"""A wave ends before its data can be judged.

Why it matters: between two waves somebody has to decide whether it works. Six monthly points after the change, the time
until it is in use and the delay of the data make nine months; a shorter wave is decided on hope.

What to do: make the wave longer, or measure more often. The figures stand under `rollout`: `points`, `interval`,
`local-start` and `lag`. Plans without that part are not asked.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from spreadkit import months
from spreadkit.model.schedule import Rollout
from spreadkit.rollout.progress import day_after, length_of, waves_in_order
from spreadkit.rollout.terms import TermLookup, gate_of
from spreadkit.rules import Hit, Severity, Stage, Subject, known, plan_rule
from spreadkit.words import amount_of, count_of, in_decimals

PASSES = """
rollout: {points: 6}
waves:
  first: {start: 2026-10-01, end: 2027-06-30, sites: 5}
  second: {start: 2027-09-01, end: 2027-12-31, sites: 20}
"""

FAILS = """
rollout: {points: 6, interval: 3}
waves:
  first:
    start: 2026-10-01
    end: 2027-06-30  # <--
    sites: 5
  second: {start: 2027-09-01, end: 2027-12-31, sites: 20}
"""

_GRACE: Final = timedelta(days=7)
"""How much earlier a wave may end: people end it on a Friday. The figure is ours."""


@plan_rule(
    "SK658",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    holds="gate-time",
    after_end=False,
    passes=PASSES,
    cause="Waves are too short to be judged",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves, not yet over and not the last, that are shorter than the least time before a gate."""
    plan = subject.plan
    if plan.rollout is None:
        return
    gate = gate_of(TermLookup(Rollout(), plan))
    for name in waves_in_order(plan)[:-1]:
        start, end, length = known(plan.waves[name].start), known(plan.waves[name].end), length_of(plan.waves[name])
        if start is None or end is None or length is None or end < subject.as_of:
            continue
        if day_after(end) < months.after(start, gate.least) - _GRACE:
            message = f'"{name}" lasts {amount_of(length, "month")}, but {count_of(gate.points, "point")} of data take'
            yield ("waves", name, "end"), f"{message} {in_decimals(gate.least)}; make it longer, or measure more often"
