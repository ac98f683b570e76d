"""A site is exempt, or out of scope, without a reason, an approver or an end; or the end is past.

Why it matters: an exemption without an end is a no that nobody has said. Without a reason and a name every site can
have one.

What to do: fill in `because`, `approved-by` and `until` of the site; for a site that is out of scope, `because`. When
the day is past, make it a target, or decide again.
"""

from collections.abc import Iterator

from spreadkit.model.rollout import Site
from spreadkit.months import has_run_out
from spreadkit.rules import Hit, Severity, Subject, in_words, plan_rule

PASSES = """
people:
  mo: {name: M. Osei}
sites: sites.csv
--- sites.csv
id,name,status,because,approved-by,until
ash,Ash Hospital,exempt,New building opens in autumn,mo,2026-12-31
elm,Elm Hospital,out-of-scope,Treats no inpatients,,
"""

FAILS = """
people:
  mo: {name: M. Osei}
sites: sites.csv
--- sites.csv
id,name,status,because,approved-by,until
ash,Ash Hospital,exempt,New building opens in autumn,mo,2026-03-31  # <--
"""


@plan_rule("SK747", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find exemptions that are not complete, or have run out."""
    for index, site in enumerate(subject.plan.sites):
        if lacking := _lacking(site):
            yield ("sites", index), f'"{site.id}" is {site.status} without {in_words(lacking)}; fill in what is missing'
        elif site.status == "exempt" and site.until is not None and has_run_out(site.until, subject.as_of):
            message = f'the exemption of "{site.id}" ended on {site.until}; make it a target, or decide again'
            yield ("sites", index, "until"), message


def _lacking(site: Site) -> list[str]:
    wanted: dict[str, object] = {}
    if site.status == "exempt":
        wanted = {"because": site.because, "approved-by": site.approved_by, "until": site.until}
    elif site.status == "out-of-scope":
        wanted = {"because": site.because or site.note}
    return [column for column, value in wanted.items() if value is None]
