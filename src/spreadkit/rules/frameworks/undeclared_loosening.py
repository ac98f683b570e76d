"""A framework makes something easier than the one that it extends, and no entry of `loosens` says so.

Why it matters: a gate that opens because its must-have was quietly made a should-have looks like progress. Those who
read the score think that it was judged by the published framework.

What to do: take it back, or add an entry to `loosens` with what it is about (`at`), the reason, a name and the day on
which it ends. Without one it does not hold: plans are judged by what the extended framework says. Where the authors of
the extended framework published this form of it themselves, such as a short one, name that source: `extends: {use: …,
published: id-of-the-source}`.
"""

from collections.abc import Iterator

from spreadkit.framework.loosening import loosened
from spreadkit.rules import Framework, FrameworkSubject, Hit, Severity, framework_rule

PASSES = """
extends: tiny@1
loosens:
  - {at: leadership.sponsor, because: Our board is being elected, by: A. Patel, until: 2026-09-30}
components:
  leadership:
    criteria:
      leadership.sponsor:
        need: should
      leadership.local-leads:
        at-least: good
"""

FAILS = """
extends: tiny@1
components:
  leadership:
    criteria:
      leadership.sponsor:
        need: should  # <--
"""


@framework_rule("SK162", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the framework with its base."""
    if subject.base is None:
        return
    named = {entry.at for entry in subject.framework.loosens}
    left_out = {name: index for index, name in enumerate(subject.framework.leaves_out)}
    for part in loosened(subject.framework, subject.base):
        if part.at not in named:
            where = ("leaves-out", left_out[part.at]) if part.at in left_out else part.routes[0]
            than = f'"{part.at}" easier than in "{subject.base.id}": {part.what}'
            yield where, f"this makes {than}; {_way_out(subject.framework)}"


def _way_out(framework: Framework) -> str:
    published = framework.extends.published if framework.extends else None
    if published in framework.sources:
        return f'nobody has seen the source "{published}" that is to have published it; read it, and correct "seen"'
    return "say so under loosens, with because, by and until"
