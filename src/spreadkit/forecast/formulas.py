"""The two curves of adoption, as shares from 0 to 1 over time, and what follows from them.

The logistic curve is that of spread from site to site alone (Griliches, Econometrica 1957;25:501-22, for hybrid corn).
Bass adds those who begin of themselves: at any time, one who has not adopted does so at the rate p + q x share (Bass,
Management Science 1969;15:215-27). Time is in whatever unit the parameters are in.

A record shaped like an S does not show that sites learn from each other: sites that merely differ in how soon they
would have begun anyhow give one as well (Van den Bulte and Stremersch, Marketing Science 2004;23:530-44).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import linear_regression
from typing import Final

_LARGEST_EXPONENT: Final = 700.0
"""Where exp() nears the end of its range: the share is 0 or 1 by then."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """An S-shaped curve: how steep it is, per unit of time, and when half is reached."""

    rate: float
    half: float

    def share(self, time: float) -> float:
        """Return the share that is reached at a time."""
        return 1 / (1 + math.exp(_within(-self.rate * (time - self.half))))

    @property
    def tenth_to_nine_tenths(self) -> float:
        """How long it takes from one tenth to nine tenths."""
        return 2 * math.log(9) / self.rate


@dataclass(frozen=True, slots=True)
class Bass:
    """A curve that begins at time 0: `alone` is p, who begin of themselves; `others` is q, who follow others."""

    alone: float
    others: float

    def share(self, time: float) -> float:
        """Return the share that is reached at a time; 0 before time 0."""
        if time <= 0:
            return 0.0
        left = math.exp(-min((self.alone + self.others) * time, _LARGEST_EXPONENT))
        return (1 - left) / (1 + self.others / self.alone * left)

    @property
    def peak(self) -> float | None:
        """When most join at once; None where that is at the start, since few follow others."""
        if self.others <= self.alone:
            return None
        return math.log(self.others / self.alone) / (self.alone + self.others)

    @property
    def half(self) -> float:
        """When half is reached."""
        return math.log(2 + self.others / self.alone) / (self.alone + self.others)


def logit_line(times: Sequence[float], shares: Sequence[float]) -> Logistic:
    """Return the logistic curve whose log odds lie nearest to a line: the closed form, which needs no search.

    Shares lie between 0 and 1 and are neither; they rise from the first of at least two times to the last.
    """
    line = linear_regression(times, [math.log(share / (1 - share)) for share in shares])
    return Logistic(line.slope, -line.intercept / line.slope)


def _within(exponent: float) -> float:
    return max(-_LARGEST_EXPONENT, min(_LARGEST_EXPONENT, exponent))
