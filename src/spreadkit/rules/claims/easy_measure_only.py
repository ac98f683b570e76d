"""Sites report what they do and leave out the result, or the harm, that other sites report.

Why it matters: what is easy to count gets counted. A result that is made up of the sites which send it says nothing of
those which do not, and those are seldom the best.

What to do: help these sites to get the figures, from a routine source if there is one; until then, say beside the
result which sites it leaves out.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.measure import MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
measures:
  huddles-held:
    {title: Huddles, kind: process, better: higher, data: {file: huddles.csv, value: held, site: site}}
  falls:
    {title: Falls, kind: outcome, better: lower, data: {file: falls.csv, count: falls, site: site}}
--- huddles.csv
date,site,held
2026-03-01,ash,40
2026-04-01,ash,41
2026-05-01,ash,44
2026-03-01,elm,50
2026-04-01,elm,51
--- falls.csv
date,site,falls
2026-03-01,ash,3
"""

FAILS = """
measures:
  huddles-held:
    {title: Huddles, kind: process, better: higher, data: {file: huddles.csv, value: held, site: site}}
  falls:  # <--
    {title: Falls, kind: outcome, better: lower, data: {file: falls.csv, count: falls, site: site}}
--- huddles.csv
date,site,held
2026-03-01,ash,40
2026-04-01,ash,41
2026-05-01,ash,44
2026-03-01,elm,50
2026-04-01,elm,51
2026-05-01,elm,52
--- falls.csv
date,site,falls
2026-03-01,ash,3
"""

_REGULARLY: Final = 3
"""From how many values on a site reports a measure regularly. The figure is ours."""

_EASY: Final = frozenset({MeasureKind.PROCESS, MeasureKind.SPREAD})


@plan_rule("SK788", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites with values of what is done, and none of any outcome (or balancing) measure that others report.

    Where none of them reports a result, it is counted by other units than sites.
    """
    out = {site.id for site in subject.plan.sites if site.status not in {"target", "successful"}}
    easy = [site for site in _reporting(subject, _EASY, _REGULARLY) if site not in out]
    for kind in (MeasureKind.OUTCOME, MeasureKind.BALANCING):
        hard = _reporting(subject, {kind}, 1)
        without = [site for site in easy if site not in hard]
        if 0 < len(without) < len(easy):
            name = next(
                measure_id for measure_id in subject.standing.reported if subject.plan.measures[measure_id].kind is kind
            )
            sites = count_of(len(without), "site reports", "sites report")
            message = f"{sites} what is done and no {kind.value} measure, as others do ({first_of(without)})"
            yield ("measures", name), f"{message}; help them to report it"


def _reporting(subject: Subject, kinds: frozenset[MeasureKind] | set[MeasureKind], least: int) -> dict[str, None]:
    """Return the sites that gave so many values of a measure of these kinds, in the order of the data."""
    return {
        site: None
        for name, days in subject.standing.reported.items()
        if subject.plan.measures[name].kind in kinds
        for site, dates in days.items()
        if site is not None and len(dates) >= least
    }
