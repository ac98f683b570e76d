"""Something is said to work, and the chart of its measure does not show it.

Why it matters: two figures, one before and one after, can differ by chance. Whoever spreads what chance has made asks
others for work that brings them nothing, and is not believed the next time.

What to do: look at the chart. Wait for more data, find out why nothing shows, or stop saying that it works; where the
measure is not the one that would show it, name the one that is.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.rules._claims import chart_of_claim, claims
from spreadkit.rules._shown import Shown, shown_by

PASSES = """
successful-sites:
  ash: {title: Ash Ward, measure: falls-rate, before: 61, after: 48}
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2025-06-30}
--- falls.csv
date,falls
2024-07-01,64
2024-08-01,58
2024-09-01,66
2024-10-01,61
2024-11-01,55
2024-12-01,67
2025-01-01,60
2025-02-01,62
2025-03-01,57
2025-04-01,65
2025-05-01,59
2025-06-01,63
2025-07-01,52
2025-08-01,49
2025-09-01,51
2025-10-01,48
2025-11-01,50
2025-12-01,47
2026-01-01,49
2026-02-01,46
2026-03-01,50
2026-04-01,45
2026-05-01,48
2026-06-01,44
"""

FAILS = """
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
--- falls.csv
date,falls
2024-07-01,64
2024-08-01,58
2024-09-01,66
2024-10-01,61
2024-11-01,55
2024-12-01,67
2025-01-01,60
2025-02-01,62
2025-03-01,57
2025-04-01,65
2025-05-01,59
2025-06-01,63
2025-07-01,61
2025-08-01,59
2025-09-01,66
2025-10-01,58
2025-11-01,64
2025-12-01,57
2026-01-01,62
2026-02-01,60
2026-03-01,65
2026-04-01,58
2026-05-01,63
2026-06-01,59
"""


@plan_rule("SK783", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find claims that a measure got better whose chart, with values enough, shows no signal or one to the worse."""
    for claim in claims(subject).values():
        shown = shown_by(chart_of_claim(subject, claim), claim.since)
        if shown in {Shown.FLAT, Shown.WORSE}:
            what = "a change to the worse" if shown is Shown.WORSE else "nothing but chance"
            message = f"{claim.says}, but the chart of {claim.called} shows {what}"
            yield claim.route, f"{message}; look at it, and wait with the claim"
