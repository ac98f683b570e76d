"""A crosswalk holds the same pair twice for one direction.

Why it matters: the two entries may differ in strength or reason, and nobody can tell which one counts.

What to do: keep one of them. Two entries for one pair are right only where they are for the two directions.
"""

from collections.abc import Iterator

from spreadkit.rules import CrosswalkSubject, Hit, Severity, crosswalk_rule

PASSES = """
pairs:
  - a: leadership.sponsor
    b: leadership.sponsor
    strength: partial
    because: More is asked there
    direction: a-to-b
  - a: leadership.sponsor
    b: leadership.sponsor
    strength: strong
    because: Less is asked here
    direction: b-to-a
"""

FAILS = """
pairs:
  - {a: leadership.sponsor, b: leadership.sponsor, strength: strong, because: Both ask for one executive}
  - {a: leadership.sponsor, b: leadership.sponsor, strength: weak, because: Alike, direction: a-to-b}  # <--
"""


@crosswalk_rule("SK123", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: CrosswalkSubject) -> Iterator[Hit]:
    """Find pairs that an earlier entry holds already, for the same direction or for both."""
    seen: set[tuple[str, str, str]] = set()
    for index, pair in enumerate(subject.crosswalk.pairs):
        ways = {(pair.a, pair.b, way) for way in pair.ways}
        if ways & seen:
            yield ("pairs", index), f'"{pair.a}" and "{pair.b}" are paired above already; keep one of the two entries'
        seen |= ways
