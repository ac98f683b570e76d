"""A crosswalk is between frameworks that cannot be found, or between a framework and itself.

Why it matters: without both frameworks its pairs cannot be checked, and no plan gets a proposal from it.

What to do: correct the id under `between`, or put the framework's file into the folder `frameworks`.
"""

from collections.abc import Iterator

from spreadkit.rules import CrosswalkSubject, Hit, Severity, crosswalk_rule, did_you_mean

PASSES = """
between: {a: example@1, b: tiny@1}
"""

FAILS = """
between:
  a: example@1
  b: tinny@1  # <--
"""


@crosswalk_rule("SK120", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: CrosswalkSubject) -> Iterator[Hit]:
    """Compare the two ids with the frameworks that there are."""
    uses = subject.crosswalk.between.uses
    for letter, use in uses.items():
        if letter in subject.frameworks:
            continue
        if use.id in subject.known_frameworks:
            wrong = f'the file of the framework "{use.id}" cannot be used; check it on its own and mend it'
        else:
            wrong = f'there is no framework "{use.id}"{did_you_mean(use.id, subject.known_frameworks)}'
        yield ("between", letter), wrong
    if uses["a"].id == uses["b"].id:
        yield ("between", "b"), f'both sides are "{uses["b"].id}"; name two frameworks'
