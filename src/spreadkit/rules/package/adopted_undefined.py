"""A change has no rule for when a site counts as having adopted it.

Why it matters: without a rule that an outsider could apply, one site counts a poster and another a year of steady
practice. The rate of spread then adds up things that are not the same.

What to do: write in `adopted` what can be seen at a site that has adopted the change, and in `judged-by` who decides.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, adopted: Held on 9 of 10 weekdays for a month}
    double-check: {title: Double check, adopted: Two names on 19 of 20 charts sampled}
"""

FAILS = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, adopted: Held on 9 of 10 weekdays for a month}
    double-check: {title: Double check}  # <--
"""


@plan_rule("SK633", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find changes without a rule; one finding where several are there and none has one."""
    changes = subject.plan.package.changes if subject.plan.package else {}
    undefined = [name for name, change in changes.items() if change.adopted is None]
    if len(undefined) == len(changes) > 1:
        yield ("package", "changes"), 'no change says when a site has adopted it; write a rule in "adopted" of each'
        return
    for name in undefined:
        yield (
            ("package", "changes", name),
            f'nothing says when a site has adopted "{name}"; write in "adopted" what can be seen there',
        )
