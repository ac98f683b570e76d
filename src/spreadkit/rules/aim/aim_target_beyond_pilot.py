"""The aim's target is better than any successful site has reached.

Why it matters: what nobody has shown to be possible is hard to ask of everybody. Sites that do as well as the best
example would still miss the target and be told that they failed.

What to do: set a target that the best successful site has reached, or say in `because` under `aim` why more can be
expected of the whole system.
"""

from collections.abc import Iterator
from decimal import Decimal

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, known, plan_rule

PASSES = """
aim: {measure: falls-rate, baseline: 6.1, target: 4.0}
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
successful-sites:
  ward-4: {title: Ward 4, measure: falls-rate, before: 6.4, after: 3.6}
"""

FAILS = """
aim:
  measure: falls-rate
  baseline: 6.1
  target: 3.0  # <--
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
successful-sites:
  ward-4: {title: Ward 4, measure: falls-rate, before: 6.4, after: 3.6}
"""


@plan_rule("SK626", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a target that is better than every result, without a reason."""
    aim = subject.plan.aim
    measure = subject.plan.measures.get(aim.measure or "")
    target, reached = known(aim.target), _results(subject.plan)
    if measure is None or target is None or not reached or aim.because:
        return
    if all(target.is_met_by(after, measure.better) is False for after in reached):
        best = min(reached) if measure.better == "lower" else max(reached)
        message = f"the target of {target.words} is beyond {best}, the best that a successful site has reached"
        yield ("aim", "target"), f'{message}; argue it in "because"'


def _results(plan: Plan) -> list[Decimal]:
    """Return what the successful sites reached for the aim's measure."""
    sites = plan.successful_sites.values()
    found = [known(site.after) for site in sites if site.measure == plan.aim.measure]
    return [after for after in found if after is not None]
