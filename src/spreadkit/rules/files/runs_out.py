"""Something that holds for a time runs out within 30 days, or did so within the last 30.

Why it matters: an exception that ends overnight stops work on a day on which nobody did anything. Until 30 days after
its end it goes on to hold, so that there is time to decide. Then it holds no longer.

What to do: decide whether it is still needed. If so, agree on a new end and write it under `until`; if not, remove it
and correct what it stood for. This is about entries of `ignore` and of `privacy`, answers that are set aside (`na`),
sites that are exempt, and what a framework of the team's own loosens.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from spreadkit.months import NOTICE, has_run_out
from spreadkit.rules import Hit, Plan, Route, Severity, Subject, plan_rule

PASSES = """
people: {ap: {name: A. Patel}}
actions: {leads: {do: Agree a lead at each site, owner: px, due: 2026-12-31}}
ignore:
  - {rule: unknown-person, because: px starts in August, by: ap, until: 2026-08-31}
"""

FAILS = """
people: {ap: {name: A. Patel}}
actions: {leads: {do: Agree a lead at each site, owner: px, due: 2026-12-31}}
ignore:
  - {rule: unknown-person, because: px starts in July, by: ap, until: 2026-07-15}  # <--
"""


class _Ending(NamedTuple):
    """Something that holds for a time: where its end stands, what it is, and the day."""

    route: Route
    what: str
    until: date | None


@plan_rule(
    "SK019",
    Severity.WARNING,
    after_end=False,
    can_be_ignored=False,
    passes=PASSES,
    cause="Something runs out",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find ends that are near, before or behind."""
    for ending in (*_in_plan(subject.plan), *_in_frameworks(subject)):
        until, today = ending.until, subject.as_of
        if until is None or today < until - NOTICE or has_run_out(until, today):
            continue
        ends = f"ended on {until} and holds until {until + NOTICE}" if until < today else f"ends on {until}"
        yield ending.route, f"{ending.what} {ends}; decide whether it is still needed, and set a new end or remove it"


def _in_plan(plan: Plan) -> Iterator[_Ending]:
    for index, entry in enumerate(plan.ignore):
        yield _Ending(("ignore", index, "until"), f'what hides "{entry.rule}"', entry.until)
    for index, allowed in enumerate(plan.privacy.allow):
        yield _Ending(("privacy", "allow", index, "until"), "what allows this pattern", allowed.until)
    for index, site in enumerate(plan.sites):
        if site.status == "exempt":
            yield _Ending(("sites", index, "until"), f'the exemption of "{site.id}"', site.until)
    for framework, answers in plan.answers.items():
        for criterion, answer in answers.items():
            if answer.na is not None:
                route = ("answers", framework, criterion, "until")
                yield _Ending(route, f'setting "{criterion}" aside', answer.until)


def _in_frameworks(subject: Subject) -> Iterator[_Ending]:
    for index, use in enumerate(subject.plan.frameworks):
        framework = subject.frameworks.get(use.id)
        for entry in framework.loosens if framework else ():
            if not entry.lacks:
                yield _Ending(("frameworks", index, "use"), f'what makes "{entry.at}" easier', entry.until)
