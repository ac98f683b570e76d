"""The only example comes from outside, and nothing says how it differs from here.

Why it matters: "that would never work here" is the first thing adopters say of an example from elsewhere. Differences
that are stated openly can be weighed and adapted to; those passed over turn into reasons to wait.

What to do: write in `differences` of the successful site how its size, culture and organisation differ from the sites
of this plan, and what follows for the changes.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
successful-sites:
  south: {title: South Hospital, external: yes, differences: Twice our size with a pharmacist on every ward}
"""

FAILS = """
successful-sites:
  south: {title: South Hospital, external: yes}  # <--
"""


@plan_rule("SK634", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find outside examples without differences, where no example comes from inside."""
    sites = subject.plan.successful_sites
    if not all(site.external for site in sites.values()):
        return
    for name, site in sites.items():
        if site.differences is None:
            yield (
                ("successful-sites", name),
                f'"{name}" is from outside; say in "differences" how it differs from the sites of this plan',
            )
