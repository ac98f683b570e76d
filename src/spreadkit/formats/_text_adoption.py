"""Adoption as plain text: a map of sites and changes, wave by wave, with what each site needs, and what it comes to."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.state import IN_PLACE
from spreadkit.adoption.tracking import OFF_THE_LADDER, TrackedSite, TrackerCell
from spreadkit.adoption.words import sentences
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import at_left, at_right, cell_width, cut_to, finished, wrapped
from spreadkit.formats._signs import BAR, EMPTY, FILLED
from spreadkit.formats.text import BLUE, BOLD, GREY, RUST, Colouring, inert, told_unread
from spreadkit.model.adoption import LADDER, AdoptionStage
from spreadkit.model.verdict import Sign
from spreadkit.months import day_in_words, month_seen_from

LADDER_WORDS: Final = ", ".join(f"{rank} {stage.words}" for rank, stage in enumerate(LADDER))
LETTERS: Final = ", ".join(f"{letter} {stage.words}" for stage, letter in OFF_THE_LADDER.items())

NOTHING_TO_TRACK: Final = (
    "There is nothing to track yet: the plan needs a package with changes, and a table with target sites."
)


_SIGNS: Final = {
    AdoptionStage.SUSTAINED: Sign.LASTING,
    AdoptionStage.IMPLEMENTED: Sign.THERE,
    AdoptionStage.IMPLEMENTING: Sign.BEGUN,
    AdoptionStage.TESTING: Sign.BEGUN,
    AdoptionStage.COMMITTED: Sign.NOT_BEGUN,
    AdoptionStage.AWARE: Sign.NOT_BEGUN,
    AdoptionStage.NOT_STARTED: Sign.NOT_BEGUN,
    AdoptionStage.DECLINED: Sign.CLOSED,
    AdoptionStage.PAUSED: Sign.RESTING,
    AdoptionStage.DISCONTINUED: Sign.WORSE,
}
_NOT_APPLICABLE: Final = "na"

_LEGEND: Final = {
    Sign.LASTING: "still there when looked at again",
    Sign.THERE: "in place",
    Sign.LAST_SEEN: "in place when last seen",
    Sign.BEGUN: "begun",
    Sign.NOT_BEGUN: "not begun",
    Sign.CLOSED: "declined",
    Sign.RESTING: "paused",
    Sign.WORSE: "given up",
    Sign.NOTHING: "nothing on record",
    _NOT_APPLICABLE: "not applicable",
}
_COLOURS: Final[dict[str, str]] = {
    Sign.LASTING: BLUE,
    Sign.THERE: BLUE,
    Sign.LAST_SEEN: BLUE,
    Sign.RESTING: RUST,
    Sign.WORSE: RUST,
}

_WIDEST_NAME: Final = 26
_NARROW_NAME: Final = 16
_WIDEST_GROUP: Final = 24
_WIDEST_HEAD: Final = 7
_WIDEST_BAR: Final = 40
_LEAST_NEED: Final = 14
"""How wide the columns may be, and how wide what a site needs must be to stand beside it, in cells. Ours."""


class _Layout(NamedTuple):
    """Which columns of the map there is room for, and how wide they are. `heads` are the lines above each change."""

    name: int
    group: int
    heads: tuple[tuple[str, ...], ...]
    gap: int
    news: int
    need: int
    left_out: int = 0

    @property
    def signs(self) -> tuple[int, ...]:
        return tuple(max(map(cell_width, head)) for head in self.heads)

    @property
    def row(self) -> int:
        """How wide a row is up to what the site needs."""
        signs = sum(width + self.gap for width in self.signs)
        return 2 + self.name + (self.group + 1 if self.group else 0) + signs + (self.news + 1 if self.news else 0)


def render_adoption(overview: Overview, screen: Screen = PLAIN) -> str:
    """Write the map with its key, and below it how far the spread has come, in sentences."""
    return finished(_page(overview, screen, Colouring(colour=screen.colour)), screen)


def _page(overview: Overview, screen: Screen, colouring: Colouring) -> Iterator[str]:
    tracker = overview.tracker
    title = f"{inert(overview.plan.title)}, as of {day_in_words(tracker.as_of)}"
    yield from (colouring(line, GREY) for line in wrapped(title, screen.width))
    for told in told_unread(overview.unread):
        yield from wrapped(told, screen.width)
    yield ""
    if not tracker.sites or not tracker.changes:
        yield from wrapped(NOTHING_TO_TRACK, screen.width)
        return
    first, *others = sentences(overview)
    yield from (colouring(line, BOLD) for line in wrapped(inert(first), screen.width))
    if tracker.core and overview.on_record:
        yield _bar(len(overview.there), len(overview.sites), screen, colouring)
    layout = _layout(overview, screen.width)
    for wave, sites in _by_wave(overview):
        yield ""
        yield from _heads(wave, layout, screen, colouring)
        for tracked in sites:
            yield from _row(tracked, overview, layout, screen, colouring)
    yield ""
    yield from _sums(overview, layout)
    yield ""
    yield from _key(overview, layout, screen)
    yield ""
    for line in others:
        yield from wrapped(inert(line), screen.width, "- ", "  ")


def _bar(part: int, whole: int, screen: Screen, colouring: Colouring) -> str:
    """Draw a part of a whole: two cells a site where there is room, else as much of the bar as it is of the whole."""
    width = whole * 2 if whole * 2 <= _WIDEST_BAR else min(_WIDEST_BAR, screen.width)
    filled = part * width // whole
    return f"{colouring(FILLED * filled, BLUE)}{colouring(EMPTY * (width - filled), GREY)}"


def _by_wave(overview: Overview) -> Iterator[tuple[str, Sequence[TrackedSite]]]:
    """Go through the waves in the order of the plan, each with its sites by name; those of no wave come last."""
    waves: dict[str | None, list[TrackedSite]] = {}
    for tracked in overview.sites:
        known = tracked.site.wave if tracked.site.wave in overview.plan.waves else None
        waves.setdefault(known, []).append(tracked)
    for wave, sites in waves.items():
        yield (inert(overview.titles[f"wave:{wave}"]) if wave else "In no wave" if len(waves) > 1 else "Sites"), sites


def _layout(overview: Overview, width: int) -> _Layout:
    """Choose what there is room for: columns are left out before a word is broken, those first that say least."""
    tracker = overview.tracker
    names = max(cell_width(inert(tracked.site.name)) for tracked in tracker.sites)
    groups = max((cell_width(inert(tracked.site.group or "")) for tracked in tracker.sites), default=0)
    need = max(cell_width(_need(tracked, overview)) for tracked in tracker.sites)
    stacked = tuple(_stacked(inert(change)) for change in tracker.changes)
    lines = max(map(len, stacked))
    named = tuple(("",) * (lines - len(head)) + head for head in stacked)
    stages = {cell.stage for tracked in tracker.sites for cell in tracked.cells}
    digits = max(len(str(tracker.in_place(change)[1])) for change in tracker.changes)
    digits = max(digits, len(_NOT_APPLICABLE) if AdoptionStage.NOT_APPLICABLE in stages else 1)
    numbers = tuple((str(number).ljust(digits),) for number in range(1, len(tracker.changes) + 1))
    name, group = min(names, _WIDEST_NAME), min(groups, _WIDEST_GROUP)
    news = max(len(_age(tracked)) for tracked in tracker.sites)
    longest = max(cell_width(word) for tracked in tracker.sites for word in _need(tracked, overview).split() or [""])
    short, least = min(names, _NARROW_NAME), min(need, max(_LEAST_NEED, longest))
    choices = (
        _Layout(name, group, named, 1, news, need),
        _Layout(name, 0, named, 1, news, need),
        _Layout(name, 0, numbers, 1, news, need),
        _Layout(name, 0, named, 1, news, least),
        _Layout(name, 0, numbers, 1, news, least),
        _Layout(name, 0, numbers, 1, 0, least),
        _Layout(short, 0, numbers, 1, 0, 0),
        _Layout(short, 0, numbers, 0, 0, 0),
    )
    fitting = (choice for choice in choices if choice.row + (choice.need + 1 if choice.need else 0) <= width)
    chosen = next(fitting, None)
    if chosen is not None:
        room = width - chosen.row - 1
        return chosen._replace(need=room if room >= least else 0)
    last = choices[-1]
    shown = len(numbers)
    while shown > 1 and last._replace(heads=numbers[:shown]).row > width:
        shown -= 1
    return last._replace(heads=numbers[:shown], left_out=len(numbers) - shown)


def _stacked(change: str) -> tuple[str, ...]:
    """Write the id of a change in lines that break behind its hyphens."""
    parts = change.split("-")
    lines = [""]
    for place, part in enumerate(parts):
        piece = part if place == len(parts) - 1 else f"{part}-"
        if lines[-1] and cell_width(lines[-1] + piece) > _WIDEST_HEAD:
            lines.append(piece)
        else:
            lines[-1] += piece
    return tuple(lines)


def _heads(wave: str, layout: _Layout, screen: Screen, colouring: Colouring) -> Iterator[str]:
    """Write the name of a wave with the heads of the columns; above them where there is no room beside."""
    height = len(layout.heads[0])
    beside = layout.name + 2 + (layout.group + 1 if layout.group else 0)
    fits = cell_width(wave) <= beside
    if not fits:
        yield from (colouring(line, BOLD) for line in wrapped(wave, screen.width))
    for line in range(height):
        gap = " " * layout.gap
        heads = "".join(
            f"{gap}{at_left(head[line], width)}" for head, width in zip(layout.heads, layout.signs, strict=True)
        )
        is_last = line == height - 1
        begin = at_left(wave, beside) if fits and is_last else " " * beside
        news = f" {at_right('seen', layout.news)}" if layout.news and is_last else ""
        yield f"{colouring(begin, BOLD)}{colouring(f'{heads}{news}'.rstrip(), GREY)}"


def _row(
    tracked: TrackedSite, overview: Overview, layout: _Layout, screen: Screen, colouring: Colouring
) -> Iterator[str]:
    in_need, need = tracked.needs_help, _need(tracked, overview)
    mark = colouring(BAR, RUST) if in_need else " "
    name = at_left(cut_to(inert(tracked.site.name), layout.name), layout.name)
    group = f" {at_left(cut_to(inert(tracked.site.group or ''), layout.group), layout.group)}" if layout.group else ""
    signs = ""
    for cell, width in zip(tracked.cells, layout.signs, strict=False):
        sign = _sign(cell, tracked)
        signs += " " * layout.gap + colouring(sign, _COLOURS.get(sign, "0")) + " " * max(0, width - len(sign))
    news = f" {at_right(_age(tracked), layout.news)}" if layout.news else ""
    row = f"{mark} {name}{group}{signs}{news}"
    if not layout.need or not need:
        yield row
        if need:
            yield from (colouring(line, RUST) for line in wrapped(need, screen.width, "    "))
        return
    first, *others = wrapped(need, layout.need)
    yield f"{row} {colouring(first, RUST)}"
    yield from (" " * (layout.row + 1) + colouring(line, RUST) for line in others)


def _sign(cell: TrackerCell, tracked: TrackedSite) -> str:
    if cell.stage is None:
        return Sign.NOTHING
    if cell.stage is AdoptionStage.NOT_APPLICABLE:
        return _NOT_APPLICABLE
    return Sign.LAST_SEEN if tracked.stale and cell.stage in IN_PLACE else _SIGNS[cell.stage]


def _age(tracked: TrackedSite) -> str:
    return "never" if tracked.age is None else f"{tracked.age} d"


def _need(tracked: TrackedSite, overview: Overview) -> str:
    """Say in few words what a site needs: what it gave up, what holds it up, who is missing."""
    state = tracked.state
    since = ""
    if state.since is not None:
        since = f" {state.since.day} {month_seen_from(state.since, overview.as_of)}"
    held = next(iter(tracked.held_up_by), "")
    said = {
        SiteStateKind.GAVE_UP: f"gave up {', '.join(state.changes)}",
        SiteStateKind.SILENT: "silent" if state.since else "silent from the start",
        SiteStateKind.PAUSED: f"paused since{since}",
        SiteStateKind.DECLINED: f"declined {', '.join(state.changes)}",
        SiteStateKind.NO_LEAD: "no lead",
        SiteStateKind.HELD_UP: f"held up: {held}" if held else "held up",
        SiteStateKind.LATE: f"late since{since}",
    }.get(state.kind, "")
    lacks = "no lead" if tracked.owner is None and state.kind is not SiteStateKind.NO_LEAD else ""
    return inert("; ".join(filter(None, [said, lacks])))


def _sums(overview: Overview, layout: _Layout) -> Iterator[str]:
    tracker = overview.tracker
    before = layout.name + 2 + (layout.group + 1 if layout.group else 0)
    shown = tracker.changes[: len(layout.heads)]
    counts = [tracker.in_place(change) for change in shown]
    rows = [("In place", [str(there) if whole else _NOT_APPLICABLE for there, whole in counts])]
    wholes = {whole for _, whole in counts if whole}
    end = f" of {max(wholes)}" if len(wholes) == 1 and wholes != {1} else ""
    rows += [("of", [str(whole or "") for _, whole in counts])] if len(wholes) > 1 else []
    stale = [str(len(tracker.stale_with(change)) or "") for change in shown]
    if any(stale):
        rows.insert(1, ("last seen", stale))
    for says, texts in rows:
        cells = "".join(
            f"{' ' * layout.gap}{at_left(count, width)}" for count, width in zip(texts, layout.signs, strict=True)
        )
        if layout.gap or all(len(count) <= width for count, width in zip(texts, layout.signs, strict=True)):
            yield f"{at_left(f'  {cut_to(says, before - 2)}', before)}{cells}{end if says == 'In place' else ''}"


def _key(overview: Overview, layout: _Layout, screen: Screen) -> Iterator[str]:
    tracker = overview.tracker
    used = {_sign(cell, tracked) for tracked in tracker.sites for cell in tracked.cells}
    legend = [f"{sign}\u00a0{says.replace(' ', chr(0xA0))}" for sign, says in _LEGEND.items() if sign in used]
    yield from wrapped(", ".join(legend), screen.width)
    yield ""
    numbered = len(layout.heads[0]) == 1 and layout.heads[0][0].rstrip() == "1"
    for number, change in enumerate(tracker.changes, start=1):
        core = "" if change in tracker.core else " (not core)"
        begin = f"{number:>3}  " if numbered else f"{inert(change)}: "
        yield from wrapped(f"{inert(overview.titles[f'change:{change}'])}{core}", screen.width, begin, "     ")
    if layout.left_out:
        yield from wrapped(f"{layout.left_out} changes do not fit; all of them: --format csv", screen.width)
