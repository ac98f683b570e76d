"""The package was altered in its substance after full scale had begun.

Why it matters: at full scale sites copy what was tested. A new major version has been tested nowhere, and the sites
that have begun must learn again.

What to do: test the new version in a unit first, as before, and record why it could not wait; or give it a smaller
number if it only adds to what is there.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from spreadkit.rules import Hit, Plan, Severity, Subject, known, plan_rule

PASSES = """
package:
  version: "1.1"
  versions:
    - {version: "1.0", on: 2026-01-12, what: First version}
    - {version: "1.1", on: 2026-05-20, what: A card for night staff}
waves:
  all: {step: full-scale, start: 2026-03-01}
"""

FAILS = """
package:
  version: "2.0"
  versions:
    - {version: "1.0", on: 2026-01-12, what: First version}
    - {version: "2.0", on: 2026-05-20, what: Two of four changes left out}  # <--
waves:
  all: {step: full-scale, start: 2026-03-01}
"""


@plan_rule("SK713", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find versions with another first number than the one before, made after the first wave of full scale began."""
    package, began = subject.plan.package, _full_scale_began(subject.plan)
    if package is None or began is None:
        return
    for (_, before), (index, after) in pairwise(enumerate(package.versions)):
        day = known(after.on)
        if day is not None and day > began and _major(after.version) != _major(before.version):
            message = f'version "{after.version}" came on {day}, after full scale had begun on {began}'
            yield ("package", "versions", index), f"{message}; test it in a unit first, and say why it could not wait"


def _full_scale_began(plan: Plan) -> date | None:
    starts = [known(wave.start) for wave in plan.waves.values() if wave.step == "full-scale"]
    return min((start for start in starts if start is not None), default=None)


def _major(version: str) -> str:
    return version.lstrip("vV").partition(".")[0]
