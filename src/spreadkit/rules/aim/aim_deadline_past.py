"""The date in the aim is past.

Why it matters: an aim whose date went by unmet, and was not renewed, tells every site that dates in this plan do not
count. The rest of the plan is then judged against a day that nobody works towards any more.

What to do: agree a new date with the sponsor and record why under `revisions`. Where the aim was reached, add the data
that show it: the rule is silent when the latest point of the aim's measure meets the target.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.measures.series import pooled
from spreadkit.rules import Hit, Plan, Severity, Subject, known, plan_rule

PASSES = """
aim:
  by: 2027-03-31
"""

FAILS = """
aim:
  by: 2026-03-31  # <--
"""


@plan_rule("SK622", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find an aim whose date is past, unless its measure shows that it was met."""
    by = known(subject.plan.aim.by)
    if by is not None and by < subject.as_of and not _is_met(subject.plan, subject.as_of):
        yield (
            ("aim", "by"),
            f"the aim was due on {by} and is not shown to be met; renew the date, or add the data",
        )


def _is_met(plan: Plan, as_of: date) -> bool:
    """Whether the latest point of the aim's measure meets the target."""
    name = plan.aim.measure or ""
    measure = plan.measures.get(name)
    target = plan.target_of(name) if measure else None
    if target is None or measure is None:
        return False
    values = list(pooled(measure, as_of).known.values())
    return bool(values) and target.is_met_by(values[-1], measure.better) is True
