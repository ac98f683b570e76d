"""The real state of each site in a few words, with its sign and what it means for the reader."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from spreadkit.adoption.rechecks import RecheckState
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.state import IN_PLACE
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.model.page_blocks import SiteMapCell, SiteTone
from spreadkit.model.verdict import Sign
from spreadkit.sections._page_words import day_near, month_near, name_in, user_words
from spreadkit.sections._view import View
from spreadkit.verdicts.grammar import marked

MOST_OF_STATE: Final = 28
"""Letters of a state: two lines of a cell in print."""

MOST_OF_NAME: Final = 26
"""Letters of a site's name: two lines of a cell in print."""

_LATELY: Final = timedelta(days=92)
"""How long ago a site may have got there for its day to be news. The figure is ours: a quarter."""

_TONES: Final[Mapping[SiteStateKind, SiteTone]] = {
    SiteStateKind.THERE: SiteTone.REACHED,
    SiteStateKind.SILENT: SiteTone.SILENT,
    SiteStateKind.ON_THE_WAY: SiteTone.NEITHER,
    SiteStateKind.NOT_BEGUN: SiteTone.NEITHER,
    SiteStateKind.DECLINED_ACCEPTED: SiteTone.NEITHER,
    SiteStateKind.NOT_APPLICABLE: SiteTone.NEITHER,
}
"""By state: what it means for the reader. All others need somebody."""

_SIGNS: Final[Mapping[SiteStateKind, Sign]] = {
    SiteStateKind.THERE: Sign.THERE,
    SiteStateKind.SILENT: Sign.LAST_SEEN,
    SiteStateKind.PAUSED: Sign.RESTING,
    SiteStateKind.GAVE_UP: Sign.WORSE,
    SiteStateKind.DECLINED: Sign.CLOSED,
    SiteStateKind.DECLINED_ACCEPTED: Sign.CLOSED,
    SiteStateKind.NOT_APPLICABLE: Sign.NOTHING,
    SiteStateKind.NOT_BEGUN: Sign.NOT_BEGUN,
}
"""By state: its sign. What depends on whether the site has begun is not here."""


def cell_of(view: View, tracked: TrackedSite) -> SiteMapCell:
    """Return a site with its state on the day: a sign, and words within MOST_OF_STATE letters."""
    kind = tracked.state.kind
    return SiteMapCell(
        name=name_in(view.reading.name(tracked), MOST_OF_NAME),
        sign=_sign(view, tracked).value,
        says=state_in_words(view, tracked),
        tone=_TONES.get(kind, SiteTone.NEEDS_YOU),
    )


def needs_somebody(tracked: TrackedSite) -> bool:
    """Whether the state of a site asks for somebody, its silence included."""
    return _TONES.get(tracked.state.kind, SiteTone.NEEDS_YOU) in {SiteTone.NEEDS_YOU, SiteTone.SILENT}


def state_in_words(view: View, tracked: TrackedSite) -> str:
    """Return what the state of a site is: `since 8 June`, `silent since 13 April`, `no lead`."""
    return _SAYS[tracked.state.kind](view, tracked)


def states_in_short(sites: Iterable[TrackedSite]) -> str:
    """Count sites by what they mean for the reader, in words: `12 there, 3 as last seen; 4 under way`."""
    counted = dict.fromkeys(("there", "as last seen", "under way", "not started", "stuck", "left out"), 0)
    for tracked in sites:
        counted[_group(tracked)] += 1
    said = [f"{number} {what}" for what, number in counted.items() if number]
    return ", ".join(said)


def _group(tracked: TrackedSite) -> str:
    match tracked.state.kind:
        case SiteStateKind.THERE:
            return "there"
        case SiteStateKind.SILENT:
            return "as last seen" if tracked.is_there else "stuck"
        case SiteStateKind.ON_THE_WAY:
            return "under way"
        case SiteStateKind.NOT_BEGUN:
            return "not started"
        case SiteStateKind.DECLINED_ACCEPTED | SiteStateKind.NOT_APPLICABLE:
            return "left out"
    return "stuck"


def _sign(view: View, tracked: TrackedSite) -> Sign:
    kind = tracked.state.kind
    if kind is SiteStateKind.THERE and _is_lasting(view, tracked):
        return Sign.LASTING
    return _SIGNS.get(kind) or (Sign.BEGUN if tracked.begun else Sign.NOT_BEGUN)


def _is_lasting(view: View, tracked: TrackedSite) -> bool:
    """Whether a look again found every core change of a site still there."""
    held = {
        look.change
        for look in view.adoption.looks.held
        if look.site == tracked.site.id and look.state is RecheckState.HELD
    }
    return {cell.change for cell in view.reading.core(tracked)} <= held


def _there(view: View, tracked: TrackedSite) -> str:
    since = tracked.state.since
    if _is_lasting(view, tracked):
        return "still there, checked"
    if since is not None and view.as_of - since <= _LATELY:
        return f"since {day_near(since, view.as_of)}"
    number = len(view.reading.core(tracked))
    return {1: "in place", 2: "both in place"}.get(number, f"all {number} in place")


def _silent(view: View, tracked: TrackedSite) -> str:
    since = tracked.state.since
    return f"silent since {day_near(since, view.as_of)}" if since else "no news on record"


def _gave_up(view: View, tracked: TrackedSite) -> str:
    state = tracked.state
    short = view.reading.change(state.changes[0]) if len(state.changes) == 1 else None
    month = f" in {month_near(state.since, view.as_of)}" if state.since else ""
    whole = f"gave up {marked(short)}{month}" if short else ""
    if short and len(whole) <= MOST_OF_STATE + len("\u2068\u2069"):
        return whole
    return f"gave it up{month}"


def _paused(view: View, tracked: TrackedSite) -> str:
    until, cause = view.reading.goes_on(tracked), view.reading.cause(tracked)
    if cause and (until is None or len(cause) <= MOST_OF_STATE - len("paused: ")):
        return f"paused: {user_words(cause, MOST_OF_STATE - len('paused: '))}"
    return f"paused until {_day(until, view)}" if until else "paused"


def _no_lead(view: View, tracked: TrackedSite) -> str:
    return "no lead" if tracked.news is not None or not view.plan.adoption else "no lead, no news"


def _held_up(view: View, tracked: TrackedSite) -> str:
    held = next(iter(tracked.held_up_by), None)
    if held:
        return f"held up: {user_words(held.replace('-', ' '), MOST_OF_STATE - len('held up: '))}"
    return f"held up since {_day(tracked.state.since, view)}" if tracked.state.since else "held up"


def _late(view: View, tracked: TrackedSite) -> str:
    end = tracked.state.since
    return f"{_progress(view, tracked)}, due {_day(end, view)}" if end else _progress(view, tracked)


def _progress(view: View, tracked: TrackedSite) -> str:
    """Say how many core changes are in place, where some are; else whether it has begun."""
    core = view.reading.core(tracked)
    there = sum(cell.stage in IN_PLACE for cell in core)
    if there:
        return f"{there} of {len(core)} in place"
    return "under way" if tracked.begun else "not started"


def _day(on: date, view: View) -> str:
    return day_near(on, view.as_of)


_SAYS: Final[Mapping[SiteStateKind, Callable[[View, TrackedSite], str]]] = {
    SiteStateKind.THERE: _there,
    SiteStateKind.SILENT: _silent,
    SiteStateKind.GAVE_UP: _gave_up,
    SiteStateKind.PAUSED: _paused,
    SiteStateKind.DECLINED: lambda _, __: "declined",
    SiteStateKind.DECLINED_ACCEPTED: lambda _, __: "declined, as agreed",
    SiteStateKind.NO_LEAD: _no_lead,
    SiteStateKind.HELD_UP: _held_up,
    SiteStateKind.LATE: _late,
    SiteStateKind.ON_THE_WAY: _progress,
    SiteStateKind.NOT_BEGUN: lambda _, __: "not started",
    SiteStateKind.NOT_APPLICABLE: lambda _, __: "does not apply",
}
"""By state: what says it."""


def in_need(sites: Iterable[TrackedSite]) -> Iterator[TrackedSite]:
    """Go through the sites that need somebody, in their order."""
    return filter(needs_somebody, sites)
