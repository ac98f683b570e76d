"""A wave begins while the places of its coaches are taken.

Why it matters: a coach who has said how many sites they can look after has said where they stop helping. The sites of a
wave that comes on top are the ones who wait.

What to do: begin the wave when the one before has ended, find another coach, or ask the coaches whether they take more
sites each, and write that under `sites-each`. How many of a wave's sites need a place follows from the table of sites,
and from which waves run on the day that it begins.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from spreadkit.model.people import Support
from spreadkit.rollout.progress import sites_in
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, count_of, in_figures, known, plan_rule

PASSES = """
people:
  ek: {name: E. Kim, role: coach}
support:
  coaching: {title: A coach on the ward, kind: coach, people: ek, sites-each: 3}
waves:
  first: {start: 2026-08-01, end: 2026-10-31, sites: 2}
  second: {start: 2026-11-01, end: 2027-01-31, sites: 3}
"""

FAILS = """
people:
  ek: {name: E. Kim, role: coach}
support:
  coaching: {title: A coach on the ward, kind: coach, people: ek, sites-each: 3}
waves:
  first: {start: 2026-08-01, end: 2026-12-31, sites: 2}
  second: {start: 2026-11-01, end: 2027-01-31, sites: 3}  # <--
"""


@plan_rule(
    "SK672",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    after_end=False,
    passes=PASSES,
    fails=FAILS,
    cause="More sites at once than the coaches have places for",
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves, not yet over, on whose first day more sites are looked after than there are places."""
    plan = subject.plan
    for support in plan.support.values():
        places = _places(subject, support)
        for name, wave in plan.waves.items() if places is not None else ():
            start, end = known(wave.start), known(wave.end)
            if start is None or not _is_for(support, name) or (end is not None and end < subject.as_of):
                continue
            running = [other for other in _running_on(plan, start) if _is_for(support, other)]
            needed = sum((sites_in(plan, other) for other in running), Decimal(0))
            if places is not None and needed > places:
                yield ("waves", name), _message(name, needed, places, [other for other in running if other != name])


def _is_for(support: Support, wave: str) -> bool:
    return not support.waves or wave in support.waves


def _places(subject: Subject, support: Support) -> Decimal | None:
    """Return for how many sites the coaches who are here have places; None where that is not stated or not known."""
    each = known(support.sites_each)
    if support.kind != "coach" or support.sites or each is None:
        return None
    people = subject.plan.people
    here = [name for name in support.people if name in people and people[name].is_here(subject.as_of)]
    return Decimal(len(here)) * Decimal(each) if here else None


def _running_on(plan: Plan, day: date) -> Iterator[str]:
    """Go through the waves that have begun by a day and not ended before it. One without an end ends with the next."""
    for name, wave in plan.waves.items():
        start, end = known(wave.start), known(wave.end)
        if start is not None and start <= day and (start == day if end is None else day <= end):
            yield name


def _message(name: str, needed: Decimal, places: Decimal, others: list[str]) -> str:
    besides = f" (with {', '.join(others)})" if others else ""
    found = f"{in_figures(places)} {'place' if places == 1 else 'places'}"
    needs = count_of(int(needed), "site")
    return (
        f'when "{name}" begins, {needs}{besides} need a coach and there are {found}; find a coach, '
        "or begin it when others have ended"
    )
