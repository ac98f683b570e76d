"""The number of sites in the aim differs from the sites that are listed.

Why it matters: "all 24 wards" is a promise, and every rate of spread is counted against it. Where the list of sites
holds another number, either sites were forgotten or the share that is reported is wrong.

What to do: correct `population` under `aim`, or add to or take from the sites. Sites that are deferred, have left or
are successful sites already are not counted as targets.
"""

from collections.abc import Iterator

from spreadkit.rules import EVERYONE, Hit, Plan, Severity, Subject, count_of, known, plan_rule

PASSES = """
aim: {where: all, population: 2}
sites:
  - {id: ward-1, name: Ward 1}
  - {id: ward-2, name: Ward 2}
  - {id: ward-4, name: Ward 4, status: successful}
"""

FAILS = """
aim:
  where: all
  population: 3  # <--
sites: sites.csv
--- sites.csv
id,name,status
ward-1,Ward 1,target
ward-2,Ward 2,target
ward-4,Ward 4,successful
"""


@plan_rule("SK627", Severity.ERROR, holds="adds-up", passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Compare the aim's number of sites with those that it, or the table of sites, lists."""
    if any(known(wave.sites) is not None for wave in subject.plan.waves.values()):
        return  # waves whose sites are only counted are added up by another rule
    population, listed = known(subject.plan.aim.population), _sites_listed(subject.plan)
    if population is not None and listed and population != listed and "site" not in subject.lost_kinds:
        yield (
            ("aim", "population"),
            f"the aim says {population}, but the plan lists {count_of(listed, 'target site')}; correct one of them",
        )


def _sites_listed(plan: Plan) -> int:
    """Count the sites named in `where`; all target sites where it names none."""
    named = set(plan.aim.where) - {EVERYONE}
    return len(named) or len({site.id for site in plan.target_sites})
