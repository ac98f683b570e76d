"""What raters must agree on before their figure counts (`aggregate-if`) holds nothing back, or everything.

Why it matters: a limit of 0, or none at all, reads as if agreement were asked for, and lets every mean through. r_wg(j)
of criteria with different numbers of answers cannot be worked out, so that their means would never count.

What to do: state `r-wg` or `r-wg-j`, above 0. Use `r-wg` where the criteria of a component have unlike scales.
"""

from collections.abc import Iterator

from spreadkit.model.framework import DateScale, WordScale
from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, questions_in
from spreadkit.scoring.agreement import number_of_answers
from spreadkit.words import some_of

PASSES = """
ratings: {of: leadership, aggregate-if: {r-wg-j: 0.7, basis: judgement}}
"""

FAILS = """
ratings:
  of: leadership
  aggregate-if:
    r-wg: 0  # <--
"""


@framework_rule("SK147", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Look at the agreement that a framework asks for."""
    framework = subject.framework
    rules = framework.ratings
    asked = rules.aggregate_if if rules else None
    if rules is None or asked is None:
        return
    where = ("ratings", "aggregate-if")
    if asked.r_wg is None and asked.r_wg_j is None:
        yield where, '"aggregate-if" asks for no agreement; state "r-wg" or "r-wg-j", or remove it'
    for key, least in (("r-wg", asked.r_wg), ("r-wg-j", asked.r_wg_j)):
        if least == 0:
            yield (*where, key), f'"{key}: 0" holds no figure back; write more than 0, or remove it'
    for component in [name for name in rules.of or framework.components if name in framework.components]:
        sizes = {
            question.id: number_of_answers(question)
            for question in questions_in(framework, component)
            if not isinstance(question.scale, DateScale | WordScale)
        }
        if asked.r_wg_j and len(set(sizes.values())) > 1:
            unlike = some_of([f"{name} has {number}" for name, number in sizes.items()], most=3)
            message = f'r_wg(j) of "{component}" cannot be worked out: the numbers of answers differ ({unlike})'
            yield (*where, "r-wg-j"), f'{message}; use "r-wg"'
