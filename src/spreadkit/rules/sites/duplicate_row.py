"""The same row stands twice in the table of sites, of adoption, of forecasts, or in a series.

Why it matters: a site that stands twice is counted twice, and where two rows of one day differ nobody can say which is
true. Joining two people's versions of a file often leaves such rows. In a series the later of
the two counts, whether or not its rows name a site.

What to do: keep the row that is right and delete the other.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from spreadkit.measures.series import has_rare_events
from spreadkit.model.adoption import AdoptionEvent
from spreadkit.model.measure import Point
from spreadkit.rules import Hit, Plan, Severity, Subject, count_of, plan_rule

PASSES = """
sites: sites.csv
--- sites.csv
id,name,wave
ward-3,Ward 3,wave-1
ward-4,Ward 4,wave-1
"""

FAILS = """
sites: sites.csv
--- sites.csv
id,name,wave
ward-3,Ward 3,wave-1
ward-4,Ward 4,wave-1
ward-3,Ward 3 North,wave-1  # <--
"""


@plan_rule("SK602", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites, adoption events, kept forecasts, and points of a series, that have a row already."""
    yield from _sites(subject.plan)
    yield from _adoption(subject.plan)
    yield from _forecasts(subject.plan)
    for name, measure in subject.plan.measures.items():
        if measure.data is not None and not has_rare_events(measure):
            yield from _series(name, measure.data.points)


def _sites(plan: Plan) -> Iterator[Hit]:
    """Find sites with a row further up. Two rows that name different waves are another rule's business."""
    first: dict[str, str | None] = {}
    for index, site in enumerate(plan.sites):
        if site.id not in first:
            first[site.id] = site.wave
        elif site.wave is None or first[site.id] in {site.wave, None}:
            yield ("sites", index, "id"), f'"{site.id}" has a row further up; keep one of the two'


def _adoption(plan: Plan) -> Iterator[Hit]:
    first = {_key(event): event.stage for event in reversed(plan.adoption)}
    if len(first) == len(plan.adoption):
        return
    seen = set()
    for index, event in enumerate(plan.adoption):
        if (key := _key(event)) in seen:
            says = "says the same" if first[key] is event.stage else f'says "{first[key].value}"'
            message = f'another row of "{event.site}" for "{event.change}" on {event.date} {says}; keep one of the two'
            yield ("adoption", index, "stage"), message
        seen.add(key)


def _forecasts(plan: Plan) -> Iterator[Hit]:
    seen = set()
    for index, kept in enumerate(plan.forecasts):
        if (kept.made_on, kept.by) in seen:
            message = f"another row has the forecast made on {kept.made_on} for {kept.by}; keep one of the two"
            yield ("forecasts", index, "made-on"), message
        seen.add((kept.made_on, kept.by))


def _series(measure: str, points: Sequence[Point]) -> Iterator[Hit]:
    """Find points of a site on a day that has one already: one finding for each measure."""
    keys = zip(map(attrgetter("date"), points), map(attrgetter("site"), points), strict=True)
    if len(set(keys)) == len(points):
        return
    first: dict[tuple[date, str | None], Point] = {}
    twice = []
    for index, point in enumerate(points):
        if first.setdefault((point.date, point.site), point) is not point:
            twice.append(index)
    if not twice:
        return
    again = points[twice[0]]
    says = "says the same" if first[again.date, again.site] == again else "says otherwise"
    more = f"; so with {count_of(len(twice) - 1, 'more row')} of this series" if twice[1:] else ""
    whose = f' of "{again.site}"' if again.site else ""
    message = f"another row{whose} on {again.date} {says}; keep one of the two{more}"
    yield ("measures", measure, "data", "points", twice[0], "date"), message


def _key(event: AdoptionEvent) -> tuple[date, str, str]:
    return event.date, event.site, event.change
