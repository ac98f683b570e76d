"""A site that has begun, or begins with the next wave, has no person who is known to be likely to adopt.

Why it matters: a change is taken up first by people who want it and are able to. Where you do not know them by name,
you ask those who come to mind, and a first no is heard by all others.

What to do: ask at the site who wants to try it and whose manager thinks them able to. Enter them under `people` with
their `site` (the lead of a site needs none), and under `likely-to-adopt` say `motivated`, `capable` and why. A site is
left out once every core change is in place there.
"""

from collections.abc import Iterator

from spreadkit.adoption.at_hand import named_at, sites_at_hand
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
people:
  sn: {name: S. Nolan, site: ash, likely-to-adopt: {motivated: yes, capable: yes, because: Asked to visit Ward 4}}
waves:
  wave-1: {start: 2026-09-14}
  wave-2: {start: 2027-01-11}
sites: sites.csv
--- sites.csv
id,name,wave
ash,Ash Ward,wave-1
elm,Elm Ward,wave-2
"""

FAILS = """
people:
  sn: {name: S. Nolan, site: ash, likely-to-adopt: {motivated: yes, capable: yes}}
waves:
  wave-1: {start: 2026-09-14}
sites: sites.csv
--- sites.csv
id,name,wave
ash,Ash Ward,wave-1
elm,Elm Ward,wave-1  # <--
"""


@plan_rule("SK763", Severity.NOTE, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites without such people, and people of whom it is not said that they are such: one finding for each."""
    plan, rows = subject.plan, {site.id: index for index, site in enumerate(subject.plan.sites)}
    without, unasked = list[str](), list[str]()
    for site in sites_at_hand(plan, subject.standing.latest, subject.as_of):
        named = named_at(plan, site, subject.as_of)
        if not named:
            without.append(site.id)
        elif not any(person.likely_to_adopt and person.likely_to_adopt.is_certain for person in named.values()):
            unasked.append(next(iter(named)))
    if without:
        message = f"{count_of(len(without), 'site')} without a person known to be likely to adopt"
        yield ("sites", rows[without[0]]), f"{message} ({first_of(without)}); find one at each, and enter them by name"
    if unasked:
        message = f"at {count_of(len(unasked), 'site')} it is not known if the person named is motivated and capable"
        says = f"{message} ({first_of(unasked)}); ask them and their manager"
        yield ("people", unasked[0], "likely-to-adopt"), says
