"""A pair of a crosswalk names a criterion that its framework does not have.

Why it matters: such a pair proposes nothing, and nobody notices that a criterion has lost its counterpart.

What to do: correct the id. Where the criterion has left the framework, pair the one that took its place, or remove the
pair.
"""

from collections.abc import Iterator

from spreadkit.rules import CrosswalkSubject, Framework, Hit, Severity, crosswalk_rule, did_you_mean, in_words

PASSES = """
pairs:
  - {a: leadership.sponsor, b: leadership.sponsor, strength: strong, because: Both ask for one executive}
"""

FAILS = """
pairs:
  - a: leadership.sponsor
    b: leadership.sponsors  # <--
    strength: strong
    because: Both ask for one executive
"""


@crosswalk_rule("SK122", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: CrosswalkSubject) -> Iterator[Hit]:
    """Look up both sides of every pair."""
    for index, pair in enumerate(subject.crosswalk.pairs):
        for letter, name in pair.criteria.items():
            framework = subject.frameworks.get(letter)
            if framework is not None and name not in framework.criteria:
                yield ("pairs", index, letter), f'"{framework.id}" has no criterion "{name}"{_hint(framework, name)}'


def _hint(framework: Framework, name: str) -> str:
    """Return what a criterion of an earlier edition is called now, or what is spelt like it."""
    now = in_words([f'"{current}"' for current in framework.formerly.get(name, ())])
    return f"; it is called {now} now" if now else did_you_mean(name, framework.criteria)
