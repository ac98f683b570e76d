"""What the adoption events of a plan say, in sentences that claim no more than they hold.

Each has a form for none, one and several. A count carries those of its sites that are stale, by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from spreadkit.adoption.barriers import Barrier, by_words
from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import Recheck, RecheckState
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.state import CoreState
from spreadkit.adoption.survival import MedianRange
from spreadkit.adoption.times import TimeToStage
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.forecast.sentences import forecast_sentences, kept_sentences
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day_in_words, month_seen_from
from spreadkit.words import by_number, count_of, in_words, some_of

RECHECK_WORDS: Final = {
    RecheckState.HELD: "still there",
    RecheckState.LOST: "gone",
    RecheckState.LOST_EARLY: "given up before",
    RecheckState.OVERDUE: "overdue",
    RecheckState.DUE: "due now",
    RecheckState.TO_COME: "to come",
}
WHAT: Final = "have had every core change in place"
"""What a forecast of adoption counts."""

NONE_IN_NEED: Final = "No site gave anything up, paused, is held up, late, without recent news, or without a lead."
"""What is said where no site needs help."""

_TIMED: Final = (AdoptionStage.TESTING, AdoptionStage.IMPLEMENTED)
"""The stages whose times are told in sentences."""


def sentences(overview: Overview) -> Iterator[str]:
    """Say how far the spread has come and what it needs, a sentence each."""
    yield reach_sentence(overview)
    if overview.forecast is not None:
        yield from forecast_sentences(overview.forecast, what=WHAT, aim=overview.reached.of)
    yield from kept_sentences(overview.kept_forecasts)
    yield from _help(overview)
    reasons = reasons_in_words(overview)
    if reasons:
        yield f"What holds core changes up, by how many sites say so: {reasons}."
    yield from _denominator(overview)
    yield from looks_sentences(overview)
    yield from (_time(time) for time in overview.times if time.stage in _TIMED and time.curve.watched)


def reach_sentence(overview: Overview) -> str:
    """Say how many sites have every core change in place, which of them as last seen, and how many had it before."""
    of, there, ever = len(overview.sites), len(overview.there), len(overview.ever)
    unread = unread_in_words(overview.unread_record)
    if unread and not (overview.sites and overview.on_record):
        return f"{unread.removesuffix('.')}, so it cannot be said how far the change has spread."
    if not overview.sites:
        return not_listed(overview)
    whom = by_number(of, "the one target site", f"{of} target sites")
    if not overview.tracker.core:
        return f"The package names no core change, so it cannot be said whether {whom} took it up."
    if not overview.on_record:
        return f"Nothing is on record yet of {whom}, so it cannot be said how far the change has spread."
    if of == 1:
        return f"{_reach_of_one(overview)} {unread}".strip()
    said = f"{there} of {of} target sites {by_number(there, 'has', 'have')} every core change in place"
    said += f"{_stale(overview)}{_lost(there, ever)}"
    unknown, none = len(overview.not_known), len(overview.not_applicable)
    if unknown:
        said += f"; of {count_of(unknown, 'site')} it is not known"
    if none:
        said += f"; to {count_of(none, 'site')} no core change applies"
    return f"{said}. {unread}".strip()


def not_listed(overview: Overview) -> str:
    """Say that no site is listed, and how many are meant, where the aim states it."""
    if overview.of is None:
        return "The plan lists no target site, so it cannot be said how far the change has spread."
    meant = f"{overview.of:,} {by_number(overview.of, 'site is', 'sites are')} meant"
    return f"{meant}; the plan lists none of them, so which have every core change in place is not on record."


def last_seen(sites: Sequence[TrackedSite], overview: Overview) -> str:
    """Return when sites that are stale were last seen: `last seen in April`, `last seen in April or before`."""
    news = max(tracked.news for tracked in sites if tracked.news is not None)
    before = "" if len({(tracked.news or news).replace(day=1) for tracked in sites}) == 1 else " or before"
    return f"last seen in {month_seen_from(news, overview.as_of)}{before}"


def stale_note(sites: Sequence[TrackedSite], counted: int, overview: Overview) -> str:
    """Return what goes behind a count of sites in place of which some are stale; nothing where none is."""
    return f"{_of_these(len(sites), counted)}{last_seen(sites, overview)}: {_names(sites)}" if sites else ""


def state_words(tracked: TrackedSite, titles: Mapping[str, str]) -> str:
    """Return the state of a site in words, with its day; `titles` are those of the overview."""
    state = tracked.state
    since = day_in_words(state.since) if state.since else ""
    said = {
        SiteStateKind.GAVE_UP: f"gave up {_with_days(tracked, titles)}",
        SiteStateKind.SILENT: f"no news since {since}" if since else "was to begin by now, and nothing is on record",
        SiteStateKind.PAUSED: f"paused since {since}",
        SiteStateKind.DECLINED: f"declined {_with_days(tracked, titles)}",
        SiteStateKind.NO_LEAD: "no lead",
        SiteStateKind.HELD_UP: f"held up since {since}",
        SiteStateKind.LATE: f"not there by the end of its wave, {since}",
        SiteStateKind.THERE: "every core change in place",
        SiteStateKind.DECLINED_ACCEPTED: f"declined {_with_days(tracked, titles)}, which was accepted",
        SiteStateKind.NOT_APPLICABLE: "no core change applies",
        SiteStateKind.ON_THE_WAY: "on the way",
        SiteStateKind.NOT_BEGUN: "not begun" if tracked.news else "nothing on record",
    }[state.kind]
    if tracked.stale and tracked.news and state.kind is not SiteStateKind.SILENT:
        said += f"; no news since {day_in_words(tracked.news)}"
    return said


def needs(tracked: TrackedSite, titles: Mapping[str, str]) -> list[str]:
    """Return what a site needs help with, in words: its state where that is so, and whether anybody answers for it."""
    said = [state_words(tracked, titles)] if tracked.state.is_stuck else []
    if tracked.owner is None and tracked.state.kind is not SiteStateKind.NO_LEAD:
        said.append("no lead")
    return said


def held_words(barriers: Sequence[Barrier]) -> str:
    """Return what holds up one change at a site, or what was said of it before; nothing where nothing is on record."""
    held = list(by_words(barrier for barrier in barriers if barrier.is_open))
    before = list(by_words(barrier for barrier in barriers if not barrier.is_open))
    said = [f"held up by: {in_words(held)}"] if held else []
    return "; ".join([*said, *([f"on record: {in_words(before)}"] if before else [])])


def reasons_in_words(overview: Overview, *, most: int | None = None) -> str:
    """Return the most frequent reasons with how many sites give each."""
    return in_words([f"{says} ({len(sites)})" for says, sites in overview.tracker.reasons[:most]])


def looks_sentences(overview: Overview) -> Iterator[str]:
    """Say what looks again found, which were not made, and what was given up before anybody could look."""
    looks = overview.looks
    held, lost, made = len(looks.held), len(looks.lost), looks.made
    if made == 1:
        yield f"The one check that was made found the core change {'still there' if held else 'gone'}."
    elif made:
        gone = f", and {lost} found it gone" if lost else ""
        yield f"{held} of {made} checks, each of one core change at one site, found it still there{gone}."
    if looks.early:
        yield f"Given up before a check was due: {some_of([_which(recheck, overview) for recheck in looks.early])}."
    if looks.overdue:
        were = by_number(len(looks.overdue), "check was due and has", "checks were due and have")
        yield f"{len(looks.overdue)} {were} not been made."
    if looks.due:
        yield f"{count_of(len(looks.due), 'check')} {by_number(len(looks.due), 'is', 'are')} due now."
    if looks.next_due is not None:
        yield f"The next check is due on {day_in_words(looks.next_due)}."


def days_between(span: MedianRange) -> str:
    """Return the range of a median in words."""
    if span.high is None:
        return f"{count_of(span.low, 'day')} or more"
    return count_of(span.low, "day") if span.low == span.high else f"{span.low} to {span.high} days"


def _reach_of_one(overview: Overview) -> str:
    (tracked,) = overview.sites
    if tracked.core is CoreState.UNKNOWN:
        return "Of the one target site it is not known whether every core change is in place."
    if tracked.core is CoreState.NOT_APPLICABLE:
        return "No core change applies to the one target site."
    if tracked.is_there:
        return f"The one target site has every core change in place{_stale(overview)}."
    had = ", and had at some time" if overview.ever else ""
    return f"The one target site does not have every core change in place{had}."


def _of_these(stale: int, counted: int) -> str:
    """Return how many of some sites are stale, in words: `one of them`, `both`, `all 5`."""
    if stale == counted:
        return {1: "", 2: "both "}.get(counted, f"all {counted} ")
    return "one of them " if stale == 1 else f"{stale} of them "


def _stale(overview: Overview) -> str:
    stale = overview.stale_there
    if not stale:
        return ""
    named = f" ({_names(stale)})" if len(overview.sites) > 1 else ""
    return f", {_of_these(len(stale), len(overview.there))}{last_seen(stale, overview)}{named}"


def _names(sites: Iterable[TrackedSite]) -> str:
    return some_of([tracked.site.name for tracked in sites])


def _lost(there: int, ever: int) -> str:
    """Say how many had it at some time, where that is more than have it now."""
    if ever == there:
        return ""
    lost = ever - there
    return f"; {ever} had at some time, so {lost} no longer {by_number(lost, 'does', 'do')}"


def _with_days(tracked: TrackedSite, titles: Mapping[str, str]) -> str:
    since = {cell.change: cell.since for cell in tracked.cells}
    return in_words(
        [
            f"“{titles.get(f'change:{change}', change)}”{f' on {day_in_words(day)}' if (day := since[change]) else ''}"
            for change in tracked.state.changes
        ]
    )


_HELP: Final = {
    SiteStateKind.GAVE_UP: ("{names} gave a core change up.", "{names} gave a core change up."),
    SiteStateKind.SILENT: ("There is no recent news of {names}.",) * 2,
    SiteStateKind.PAUSED: ("{names} has paused.", "{names} have paused."),
    SiteStateKind.DECLINED: ("{names} declined a core change.", "{names} declined a core change."),
    SiteStateKind.HELD_UP: ("{names} is held up.", "{names} are held up."),
    SiteStateKind.LATE: (
        "{names} is not there although its wave has ended.",
        "{names} are not there although their waves have ended.",
    ),
}
"""By state: what is said of one site, and of several."""

_HELP_OF_ONE: Final = {
    SiteStateKind.GAVE_UP: "{names} {state}.",
    SiteStateKind.SILENT: "{names}: {state}.",
    SiteStateKind.PAUSED: "{names} has {state}.",
    SiteStateKind.DECLINED: "{names} {state}.",
    SiteStateKind.HELD_UP: "{names} is {state} by: {held}.",
}
"""By state: what is said where it is one site, with the day."""


def _help(overview: Overview) -> Iterator[str]:
    """Say of each state in which sites need help which they are, and which have no lead."""
    without = [tracked.site.name for tracked in overview.sites if tracked.owner is None]
    told = False
    for kind, forms in _HELP.items():
        sites = overview.in_state(kind)
        if sites:
            told = True
            form = _HELP_OF_ONE.get(kind, forms[0]) if len(sites) == 1 else forms[1]
            held = in_words(list(sites[0].held_up_by))
            yield form.format(names=_names(sites), state=state_words(sites[0], overview.titles), held=held)
    if without:
        yield f"{some_of(without)} {by_number(len(without), 'has', 'have')} no lead."
    elif not told and overview.sites:
        yield NONE_IN_NEED


def _denominator(overview: Overview) -> Iterator[str]:
    if overview.targets:
        (_, first), *later = overview.targets
        changes = [f"{size} since {day_in_words(day)}" for day, size in later]
        yield f"The number of target sites has changed: {first} at first, {in_words(changes)}."


def _which(recheck: Recheck, overview: Overview) -> str:
    """Return what was lost, where and when."""
    site = next(tracked.site.name for tracked in overview.sites if tracked.site.id == recheck.site)
    change = overview.titles[f"change:{recheck.change}"]
    return f"“{change}” at {site}{f' on {day_in_words(recheck.on)}' if recheck.on else ''}"


def _time(time: TimeToStage) -> str:
    curve, stage = time.curve, f"“{time.stage.words}” with all core changes"
    reached = curve.watched - curve.open
    if curve.watched == 1:
        came = f"came to {stage} {_after(curve.median or 0)}" if reached else f"has not come to {stage} yet"
        return f"The one site that has begun {came}."
    said = f"{reached or 'None'} of {curve.watched} sites that have begun {by_number(reached, 'has', 'have')}"
    said += f" come to {stage}"
    if curve.median is None:
        return f"{said}; fewer than half, so no typical time can be told yet."
    span = f" (95 % range: {days_between(curve.median_range)})" if curve.median_range else ""
    within = f"within {count_of(curve.median, 'day')}" if curve.median else "on the day they began"
    return f"{said}; half of them {within}{span}, with those still on the way counted as open."


def _after(days: int) -> str:
    return f"after {count_of(days, 'day')}" if days else "on the day it began"
