"""For the steering group: where each site stands with each change, and the next step there and by whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from spreadkit.adoption.rechecks import RecheckState
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.state import IN_PLACE
from spreadkit.adoption.tracking import TrackedSite, TrackerCell
from spreadkit.model.adoption import LADDER, AdoptionStage
from spreadkit.model.base import UNKNOWN, known
from spreadkit.model.page_blocks import (
    SignMeaning,
    SiteTone,
    SiteTracker,
    SiteTrackerCell,
    SiteTrackerColumn,
    SiteTrackerGroup,
    SiteTrackerRow,
)
from spreadkit.model.people import Obstacle, Role
from spreadkit.model.report import Paragraph, Section
from spreadkit.model.unread import unread_in_words
from spreadkit.model.verdict import Sign
from spreadkit.sections._pack import (
    APPENDIX,
    NAME_ROOM,
    Part,
    horizon,
    in_brief,
    month,
    named,
    near,
    page_part,
    site_names,
    who_has,
    words_for_sites,
)
from spreadkit.sections._view import View
from spreadkit.verdicts.grammar import marked
from spreadkit.words import by_number, count_of, in_words

PACK: Final = 50

_MOST_SITES: Final = 20
"""How many sites the page has room for. The figure is ours."""

_FEW_WAVES: Final = 3
_LEAST_SITES: Final = 10
"""Each wave more than so many takes the room of two sites, until there are so few. The figures are ours."""

_MOST_GROUPS: Final = 7
"""How many waves the page has room for. The figure is ours."""

_MOST_CHANGES: Final = 6
"""How many changes the page has room for. The figure is ours."""

_HEAD: Final = 22
"""How many letters the head of a column has room for. The figure is ours."""

_TESTING: Final = LADDER.index(AdoptionStage.TESTING)

_OFF: Final = {
    AdoptionStage.DISCONTINUED: SiteTrackerCell(sign=Sign.WORSE, word="stopped", tone=SiteTone.NEEDS_YOU),
    AdoptionStage.PAUSED: SiteTrackerCell(sign=Sign.RESTING, word="paused", tone=SiteTone.NEEDS_YOU),
    AdoptionStage.DECLINED: SiteTrackerCell(sign=Sign.CLOSED, word="declined"),
    AdoptionStage.NOT_APPLICABLE: SiteTrackerCell(sign="", word="not here"),
}
"""What stands for the stages that are no step of the ladder."""

_KEY: Final = {
    Sign.THERE: "in place since",
    Sign.LASTING: "still there when looked at again",
    Sign.LAST_SEEN: "in place when last seen",
    Sign.BEGUN: "begun",
    Sign.NOT_BEGUN: "not begun",
    Sign.CLOSED: "declined",
    Sign.RESTING: "paused",
    Sign.WORSE: "stopped",
    Sign.NOTHING: "nothing on record",
}
"""What the signs mean; those that the page has stand below it."""


def build(view: View) -> Section | None:
    """Build the section; nothing where no site is listed, or no change is named."""
    if not view.changes or not view.target_sites:
        return None
    unread, one = unread_in_words(view.adoption.unread_record), words_for_sites(view)[0]
    topic = f"Where each {one} stands"
    ask = who_has(view, Role.SPREAD_AGENT, Role.COACH, Role.DIFFUSION_MANAGER)
    if unread and not view.adoption.on_record:
        title = f"Where each {one} stands could not be read."
        return page_part(view, Part("tracker", topic, title, [Paragraph(text=unread)], ask=ask))
    shown = _shown(view)
    columns = _columns(view)
    groups = tuple(_with_few(list(_groups(view, shown, columns))))
    signs = {cell.sign for group in groups for row in group.rows for cell in row.cells}
    block = SiteTracker(
        title=topic,
        first=one[:1].upper() + one[1:],
        columns=tuple(_column(view, name) for name in columns),
        groups=groups,
        key=tuple(_key(signs, has_adaptable=any(name not in view.core_changes for name in columns))),
    )
    part = Part("tracker", topic, _title(view), [block], _intro(view, shown, columns), ask)
    return page_part(view, part)


def _title(view: View) -> str:
    """Say how many are there, as last seen or not, and how many need somebody."""
    of, there = len(view.adoption.sites), len(view.adoption.there)
    one, many = words_for_sites(view)
    if not view.adoption.on_record:
        return f"Nothing is on record yet of {f'the one {one}' if of == 1 else f'the {of} {many}'}."
    if not view.core_changes:
        return f"The package names no core change, so it is not said which {many} are there."
    has = f"{there} of {of} {many} {by_number(there, 'has', 'have')} every core change"
    stale = len(view.adoption.stale_there)
    seen = f", {stale} as last seen" if stale else ""
    stuck = sum(tracked.state.is_stuck for tracked in view.adoption.sites)
    needs = f"{stuck} {by_number(stuck, 'needs', 'need')} something from somebody"
    return f"{has}{seen}; {needs if stuck else 'none is stuck'}."


def _intro(view: View, shown: Sequence[TrackedSite], columns: Sequence[str]) -> str:
    late = list(view.adoption.late)
    unread = unread_in_words(view.adoption.unread_record)
    said = [unread] if unread else []
    if late:
        names = site_names(view)
        said.append(f"Due by now and not there: {_some([names[tracked.site.id] for tracked in late])}.")
    left = len(view.adoption.sites) - len(shown)
    if left:
        said.append(
            f"Shown are those stuck, late or due by {near(horizon(view), view)}; the other {left} are {APPENDIX}."
        )
    fewer = len(view.changes) - len(columns)
    if fewer:
        said.append(f"{count_of(fewer, 'more change')} {by_number(fewer, 'is', 'are')} {APPENDIX}.")
    return " ".join(said)


def _some(names: Sequence[str]) -> str:
    most = 3
    shown = [named(name) for name in names[: most if len(names) > most + 1 else len(names)]]
    more = len(names) - len(shown)
    return f"{', '.join(shown)} and {more} more" if more else in_words(shown)


def _shown(view: View) -> list[TrackedSite]:
    """Return the sites that the page shows: all, or where they are too many, those in need and those due soon."""
    every = list(view.adoption.sites)
    if len(every) <= _MOST_SITES:
        return every
    ahead = horizon(view)
    wanted = [tracked for tracked in every if tracked.state.is_stuck or _is_due(view, tracked, ahead)]
    kinds = list(SiteStateKind)
    waves = len({tracked.site.wave for tracked in every})
    room = max(_LEAST_SITES, _MOST_SITES - max(0, waves - _FEW_WAVES) * 2)
    first = sorted(wanted, key=lambda tracked: kinds.index(tracked.state.kind))[:room]
    ids = {tracked.site.id for tracked in first}
    return [tracked for tracked in every if tracked.site.id in ids]


def _is_due(view: View, tracked: TrackedSite, ahead: date) -> bool:
    wave = view.plan.waves.get(tracked.site.wave or "")
    end = known(wave.end) if wave else None
    return not tracked.is_there and end is not None and end <= ahead


def _columns(view: View) -> list[str]:
    """Return the changes that the page shows: the core ones first."""
    adaptable = [name for name in view.changes if name not in view.core_changes]
    return [*view.core_changes, *adaptable][:_MOST_CHANGES]


def _column(view: View, name: str) -> SiteTrackerColumn:
    change = view.changes[name]
    title = change.short or change.title
    for article in ("the ", "a ", "an "):
        title = title.removeprefix(article)
    return SiteTrackerColumn(
        title=marked(in_brief(f"{title[:1].upper()}{title[1:]}", _HEAD)), adaptable=name not in view.core_changes
    )


def _groups(view: View, shown: Sequence[TrackedSite], columns: Sequence[str]) -> Iterator[SiteTrackerGroup]:
    """Go through the waves that have sites; those without a wave come last."""
    held = {(look.site, look.change): True for look in view.adoption.rechecks if look.state is RecheckState.HELD}
    names, ids = site_names(view), {tracked.site.id for tracked in shown}
    for wave in dict.fromkeys(tracked.site.wave for tracked in view.adoption.sites):
        of_wave = [tracked for tracked in view.adoption.sites if tracked.site.wave == wave]
        rows = [
            _row(view, tracked, columns, held, names[tracked.site.id]) for tracked in of_wave if tracked.site.id in ids
        ]
        left = [tracked for tracked in of_wave if tracked.site.id not in ids]
        if rows or left:
            yield SiteTrackerGroup(
                title=_wave(view, wave), note=_when(view, wave), rows=tuple(rows), rest=_rest(left, whole=not rows)
            )


def _with_few(groups: list[SiteTrackerGroup]) -> Iterator[SiteTrackerGroup]:
    """Go through the waves that the page has room for: those with sites on it first, and say how many others are."""
    wanted = sorted(groups, key=lambda group: not group.rows)[:_MOST_GROUPS]
    yield from (group for group in groups if group in wanted)
    left = len(groups) - len(wanted)
    if left:
        yield SiteTrackerGroup(title=f"{count_of(left, 'more wave')} {by_number(left, 'is', 'are')} {APPENDIX}")


def _wave(view: View, name: str | None) -> str:
    if name is None:
        return "In no wave"
    return "Wave not known" if name == UNKNOWN.value else marked(in_brief(view.wave(name), 60))


def _when(view: View, name: str | None) -> str:
    wave = view.plan.waves.get(name or "")
    start, end = (known(wave.start), known(wave.end)) if wave else (None, None)
    if start is not None and start > view.as_of:
        return f"from {near(start, view)}"
    if end is not None:
        return f"{'was due' if end < view.as_of else 'due'} by {near(end, view)}"
    return ""


def _rest(left: Sequence[TrackedSite], *, whole: bool) -> str:
    """Count the sites of a wave that are not shown, by how they stand."""
    if not left:
        return ""
    kinds = Counter(_stands(tracked) for tracked in left)
    told = in_words([f"{kinds[kind]} {kind}" for kind in ("there", "stuck", "on the way", "not begun") if kinds[kind]])
    return f"{len(left)}{'' if whole else ' more'}: {told}."


def _stands(tracked: TrackedSite) -> str:
    if tracked.is_there:
        return "there"
    if tracked.state.is_stuck:
        return "stuck"
    return "on the way" if tracked.begun else "not begun"


def _row(
    view: View, tracked: TrackedSite, columns: Sequence[str], held: Mapping[tuple[str, str], bool], name: str
) -> SiteTrackerRow:
    cells = {cell.change: cell for cell in tracked.cells}
    lead = view.person(tracked.owner) if tracked.owner else None
    return SiteTrackerRow(
        name=marked(in_brief(name)),
        lead=named(lead) if lead else "no lead",
        cells=tuple(
            _cell(view, tracked, cells[change], is_held=(tracked.site.id, change) in held) for change in columns
        ),
        next=_next(view, tracked),
        tone=_tone(tracked),
    )


def _tone(tracked: TrackedSite) -> SiteTone:
    if tracked.state.is_stuck:
        return SiteTone.NEEDS_YOU
    return SiteTone.REACHED if tracked.is_there else SiteTone.NEITHER


def _cell(view: View, tracked: TrackedSite, cell: TrackerCell, *, is_held: bool) -> SiteTrackerCell:
    if cell.stage is None:
        return SiteTrackerCell(sign=Sign.NOTHING)
    if cell.stage in _OFF:
        return _OFF[cell.stage]
    if cell.stage not in IN_PLACE:
        has_begun = cell.rank is not None and cell.rank >= _TESTING
        return SiteTrackerCell(sign=Sign.BEGUN, word="begun") if has_begun else SiteTrackerCell(sign=Sign.NOT_BEGUN)
    if tracked.stale:
        return SiteTrackerCell(sign=Sign.LAST_SEEN, word="seen", tone=SiteTone.REACHED)
    if is_held:
        return SiteTrackerCell(sign=Sign.LASTING, word="held", tone=SiteTone.REACHED)
    since = month(cell.since, view) if cell.since else ""
    return SiteTrackerCell(sign=Sign.THERE, word=since, tone=SiteTone.REACHED)


def _next(view: View, tracked: TrackedSite) -> str:
    """Say in a line what stands in the way, and who takes it away by when; else what is to be looked at again."""
    said = _in_the_way(view, tracked)
    if said:
        return " ".join(filter(None, [said, _by_whom(view, tracked)]))
    looks = [
        look
        for look in view.adoption.rechecks
        if look.site == tracked.site.id
        and (look.state in {RecheckState.DUE, RecheckState.OVERDUE} or (look.on is None and look.due <= horizon(view)))
    ]
    if not looks:
        return ""
    first = min(looks, key=lambda look: look.due)
    what = "the core changes" if len({look.change for look in looks}) > 1 else _called(view, first.change)
    verb = "was due" if first.due < view.as_of else "is due"
    return f"A new look at {what} {verb} on {near(first.due, view)}."


def _in_the_way(view: View, tracked: TrackedSite) -> str:
    state = tracked.state
    since = f" since {near(state.since, view)}" if state.since else ""
    what = _called(view, state.changes[0]) if len(state.changes) == 1 else f"{len(state.changes)} core changes"
    held = next((barrier.says for barrier in tracked.barriers if barrier.is_open), "")
    return {
        SiteStateKind.GAVE_UP: f"Gave up {what}{f' on {near(state.since, view)}' if state.since else ''}.",
        SiteStateKind.SILENT: f"Silent{since}." if since else "Was to begin by now; nothing is on record.",
        SiteStateKind.PAUSED: f"Paused{since}.",
        SiteStateKind.DECLINED: f"Declined {what}.",
        SiteStateKind.NO_LEAD: "No lead.",
        SiteStateKind.HELD_UP: f"Held up: {marked(in_brief(held, 48))}." if held else f"Held up{since}.",
        SiteStateKind.LATE: "Not there when its wave ended.",
    }.get(state.kind, "")


def _called(view: View, change: str) -> str:
    return marked(in_brief(view.changes[change].short or view.change(change), NAME_ROOM))


def _by_whom(view: View, tracked: TrackedSite) -> str:
    """Return who clears what by when: of the obstacle that its rows give, else of the only one at this site alone."""
    given = [barrier.obstacle for barrier in tracked.barriers if barrier.is_open and barrier.obstacle]
    own = [
        obstacle
        for obstacle in view.plan.obstacles.values()
        if obstacle.state == "open" and obstacle.sites == (tracked.site.id,)
    ]
    found: Obstacle | None = given[0] if given else own[0] if len(own) == 1 else None
    if found is None or found.state != "open" or found.owner is None:
        return ""
    who = named(view.person(found.owner))
    if found.due is None:
        return f"{who} is on it; no day is set."
    return (
        f"{who} was to clear it by {near(found.due, view)}."
        if found.due < view.as_of
        else (f"{who} clears it by {near(found.due, view)}.")
    )


def _key(signs: set[str], *, has_adaptable: bool) -> Iterator[SignMeaning]:
    for sign, says in _KEY.items():
        if sign in signs:
            yield SignMeaning(sign=sign, says=says)
    if has_adaptable:
        yield SignMeaning(sign="*", says="may be adapted or left out")
