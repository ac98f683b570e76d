"""A crosswalk was written for another edition of a framework than the one that is here.

Why it matters: an edition may change what a criterion asks. A pair that was right before may then say too much.

What to do: read the pairs against the edition that is here, correct them, then write that edition under `between`.
"""

from collections.abc import Iterator

from spreadkit.rules import CrosswalkSubject, Hit, Severity, crosswalk_rule

PASSES = """
between: {a: example@1, b: tiny@1}
"""

FAILS = """
between:
  a: example@1
  b: tiny@2  # <--
"""


@crosswalk_rule("SK121", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: CrosswalkSubject) -> Iterator[Hit]:
    """Compare the editions under `between` with those of the frameworks."""
    for letter, use in subject.crosswalk.between.uses.items():
        framework = subject.frameworks.get(letter)
        if framework is None or use.edition == framework.edition:
            continue
        here = f'the edition of "{use.id}" that is here is "{framework.edition}"'
        yield ("between", letter), f'{here}, not "{use.edition}"' if use.edition else f"{here}; write it behind an @"
