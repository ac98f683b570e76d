"""The day by which a site was to decide is past, and no decision is on record.

Why it matters: not deciding is the quietest way to say no. The sooner somebody asks, the sooner the reason can be
heard.

What to do: ask the site, and enter what it says under `decisions` with `about: adoption`; or agree on a new day.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import decisions_to_adopt
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
decisions:
  - {about: adoption, sites: ash, outcome: hold, on: 2026-05-20, because: No nurse leader}
sites: sites.csv
--- sites.csv
id,name,decider,decide-by
ash,Ash Practice,Partners' meeting,2026-05-31
elm,Elm Practice,Partners' meeting,2026-07-31
"""

FAILS = """
sites: sites.csv
--- sites.csv
id,name,decider,decide-by
ash,Ash Practice,Partners' meeting,2026-05-31  # <--
elm,Elm Practice,Partners' meeting,2026-07-31
"""


@plan_rule("SK745", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites that have not decided by their day, one finding for all."""
    late = [
        (index, site.id)
        for index, site in enumerate(subject.plan.sites)
        if site.status == "target" and site.decide_by is not None and site.decide_by < subject.as_of
        if not decisions_to_adopt(subject.plan, site.id, subject.as_of)
    ]
    if late:
        names = first_of([site for _, site in late])
        message = f"{count_of(len(late), 'site has', 'sites have')} not decided by the day set ({names})"
        yield ("sites", late[0][0], "decide-by"), f"{message}; ask what stands in the way"
