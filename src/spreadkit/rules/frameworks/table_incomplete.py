"""The table of a figure lacks a row for a combination of answers, or has two.

Why it matters: a plan with just those answers gets no outcome, or one of two by chance.

What to do: write one row for every combination of the levels (or bands) of the operands, in the order of `of`.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from math import prod
from typing import Final

from spreadkit.model.framework import Operator
from spreadkit.rules import FrameworkSubject, Hit, Severity, count_of, framework_rule, in_words
from spreadkit.rules._figures import PlacedFigure, placed_figures, table_axes

PASSES = """
figures:
  next-step:
    title: What to do next
    method: table
    of: [leadership.sponsor]
    rows:
      - {when: [absent], is: find-a-sponsor}
      - {when: [partial], is: agree-duties}
      - {when: [good], is: go-on}
"""

FAILS = """
figures:
  next-step:
    title: What to do next
    method: table
    of: [leadership.sponsor]
    rows:  # <--
      - {when: [absent], is: find-a-sponsor}
      - {when: [good], is: go-on}
"""

_MOST: Final = 10_000
"""More combinations than this no person can have meant."""

_SHOWN: Final = 2


@framework_rule("SK137", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the rows of every table with the combinations that are possible."""
    for placed in placed_figures(subject.framework):
        if placed.scoring.method is Operator.TABLE and placed.scoring.rows:
            axes = table_axes(subject.framework, placed)
            if all(axes.values()):
                yield from _wrong_with(placed, list(axes), list(axes.values()))


def _wrong_with(placed: PlacedFigure, operands: list[str], axes: list[list[str]]) -> Iterator[Hit]:
    rows = placed.scoring.rows
    counts = Counter(row.when for row in rows)
    for index, row in enumerate(rows):
        route = (*placed.route, "rows", index, "when")
        if len(row.when) != len(axes):
            wanted = f"{count_of(len(axes), 'word')}, for {in_words(operands)}"
            yield route, f"this row has {count_of(len(row.when), 'word')}, but it takes {wanted}"
        elif counts[row.when] > 1 and row.when in [earlier.when for earlier in rows[:index]]:
            yield route, f"there is a row for {_in_words(row.when)} already; remove one of the two"
    if prod(map(len, axes)) > _MOST:
        yield (*placed.route, "of"), f"{placed.called} would need more than {_MOST} rows; join some operands first"
        return
    missing = [words for words in product(*axes) if words not in counts]
    if missing:
        shown = [_in_words(words) for words in islice(missing, _SHOWN)]
        more = [f"{len(missing) - _SHOWN} more"] if len(missing) > _SHOWN else []
        yield (
            (*placed.route, "rows"),
            f"{placed.called} has no row for {in_words([*shown, *more])}; add what it comes to",
        )


def _in_words(when: tuple[str, ...]) -> str:
    return f"[{', '.join(when)}]"
