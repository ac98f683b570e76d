"""Something is said to work, or is spread to more sites, and its chart has too few values to tell.

Why it matters: the rules that tell a change from chance need a number of values. Before that, a chart that looks good
says as little as one that looks bad.

What to do: go on collecting, look back for older values, or count more often; and say until then that it is too early.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, plan_rule
from spreadkit.rules._charted_effect import aim_measure, charted_effect, values_missing
from spreadkit.rules._claims import chart_of_claim, claims
from spreadkit.rules._example_tables import FALLS_GO_DOWN

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

FAILS = """
successful-sites:
  ash:
    title: Ash Ward
    measure: falls-rate
    before: 61
    after: 51  # <--
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2026-03-31}
--- falls.csv
date,falls
2025-04-01,64
2025-05-01,58
2025-06-01,66
2025-07-01,61
2025-08-01,55
2025-09-01,67
2025-10-01,60
2025-11-01,62
2025-12-01,57
2026-01-01,65
2026-02-01,59
2026-03-01,63
2026-04-01,52
2026-05-01,49
2026-06-01,51
"""


@plan_rule("SK794", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find claims, and plans that bring the change to more sites, which a chart cannot bear out yet."""
    claimed = claims(subject)
    yield from _of_stage(subject, {measure for measure, _ in claimed})
    for claim in claimed.values():
        charted = chart_of_claim(subject, claim)
        missing = values_missing(charted, claim.since)
        if missing and charted_effect(charted, claim.since) is None:
            more = count_of(missing, "more value")
            message = f"{claim.says}, but the chart of {claim.called} needs {more} or so to tell that from chance"
            yield claim.route, f"{message}; go on collecting"


def _of_stage(subject: Subject, claimed: set[str]) -> Iterator[Hit]:
    """Find the outcome measure of the aim, from the stage of expanding on, where nothing else is claimed of it."""
    found = aim_measure(subject.plan)
    if found is None or not subject.is_at_least(Stage.EXPAND) or found[0] not in subject.charts or found[0] in claimed:
        return
    charted = subject.charts[found[0]]
    missing = values_missing(charted)
    if missing and charted_effect(charted) is None:
        more = count_of(missing, "more value")
        message = f'the plan is at "{subject.plan.stage.value}", but the chart of "{found[0]}" needs {more} or so'
        yield ("measures", found[0], "data"), f"{message} to tell a change from chance; go on collecting"
