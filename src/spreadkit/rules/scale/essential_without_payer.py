"""Something that the changes cannot do without has nobody who pays for it at full scale.

Why it matters: this is how pilots die. The first sites had staff, money or supplies from a project; the later ones will
not have them, and the changes do not work without.

What to do: agree with who owns full scale on who pays, and write it under `paid-at-full-scale-by`; or find a way to do
without it, and mark it `essential: no`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
resources:
  coaches: {title: Coaches, kind: staff, essential: yes, paid-now-by: The grant, paid-at-full-scale-by: Regional budget}
  cards: {title: Printed cards, kind: supply, essential: no, paid-now-by: The grant}
"""

FAILS = """
resources:
  coaches: {title: Coaches, kind: staff, essential: yes, paid-now-by: The grant}  # <--
"""


@plan_rule("SK730", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find essential resources without a payer at full scale."""
    for name, resource in subject.plan.resources.items():
        if resource.essential is True and resource.paid_at_full_scale_by is None:
            now = f" (now: {resource.paid_now_by})" if resource.paid_now_by else ""
            yield ("resources", name), f'nobody is named who pays for "{name}" at full scale{now}; agree who will'
