"""An entry of `loosens` is about something that is not easier than in the framework that is extended.

Why it matters: an entry that outlives its reason, or has a misspelt id, will one day give leave to something else.

What to do: correct the id in `at`, or take the entry out.
"""

from collections.abc import Iterator

from spreadkit.framework.loosening import loosened
from spreadkit.rules import FrameworkSubject, Hit, Severity, did_you_mean, framework_rule

PASSES = """
extends: tiny@1
leaves-out: communication.awareness
loosens:
  - {at: communication.awareness, because: Everybody knows it, by: A. Patel, until: 2026-09-30}
components:
  leadership:
    title: Leadership
"""

FAILS = """
extends: tiny@1
loosens:
  - {at: leadership.sponsor, because: Our board is being elected, by: A. Patel, until: 2026-09-30}  # <--
components:
  leadership:
    criteria:
      leadership.sponsor:
        at-least: good
"""


@framework_rule("SK164", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find entries of the file's own that nothing corresponds to. Those of its base are told of there."""
    framework, base = subject.framework, subject.base
    easier = {part.at for part in loosened(framework, base)} if base else set[str]()
    inherited = base.loosens if base else ()
    for index, entry in enumerate(framework.loosens[: len(framework.loosens) - len(inherited)]):
        if entry.at not in easier:
            than = f'"{base.id}"' if base else "anything: this framework extends none"
            hint = did_you_mean(entry.at, easier)
            yield ("loosens", index), f'"{entry.at}" is not easier here than in {than}{hint}; remove this entry'
