"""The tracker: each site with how far it has come, how old that news is, and what it needs; most in need first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from spreadkit.adoption.state import IN_PLACE, Latest, core_changes, is_all_in_place, targets_on
from spreadkit.measures.series import step_after
from spreadkit.model.adoption import AdoptionEvent, AdoptionStage, Reason
from spreadkit.model.base import known
from spreadkit.model.measure import MeasureKind
from spreadkit.model.people import Every
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site

LADDER: Final = (
    AdoptionStage.NOT_STARTED,
    AdoptionStage.AWARE,
    AdoptionStage.COMMITTED,
    AdoptionStage.TESTING,
    AdoptionStage.IMPLEMENTING,
    AdoptionStage.IMPLEMENTED,
    AdoptionStage.SUSTAINED,
)
"""The stages on the way, least first. The others are off it."""

OFF_THE_LADDER: Final = {
    AdoptionStage.PAUSED: "P",
    AdoptionStage.DECLINED: "D",
    AdoptionStage.DISCONTINUED: "X",
    AdoptionStage.NOT_APPLICABLE: "n/a",
}
"""What stands for the stages that are no step of the ladder."""

_INTERVALS: Final = 2
"""After how many intervals without news a site is stale. The figure is ours."""


@dataclass(frozen=True, slots=True)
class TrackerCell:
    """A change at a site: its last event up to the day, None where nothing is on record; and its age in days."""

    change: str
    event: AdoptionEvent | None
    age: int | None

    @property
    def stage(self) -> AdoptionStage | None:
        """The stage, or None where nothing is on record."""
        return self.event.stage if self.event else None

    @property
    def mark(self) -> str:
        """The stage as one short mark: 0 to 6 on the ladder, a letter off it, `?` where nothing is on record."""
        if self.stage is None:
            return "?"
        return OFF_THE_LADDER.get(self.stage) or str(LADDER.index(self.stage))

    @property
    def rank(self) -> int | None:
        """The place on the ladder, from 0 to 6; None off it and where nothing is on record."""
        return LADDER.index(self.stage) if self.stage in LADDER else None


@dataclass(frozen=True, slots=True)
class TrackedSite:
    """A site in the tracker.

    `whole` is whether all core changes are in place; `lowest` the least mark among core changes that apply (all or
    nothing, never a mean). `age` is the days since its last news; `due` whether its wave has begun.
    """

    site: Site
    owner: str | None
    due: bool
    cells: tuple[TrackerCell, ...]
    whole: bool | None
    lowest: str
    age: int | None
    stale: bool

    @property
    def marks(self) -> tuple[str, ...]:
        """What to see at once: nobody answers for it, or nothing has been heard of it for too long."""
        return (*(("NO OWNER",) if self.owner is None else ()), *(("STALE",) if self.stale else ()))

    @property
    def barriers(self) -> dict[str, tuple[str, ...]]:
        """What holds its changes up, in the words of their last events, each with the changes that it is said of."""
        found: dict[str, tuple[str, ...]] = {}
        for cell in self.cells:
            event = cell.event
            if event is not None and event.stage not in IN_PLACE:
                said = event.barrier or (event.reason.words if event.reason else "")
                if said:
                    found[said] = (*found.get(said, ()), cell.change)
        return found

    @property
    def is_stuck(self) -> bool:
        """Whether a core change stopped, or its wave has begun and nothing is on record."""
        return self.lowest in {"P", "D", "X"} or (self.due and self.lowest == "?")


@dataclass(frozen=True, slots=True)
class Tracker:
    """The target sites on a day, most in need first, and the changes of the package; `stale_after` is in days."""

    as_of: date
    changes: tuple[str, ...]
    core: tuple[str, ...]
    stale_after: int
    sites: tuple[TrackedSite, ...]

    def in_place(self, change: str) -> tuple[int, int]:
        """Count the sites that have a change in place, and those that it applies to."""
        stages = [cell.stage for site in self.sites for cell in site.cells if cell.change == change]
        applicable = [stage for stage in stages if stage is not AdoptionStage.NOT_APPLICABLE]
        return sum(stage in IN_PLACE for stage in applicable), len(applicable)

    @property
    def reasons(self) -> Counter[Reason]:
        """Count the reasons why changes are not in place, by their codes: once for each site and change."""
        events = [cell.event for site in self.sites for cell in site.cells if cell.event is not None]
        return Counter(event.reason for event in events if event.reason and event.stage not in IN_PLACE)

    @property
    def whole(self) -> int:
        """Count the sites that have all core changes in place."""
        return sum(site.whole is True for site in self.sites)


def track(plan: Plan, as_of: date, latest: Latest) -> Tracker:
    """Lay out where every target site stands on a day, by the last events up to it."""
    changes = plan.package.changes if plan.package else {}
    ordered = tuple(sorted(changes, key=lambda name: (changes[name].order is None, changes[name].order or 0)))
    core = core_changes(plan)
    stale_after = _stale_after(plan, as_of)
    rows = []
    for site in targets_on(plan, as_of):
        cells = tuple(_cell(change, latest.get((site.id, change)), as_of) for change in ordered)
        needed = tuple(cell for cell in cells if cell.change in core and cell.stage is not AdoptionStage.NOT_APPLICABLE)
        due, age = _is_due(plan, site, as_of), min((cell.age for cell in cells if cell.age is not None), default=None)
        rows.append(
            TrackedSite(
                site=site,
                owner=_owner(plan, site, as_of),
                due=due,
                cells=cells,
                whole=is_all_in_place([cell.stage for cell in cells if cell.change in core]),
                lowest=_lowest(needed),
                age=age,
                stale=_is_followed(cells, needed, due=due) and (age is None or age > stale_after),
            )
        )
    return Tracker(as_of, ordered, core, stale_after, tuple(sorted(rows, key=_need)))


def _cell(change: str, event: AdoptionEvent | None, as_of: date) -> TrackerCell:
    return TrackerCell(change, event, (as_of - event.date).days if event else None)


def _is_due(plan: Plan, site: Site, as_of: date) -> bool:
    """Whether a site was to begin by a day: by its own plan, else by its wave."""
    wave = plan.waves.get(site.wave or "")
    start = site.start or (known(wave.start) if wave else None)
    return start is not None and start <= as_of


def _is_followed(cells: tuple[TrackerCell, ...], needed: tuple[TrackerCell, ...], *, due: bool) -> bool:
    """Whether news of a site are to be expected: it has begun, or was to, and not all is sustained."""
    settled = bool(needed) and all(cell.stage is AdoptionStage.SUSTAINED for cell in needed)
    return not settled and (due or any(cell.rank for cell in cells))


def _owner(plan: Plan, site: Site, as_of: date) -> str | None:
    """Return who answers for a site: its lead, else the line manager who owns it; nobody where they have left."""
    for name in (site.lead, site.owner):
        if name is not None and name != "unknown":
            person = plan.people.get(name)
            if person is None or person.is_here(as_of):
                return name
    return None


def _lowest(needed: tuple[TrackerCell, ...]) -> str:
    """Return the least mark of these: off the ladder before unknown, unknown before the lowest step."""
    for cell in needed:
        if cell.stage in OFF_THE_LADDER:
            return cell.mark
    if any(cell.rank is None for cell in needed):
        return "?"
    return str(min((cell.rank for cell in needed if cell.rank is not None), default="-"))


def _need(site: TrackedSite) -> tuple[bool, bool, bool, bool, bool, int, str]:
    """Sort by need: begun sites first; stopped or silent ones, those without an owner, stale ones, the least far."""
    lowest = int(site.lowest) if site.lowest.isdigit() else -1
    return (
        not site.due,
        site.whole is True,
        not site.is_stuck,
        site.owner is not None,
        not site.stale,
        lowest,
        site.site.id,
    )


def _stale_after(plan: Plan, as_of: date) -> int:
    """Return after how many days without news a site is stale: two intervals of the spread measure, or two months."""
    rhythms = [measure.every for measure in plan.measures.values() if measure.kind is MeasureKind.SPREAD]
    every = next((rhythm for rhythm in rhythms if rhythm is not None), Every.MONTH)
    day = as_of
    for _ in range(_INTERVALS):
        day = step_after(day, every)
    return (day - as_of).days
