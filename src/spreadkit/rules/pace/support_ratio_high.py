"""A wave has more sites than its coaches can look after.

Why it matters: sites get stuck in their first weeks, all at the same time. A coach with too many sites reaches each of
them too late.

What to do: find more coaches for this wave, or make the wave smaller.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, known, plan_rule

PASSES = """
people:
  ek: {name: E. Kim, role: coach}
  mo: {name: M. Osei, role: coach}
waves:
  wave-1: {start: 2026-10-01}
sites: sites.csv
--- sites.csv
id,name,wave
w1,Ward 1,wave-1
w2,Ward 2,wave-1
w3,Ward 3,wave-1
w4,Ward 4,wave-1
w5,Ward 5,wave-1
w6,Ward 6,wave-1
w7,Ward 7,wave-1
w8,Ward 8,wave-1
w9,Ward 9,wave-1
"""

FAILS = """
people:
  ek: {name: E. Kim, role: coach}
waves:
  wave-1: {start: 2026-10-01}  # <--
sites: sites.csv
--- sites.csv
id,name,wave
w1,Ward 1,wave-1
w2,Ward 2,wave-1
w3,Ward 3,wave-1
w4,Ward 4,wave-1
w5,Ward 5,wave-1
w6,Ward 6,wave-1
w7,Ward 7,wave-1
w8,Ward 8,wave-1
w9,Ward 9,wave-1
"""

_MOST: Final = 8
"""How many sites one coach can look after. The figure is ours."""


@plan_rule(
    "SK662",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    after_end=False,
    passes=PASSES,
    cause="A wave has more sites than its coaches can look after",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves, not yet over, with too many sites for each coach. Where no coach is named, nothing is said."""
    sizes = Counter(site.wave for site in subject.plan.target_sites)
    for name, wave in subject.plan.waves.items():
        end, coaches = known(wave.end), len(_coaches(subject, name))
        is_over = end is not None and end < subject.as_of
        if coaches and not is_over and sizes[name] > _MOST * coaches:
            message = f'"{name}" has {sizes[name]} sites for {count_of(coaches, "coach", "coaches")}'
            yield ("waves", name), f"{message}, more than {_MOST} each; find more coaches, or make the wave smaller"


def _coaches(subject: Subject, wave: str) -> set[str]:
    """Return who coaches a wave: those whom the support names for it, or else everybody who has the role."""
    people = subject.plan.people
    offers = [support for support in subject.plan.support.values() if support.kind == "coach" and support.people]
    if offers:
        named = {
            person for support in offers if not support.waves or wave in support.waves for person in support.people
        }
    else:
        named = {name for name, person in people.items() if Role.COACH in person.role}
    return {name for name in named if name in people and people[name].is_here(subject.as_of)}
