"""Where the rows of the verdicts part: every threshold, with where it comes from. All shares are fractions of 1."""

from fractions import Fraction
from typing import Final

POINTS_SINCE_BEGUN: Final = 6
"""Points since the first site began, before "no signal" says anything (Perla 2011: the least for a shift)."""

UNREAD_SHARE: Final = Fraction(1, 10)
"""Above this share of unread periods nothing is said of the measure. Ours: one in ten shifts a median hardly."""


SOON_DAYS: Final = 90
"""A shut way into a wave is news this many days before it starts. Ours: a lead, training and a visit need a quarter."""

LOSS_SHARE: Final = Fraction(1, 4)
"""From this share of losses on it does not last everywhere. Ours: one in four is a pattern, one in ten is not."""

SILENT_SHARE: Final = Fraction(1, 4)
"""From this share of sites without news on the picture is of a part. Ours: a quarter can turn a count round."""

MISSING_SHARE: Final = Fraction(1, 4)
"""From this share of missing periods on the picture is of a part. Ours, as for sites."""

SIZE_PERIODS: Final = 10
"""Periods before the start that an old rate needs. Ours: as many as a run chart does."""

SIZE_EVENTS: Final = 10
"""The least difference in events that is said. Ours: below it, people count single patients."""

SIZE_RANGE: Final = 1.28
"""Standard errors on each side that hold eight cases of ten, as the forecast does."""

SIZE_PLAIN_SHARE: Final = 0.5
"""A size has two digits while half of its range is at most this share of it. Ours: else the second digit is noise."""

YEAR_DAYS: Final = 300
"""A day so far off is said with its year. Ours: a day of the same season would be taken for this year's."""

NAMES: Final = 3
"""Names in a list before "and n more". Ours: more are not read. Four are all named, since "1 more" is no shorter."""

GROUPS: Final = 3
"""Groups of stuck sites before "And n more". Ours, as for names."""

LINES: Final = 6
"""Lines of what moved before "And n more". Ours: what one looks over without scrolling."""

HEADLINE_WORDS: Final = 20
"""Words of a headline. Ours: what is read in one go, and aloud."""

SAYS_WORDS: Final = 45
"""Words of an answer. Ours: three short sentences."""

HEADLINE_DAYS: Final = 90
"""Days for which a plan's own headline may hold. Ours: the usual time between two reviews."""

SINCE_MONTHS: Final = 3
"""Months that "since last time" looks back on where no review is on record. Ours: the usual time between two."""

LAST_PERIODS: Final = 3
"""Periods that make "now": one alone is chance. Ours. Weeks count twelve, quarters and years one."""

NEEDED_OFF_MEDIAN: Final = 10
"""Points off the median that a run chart needs (docs/measures.md)."""

NEEDED_POINTS: Final = 13
"""Points that other charts need (docs/measures.md)."""
