"""A wave has started, or starts soon, with sites that have no lead of their own.

Why it matters: a site needs somebody of its own who calls people together, asks for help and knows why it is done.
Without a lead the change belongs to the spread team, and goes when they go.

What to do: agree on a lead with each site before its wave starts, and write their id in the table of sites.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, count_of, first_of, known, plan_rule

PASSES = """
people:
  rk: {name: R. Kaur, role: site-lead}
waves:
  wave-1: {start: 2026-07-15}
sites: sites.csv
--- sites.csv
id,name,wave,lead
ward-3,Ward 3,wave-1,rk
"""

FAILS = """
people:
  rk: {name: R. Kaur, role: site-lead}
waves:
  wave-1: {start: 2026-07-15}
sites: sites.csv
--- sites.csv
id,name,wave,lead
ward-3,Ward 3,wave-1,rk
ward-4,Ward 4,wave-1,  # <--
"""


@plan_rule(
    "SK609",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    after_end=False,
    passes=PASSES,
    cause="Sites of a wave have no lead",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites without a lead in waves that run or are near, one finding for each wave."""
    without = _without_lead(subject.plan)
    for name, wave in subject.plan.waves.items():
        start = known(wave.start)
        if name in without and start is not None and subject.is_near(start):
            sites = without[name]
            names = first_of([site for _, site in sites])
            message = f'{count_of(len(sites), "site")} of "{name}" without a lead ({names})'
            yield ("sites", sites[0][0]), f"{message}; agree on one with each site"


def _without_lead(plan: Plan) -> dict[str, list[tuple[int, str]]]:
    """Return, by wave, the rows and ids of target sites that have no lead."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index, site in enumerate(plan.sites):
        if site.status == "target" and site.wave is not None and site.lead is None:
            found.setdefault(site.wave, []).append((index, site.id))
    return found
