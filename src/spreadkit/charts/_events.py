"""What happened while data were collected: thin numbered rules in a chart, and below it what each number means."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from spreadkit.charts._axes import Frame, lanes
from spreadkit.charts._board import Look, TextBoard
from spreadkit.charts._marks import ChartLayer, strokes
from spreadkit.charts._style import EDGE, INK, MUTE, ChartSize, wrap_to_width
from spreadkit.months import day_in_words
from spreadkit.record import record
from spreadkit.words import count_of

_LINE: Final = 16
"""How high a line of a text below a chart is."""

_MARK: Final = 18
"""How high and wide the number of an event is, its box included."""

_MOST: Final = 12
"""How many events are drawn, those at one site last; more are no longer told apart. The figure is ours."""

_NUMBER: Final = Look("event-number", INK, "center", is_bold=True)
_KEY_NUMBER: Final = Look("event-key-number", INK, is_bold=True)
_KEY: Final = Look("event-key", MUTE)

Sort = Literal["event", "phase", "counting"]

_DASHES: Final[dict[Sort, list[int]]] = {"event": [2, 3], "phase": [], "counting": [7, 3]}
"""By what happened: how its rule is drawn. What it is stands in words below the chart as well."""


@record
class ChartEvent:
    """Something that happened on a day."""

    on: date
    says: str
    sort: Sort = "event"
    at_one_site: bool = False

    @property
    def words(self) -> str:
        """The day and what happened, as the key has it."""
        return f"{day_in_words(self.on)}: {self.says}"


@record
class EventLegend:
    """Events in the order of their days, each with the lane of its number and the lines that tell it."""

    events: tuple[ChartEvent, ...]
    lanes: tuple[int, ...]
    lines: tuple[tuple[str, ...], ...]
    left_out: int = 0

    @property
    def rest(self) -> str:
        """Say that there is more; nothing where there is not."""
        return f"and {count_of(self.left_out, 'more event')} that the plan holds" if self.left_out else ""

    @property
    def above(self) -> float:
        """How much room the numbers take above the plot."""
        return (max(self.lanes) + 1) * _MARK + 3 if self.events else 0

    @property
    def below(self) -> float:
        """How much room the texts take below the plot."""
        return (sum(len(lines) for lines in self.lines) + bool(self.rest)) * _LINE + (4 if self.lines else 0)


def legend_of(events: Sequence[ChartEvent], frame: Frame, size: ChartSize) -> EventLegend:
    """Return the events in order. Numbers that would touch stand in lanes above each other."""
    chosen = sorted(events, key=lambda event: (event.at_one_site, event.on))[:_MOST]
    drawn = tuple(sorted(chosen, key=lambda event: event.on))
    places = [(x - _MARK / 2, x + _MARK / 2) for x in (frame.x(event.on) for event in drawn)]
    lines = tuple(tuple(wrap_to_width(event.words, frame.across - 40, size.text)) for event in drawn)
    return EventLegend(drawn, tuple(lanes(places, gap=1)), lines, len(events) - len(drawn))


def draw_events(key: EventLegend, board: TextBoard) -> Iterator[ChartLayer]:
    """Draw the rules with their numbers, and write the texts at the foot of the picture."""
    frame = board.frame
    for sort, dash in _DASHES.items():
        rows = [(frame.x(event.on), 0.0, frame.x(event.on), frame.height) for event in key.events if event.sort == sort]
        yield strokes(f"{sort}-rule", rows, EDGE, **({"strokeDash": dash} if dash else {}))
    for number, (event, lane) in enumerate(zip(key.events, key.lanes, strict=True), start=1):
        board.put(_NUMBER, frame.x(event.on), -_MARK * lane - _MARK / 2 - 2, str(number))
    down = frame.height + frame.bottom - key.below + _LINE / 2
    for number, lines in enumerate(key.lines, start=1):
        board.put(_KEY_NUMBER, 4 - frame.left, down, str(number))
        for line in lines:
            board.put(_KEY, 24 - frame.left, down, line)
            down += _LINE
    if key.rest:
        board.put(_KEY, 24 - frame.left, down, key.rest)
