"""The tracker: each site with how far it has come, how old that news is, and what it needs; most in need first."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from spreadkit.adoption.barriers import Barrier, barriers_of, by_words, reasons_of
from spreadkit.adoption.news import last_news, news_days, stale_after
from spreadkit.adoption.site_states import SiteFacts, SiteState, SiteStateKind, owes_news, site_state
from spreadkit.adoption.state import IN_PLACE, CoreState, Latest, core_changes, core_state, targets_on
from spreadkit.model.adoption import LADDER, AdoptionEvent, AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site
from spreadkit.record import record
from spreadkit.rollout.progress import first_use, has_begun

OFF_THE_LADDER: Final = {
    AdoptionStage.PAUSED: "P",
    AdoptionStage.DECLINED: "D",
    AdoptionStage.DISCONTINUED: "X",
    AdoptionStage.NOT_APPLICABLE: "n/a",
}
"""What stands for the stages that are no step of the ladder."""


@record
class TrackerCell:
    """A change at a site: its last event up to the day, None where nothing is on record; and its age in days.

    `since` is the day from which on it has been at that stage.
    """

    change: str
    event: AdoptionEvent | None
    age: int | None
    since: date | None

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


@record
class TrackedSite:
    """A site in the tracker.

    `core` is whether all core changes are in place; `lowest` the least mark among core changes that apply (all or
    nothing, never a mean). `begun` is whether it has begun, `news` the day of its last news and `age` the days since.
    It is `stale` where it has begun and that is too old: whatever it is counted among, it was so when last seen. It is
    `silent` where it is stale and owes news: not all that applies is sustained, or given up.
    """

    site: Site
    owner: str | None
    begun: bool
    cells: tuple[TrackerCell, ...]
    core: CoreState
    lowest: str
    news: date | None
    age: int | None
    stale: bool
    silent: bool
    state: SiteState
    barriers: tuple[Barrier, ...]

    @property
    def is_there(self) -> bool:
        """Whether every core change that applies is in place."""
        return self.core is CoreState.IN_PLACE

    @property
    def needs_help(self) -> bool:
        """Whether it is stuck, or nobody answers for it."""
        return self.state.is_stuck or self.owner is None

    @property
    def held_up_by(self) -> Mapping[str, tuple[str, ...]]:
        """What holds its core changes up now, each with the changes that it is said of."""
        return by_words(barrier for barrier in self.barriers if barrier.is_open)

    @property
    def said_before(self) -> Mapping[str, tuple[str, ...]]:
        """What else was said to hold a change up: it does so no more, or the change is not core; newest first."""
        return by_words(barrier for barrier in self.barriers if not barrier.is_open)


@record
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

    def stale_with(self, change: str) -> tuple[TrackedSite, ...]:
        """Return the stale sites among those that have a change in place."""
        return tuple(
            site
            for site in self.sites
            if site.stale and any(cell.change == change and cell.stage in IN_PLACE for cell in site.cells)
        )

    @property
    def reasons(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The reasons of what holds core changes up, each with the ids of the sites that give it, once a site."""
        return reasons_of({site.site.id: site.barriers for site in self.sites})


def track(plan: Plan, as_of: date, latest: Latest) -> Tracker:
    """Lay out where every target site stands on a day, by the last events up to it."""
    changes = plan.package.changes if plan.package else {}
    ordered = tuple(sorted(changes, key=lambda name: (changes[name].order is None, changes[name].order or 0)))
    core, after = core_changes(plan), stale_after(plan, as_of)
    used, days = first_use(plan, as_of), news_days(plan)
    rows = []
    for site in targets_on(plan, as_of):
        cells = tuple(_cell(plan, site.id, change, latest, as_of) for change in ordered)
        of_core = [cell for cell in cells if cell.change in core]
        needed = tuple(cell for cell in of_core if cell.stage is not AdoptionStage.NOT_APPLICABLE)
        news = last_news(days, site.id, as_of)
        begun = has_begun(plan, site, as_of, used)
        owner = _owner(plan, site, as_of)
        state = core_state([cell.stage for cell in of_core])
        stale = begun and state is not CoreState.NOT_APPLICABLE and (news is None or (as_of - news).days > after)
        facts = SiteFacts(
            site=site,
            core=state,
            needed=needed,
            begun=begun,
            silent=stale and owes_news(needed),
            news=news,
            has_lead=owner is not None,
            barriers=barriers_of(plan, site.id, ordered, core, as_of),
        )
        rows.append(
            TrackedSite(
                site=site,
                owner=owner,
                begun=begun,
                cells=cells,
                core=facts.core,
                lowest=_lowest(needed, facts.core),
                news=news,
                age=(as_of - news).days if news else None,
                stale=stale,
                silent=facts.silent,
                state=site_state(plan, facts, as_of),
                barriers=tuple(facts.barriers),
            )
        )
    return Tracker(as_of, ordered, core, after, tuple(sorted(rows, key=_need)))


def _cell(plan: Plan, site: str, change: str, latest: Latest, as_of: date) -> TrackerCell:
    event = latest.get((site, change))
    if event is None:
        return TrackerCell(change, None, None, None)
    turns = [plan.adoption[row].date for row in plan.turns[site, change]]
    return TrackerCell(change, event, (as_of - event.date).days, max(day for day in turns if day <= as_of))


def _owner(plan: Plan, site: Site, as_of: date) -> str | None:
    """Return who answers for a site: its lead, else the line manager who owns it; nobody where they have left."""
    for name in (site.lead, site.owner):
        if name is not None and name != "unknown":
            person = plan.people.get(name)
            if person is None or person.is_here(as_of):
                return name
    return None


def _lowest(needed: tuple[TrackerCell, ...], core: CoreState) -> str:
    """Return the least mark of these: off the ladder before unknown, unknown before the lowest step."""
    for cell in needed:
        if cell.stage in OFF_THE_LADDER:
            return cell.mark
    if any(cell.rank is None for cell in needed):
        return "?"
    none = OFF_THE_LADDER[AdoptionStage.NOT_APPLICABLE] if core is CoreState.NOT_APPLICABLE else "-"
    return str(min((cell.rank for cell in needed if cell.rank is not None), default=none))


def _need(site: TrackedSite) -> tuple[bool, int, bool, int, str]:
    """Sort by need: begun sites first, by their states in the order of these, without a lead first, least far first."""
    lowest = int(site.lowest) if site.lowest.isdigit() else -1
    return not site.begun, list(SiteStateKind).index(site.state.kind), site.owner is not None, lowest, site.site.id
