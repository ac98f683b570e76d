"""A site is taking up more practices at once than was agreed.

Why it matters: every practice asks for the same few people. A site that takes up many at once finishes none, and the
next one is met with a sigh.

What to do: let the site finish some before this one starts, or leave one of the others out. The limit is
`practices-at-most` of `approach`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, known, plan_rule

PASSES = """
approach: {practices-at-most: 3}
sites: sites.csv
--- sites.csv
id,name,practices
ash,Ash Hospital,3
elm,Elm Hospital,unknown
"""

FAILS = """
approach: {practices-at-most: 3}
sites: sites.csv
--- sites.csv
id,name,practices
ash,Ash Hospital,3
elm,Elm Hospital,4  # <--
"""

_MOST: Final = Decimal(4)
"""How many practices a site can take up at once, where the plan sets no limit. The figure is ours."""


@plan_rule("SK758", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites above the limit, one finding for all."""
    limit = known(subject.plan.approach.practices_at_most)
    most = _MOST if limit is None else limit
    over = [
        (index, site.id)
        for index, site in enumerate(subject.plan.sites)
        if site.status == "target" and (number := known(site.practices)) is not None and number > most
    ]
    if over:
        names = first_of([site for _, site in over])
        message = f"{count_of(len(over), 'site takes', 'sites take')} up more than {most} practices at once ({names})"
        yield ("sites", over[0][0], "practices"), f"{message}; finish some first"
