"""A framework leaves out a part that the one that it extends does not have.

Why it matters: what was meant to be left out is still there, under its right id, and counts.

What to do: correct the id in `leaves-out`. It can name criteria, gates, figures and components.
"""

from collections.abc import Iterator

from spreadkit.rules import Framework, FrameworkSubject, Hit, Severity, did_you_mean, framework_rule

PASSES = """
extends: tiny@1
leaves-out: [communication.awareness]
loosens:
  - {at: communication.awareness, because: Everybody knows it, by: A. Patel, until: 2026-09-30}
components:
  leadership:
    title: Leadership
"""

FAILS = """
extends: tiny@1
leaves-out: [communication.awarenes]  # <--
"""


@framework_rule("SK165", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find ids to leave out that the base does not have."""
    known = _parts(subject.base) if subject.base else []
    for index, name in enumerate(subject.framework.leaves_out):
        if name not in known:
            whose = f'"{subject.base.id}" has no' if subject.base else "this framework extends none that has a"
            yield ("leaves-out", index), f'{whose} criterion or other part "{name}"{did_you_mean(name, known)}'


def _parts(base: Framework) -> list[str]:
    return [*base.criteria, *base.gates, *base.figures, *base.components]
