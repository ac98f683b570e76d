"""A framework of the plan makes something easier without leave, or the leave has ended.

Why it matters: the plan is judged by the stricter framework that is extended, so a gate may be shut that the team
believes to be open.

What to do: meet what the extended framework asks for, or have the entry under `loosens` of the framework's file
completed or renewed by those who answer for it.
"""

from collections.abc import Iterator

from spreadkit.framework.loosening import LoosenedPart, entries_for
from spreadkit.model.framework import Loosening
from spreadkit.rules import Framework, Hit, Severity, Subject, in_words, plan_rule

_OURS = """
--- frameworks/ours.yaml
schema: spreadkit/framework@1
id: ours
edition: "1"
title: Ours
extends: tiny@1
loosens:
  - {at: leadership.sponsor, because: Our board is being elected, by: A. Patel, until: 2026-06-30}
components:
  leadership:
    criteria:
      leadership.sponsor:
        need: should
"""

PASSES = (
    """
frameworks:
  - use: ours@1
"""
    + _OURS
)

FAILS = """
frameworks:
  - use: ours@1  # <--
""" + _OURS.replace("2026-06-30", "2026-05-30")


@plan_rule("SK166", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Tell what was undone in the frameworks of the plan for the date that it is judged for."""
    for index, use in enumerate(subject.plan.frameworks):
        for part in subject.undone.get(use.id, ()):
            yield ("frameworks", index, "use"), _message(subject.frameworks[use.id], part)


def _message(framework: Framework, part: LoosenedPart) -> str:
    entries = entries_for(framework, part.at)
    why = _why(entries[0]) if entries else "no entry of its loosens gives leave"
    return f'"{framework.id}" makes "{part.at}" easier ({part.what}), but {why}: it is judged without that'


def _why(entry: Loosening) -> str:
    if entry.lacks:
        return f"its entry under loosens lacks {in_words(entry.lacks)}"
    return f"that ended on {entry.until}"
