"""Something that is needed is secured for a shorter time than the spread takes.

Why it matters: spreads take longer than planned. Money, posts or supplies that end before the last wave leave the last
sites, often those with the most need, without help.

What to do: secure it up to the end of the last wave and some months beyond, and correct `until`; or plan the waves that
lie ahead so that they do without it, and mark it `essential: no`.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import end_of
from spreadkit.rules import Hit, Severity, Stage, Subject, known, plan_rule

PASSES = """
aim: {by: 2027-12-31}
resources:
  grant: {title: Grant of the foundation, kind: money, until: 2028-06-30}
"""

FAILS = """
aim: {by: 2027-12-31}
resources:
  grant:
    title: Grant of the foundation
    kind: money
    until: 2027-03-31  # <--
"""


@plan_rule("SK733", Severity.WARNING, stage=Stage.LAUNCH, holds="balance", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find resources, not marked as unessential, that end before the spread does."""
    end = end_of(subject.plan)
    for name, resource in subject.plan.resources.items():
        until = known(resource.until)
        if end is not None and until is not None and until < end and resource.essential is not False:
            message = f'"{name}" is secured until {until}, but the spread lasts until {end}'
            yield (
                ("resources", name, "until"),
                f"{message}; secure it for longer, or plan to do without it",
            )
