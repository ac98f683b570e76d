"""Something is said to work, and the chart of its measure does not show it.

Why it matters: two figures, one before and one after, can differ by chance. Whoever spreads what chance has made asks
others for work that brings them nothing, and is not believed the next time.

What to do: look at the chart. Wait for more data, find out why nothing shows, or stop saying that it works; where the
measure is not the one that would show it, name the one that is.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.rules._charted_effect import ChartedEffect, charted_effect
from spreadkit.rules._claims import chart_of_claim, claims
from spreadkit.rules._example_tables import FALLS_GO_DOWN, FALLS_STAY

PASSES = (
    """
successful-sites:
  ash: {title: Ash Ward, measure: falls-rate, before: 61, after: 48}
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2025-06-30}
"""
    + FALLS_GO_DOWN
)

FAILS = (
    """
successful-sites:
  ash:
    title: Ash Ward
    measure: falls-rate
    before: 64
    after: 59  # <--
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2025-06-30}
"""
    + FALLS_STAY
)


@plan_rule("SK783", Severity.WARNING, passes=PASSES, cause="The plan claims more than it shows", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find claims that a measure got better whose chart, with values enough, shows no signal or one to the worse."""
    for claim in claims(subject).values():
        shown = charted_effect(chart_of_claim(subject, claim), claim.since)
        if shown in {ChartedEffect.FLAT, ChartedEffect.WORSE}:
            what = "a change to the worse" if shown is ChartedEffect.WORSE else "nothing but chance"
            message = f"{claim.says}, but the chart of {claim.called} shows {what}"
            yield claim.route, f"{message}; look at it, and wait with the claim"
