"""A successful site has lost what it is the example for.

Why it matters: visitors will see the ward as it is today. An example that has slipped back costs the messengers their
credit, and shows that the change does not hold by itself.

What to do: find out with the site what has changed, and help it; until then, show another site, or say openly that the
gain has not held.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import median

from spreadkit.measures.series import of_site, pooled
from spreadkit.model.aim import SuccessfulSite
from spreadkit.rules import Hit, Severity, Subject, known, plan_rule
from spreadkit.rules._charted_effect import IN_A_ROW, has_lost

PASSES = """
successful-sites:
  ash-ward: {title: Ash Ward, site: ash, since: 2025-11-03, measure: falls-rate, before: 7, after: 4}
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    target: 5
    data: {file: falls.csv, value: falls, site: site}
--- falls.csv
date,site,falls
2025-10-01,ash,7
2026-01-01,ash,4
2026-02-01,ash,5
2026-03-01,ash,4
2026-04-01,ash,6
2026-05-01,ash,5
"""

FAILS = """
successful-sites:
  ash-ward:  # <--
    title: Ash Ward
    site: ash
    since: 2025-11-03
    measure: falls-rate
    before: 7
    after: 4
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    target: 5
    data: {file: falls.csv, value: falls, site: site}
--- falls.csv
date,site,falls
2025-10-01,ash,7
2026-01-01,ash,4
2026-02-01,ash,5
2026-03-01,ash,4
2026-04-01,ash,6
2026-05-01,ash,6
2026-06-01,ash,6
"""


@plan_rule("SK796", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find successful sites whose last three values miss a target that was held, or are back at their own baseline."""
    for name, site in subject.plan.successful_sites.items():
        values = _values_of(subject, site)
        if len(values) <= IN_A_ROW:
            continue
        lost = _lost(subject, site, values)
        if lost:
            message = f'the last {IN_A_ROW} values of "{site.measure}" at "{name}" {lost}'
            yield ("successful-sites", name), f"{message}; find out what has changed there"


def _values_of(subject: Subject, site: SuccessfulSite) -> dict[date, Decimal]:
    """Return the values of a site; of a measure without sites, if it has no other sites to tell it from."""
    measure = subject.plan.measures.get(site.measure or "")
    if measure is None or site.measure not in subject.standing.reported or site.external or measure.better == "neither":
        return {}
    if subject.standing.reported[site.measure].keys() - {None}:
        return of_site(measure, site.site, subject.as_of).known if site.site else {}
    return pooled(measure, subject.as_of).known


def _lost(subject: Subject, site: SuccessfulSite, values: dict[date, Decimal]) -> str:
    """Say what has been lost, if anything; only values since the site began can hold a target."""
    measure, since = subject.plan.measures[site.measure or ""], known(site.since)
    start = since or (measure.baseline.until if measure.baseline else None)
    before = [value for day, value in values.items() if start is not None and day < start]
    after = [value for day, value in values.items() if start is None or day >= start]
    last, target = after[-IN_A_ROW:], subject.plan.target_of(site.measure or "")
    if len(last) < IN_A_ROW:
        return ""
    if target is not None and has_lost(measure, after, target):
        return f"miss the target of {target.words}, which it had held"
    if before and len(after) > IN_A_ROW and not any(measure.is_better(value, median(before)) for value in last):
        return "are no better than those from before it began"
    return ""
