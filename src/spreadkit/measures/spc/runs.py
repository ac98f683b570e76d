"""Runs about a line: how long the longest may be, and how often the line must be crossed, when chance alone is at work.

Anhøj and Olesen, PLoS ONE 2014;9(11):e113825; the same figures as the R package qicharts2. Both are worked out in whole
numbers.
"""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Final, Literal

from spreadkit.record import record

Side = Literal[-1, 0, 1]

NOISE: Final = 1e-13
"""Numbers this near to each other, for the size of the largest, count as equal: sums of decimals are no nearer."""

_ONE_IN: Final = 20
"""Crossings are too few when chance makes so few, or fewer, in less than one chart of so many."""


@record
class SpcRun:
    """Useful values in a row on one side: which side, and their positions."""

    side: Side
    positions: tuple[int, ...]


def side_of(number: float, line: float, slack: float) -> Side:
    """Say on which side of a line a number lies; on it (0) within the slack."""
    if number - line > slack:
        return 1
    return -1 if line - number > slack else 0


def runs_of(sides: Sequence[tuple[int, Side]]) -> list[SpcRun]:
    """Return the runs among positions with their sides; those on the line neither break nor lengthen one."""
    useful = [(position, side) for position, side in sides if side]
    return [
        SpcRun(side, tuple(position for position, _ in members))
        for side, members in groupby(useful, key=lambda member: member[1])
    ]


def longest_allowed(useful: int) -> int:
    """Return the longest run that is no signal: log2 of the useful values, rounded, and 3."""
    whole = useful.bit_length() - 1
    rounds_up = useful * useful > 1 << (2 * whole + 1)
    return whole + rounds_up + 3


@cache
def crossings_needed(useful: int) -> int:
    """Return the fewest crossings that are no signal: where the binomial distribution reaches one in twenty."""
    steps = useful - 1
    crossings, sequences, with_so_many = 0, 1, 1
    while _ONE_IN * sequences < 1 << steps:
        with_so_many = with_so_many * (steps - crossings) // (crossings + 1)  # each coefficient from the one before
        crossings += 1
        sequences += with_so_many
    return crossings
