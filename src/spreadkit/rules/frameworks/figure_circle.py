"""Figures are made of each other in a circle.

Why it matters: none of them can be worked out before the others are, so none ever is, and the score leaves a part out
without a word.

What to do: take one of the names that the message lists out of an `of`.
"""

from collections.abc import Iterator

from spreadkit.rules import Framework, FrameworkSubject, Hit, Severity, framework_rule, in_words
from spreadkit.rules._figures import place_of_operand, placed_figures
from spreadkit.scoring.operands import operands_of

PASSES = """
figures:
  weakest: {title: The weakest part, method: min, of: [leadership, communication]}
  doubled: {title: Twice the weakest, method: sum, of: [weakest], rescale: {times: 2}}
"""

FAILS = """
figures:
  weakest: {title: The weakest part, method: min, of: [leadership, doubled]}  # <--
  doubled: {title: Twice the weakest, method: sum, of: [weakest], rescale: {times: 2}}
"""


@framework_rule("SK134", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Follow the operands of every figure, and name each circle once."""
    framework = subject.framework
    found: set[frozenset[str]] = set()
    for placed in placed_figures(framework):
        circle = _circle(framework, placed.name) if placed.name else None
        if circle and frozenset(circle) not in found:
            found.add(frozenset(circle))
            names = in_words([f'"{name}"' for name in circle])
            says = f"{names} is made of itself" if len(circle) == 1 else f"{names} are made of each other"
            yield place_of_operand(placed, circle[1 % len(circle)]), f"{says}; take one of the names out"


def _circle(framework: Framework, start: str) -> list[str] | None:
    """Return the names from a figure round to itself, or None where no way leads back."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop()
        for name in operands_of(framework, way[-1]) if _is_made(framework, way[-1]) else ():
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return None


def _is_made(framework: Framework, name: str) -> bool:
    return name in framework.figures or name in framework.components
