"""An action names a strategy that its frameworks do not have, or one for other criteria.

Why it matters: what was tried for a gap, and whether it helped, is put together by strategy. Under a wrong name it is
lost for the next team.

What to do: correct the id under `strategy`, name a criterion of the strategy under `for`, or leave `strategy` out.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, did_you_mean, in_words, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent}
actions:
  ask-managers:
    do: Ask the managers of the next sites for a lead
    for: leadership.local-leads
    strategy: managers-name-leads
    owner: jl
    due: 2026-05-31
    state: done
    done-on: 2026-05-20
    helped: yes
    because: All four managers named one
"""

FAILS = """
people:
  jl: {name: J. Lind, role: spread-agent}
actions:
  ask-managers:
    do: Ask the managers of the next sites for a lead
    for: leadership.local-leads
    strategy: managers-name-leeds  # <--
    owner: jl
    due: 2026-05-31
    state: done
    done-on: 2026-05-20
    helped: yes
    because: All four managers named one
"""


@plan_rule("SK415", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Look strategies up, when every framework that could have them is there."""
    if not subject.frameworks or any(use.id not in subject.frameworks for use in subject.plan.frameworks):
        return
    known: dict[str, dict[str, None]] = {}
    for framework in subject.frameworks.values():
        for name, strategy in framework.strategies.items():
            known.setdefault(name, {}).update(dict.fromkeys(strategy.for_))
    for name, action in subject.plan.actions.items():
        if action.strategy is None:
            continue
        route = ("actions", name, "strategy")
        if action.strategy not in known:
            hint = did_you_mean(action.strategy, known)
            yield route, f'no framework of this plan has a strategy "{action.strategy}"{hint}'
        elif known[action.strategy].keys().isdisjoint(action.for_):
            serves = in_words(list(known[action.strategy]), joiner="or")
            yield (
                route,
                f'"{action.strategy}" is a strategy for {serves}; name it under "for", or leave the strategy out',
            )
