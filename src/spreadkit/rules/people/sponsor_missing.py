"""There is not exactly one executive sponsor.

Why it matters: the sponsor clears away what sites cannot clear themselves and keeps the topic on the leaders' agenda.
Where several people or a committee share that, nobody answers for it.

What to do: agree with one executive that they answer for the spread, and give that person the role
`executive-sponsor`. Others who stand behind it can be `clinical-sponsor` or `partner`.
"""

from collections.abc import Iterator

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
  jl: {name: J. Lind, role: spread-agent}
"""

FAILS = """
people:  # <--
  jl: {name: J. Lind, role: spread-agent}
"""


@plan_rule("SK403", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans with no executive sponsor, or with several."""
    people = subject.plan.people
    named = [name for name, person in people.items() if Role.EXECUTIVE_SPONSOR in person.role]
    here = [name for name in named if people[name].is_here(subject.as_of)]
    if len(here) > 1:
        several = in_words([f'"{name}"' for name in here])
        yield (
            ("people", here[1], "role"),
            f"{several} are executive sponsors; agree on the one who answers for the spread",
        )
    elif named and not here:
        yield ("people", named[-1], "left"), f'"{named[-1]}", the executive sponsor, has left; name the one who follows'
    elif not named:
        yield ("people",), 'nobody has the role "executive-sponsor"; name the one executive who answers for the spread'
