"""A cost is given with its one-off part alone.

Why it matters: starting is paid for once, going on every year. Sites that said yes to the first figure give up when the
second one comes.

What to do: write what it costs each year under `yearly`; 0 if it costs nothing, `unknown` if nobody could say.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
resources:
  boards: {title: Boards, kind: supply, per: site, once: 120, yearly: 0}
"""

FAILS = """
resources:
  boards:
    title: Boards
    kind: supply
    per: site
    once: 120  # <--
"""


@plan_rule("SK731", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find resources with a one-off cost and no recurring one."""
    for name, resource in subject.plan.resources.items():
        if resource.once is not None and resource.yearly is None:
            yield ("resources", name, "once"), f'"{name}" has a cost to start with, but none to go on; add yearly'
