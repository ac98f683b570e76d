"""Every idea that was tested was kept.

Why it matters: in real tests some ideas fail. Where none did, either nothing was really tested, or only the successes
were written down, and the next sites will repeat the failures.

What to do: list what was tried and given up under `drivers`, `ideas`, with the state `dropped` and the reason; or give
the numbers under `tested` and `kept` of the package.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, known, plan_rule

PASSES = """
package: {version: "1", tested: 102, kept: 83}
"""

FAILS = """
package:
  version: "1"
  tested: 102
  kept: 102  # <--
"""

_ENOUGH: Final = 5
"""From how many tested ideas on it is odd that none failed. The figure is ours."""


@plan_rule("SK707", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans that say how several ideas did, none of which was dropped."""
    plan = subject.plan
    tested, kept = _counted(plan)
    listed = [idea for idea in plan.drivers.ideas.values() if idea.was_tested]
    if tested is not None and kept is not None:
        if tested == kept >= _ENOUGH:
            yield ("package", "kept"), f"all {tested} ideas that were tested were kept; say which failed, and why"
    elif len(listed) >= _ENOUGH and not any(idea.state == "dropped" for idea in listed):
        message = f"none of the {len(listed)} ideas that were tested was dropped; list those that failed, and why"
        yield ("drivers", "ideas"), message


def _counted(plan: Plan) -> tuple[Decimal | None, Decimal | None]:
    if plan.package is None:
        return None, None
    return known(plan.package.tested), known(plan.package.kept)
