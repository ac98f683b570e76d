"""An entry of `loosens` lacks its reason, a name, or the day on which it ends.

Why it matters: what was made easier for a while, by nobody in particular, stays so for good.

What to do: fill in `because`, `by` and `until`. Until then it does not hold: plans are judged by what the extended
framework says.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, in_words

PASSES = """
extends: tiny@1
loosens:
  - {at: leadership.sponsor, because: Our board is being elected, by: A. Patel, until: 2026-09-30}
components:
  leadership:
    criteria:
      leadership.sponsor:
        need: should
"""

FAILS = """
extends: tiny@1
loosens:
  - {at: leadership.sponsor, because: Our board is being elected}  # <--
components:
  leadership:
    criteria:
      leadership.sponsor:
        need: should
"""


@framework_rule("SK163", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find entries that lack what makes them hold."""
    for index, entry in enumerate(subject.framework.loosens):
        if entry.lacks:
            missing = in_words([f'"{key}"' for key in entry.lacks])
            yield ("loosens", index), f'the loosening of "{entry.at}" does not hold without {missing}; fill that in'
