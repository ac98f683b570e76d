"""A unit of the first wave was chosen because it is the best, or nobody says why it was chosen.

Why it matters: what the best can do, others may not. A first unit should be like those to come, so that what works
there can work elsewhere.

What to do: choose a unit for its likeness to the whole, and write that under `because`.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.rollout.progress import waves_in_order
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
units:
  north: {title: North district, wave: first, because: Average size and results; a manager who agreed}
  south: {title: South district, wave: second}
waves:
  first: {start: 2026-01-05}
  second: {start: 2026-11-02}
"""

FAILS = """
units:
  north:
    title: North district
    wave: first
    because: Our best performer for years  # <--
waves:
  first: {start: 2026-01-05}
"""

_PRAISE: Final = re.compile(r"\b(best|excellent|excellence|top|leading|high[- ]perform\w*|star)\b", re.IGNORECASE)


@plan_rule("SK729", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find units of the first wave without a reason, or with one that praises them."""
    units = subject.plan.units
    first = next((name for name in waves_in_order(subject.plan) if any(u.wave == name for u in units.values())), None)
    for name, unit in units.items():
        if first is None or unit.wave != first:
            continue
        if unit.because is None:
            yield ("units", name), f'"{name}" is in the first wave, and nothing says why; write it under because'
        elif match := _PRAISE.search(unit.because):
            message = f'"{name}" was chosen as "{match[0].lower()}"; choose what is like the sites to come'
            yield ("units", name, "because"), message
