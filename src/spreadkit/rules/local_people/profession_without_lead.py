"""A profession that has to change has no clinical lead at a site.

Why it matters: doctors listen to doctors, nurses to nurses. Where one profession has a lead and the other has none, the
change becomes the affair of the first.

What to do: find a willing lead of that profession at each site, enter them under `people` with their `profession`, and
in the column `clinical-leads` of the table of sites.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import starting_by
from spreadkit.rules import NEAR, Hit, Plan, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
people:
  na: {name: N. Adeyemi, role: clinical-lead, profession: nurse}
  ds: {name: D. Sato, role: clinical-lead, profession: doctor}
audiences:
  ward-nurses: {profession: nurse}
  ward-doctors: {profession: doctor}
waves:
  wave-1: {start: 2026-07-15}
sites: sites.csv
--- sites.csv
id,name,wave,clinical-leads
ash,Ash Hospital,wave-1,na ds
"""

FAILS = """
people:
  na: {name: N. Adeyemi, role: clinical-lead, profession: nurse}
audiences:
  ward-nurses: {profession: nurse}
  ward-doctors: {profession: doctor}
waves:
  wave-1: {start: 2026-07-15}
sites: sites.csv
--- sites.csv
id,name,wave,clinical-leads
ash,Ash Hospital,wave-1,na  # <--
"""


@plan_rule("SK755", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find, for each profession of an audience that adopts, sites near their start without a lead from it."""
    plan = subject.plan
    is_asked = any(site.clinical_leads for site in plan.sites) or "profession-without-lead" in subject.verifying
    near = list(starting_by(plan, subject.as_of + NEAR)) if is_asked else []
    for profession in _professions(plan):
        without = [(index, site.id) for index, site in near if profession not in _led(plan, site.clinical_leads)]
        if without:
            names = first_of([site for _, site in without])
            message = f'{count_of(len(without), "site")} without a clinical lead from "{profession}" ({names})'
            yield ("sites", without[0][0]), f"{message}; find one at each"


def _professions(plan: Plan) -> list[str]:
    named = [audience.profession for audience in plan.audiences.values() if audience.adopts and audience.profession]
    return list(dict.fromkeys(named))


def _led(plan: Plan, leads: tuple[str, ...]) -> set[str | None]:
    """Return the professions of people."""
    return {plan.people[name].profession for name in leads if name in plan.people}
