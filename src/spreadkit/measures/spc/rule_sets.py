"""The published sets of rules that tell a signal from chance. A report names the one that it used."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Literal

from spreadkit.measures.spc.runs import longest_allowed
from spreadkit.record import record

RuleSetId = Literal["anhoej", "ihi", "mdc"]


@record
class RuleSet:
    """A set of rules, with what it takes from its source and what a team may set otherwise (`dataclasses.replace`).

    Attributes:
        id: Its name in files.
        title: Its name for people.
        looks_for: What it takes for a signal, in one sentence.
        source: The publication it rests on.
        shift: How many in a row on one side of the centre line are a signal (ihi, mdc).
        trend: How many in a row that rise, or fall, are a signal (ihi, mdc).
        factor: How many mean moving ranges the limits of an XmR chart stand from the mean.
        screen: Whether moving ranges far above their mean are dropped once before limits are made.
        min_points: With fewer values than this in a phase, limits are trial limits.
        min_baseline: With fewer values than this in a frozen baseline, limits are trial limits.
        least_useful: With fewer values than this off the centre line, runs are too few to judge (anhoej, ihi).
        run_length: How many in a row on one side of the centre line a team has stated to be a signal, in place of what
            the set itself has; None where it has stated none.
        two_of_three_counts_outside: Whether a value outside of the limits counts among two of three near them (mdc).
    """

    id: RuleSetId
    title: str
    looks_for: str
    source: str
    shift: int = 7
    trend: int = 7
    factor: float = 2.66
    screen: bool = False
    min_points: int = 13
    min_baseline: int = 12
    least_useful: int = 10
    two_of_three_counts_outside: bool = False
    run_length: int | None = None

    def with_run_length(self, number: int) -> "RuleSet":
        """Return the set with so many in a row on one side as a signal, in place of its own number."""
        told = f"In place of the number of this set, {number} in a row on one side of the centre line are a signal."
        return replace(self, shift=number, run_length=number, looks_for=f"{self.looks_for} {told}")

    @property
    def needed_beside_stated(self) -> int:
        """How many values it takes to say that nothing but chance is at work, where the lines are stated."""
        return self.shift if self.id == "mdc" else self.least_useful

    def longest_run(self, useful: int) -> int:
        """Return the longest run on one side that is no signal for so many useful values."""
        return longest_allowed(useful) if self.run_length is None else self.run_length - 1


ANHOEJ: Final = RuleSet(
    id="anhoej",
    title="Anhøj rules",
    looks_for=(
        "A run on one side of the centre line that is longer, or crossings of it that are fewer, than chance allows "
        "for so many values; and values outside of the limits, where a chart has them."
    ),
    source=(
        "Anhøj J, Olesen AV. Run charts revisited: a simulation study of run chart rules for detection of non-random "
        "variation in health care processes. PLoS ONE 2014;9(11):e113825"
    ),
)
"""The default: it keeps false signals near one in twenty, however long the chart is."""

IHI: Final = RuleSet(
    id="ihi",
    title="IHI run chart rules",
    looks_for=(
        "Six or more values in a row on one side of the median, five or more in a row that rise or that fall, or more "
        "or fewer runs than the table gives for so many values."
    ),
    source=(
        "Perla RJ, Provost LP, Murray SK. The run chart: a simple analytical tool for learning from variation in "
        "healthcare processes. BMJ Quality & Safety 2011;20(1):46-51"
    ),
    shift=6,
    trend=5,
)
"""Its fourth rule, a value that anyone would call astronomical, is for people to judge and is not computed."""

MDC: Final = RuleSet(
    id="mdc",
    title="NHS Making Data Count rules",
    looks_for=(
        "A value outside of the limits, seven in a row that rise or that fall, two of three in a row close to the same "
        "limit, or seven in a row on one side of the mean."
    ),
    source="NHS England, Making Data Count, as computed by the R package NHSRplotthedots 0.2.2 (NHS-R Community)",
)

RULE_SETS: Final[Mapping[RuleSetId, RuleSet]] = MappingProxyType(
    {rule_set.id: rule_set for rule_set in (ANHOEJ, IHI, MDC)}
)

_IHI_FROM: Final = 10
_IHI_LIMITS: Final = (
    *((3, 9), (3, 10), (3, 11), (4, 11), (4, 12), (5, 12), (5, 13), (5, 13), (6, 14), (6, 15)),
    *((6, 16), (7, 16), (7, 17), (7, 17), (8, 18), (8, 18), (9, 19), (10, 19), (10, 20), (10, 20)),
    *((11, 21), (11, 22), (11, 23), (12, 23), (12, 24), (12, 24), (13, 25), (13, 25), (14, 26), (14, 26)),
    (15, 27),
)
_EXACT_FROM: Final = 41
_EXACT_LIMITS: Final = (
    *((15, 28), (16, 28), (16, 29), (17, 29), (17, 30), (17, 31), (18, 31), (18, 32), (19, 32), (19, 33)),
    *((20, 33), (20, 34), (20, 35), (21, 35), (21, 36), (22, 36), (22, 37), (23, 37), (23, 38), (24, 38)),
)

IHI_QUOTED: Final = _IHI_FROM + len(_IHI_LIMITS) - 1
"""Up to so many useful values the limits of runs are those of the published table."""

IHI_RUNS: Final[Mapping[int, tuple[int, int]]] = MappingProxyType(
    dict([*enumerate(_IHI_LIMITS, start=_IHI_FROM), *enumerate(_EXACT_LIMITS, start=_EXACT_FROM)])
)
"""By useful values, the fewest and the most runs that are no signal.

Up to 40 they are quoted from Perla, Provost and Murray 2011, whose table goes back to Swed and Eisenhart (Ann Math Stat
1943;14:66-87); the exact distribution differs from it by one run at several lengths. From 41 to 60 they are those of
the exact distribution (two equal halves, one in forty at each end), which gives the published 24 and 38 at 60. Beyond
what is listed here, the number of runs is not judged.
"""
