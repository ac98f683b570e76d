"""The next wave begins, but nothing that was learnt since the last one is written down.

Why it matters: the first sites find out what is unclear, missing or too much. Without that, the next wave meets the
same trouble with more people.

What to do: ask the sites of the last wave what helped and what did not, and write it under `learning` with its date and
what was altered because of it.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.model.plan import Learning
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
waves:
  wave-1: {start: 2026-02-01}
  wave-2: {start: 2026-07-15}
learning:
  - {on: 2026-04-20, what: Night shifts need their own huddle, altered: A second time in the how-to}
"""

FAILS = """
waves:
  wave-1: {start: 2026-02-01}
  wave-2:
    start: 2026-07-15  # <--
learning:
  - {on: 2026-01-20, what: The pilot needed a script, altered: Script added}
"""


@plan_rule("SK663", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the newest wave where nothing was learnt since the one before. Earlier gaps cannot be mended any more."""
    starts = {name: wave.start for name, wave in subject.plan.waves.items() if isinstance(wave.start, date)}
    begun = sorted({start for start in starts.values() if subject.is_near(start)})
    if len(begun) > 1 and not any(_is_since(lesson, begun[-2]) for lesson in subject.plan.learning):
        name = next(name for name, start in starts.items() if start == begun[-1])
        message = f'nothing learnt since {begun[-2]} is written down for "{name}" to start from'
        yield ("waves", name, "start"), f"{message}; ask the sites, and add it under learning"


def _is_since(learning: Learning, start: date) -> bool:
    """Whether something was learnt on or after a day; a day that is unknown may well be."""
    return not isinstance(learning.on, date) or learning.on >= start
