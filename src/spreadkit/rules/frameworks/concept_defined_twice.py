"""A team's concepts define one that comes with spreadkit, or a situation that does.

Why it matters: the same word would mean one thing in the built-in frameworks and another in the team's own. What comes
with spreadkit counts, and the entry here is passed over.

What to do: give it an id of its own, or remove it and use the one that is there.
"""

from collections.abc import Iterator

from spreadkit.rules import ConceptsSubject, Hit, Severity, concepts_rule

PASSES = """
concepts:
  equity: {title: Equity, about: Nobody is left behind.}
situations:
  rural: {ask: Are most of the sites far from a hospital?}
"""

FAILS = """
concepts:
  equity: {title: Equity, about: Nobody is left behind.}
  leadership: {title: Our leadership, about: The board backs it.}  # <--
"""


@concepts_rule("SK126", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: ConceptsSubject) -> Iterator[Hit]:
    """Compare the ids of concepts and situations with those that come with spreadkit."""
    own, built_in = subject.vocabulary, subject.built_in
    for name in own.concepts:
        if name in built_in.concepts:
            yield ("concepts", name), f'"{name}" comes with spreadkit already; give this concept an id of its own'
    for name in own.situations:
        if name in built_in.situations:
            yield ("situations", name), f'"{name}" comes with spreadkit already; give this situation an id of its own'
