"""A decision goes ahead though one of the things it was measured against is not met, and sets no condition.

Why it matters: criteria that a decision passes over without a word will be passed over the next time too. Whoever
relies on the decision believes that they were met.

What to do: write under `conditions` what has to be done about it, or decide to hold.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
decisions:
  - outcome: agreed
    on: 2026-02-03
    criteria:
      - {what: Worked in two settings, met: yes}
      - {what: Records can carry it, met: no}
    conditions: The form is in the record system before the first wave
"""

FAILS = """
decisions:
  - outcome: agreed
    on: 2026-02-03
    criteria:
      - {what: Worked in two settings, met: yes}
      - {what: Records can carry it, met: no}  # <--
"""


@plan_rule("SK741", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find decisions that say yes with a criterion unmet and no condition, at the first such criterion."""
    for index, decision in enumerate(subject.plan.decisions):
        unmet = [number for number, criterion in enumerate(decision.criteria) if criterion.met is False]
        if decision.is_yes and unmet and not decision.conditions:
            message = "this was not met, and the decision goes ahead without a condition; add one, or hold"
            yield ("decisions", index, "criteria", unmet[0]), message
