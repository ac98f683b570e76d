"""Sites count as having a change in place, and give no value of the measure of its use that others give.

Why it matters: a core change is core because the result depends on it being done as meant. At these sites nobody can
tell whether it is.

What to do: help them to collect it; until there is a value, leave them at `implementing`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from spreadkit.adoption.rechecks import in_place_since
from spreadkit.adoption.state import IN_PLACE, core_changes, targets_on
from spreadkit.model.measure import MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
sites: sites.csv
adoption: adoption.csv
measures:
  huddles-held:
    title: Huddles held
    kind: process
    better: higher
    changes: huddle
    data: {file: huddles.csv, value: held, site: site}
--- sites.csv
id,name
ash,Ash Ward
elm,Elm Ward
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,implemented
2026-05-11,elm,huddle,implemented
--- huddles.csv
date,site,held
2026-05-01,ash,84
"""

FAILS = """
sites: sites.csv
adoption: adoption.csv
measures:
  huddles-held:
    title: Huddles held
    kind: process
    better: higher
    changes: huddle
    data: {file: huddles.csv, value: held, site: site}  # <--
--- sites.csv
id,name
ash,Ash Ward
elm,Elm Ward
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,implemented
2026-01-12,elm,huddle,implemented
--- huddles.csv
date,site,held
2026-05-01,ash,84
"""

_LONG: Final = timedelta(days=90)
"""How long a site may have a change in place before its use has to be measured. The figure is ours."""


@plan_rule("SK817", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites that have had a core change in place for long without any value of its process measure."""
    core, is_named = core_changes(subject.plan), subject.plan.package is not None
    targets = {site.id for site in targets_on(subject.plan, subject.as_of)}
    for name, days in subject.standing.reported.items():
        measure = subject.plan.measures[name]
        if measure.kind is not MeasureKind.PROCESS or targets.isdisjoint(days):
            continue
        silent = {
            site: None
            for (site, change), event in subject.standing.latest.items()
            if change in measure.changes and (change in core or not is_named) and event.stage in IN_PLACE
            if site in targets and site not in days and subject.as_of - _since(subject, (site, change)) > _LONG
        }
        if silent:
            sites = count_of(len(silent), "site has", "sites have")
            message = f'{sites} had it in place for more than {_LONG.days} days without a value of "{name}"'
            yield ("measures", name, "data"), f"{message} ({first_of(list(silent))}); help them to collect it"


def _since(subject: Subject, cell: tuple[str, str]) -> date:
    """Return the day on which a change that is in place at a site was last put in place."""
    events = [subject.plan.adoption[row] for row in subject.plan.cells[cell]]
    history = [(event.date, event.stage) for event in events if event.date <= subject.as_of]
    return in_place_since(history) or subject.as_of
