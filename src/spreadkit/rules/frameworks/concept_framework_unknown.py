"""A concept is said to be held by a framework that cannot be found.

Why it matters: what is said there is shown to nobody, and the framework that was meant seems not to hold the concept.

What to do: correct the id under `held-by`, or remove the entry.
"""

from collections.abc import Iterator

from spreadkit.rules import ConceptsSubject, Hit, Severity, concepts_rule, did_you_mean

PASSES = """
concepts:
  equity:
    title: Equity
    about: Nobody is left behind.
    held-by:
      tiny: {how: thin, where: Nowhere}
"""

FAILS = """
concepts:
  equity:
    title: Equity
    about: Nobody is left behind.
    held-by:
      tinny: {how: thin, where: Nowhere}  # <--
"""


@concepts_rule("SK125", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: ConceptsSubject) -> Iterator[Hit]:
    """Compare the frameworks under `held-by` with those that there are."""
    for name, concept in subject.vocabulary.concepts.items():
        for framework in concept.held_by:
            if framework not in subject.known_frameworks:
                hint = did_you_mean(framework, subject.known_frameworks)
                yield ("concepts", name, "held-by", framework), f'there is no framework "{framework}"{hint}'
