"""A site stands in two waves.

Why it matters: the site is counted twice, and nobody there knows when they are to start.

What to do: keep the row with the wave that was agreed with the site and delete the other.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
sites: sites.csv
waves:
  wave-1: {start: 2026-10-01}
  wave-2: {start: 2027-02-01}
--- sites.csv
id,name,wave
ward-3,Ward 3,wave-1
ward-4,Ward 4,wave-2
"""

FAILS = """
sites: sites.csv
waves:
  wave-1: {start: 2026-10-01}
  wave-2: {start: 2027-02-01}
--- sites.csv
id,name,wave
ward-3,Ward 3,wave-1
ward-4,Ward 4,wave-2
ward-3,Ward 3,wave-2  # <--
"""


@plan_rule("SK604", Severity.ERROR, holds="adds-up", passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites with rows that name different waves."""
    first: dict[str, str] = {}
    for index, site in enumerate(subject.plan.sites):
        if site.wave is not None and (wave := first.setdefault(site.id, site.wave)) != site.wave:
            message = f'"{site.id}" is in "{site.wave}" here and in "{wave}" further up; keep one of the two rows'
            yield ("sites", index, "wave"), message
