"""A core change of the package is not in the aim.

Why it matters: core changes are those that every site takes up unaltered. Where the aim leaves one out, sites and
sponsor have agreed to less than the package asks of them, and its uptake will be counted against no promise.

What to do: add the change to `what` under `aim`, or mark it `core: no` in the package.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
aim:
  what: [huddle, double-check]
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes}
    double-check: {title: Double check, core: yes}
"""

FAILS = """
aim:
  what: [huddle]  # <--
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes}
    double-check: {title: Double check, core: yes}
"""


@plan_rule("SK623", Severity.ERROR, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find core changes that an aim with changes leaves out."""
    aim, package = subject.plan.aim, subject.plan.package
    if not aim.what or package is None:
        return
    left_out = [f'"{name}"' for name, change in package.changes.items() if change.core is True and name not in aim.what]
    if left_out:
        yield (
            ("aim", "what"),
            f"the aim leaves out {in_words(left_out)}, core in the package; add it here, or mark it core: no",
        )
